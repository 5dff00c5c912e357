"""What is said to somebody, as values: a text, a link, or a card to tap; the platform's form is made at the edge."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Text:
    """A plain text; at most 2048 bytes reach a phone. What is `safe` cannot be passed on, and shows a watermark."""

    content: str
    safe: bool = False


@dataclass(frozen=True, slots=True)
class LinkCard:
    """A title, a few words, and a page that opens at a tap; `button` has at most 4 characters."""

    title: str
    text: str
    url: str
    button: str


@dataclass(frozen=True, slots=True)
class Button:
    """Something to tap; `key` comes back with the tap. `main`: the one that most will want."""

    key: str
    text: str
    main: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One line to tick, about 17 characters; `id` comes back with the tap."""

    id: str
    text: str
    checked: bool = False


@dataclass(frozen=True, slots=True)
class VoteCard:
    """Up to 20 lines to tick and one button to send them. With `done` set the card takes no more taps and says so."""

    task_id: str
    title: str
    text: str
    options: tuple[Option, ...]
    submit: Button
    menu: tuple[Button, ...] = ()
    done: str = ""


@dataclass(frozen=True, slots=True)
class ButtonCard:
    """Up to 6 buttons under a few words. With `done` set the card takes no more taps and says so."""

    task_id: str
    title: str
    text: str
    buttons: tuple[Button, ...]
    done: str = ""
    menu: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Selector:
    """A question with up to 10 lines, of which one is chosen: the checked one, else the first. `key` comes back."""

    key: str
    title: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class SelectCard:
    """Up to 3 questions and one button to send the answers. With `done` set the card takes no more taps and says so."""

    task_id: str
    title: str
    text: str
    selectors: tuple[Selector, ...]
    submit: Button
    done: str = ""


@dataclass(frozen=True, slots=True)
class Media:
    """A picture, a voice message, a video or a file that the platform keeps under `media_id`, for three days."""

    kind: str
    media_id: str


@dataclass(frozen=True, slots=True)
class Choices:
    """A few words to a customer of 微信客服, with up to 10 lines to tap; a line's id comes back with its text.

    `code` is the platform's for a single word of welcome.
    """

    text: str
    options: tuple[Option, ...] = ()
    code: str = ""


Card = VoteCard | ButtonCard | SelectCard
Message = Text | LinkCard | VoteCard | ButtonCard | SelectCard | Media | Choices


def to_json(message: Message) -> dict[str, Any]:
    """Plain JSON values, from which `from_json` makes the same message again."""
    match message:
        case Text(content, safe):
            return {"text": content, "safe": True} if safe else {"text": content}
        case LinkCard(title, text, url, button):
            return {"link": {"title": title, "text": text, "url": url, "button": button}}
        case VoteCard():
            chosen = {"options": _lines(message.options), "submit": _plain(message.submit), "menu": _all(message.menu)}
            return {"vote": {**_shared(message), **chosen}}
        case SelectCard():
            asked = [[one.key, one.title, _lines(one.options)] for one in message.selectors]
            return {"select": {**_shared(message), "selectors": asked, "submit": _plain(message.submit)}}
        case Media(kind, media_id):
            return {"media": {"kind": kind, "media_id": media_id}}
        case Choices(text, options, code):
            return {"choices": {"text": text, "options": _lines(options), "code": code}}
        case _:
            return {"buttons": {**_shared(message), "buttons": _all(message.buttons), "menu": _all(message.menu)}}


def from_json(value: Mapping[str, Any]) -> Message:
    """Raises ValueError for what no version of this program wrote."""
    match value:
        case {"text": str(content)}:
            return Text(content, safe=bool(value.get("safe")))
        case {"link": dict(fields)}:
            return LinkCard(**fields)
        case {"vote": dict(fields)}:
            chosen = {"submit": Button(*fields["submit"]), "menu": _buttons(fields["menu"])}
            return VoteCard(**{**fields, **chosen, "options": _options(fields["options"])})
        case {"select": dict(fields)}:
            asked = tuple(Selector(key, title, _options(lines)) for key, title, lines in fields["selectors"])
            return SelectCard(**{**fields, "selectors": asked, "submit": Button(*fields["submit"])})
        case {"media": dict(fields)}:
            return Media(**fields)
        case {"choices": dict(fields)}:
            return Choices(**{**fields, "options": _options(fields["options"])})
        case {"buttons": dict(fields)}:
            menu = _buttons(fields.get("menu", []))
            return ButtonCard(**{**fields, "buttons": _buttons(fields["buttons"]), "menu": menu})
        case _:
            raise ValueError("no message")


def _shared(card: Card) -> dict[str, Any]:
    return {"task_id": card.task_id, "title": card.title, "text": card.text, "done": card.done}


def _lines(options: tuple[Option, ...]) -> list[list[Any]]:
    return [[option.id, option.text, option.checked] for option in options]


def _options(values: list[list[Any]]) -> tuple[Option, ...]:
    return tuple(Option(*value) for value in values)


def _plain(button: Button) -> list[Any]:
    return [button.key, button.text, button.main]


def _all(buttons: tuple[Button, ...]) -> list[list[Any]]:
    return [_plain(button) for button in buttons]


def _buttons(values: list[list[Any]]) -> tuple[Button, ...]:
    return tuple(Button(*value) for value in values)
