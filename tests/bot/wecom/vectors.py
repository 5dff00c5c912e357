"""Crypto test vectors: sealed callbacks with public sample keys, which must never serve a real app.

A is the official library's sample, B and C come from the tests of the libraries go-workwx and wechatpy, D to H were
computed with three independent implementations.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vector:
    """One sealed message, and everything that it was made of."""

    name: str
    token: str
    aes_key: str
    receive_id: str
    timestamp: str
    nonce: str
    signature: str
    encrypt: str
    plaintext: str
    padding: int
    random16: str | None = None


VECTORS = (
    Vector(
        name="A1 official URL check",
        token="QDG6eK",
        aes_key="jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
        receive_id="wx5823bf96d3bd56c7",
        timestamp="1409659589",
        nonce="263014780",
        signature="5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3",
        encrypt="P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==",
        plaintext="1616140317555161061",
        padding=7,
    ),
    Vector(
        name="A2 official message",
        token="QDG6eK",
        aes_key="jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
        receive_id="wx5823bf96d3bd56c7",
        timestamp="1409659813",
        nonce="1372623149",
        signature="477715d11cdb4164915debcba66cb864d751f3e6",
        encrypt=(
            "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg"
            "3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+k"
            "DZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6ti"
            "WSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p"
            "8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q=="
        ),
        plaintext=(
            "<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName>\n<FromUserName><![CDATA[mycreate]]></Fro"
            "mUserName>\n<CreateTime>1409659813</CreateTime>\n<MsgType><![CDATA[text]]></MsgType>\n<Content><![CDATA"
            "[hello]]></Content>\n<MsgId>4561255354251345929</MsgId>\n<AgentID>218</AgentID>\n</xml>"
        ),
        padding=30,
    ),
    Vector(
        name="B1 go-workwx URL check",
        token="kjr2TKI8umCBfVF3wAHk8JiPwma5VBme",
        aes_key="4Ma3YBrSBbX2aez8MJpXGBne5LSDwgGqHbhM9WPYIws",
        receive_id="ww6a112864f8022910",
        timestamp="1583940690",
        nonce="VHh7ymSeb0jc4lSb",
        signature="1ba3cb09c0d2c2b3ed6900d37f91a6efae6cb011",
        encrypt="6KmUQuPVu7UhjyVqRdbo5SfcRqaHvbUlKSHFvBV2ZuR6TIlKsygcfeSd1GDplg1C5KSKr6UPHCaC/nIX3ZNt9w==",
        plaintext="94966531020182955848408",
        padding=3,
    ),
    Vector(
        name="B2 go-workwx message",
        token="kz7Yx62CH8SaLN",
        aes_key="cD0d7jx4tYvVtzqrmh3Dm3QFCXe6f8SlHoMtMh3qQEP",
        receive_id="ww6a112864f8022910",
        timestamp="1583995625",
        nonce="1584392382",
        signature="f265ae551b1932727204c3d707628d01376a6940",
        encrypt=(
            "EUCt7xMcNiyASzZj0Hjc5yDjFQrCum6AfQ3ntHiUzjGQ51xieKmbvtrZ40/EcB2W/W8yH0n4Lqx48gJl/T9HD/R309I0P/r5pIZu"
            "cK3lyEn48FYMr4YdE0QdL2jIJ3xkcXUr6uzefzCxG6lMvwpAJaOyVCzN7sRRw47njfxy5EIqU6R9ZBhlTzfdnhhOhK/nTwzrZX3S"
            "oGlXFA9OBeZ6ru1NWpXFk76x9DUMe0lcxPPiUqK8ctnQcYXSGUHVqC6DfG7E7mab0OmruNN8cBZY5d3dYOBA4OgaH55Q0AJmUpdT"
            "8vNiXpXx+6TxT3TIjySXpDrHVyrsb772aYywgg/Nu4kUmGkALwFZlzhjNegR7wDwb9lr4ERXsSSS8JZ8lbBmaQ3F2Tq584xoPj5r"
            "IhXAF734ynm4no1g+SdHiNqR328="
        ),
        plaintext=(
            "<xml><ToUserName><![CDATA[ww6a112864f8022910]]></ToUserName><FromUserName><![CDATA[foobar]]></FromUs"
            "erName><CreateTime>1583995625</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[x123]"
            "]></Content><MsgId>2018405441</MsgId><AgentID>1000002</AgentID></xml>"
        ),
        padding=13,
    ),
    Vector(
        name="C1 wechatpy URL check",
        token="123456",
        aes_key="kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR",
        receive_id="wx49f0ab532d5d035a",
        timestamp="1411443780",
        nonce="437374425",
        signature="dd6b9c95b495b3f7e2901bfbc76c664930ffdb96",
        encrypt="4ByGGj+sVCYcvGeQYhaKIk1o0pQRNbRjxybjTGblXrBaXlTXeOo1+bXFXDQQb1o6co6Yh9Bv41n7hOchLF6p+Q==",
        plaintext="5927782489442352469",
        padding=7,
    ),
    Vector(
        name="C2 wechatpy message",
        token="123456",
        aes_key="kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR",
        receive_id="wx49f0ab532d5d035a",
        timestamp="1411525903",
        nonce="461056294",
        signature="74d92dfeb87ba7c714f89d98870ae5eb62dff26d",
        encrypt=(
            "RgqEoJj5A4EMYlLvWO1F86ioRjZfaex/gePD0gOXTxpsq5Yj4GNglrBb8I2BAJVODGajiFnXBu7mCPatfjsu6IHCrsTyeDXzF6Bv"
            "283dGymzxh6ydJRvZsryDyZbLTE7rhnus50qGPMfp2wASFlzEgMW9z1ef/RD8XzaFYgm7iTdaXpXaG4+BiYyolBug/gYNx410cvk"
            "KR2/nPwBiT+P4hIiOAQqGp/TywZBtDh1yCF2KOd0gpiMZ5jSw3e29mTvmUHzkVQiMS6td7vXUaWOMZnYZlF3So2SjHnwh4jYFxdg"
            "pkHHqIrH/54SNdshoQgWYEvccTKe7FS709/5t6NMxuGhcUGAPOQipvWTT4dShyqio7mlsl5noTrb++x6En749zCpQVhDpbV6GDnT"
            "bcX2e8K9QaNWHp91eBdCRxthuL0="
        ),
        plaintext=(
            "<xml><ToUserName><![CDATA[wx49f0ab532d5d035a]]></ToUserName>\n<FromUserName><![CDATA[messense]]></Fro"
            "mUserName>\n<CreateTime>1411525903</CreateTime>\n<MsgType><![CDATA[text]]></MsgType>\n<Content><![CDATA"
            "[test]]></Content>\n<MsgId>4363689963896700987</MsgId>\n<AgentID>1</AgentID>\n</xml>"
        ),
        padding=1,
    ),
    Vector(
        name="C3 wechatpy encryption",
        token="123456",
        aes_key="kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR",
        receive_id="wx49f0ab532d5d035a",
        timestamp="1411525903",
        nonce="461056294",
        signature="407518b7649e86ef23978113f92d27afa9296533",
        encrypt=(
            "9s4gMv99m88kKTh/H8IdkOiMg6bisoy3ypwy9H4hvSPe9nsGaqyw5hhSjdYbcrKk+j3nba4HMOTzHrluLBYqxgNcBqGsL8GqxlhZ"
            "gURnAtObvesEl5nZ+uBE8bviY0LWke8Zy9V/QYKxNV2FqllNXcfmstttyIkMKCCmVbCFM2JTF5wY0nFhHZSjPUL2Q1qvSUCUld+/"
            "WIXrx0oyKQmpB6o8NRrrNrsDf03oxI1p9FxUgMnwKKZeOA/uu+2IEvEBtb7muXsVbwbgX05UPPJvFurDXafG0RQyPR+mf1nDnAtQ"
            "mmNOuiR5MIkdQ39xn1vWwi1O5oazPoQJz0nTYjxxEE8kv3kFxtAGVRe3ypD3WeK2XeFYFMNMpatF9XiKzHo3"
        ),
        plaintext=(
            "<xml>\n<MsgType><![CDATA[text]]></MsgType>\n<Content><![CDATA[test]]></Content>\n<FromUserName><![CDATA"
            "[wx49f0ab532d5d035a]]></FromUserName>\n<ToUserName><![CDATA[messense]]></ToUserName>\n<AgentID>1</Agen"
            "tID>\n<CreateTime>1411525903</CreateTime>\n</xml>"
        ),
        padding=3,
        random16="1234567890123456",
    ),
    Vector(
        name="D Chinese text",
        token="QDG6eK",
        aes_key="jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
        receive_id="wx5823bf96d3bd56c7",
        timestamp="1700000000",
        nonce="nonce123",
        signature="75470ce929e6a43e0f8401027c2b3c81c69cb9dc",
        encrypt="sKqRbbiSUnDhFHOvPjtUMajtBLdj7Yq63XAKSmbpeP0AvihGw2runYYalxLZjVH8HOoU1drvVEVZk5XcNExC5g==",
        plaintext="hello 你好",
        padding=14,
        random16="0123456789abcdef",
    ),
    Vector(
        name="E empty receiver",
        token="QDG6eK",
        aes_key="jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
        receive_id="",
        timestamp="1700000000",
        nonce="nonce123",
        signature="98a982172f4a2444e37074b3ec03cb66736b3f57",
        encrypt="sKqRbbiSUnDhFHOvPjtUMfJ+e7Q/BJpOCCjutqsZkqavBHNtWM4qyvrY1ROLon4exBlQywb9aSj3JKfXHsxEzg==",
        plaintext='{"msgid":"1"}',
        padding=31,
        random16="0123456789abcdef",
    ),
    Vector(
        name="F empty message",
        token="QDG6eK",
        aes_key="jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
        receive_id="wx5823bf96d3bd56c7",
        timestamp="1700000000",
        nonce="nonce123",
        signature="0a8ce64d40f3608adadbf87d0f839aa19f521a96",
        encrypt="sKqRbbiSUnDhFHOvPjtUMU5qwF3QTRQT35ZLQKNzkIFzNtEiqzhRA2bjiTq/aLNxdb+TySor6nIW5pigQ2NbKg==",
        plaintext="",
        padding=26,
        random16="0123456789abcdef",
    ),
    Vector(
        name="G a full extra block of padding",
        token="QDG6eK",
        aes_key="jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
        receive_id="wx5823bf96d3bd56c7",
        timestamp="1700000000",
        nonce="nonce123",
        signature="5e7be0459913c0915d57363307fca038163dc7ee",
        encrypt=(
            "sKqRbbiSUnDhFHOvPjtUMS1Nd7fI/rcjsVC1btvu0fmrCwNN39ALC5WIhyzhiSe/DJmXnNV7eRA2j6lJACJANf5Uwcqjd6aUyfMJ"
            "BUYulBZJHjfzchd14r1SiKn7O/aK"
        ),
        plaintext="aaaaaaaaaaaaaaaaaaaaaaaaaa",
        padding=32,
        random16="0123456789abcdef",
    ),
    Vector(
        name="H one byte of padding",
        token="QDG6eK",
        aes_key="jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
        receive_id="wx5823bf96d3bd56c7",
        timestamp="1700000000",
        nonce="nonce123",
        signature="3c11dc9972995249939ed7ac4f836f0d09e654a2",
        encrypt="sKqRbbiSUnDhFHOvPjtUMQrNvEeR1qP5ilDJ0ryHt2o3ZMEIKUtjdlH9HiDF1maPatN/j/HUbqEizZjRT42zpw==",
        plaintext="aaaaaaaaaaaaaaaaaaaaaaaaa",
        padding=1,
        random16="0123456789abcdef",
    ),
)
