"""Lines in a school's words, and the same said with keys: the rule that each means."""

from datetime import date
from typing import Any

import pytest

from duty.kinds import Kind
from duty.policy import Distances, Once, Per, Rule, Scope, Trigger
from storage.packs import words
from storage.packs.reading import read_text
from storage.roster import columns

TALK, VISIT, WARMTH, HELP, CONTACT = Kind.TALK, Kind.HOME_VISIT, Kind.WARMTH, Kind.HELP, Kind.CONTACT


def rule_of(entry: str) -> Rule:
    """The rule of one entry, given as it stands behind the dash."""
    found = read_text(f"制度: 试一试\n要求:\n  - {entry}\n")
    assert found.problems == ()
    assert found.draft
    (rule,) = found.draft.pack.rules
    return rule


def owed(kind: Kind, per: Per, **rest: Any) -> Rule:
    """What is usual in a file: owed in term."""
    return Rule(kind, per, during_term=True, **rest)


def once(kind: Kind, trigger: Trigger, days: int, behind: int = 0, names: frozenset[str] = frozenset()) -> Rule:
    return Rule(kind, Per.ONCE, once=Once(trigger, days, behind, names))


LINES = [
    ("谈心 每月 1 次 每名学生", owed(TALK, Per.MONTH)),
    ("谈心每月1次", owed(TALK, Per.MONTH)),
    ("谈心，每个月，一次。", owed(TALK, Per.MONTH)),
    ("每月谈心两次", owed(TALK, Per.MONTH, times=2)),
    ("一学期家访两次", owed(VISIT, Per.TERM, times=2)),
    ("家访 一学期两次", owed(VISIT, Per.TERM, times=2)),
    ("家访 2次/学期", owed(VISIT, Per.TERM, times=2)),
    ("家访 每学期至少 2 次", owed(VISIT, Per.TERM, times=2)),
    ("谈话 每星期 1 次", owed(TALK, Per.WEEK)),
    ("应当每半个月进行谈心谈话 1 次", owed(TALK, Per.HALF_MONTH)),
    ("辅导 每季度 3 次以上", owed(HELP, Per.QUARTER, times=3)),
    ("走访慰问 每学年 1 次", owed(WARMTH, Per.SCHOOL_YEAR)),
    ("走访 每自然年 4 次 含假期", Rule(VISIT, Per.CALENDAR_YEAR, times=4)),
    ("联系家长 每月十二次", owed(CONTACT, Per.MONTH, times=12)),
    ("联系家长 每学年二十次", owed(CONTACT, Per.SCHOOL_YEAR, times=20)),
    ("联系家长 每学年二十五次", owed(CONTACT, Per.SCHOOL_YEAR, times=25)),
    ("谈心 每月 ３ 次", owed(TALK, Per.MONTH, times=3)),
    ("家访 每学期 1 次 限入户", owed(VISIT, Per.TERM, modes=frozenset({"in_person"}))),
    ("家访 每学期 1 次 不得以电话代替", owed(VISIT, Per.TERM, modes=frozenset({"in_person"}))),
    ("联系家长 电话或微信均可 每周 1 次", owed(CONTACT, Per.WEEK, modes=frozenset({"phone", "online"}))),
    ("与家长通电话 每周 1 次", owed(CONTACT, Per.WEEK, modes=frozenset({"phone"}))),
    ("谈心 面谈 方式不限 每周 1 次", owed(TALK, Per.WEEK)),
    ("家访 每位教师 10 户 每学年", owed(VISIT, Per.SCHOOL_YEAR, times=10, scope=Scope.MENTOR)),
    ("联系家长 每位监护人 每学期 1 次", owed(CONTACT, Per.TERM, scope=Scope.GUARDIAN)),
    ("慰问 全校 每学期 20 次", owed(WARMTH, Per.TERM, times=20, scope=Scope.SCHOOL)),
    ("家访 每学年 1 次 每名学生 谁做都算", owed(VISIT, Per.SCHOOL_YEAR, scope=Scope.STUDENT)),
    ("家访 每月 1 次 共同承担", owed(VISIT, Per.MONTH, shared=True)),
    ("谈心 每周 1 次 限重点、特殊学生", owed(TALK, Per.WEEK, levels=frozenset({"focus", "special"}))),
    ("谈心 每周 1 次 提倡", owed(TALK, Per.WEEK, nudge=True)),
    *(
        (
            f"家访 每学期 1 次 家长婉拒{instead}",
            owed(VISIT, Per.TERM, substituted_by=(("refused", frozenset({CONTACT})),)),
        )
        for instead in ("可用打电话代替", "可用电话代替", "可以改为打电话给家长", "可用电话联系家长代替")
    ),
    ("家访 每学期 1 次 家长婉拒可免", owed(VISIT, Per.TERM, excused_by=frozenset({"refused"}))),
    (
        "家访 每学期 1 次 家长婉拒或不在家的可以改为联系家长、谈心",
        owed(
            VISIT,
            Per.TERM,
            substituted_by=(("refused", frozenset({CONTACT, TALK})), ("absent", frozenset({CONTACT, TALK}))),
        ),
    ),
    (
        "家访 每学期 1 次 入户 改方式也算",
        owed(VISIT, Per.TERM, modes=frozenset({"in_person"}), substituted_by=(("other_mode", frozenset({VISIT})),)),
    ),
    (
        "谈心 每月 1 次 提前 5 天提醒 可补 10 天 不足 8 天不算",
        owed(TALK, Per.MONTH, remind_days=5, makeup_days=10, min_days=8),
    ),
    (
        "谈心 每月 1 次 从2027年3月1日到2027年6月30日",
        owed(TALK, Per.MONTH, first=date(2027, 3, 1), last=date(2027, 6, 30)),
    ),
    ("谈心 每月 1 次 从 2027-03-01 起", owed(TALK, Per.MONTH, first=date(2027, 3, 1))),
    ("谈心 每月 1 次 2027.3.1 起", owed(TALK, Per.MONTH, first=date(2027, 3, 1))),
    ("谈心 每月 1 次 到 2027/6/30 止", owed(TALK, Per.MONTH, last=date(2027, 6, 30))),
    ("谈心 每月 1 次 2027年6月30日为止", owed(TALK, Per.MONTH, last=date(2027, 6, 30))),
    ("开学后 14 天内 家访 1 次", once(VISIT, Trigger.TERM_START, 14)),
    ("谈心 开学第一个月内", once(TALK, Trigger.TERM_START, 30)),
    ("谈心 开学后首周内", once(TALK, Trigger.TERM_START, 7)),
    ("结对后两周内 家访", once(VISIT, Trigger.PAIRING_START, 14)),
    ("住院后 3 天内 家访", once(VISIT, Trigger.EVENT, 3, names=frozenset({"hospital"}))),
    (
        "生病、住院和意外后三天内联系家长",
        once(CONTACT, Trigger.EVENT, 3, names=frozenset({"illness", "hospital", "accident"})),
    ),
    ("辍学苗头当天 家访", once(VISIT, Trigger.EVENT, 0, names=frozenset({"dropout_sign"}))),
    ("有事后 7 天内 谈心", once(TALK, Trigger.EVENT, 7)),
    ("家访 期末前 10 天", once(VISIT, Trigger.TERM_END, 10)),
    ("放假前一周之前完成家访", once(VISIT, Trigger.TERM_END, 7)),
    ("春节 前3天 后7天 慰问", once(WARMTH, Trigger.OCCASION, 3, 7, frozenset({"spring_festival"}))),
    (
        "元旦、五一、十一 联系家长",
        once(CONTACT, Trigger.OCCASION, 3, 3, frozenset({"new_year", "labour_day", "national_day"})),
    ),
    ("中秋前后 5 天 慰问", once(WARMTH, Trigger.OCCASION, 5, 5, frozenset({"mid_autumn"}))),
    ("生日当天 谈心", once(TALK, Trigger.OCCASION, 0, 0, frozenset({"birthday"}))),
    ("六一儿童节期间 送温暖", once(WARMTH, Trigger.OCCASION, 3, 3, frozenset({"childrens_day"}))),
]


