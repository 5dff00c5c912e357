"""The app's menu: what its entries are called, and which command each of them is."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from duty.commands import Command, ShowHelp, ShowRecording, ShowRelaying, ShowTodo
from handlers.context import Sender
from handlers.reply import Reply
from language.say import menu


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the menu with its key, or a heading over further entries, which has none."""

    name: str
    key: str = ""
    below: tuple["Entry", ...] = ()


MENU: tuple[Entry, ...] = (
    Entry(menu.TODO, "todo"),
    Entry(menu.RECORD, "record"),
    Entry(menu.MORE, below=(Entry(menu.RELAY, "relay"), Entry(menu.HELP, "help"))),
)
COMMANDS: Mapping[str, Command] = MappingProxyType(
    {"todo": ShowTodo(), "record": ShowRecording(), "relay": ShowRelaying(), "help": ShowHelp()}
)


def show_recording(_command: ShowRecording, sender: Sender) -> Reply:
    return Reply(menu.recording(sender.mentees))


def show_relaying(_command: ShowRelaying, sender: Sender) -> Reply:
    return Reply(menu.relaying(sender.mentees))
