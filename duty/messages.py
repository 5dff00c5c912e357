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


Card = VoteCard | ButtonCard
Message = Text | LinkCard | VoteCard | ButtonCard


def to_json(message: Message) -> dict[str, Any]:
    """Plain JSON values, from which `from_json` makes the same message again."""
    match message:
        case Text(content, safe):
            return {"text": content, "safe": True} if safe else {"text": content}
        case LinkCard(title, text, url, button):
            return {"link": {"title": title, "text": text, "url": url, "button": button}}
        case VoteCard():
            options = [[option.id, option.text, option.checked] for option in message.options]
            shared = {"task_id": message.task_id, "title": message.title, "text": message.text, "done": message.done}
            return {
                "vote": {**shared, "options": options, "submit": _plain(message.submit), "menu": _all(message.menu)}
            }
        case _:
            shared = {"task_id": message.task_id, "title": message.title, "text": message.text, "done": message.done}
            return {"buttons": {**shared, "buttons": _all(message.buttons)}}


def from_json(value: Mapping[str, Any]) -> Message:
    """Raises ValueError for what no version of this program wrote."""
    match value:
        case {"text": str(content)}:
            return Text(content, safe=bool(value.get("safe")))
        case {"link": dict(fields)}:
            return LinkCard(**fields)
        case {"vote": dict(fields)}:
            lines = tuple(Option(*option) for option in fields["options"])
            chosen = {"options": lines, "submit": Button(*fields["submit"]), "menu": _buttons(fields["menu"])}
            return VoteCard(**{**fields, **chosen})
        case {"buttons": dict(fields)}:
            return ButtonCard(**{**fields, "buttons": _buttons(fields["buttons"])})
        case _:
            raise ValueError("no message")


def _plain(button: Button) -> list[Any]:
    return [button.key, button.text, button.main]


def _all(buttons: tuple[Button, ...]) -> list[list[Any]]:
    return [_plain(button) for button in buttons]


def _buttons(values: list[list[Any]]) -> tuple[Button, ...]:
    return tuple(Button(*value) for value in values)