@pytest.mark.parametrize(("line", "rule"), LINES, ids=[row[0] for row in LINES])
def test_a_line_of_words_is_a_rule(line: str, rule: Rule) -> None:
    assert rule_of(line) == rule


TABLES = [
    ("{事项: 谈心, 每: 月}", owed(TALK, Per.MONTH)),
    ("{kind: talk, per: month, times: 2}", owed(TALK, Per.MONTH, times=2)),
    (
        "{事项: 家访, 每: 学期, 方式: [入户, 电话]}",
        owed(VISIT, Per.TERM, modes=frozenset({"in_person", "phone"})),
    ),
    (
        "{事项: 家访, 每: 学期, 方式: 入户、电话}",
        owed(VISIT, Per.TERM, modes=frozenset({"in_person", "phone"})),
    ),
    ("{事项: 谈心, 每: 月, 学期内: 否}", Rule(TALK, Per.MONTH)),
    ("{kind: talk, per: month, during: any}", Rule(TALK, Per.MONTH)),
    ("{事项: 谈心, 每: 周, 次数: 两次}", owed(TALK, Per.WEEK, times=2)),
    (
        "{事项: 谈心, 每: 月, 最少天数: 5, 提前提醒: 3, 补办天数: 14, 提醒日: {前: [7, 1], 后: 2}}",
        owed(TALK, Per.MONTH, min_days=5, remind_days=3, makeup_days=14, distances=Distances((7, 1), (2,))),
    ),
    (
        "{事项: 家访, 每: 月, 共同承担: 是, 按: 谁做都算, 等级: 特殊, 只提醒: 是}",
        owed(VISIT, Per.MONTH, shared=True, scope=Scope.STUDENT, levels=frozenset({"special"}), nudge=True),
    ),
    (
        "{事项: 谈心, 每: 月, 起: 2027-03-01, 止: 2027年6月30日}",
        owed(TALK, Per.MONTH, first=date(2027, 3, 1), last=date(2027, 6, 30)),
    ),
    (
        "{事项: 家访, 每: 学期, 可免: [搬家, 生病], 可代: {家长婉拒: 联系家长, 不在家: [谈心, 联系家长]}}",
        owed(
            VISIT,
            Per.TERM,
            excused_by=frozenset({"moved", "ill"}),
            substituted_by=(("refused", frozenset({CONTACT})), ("absent", frozenset({TALK, CONTACT}))),
        ),
    ),
    ("{事项: 家访, 何时: 住院后 3 天内}", once(VISIT, Trigger.EVENT, 3, names=frozenset({"hospital"}))),
    ("{kind: talk, after: term_start, within_days: 14}", once(TALK, Trigger.TERM_START, 14)),
    ("{kind: talk, events: [illness], within_days: 3}", once(TALK, Trigger.EVENT, 3, names=frozenset({"illness"}))),
    ("{kind: talk, before_term_end: 10}", once(TALK, Trigger.TERM_END, 10)),
    ("{kind: warmth, occasions: [birthday]}", once(WARMTH, Trigger.OCCASION, 3, 3, frozenset({"birthday"}))),
    (
        "{kind: warmth, occasions: [new_year], before: 1, behind: 2}",
        once(WARMTH, Trigger.OCCASION, 1, 2, frozenset({"new_year"})),
    ),
    (
        "{事项: 家访, 每: 学年, 次数: 10, 按: 教师}",
        owed(VISIT, Per.SCHOOL_YEAR, times=10, scope=Scope.MENTOR),
    ),
    ("{要求: 家访 每学期 1 次, 方式: 入户}", owed(VISIT, Per.TERM, modes=frozenset({"in_person"}))),
]


