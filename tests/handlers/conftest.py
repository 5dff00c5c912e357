"""Teachers of the small school."""

from collections.abc import Callable

import pytest

from duty.policy import Pack, Policy, Rule
from storage import people
from storage.work import Store
from tests.handlers.teacher import Teacher
from tests.support import small_school
from tests.support.small_school import SmallSchool


@pytest.fixture
def school(store: Store, school_id: int) -> SmallSchool:
    return small_school.fill(store, school_id)


@pytest.fixture
def wang(store: Store, school: SmallSchool) -> Teacher:
    """Mentors 张三, 李四 and 周一诺, who are lines 1, 2 and 3 of her cards."""
    return Teacher(store, school, "WangFang")


@pytest.fixture
def sun(store: Store, school: SmallSchool) -> Teacher:
    """Mentors one child, and has only the home visit left to do this term."""
    teacher = Teacher(store, school, "SunLi")
    for day in ("2025-09-10", "2025-10-15", "2025-11-12", "2025-12-03"):
        teacher.record(day, "20250106")
    teacher.reminded("2025-12-09")
    return teacher


@pytest.fixture
def asks(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lets the school ask for other deeds than the four ones, before anybody looks at it."""

    def these(*rules: Rule) -> None:
        policy = Policy.of(Pack("four_ones", rules))
        monkeypatch.setattr(people, "policies_of", lambda *_: {policy.key: policy})

    return these
