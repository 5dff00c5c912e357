"""Coverage: what no student and no mentor may be without, and who is without it. A gap list, no deed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from duty.policy import Coverage


@dataclass(frozen=True, slots=True)
class Cared:
    """What a student has: a mentor, somebody to call, a guardian who follows the school's notices."""

    student_id: int
    categories: frozenset[str] = frozenset()
    mentor: bool = False
    contact_card: bool = False
    follower: bool = False


@dataclass(frozen=True, slots=True)
class Gaps:
    """Who is without what, in the order in which they were given; `mentees` is how many each mentor lacks."""

    mentor: tuple[int, ...] = ()
    contact_card: tuple[int, ...] = ()
    follower: tuple[int, ...] = ()
    mentees: tuple[tuple[int, int], ...] = ()


def gaps(asked: Sequence[Coverage], students: Iterable[Cared], mentees: Mapping[int, int]) -> Gaps:
    """`mentees`: how many children each mentor has."""
    known = tuple(students)
    least = max((one.mentees for one in asked), default=0)
    return Gaps(
        mentor=_without([one for one in asked if one.mentor], (one for one in known if not one.mentor)),
        contact_card=_without(
            [one for one in asked if one.contact_card], (one for one in known if not one.contact_card)
        ),
        follower=_without([one for one in asked if one.follower], (one for one in known if not one.follower)),
        mentees=tuple((mentor, least - has) for mentor, has in mentees.items() if has < least),
    )


def _without(asked: Sequence[Coverage], lacking: Iterable[Cared]) -> tuple[int, ...]:
    return tuple(one.student_id for one in lacking if any(_is_meant(one, each) for each in asked))


def _is_meant(student: Cared, asked: Coverage) -> bool:
    return not asked.categories or not asked.categories.isdisjoint(student.categories)
