"""The plaintext that WeCom would send, built as naively as a platform may build it."""


def cdata(text: str) -> str:
    """CDATA with nothing taken out: what people type reaches us raw, control characters and all."""
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def message(msg_type: str, body: str = "", *, message_id: str = "<MsgId>1234567890123456</MsgId>") -> bytes:
    """A message of zhangsan's with `body` as its own fields."""
    return (
        "<xml><ToUserName><![CDATA[corpid]]></ToUserName><FromUserName><![CDATA[zhangsan]]></FromUserName>"
        f"<CreateTime>1348831860</CreateTime><MsgType>{cdata(msg_type)}</MsgType>{body}{message_id}"
        "<AgentID>1000002</AgentID></xml>"
    ).encode("utf-8", "surrogatepass")


def text(content: str) -> bytes:
    return message("text", f"<Content>{cdata(content)}</Content>")


def event(name: str, body: str = "", *, sender: str = "zhangsan", created: int = 1348831860) -> bytes:
    """An event with `body` as its own fields; no sender where `sender` is empty."""
    from_user = f"<FromUserName><![CDATA[{sender}]]></FromUserName>" if sender else ""
    return (
        f"<xml><ToUserName><![CDATA[corpid]]></ToUserName>{from_user}<CreateTime>{created}</CreateTime>"
        f"<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[{name}]]></Event>{body}</xml>"
    ).encode()


def fields(**values: object) -> str:
    """One element for each name, as CDATA."""
    return "".join(f"<{tag}>{cdata(str(value))}</{tag}>" for tag, value in values.items())
