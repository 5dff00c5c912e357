"""What the steps make of a message, held against the message as a whole."""

from datetime import date, timedelta

import pytest

from duty.commands import RecordDeed
from duty.hearing import Confirm, NotUnderstood, Unclear
from duty.kinds import Kind
from language.hear import hear
from tests.language.hear.classroom import CARE, TODAY, by_steps, ids

YESTERDAY = TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "kind", "on"),
    [
        ("操场上陪许知远走了几圈，听他说了说家里的事", Kind.TALK, TODAY),
    ],
)
def test_what_no_step_knows_is_heard_from_the_whole(text: str, kind: Kind, on: date) -> None:
    assert by_steps(text, TODAY, CARE) == NotUnderstood(Unclear.UNKNOWN)
    heard = hear(text, TODAY, CARE)
    deed = heard.command if isinstance(heard, Confirm) else heard
    assert isinstance(deed, RecordDeed)
    assert (deed.kind, deed.student_ids, deed.happened_on, deed.note) == (kind, ids("许知远"), on, text)
