"""How to speak with the bot."""

from duty.commands import ShowHelp
from handlers.reply import Reply
from language.say import manual


def show_help(_command: ShowHelp) -> Reply:
    return Reply(manual.text())
