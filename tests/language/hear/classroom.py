"""The children and the day that the sentences of these tests speak of."""

from datetime import date

from duty.hearing import Heard
from duty.people import Child
from language.hear import Care
from language.hear.pipeline import read, step_by_step

# A Friday.
TODAY = date(2026, 11, 20)

NAMES = (
    "许知远",
    "蓝小雨",
    "陆一鸣",
    "江山",
    "周四喜",
    "柳家访",
    "高兴",
    "安心",
    "司马长风",
    "阿依古丽·买买提",
    "蘇韻",
    "韩梅",
    "韩梅梅",
    "卓玛央金",
    "查慎行",
)


def child(child_id: int, name: str) -> Child:
    """A child of whom only the name matters."""
    return Child(child_id, f"2026{child_id:04}", name, "七年级", "七（2）班")


def care_for(*names: str) -> Care:
    """The index of children whose ids count from 1 in the order given."""
    return Care.of(child(number, name) for number, name in enumerate(names, start=1))


CARE = care_for(*NAMES)


def ids(*names: str) -> tuple[int, ...]:
    """The ids of children in CARE."""
    return tuple(NAMES.index(name) + 1 for name in names)


def by_steps(text: str, today: date, care: Care) -> Heard:
    """What the steps make of a message, before it is held against the message as a whole."""
    return step_by_step(read(text, today, care)).heard
