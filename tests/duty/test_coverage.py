"""Who is without what a policy says that nobody is without."""

import pytest

from duty.coverage import Cared, Gaps, gaps
from duty.policy import Coverage

NOBODY = Cared(1)
HAS_ALL = Cared(2, mentor=True, contact_card=True, follower=True)
LEFT_BEHIND = Cared(3, frozenset({"留守", "单亲"}))
POOR = Cared(4, frozenset({"困难"}), mentor=True)
EVERYBODY = (NOBODY, HAS_ALL, LEFT_BEHIND, POOR)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ([], Gaps()),
        ([Coverage(mentor=True)], Gaps(mentor=(1, 3))),
        ([Coverage(contact_card=True)], Gaps(contact_card=(1, 3, 4))),
        ([Coverage(follower=True)], Gaps(follower=(1, 3, 4))),
        ([Coverage(mentor=True, categories=frozenset({"留守", "孤儿"}))], Gaps(mentor=(3,))),
        ([Coverage(mentor=True, categories=frozenset({"困难"}))], Gaps()),
        (
            [
                Coverage(contact_card=True, categories=frozenset({"困难"})),
                Coverage(contact_card=True, categories=frozenset({"留守"})),
            ],
            Gaps(contact_card=(3, 4)),
        ),
        ([Coverage(mentees=2)], Gaps(mentees=((7, 2), (8, 1)))),
        ([Coverage(mentees=1), Coverage(mentees=3)], Gaps(mentees=((7, 3), (8, 2), (9, 1)))),
    ],
)
def test_who_is_without_what_is_asked_for(asked: list[Coverage], found: Gaps) -> None:
    assert gaps(asked, EVERYBODY, {7: 0, 8: 1, 9: 2}) == found
