"""Where an error broke: all that is ever logged or kept of one."""


def place_of(error: BaseException) -> str:
    """Type and place; never the text, which may repeat what somebody wrote."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" in {trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}" if trace is not None else ""
    return f"{type(error).__name__}{place}"