@pytest.mark.parametrize(("entry", "rule"), TABLES, ids=[row[0] for row in TABLES])
def test_a_table_of_keys_is_a_rule(entry: str, rule: Rule) -> None:
    assert rule_of(entry) == rule


FILES = [
    "制度：试一试\n要求：\n- 谈心 每月 1 次\n",
    "制度:试一试\n要求:\n-谈心 每月 1 次\n",
    "\ufeff制度: 试一试\r\n要求:\r\n  - 谈心 每月 1 次\r\n",
    "制度: 试一试\n要求:\n—谈心 每月 1 次\n",
    "制度: 试一试\n要求:\n• 谈心 每月 1 次\n",
    "制度: 试一试\n要求:\n－ 谈心 每月 1 次\n",
    "title: 试一试\nrules:\n- {kind: talk, per: month}\n",
    "制度: '试一试'\n要求:\n- \"谈心 每月 1 次\"\n",
    "制度: 试一试\n要求:\n- 要求：谈心\n  每：月\n",
    "制度: 试一试\n要求:\n- 谈心\n  每月 1 次\n",
    "# 一份\n---\n制度: 试一试\n覆盖:\n上报: ~\n要求:\n- 谈心 每月 1 次\n...\n",
]


@pytest.mark.parametrize("text", FILES)
def test_however_it_is_typed_it_is_the_same_file(text: str) -> None:
    found = read_text(text)
    assert found.problems == ()
    assert found.draft
    assert found.draft.pack.title == found.draft.pack.key == "试一试"
    assert found.draft.pack.rules == (owed(TALK, Per.MONTH),)


