"""XML as WeCom speaks it: read without trusting it, written so that nothing a person typed can break it."""

import re
from collections.abc import Iterator
from xml.parsers.expat import ExpatError, ParserCreate

# The deepest known message has five levels and the widest a few hundred elements. The bounds keep a hostile body
# from costing more than the few bytes of which it is made.
MAX_DEPTH = 16
MAX_ELEMENTS = 4000

# WeCom passes on what people type, also characters that XML 1.0 forbids, and expat would refuse the whole message for
# one of them. Taking them out beforehand could join `]]` and `>` and so end a CDATA section early; DEL is allowed,
# is one byte, and is nobody's text: it stands in for them until the text is read.
_STAND_IN = "\x7f"
_CONTROLS = bytes(0x7F if i < 0x20 and i not in b"\t\n\r" else i for i in range(256))
_FORBIDDEN_UTF8 = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]|\xef\xbf[\xbe\xbf]")  # lone surrogates, U+FFFE, U+FFFF

_WHOLE = re.compile("-?[0-9]{1,18}")
_DECIMAL = re.compile("-?[0-9]{1,15}([.][0-9]{0,30})?")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\x7f]")


class BadEnvelope(ValueError):
    """What was received is not a WeCom message; the sentence says why, and nothing of what it holds."""


class Element:
    """One element: its own text, and its children in the order received."""

    __slots__ = ("children", "tag", "text")

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.text = ""
        self.children: list[Element] = []

    def child(self, tag: str) -> "Element | None":
        """The one child with this tag; two of them are refused, since only text that broke out can make a second."""
        found = None
        for child in self.children:
            if child.tag == tag:
                if found is not None:
                    raise BadEnvelope("A field that must stand alone was received twice.")
                found = child
        return found

    def all(self, *tags: str) -> "list[Element]":
        """The children with any of these tags, in the order received."""
        return [child for child in self.children if child.tag in tags]

    def typed(self, tag: str) -> str:
        """What a person wrote in this field, with every space and line break; "" where there is no such field."""
        found = self.child(tag)
        return found.text if found else ""

    def get(self, tag: str) -> str:
        """The value of this field without surrounding space; "" where there is no such field."""
        return self.typed(tag).strip()

    def whole(self, tag: str) -> int | None:
        """The value as a plain decimal number that fits a 64-bit column, or None."""
        return whole_number(self.get(tag))

    def decimal(self, tag: str) -> float | None:
        """The value as a number with or without a fraction, or None."""
        text = self.get(tag)
        return float(text) if _DECIMAL.fullmatch(text) else None

    def leaves(self, prefix: str = "") -> Iterator[tuple[str, str]]:
        """Every value below this element as (path, value), in the order received."""
        for child in self.children:
            path = prefix + child.tag
            if child.text or not child.children:
                yield path, child.text
            yield from child.leaves(path + "/")


class _Reader:
    def __init__(self) -> None:
        self.root: Element | None = None
        self._open: list[tuple[Element, list[str]]] = []
        self._count = 0

    def start(self, tag: str, _attributes: list[str]) -> None:
        self._count += 1
        if len(self._open) >= MAX_DEPTH or self._count > MAX_ELEMENTS:
            raise BadEnvelope("The message is nested too deep or has too many elements.")
        element = Element(tag)
        if self._open:
            self._open[-1][0].children.append(element)
        else:
            self.root = element
        self._open.append((element, []))

    def end(self, _tag: str) -> None:
        element, pieces = self._open.pop()
        text = "".join(pieces).replace(_STAND_IN, "")
        element.text = text.strip() if element.children else text

    def data(self, piece: str) -> None:
        self._open[-1][1].append(piece)


def read_xml(body: bytes) -> Element:
    """The `<xml>` element of a message; anything else is a `BadEnvelope`.

    UTF-8 only, whatever the declaration says. Characters that XML forbids are left out of the texts. A document type
    is refused, so there are no entities to expand. Attributes, comments and processing instructions say nothing.
    The caller bounds the size of `body`.
    """
    reader = _Reader()
    parser = ParserCreate("utf-8")
    parser.buffer_text = True
    parser.ordered_attributes = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    try:
        parser.Parse(_FORBIDDEN_UTF8.sub(_STAND_IN.encode(), body.translate(_CONTROLS)), True)
    except ExpatError as error:
        raise BadEnvelope(f"The message is not XML: {error}.") from None
    if reader.root is None or reader.root.tag != "xml":
        raise BadEnvelope("The message is XML, but not a WeCom message.")
    return reader.root


def _refuse_doctype(*_declaration: object) -> None:
    raise BadEnvelope("The message has a document type, which WeCom never sends.")


def whole_number(text: str) -> int | None:
    """`text` as a plain decimal number that fits a 64-bit column, or None."""
    return int(text) if _WHOLE.fullmatch(text) else None


def clean(text: str) -> str:
    """`text` as it survives a journey in XML: forbidden characters and DEL left out, line breaks as `\\n`."""
    return _FORBIDDEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def cdata(text: str) -> str:
    """A CDATA section that reads as `clean(text)`, whatever the text holds."""
    return "<![CDATA[" + clean(text).replace("]]>", "]]]]><![CDATA[>") + "]]>"
