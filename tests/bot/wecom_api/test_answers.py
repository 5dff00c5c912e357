"""An answer of any shape is read without an error."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.wecom import answers

KEYS = (
    "userid",
    "name",
    "department",
    "status",
    "order",
    "allow_userinfos",
    "user",
    "allow_partys",
    "partyid",
    "close",
    "parents",
    "children",
    "is_subscribe",
    "department_admins",
    "students",
    "departments",
    "department_leader",
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3) | st.just("²"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(KEYS), ANYTHING))
@settings(deadline=None)
def test_whatever_an_answer_holds_it_is_read(row: dict[str, Any]) -> None:
    read = [
        answers.read_member(row),
        answers.read_department(row),
        answers.read_agent(row),
        answers.read_visitor(row),
        answers.read_student(row),
        answers.read_parent(row),
        answers.read_school_department(row),
        answers.read_allow_scope(row),
    ]
    assert all(hash(value) is not None for value in read)
