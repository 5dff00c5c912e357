"""One deed fills one period: two that are named are asked about."""

from datetime import date

import pytest

from duty.hearing import NotUnderstood, Unclear
from duty.people import Child
from language.hear import Care, hear

CARE = Care.of([Child(1, "1", "张三", "七年级", "1班"), Child(2, "2", "李四", "七年级", "1班")])


@pytest.mark.parametrize("said", ["补9月 补10月 谈心 张三", "补上个月的 补9月的谈心 张三", "补9月谈心 补10月 张三"])
def test_two_periods_are_asked_about(said: str) -> None:
    heard = hear(said, date(2026, 11, 20), CARE)
    assert isinstance(heard, NotUnderstood)
    assert heard.why is Unclear.MAKE_UP
