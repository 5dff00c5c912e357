"""What leaders are told to ask is heard."""

from datetime import date

import pytest

from duty.commands import GapKind, ShowGaps
from duty.kinds import Kind
from duty.people import Child
from language.hear import Care, hear
from language.say import overview

TODAY = date(2025, 11, 21)
CARE = Care.of([Child(number, str(number), f"学生{number}", "七年级", "1班") for number in range(3)])


@pytest.mark.parametrize(("kind", "said"), overview.ASKED.items())
def test_a_question_for_the_names_that_is_proposed_is_heard(kind: Kind, said: str) -> None:
    heard = hear(said, TODAY, CARE)
    assert heard == ShowGaps(kind, GapKind.DEEDS)


def test_the_question_for_who_has_nobody_is_heard() -> None:
    assert hear("谁还没结对", TODAY, CARE) == ShowGaps(None, GapKind.PAIRING)