def test_the_head_says_what_the_pack_is() -> None:
    found = read_text(
        "制度: 甲\n代号: jia\n说明: 一句话\n对象: [学生, 教师]\n生效: 2027-03-01\n要求: [谈心 每月 1 次]\n"
    )
    assert found.problems == ()
    assert found.draft
    assert (found.draft.pack.key, found.draft.pack.title, found.draft.about) == ("jia", "甲", "一句话")
    assert (found.draft.concerns, found.draft.first) == (("学生", "教师"), date(2027, 3, 1))


def test_levels_and_reasons_are_those_of_the_school() -> None:
    assert words.LEVELS.keys() == columns.LEVELS.keys()
    assert all(set(columns.LEVELS[level]) <= set(spelled) for level, spelled in words.LEVELS.items())


def test_what_is_wrong_is_left_out_and_the_rest_is_read() -> None:
    found = read_text("制度: 甲\n要求:\n- 谈心 每月 1 次\n- 听课 每周 1 次\n- 家访 每学期 1 次\n")
    assert {problem.line for problem in found.problems} == {4}
    assert found.draft
    assert [rule.kind for rule in found.draft.pack.rules] == [TALK, VISIT]


COVERAGE = [
    ("每位帮扶教师至少 1 名学生", 1, "", ""),
    ("每名教师 结对 不少于 3 名学生", 3, "", ""),
    ("每位干部帮扶两个孩子", 2, "", ""),
    ("每名学生都有帮扶教师", 0, "mentor", ""),
    ("每名留守、困境儿童都要有联系卡", 0, "contact_card", "困境 留守"),
    ("每名留守学生有帮扶教师、联系卡、已关注的家长", 0, "mentor contact_card follower", "留守"),
    ("{至少结对: 2}", 2, "", ""),
    ("{类别: [留守, 学困], 联系卡: 是, 帮扶教师: 否}", 0, "contact_card", "学困 留守"),
    ("{categories: 留守, follower: true}", 0, "follower", "留守"),
]


@pytest.mark.parametrize(("entry", "mentees", "what", "whose"), COVERAGE, ids=[row[0] for row in COVERAGE])
def test_what_nobody_may_be_without(entry: str, mentees: int, what: str, whose: str) -> None:
    found = read_text(f"制度: 甲\n覆盖:\n- {entry}\n")
    assert found.problems == ()
    assert found.draft
    (one,) = found.draft.pack.coverage
    assert (one.mentees, sorted(one.categories)) == (mentees, sorted(whose.split()))
    assert [name for name in ("mentor", "contact_card", "follower") if getattr(one, name)] == what.split()
