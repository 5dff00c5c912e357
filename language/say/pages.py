"""Long answers cut into pages that the platform shows whole."""

from collections.abc import Iterator

# The platform cuts a text at 2048 bytes of UTF-8; the rest is room for the hint.
PAGE_BYTES = 1950
MORE = "\n（还有，回「下一页」接着看）"


def pages(text: str, limit: int = PAGE_BYTES) -> tuple[str, ...]:
    """The text in pieces of at most `limit` bytes, cut between lines where that is possible.

    Every piece but the last ends with the hint how to get the next one.
    """
    if len(text.encode("utf-8", "surrogatepass")) <= limit:
        return (text,)
    pieces = list(_pieces(text, limit))
    return tuple([piece + MORE for piece in pieces[:-1]] + pieces[-1:])


def _pieces(text: str, limit: int) -> Iterator[str]:
    page = ""
    for line in text.split("\n"):
        for part in _short(line, limit):
            longer = f"{page}\n{part}" if page else part
            if len(longer.encode("utf-8", "surrogatepass")) > limit:
                yield page
                longer = part
            page = longer
    yield page


def _short(line: str, limit: int) -> Iterator[str]:
    """A line in parts that fit a page, cut between characters."""
    part, size = "", 0
    for character in line:
        bytes_needed = len(character.encode("utf-8", "surrogatepass"))
        if size + bytes_needed > limit:
            yield part
            part, size = "", 0
        part, size = part + character, size + bytes_needed
    yield part
