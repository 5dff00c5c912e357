"""Who owes a student nothing on a day: both named must match, and who is not named is everybody."""

from datetime import date

import pytest

from duty.calendar import Span
from duty.circumstances import NOTHING_SPECIAL, Circumstances, Exemption

WANG, LI, ZHANG, ZHOU = 1, 2, 11, 12
NOVEMBER = Span(date(2026, 11, 1), date(2026, 11, 30))


@pytest.mark.parametrize(
    ("named", "exempt"),
    [
        ((WANG, ZHANG), {(WANG, ZHANG)}),
        ((WANG, None), {(WANG, ZHANG), (WANG, ZHOU)}),
        ((None, ZHANG), {(WANG, ZHANG), (LI, ZHANG)}),
        ((None, None), {(WANG, ZHANG), (WANG, ZHOU), (LI, ZHANG), (LI, ZHOU)}),
    ],
)
def test_who_is_exempt(named: tuple[int | None, int | None], exempt: set[tuple[int, int]]) -> None:
    known = Circumstances([Exemption(NOVEMBER, *named)])
    pairs = {(mentor, student) for mentor in (WANG, LI) for student in (ZHANG, ZHOU)}
    assert {pair for pair in pairs if known.is_exempt(*pair, NOVEMBER.first)} == exempt
    assert {pair for pair in pairs if known.is_exempt(*pair, NOVEMBER.last)} == exempt
    assert not any(known.is_exempt(*pair, day) for pair in pairs for day in (date(2026, 10, 31), date(2026, 12, 1)))


def test_without_exemptions_nobody_is() -> None:
    assert not NOTHING_SPECIAL.is_exempt(WANG, ZHANG, NOVEMBER.first)
