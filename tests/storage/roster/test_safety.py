"""What is written is sealed, whole, and right even when others write at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy import update

from duty.roster_problems import ImportOutcome, Stage
from storage.roster import Progress, RosterKeepsChanging, import_roster
from storage.roster.apply import apply
from storage.roster.known import SCHOOL, look_up
from storage.roster.plan import make_plan
from storage.roster.rows import read_rows
from storage.roster.scene import Scene
from storage.roster.workbook import read_workbook
from storage.work import Store
from tests.storage.roster.books import DEEDS, MEMBERS, NOW, TODAY, Book, counts, fill, rows, run, sample, workbook

PERSONAL = (
    "13800001111",
    "13900001111",
    "青山路1号",
    "留守",
    "focus",
    "2014-03-08",
    "爱画画",
    "张大山",
    "父亲",
    "zs_p1",
)
PERSONAL_OF_SCHOOL = ("0854-1234567", "聊了聊画画", "深山里")
TABLES = ("school", "member", "student", "guardian", "pairing", "term", "deed", "audit")


def test_nothing_personal_stands_in_the_rows(store: Store, school_id: int) -> None:
    book = sample()
    book["学校"] = [[*book["学校"][0], "其他"], [*book["学校"][1], "深山里"]]
    fill(store, school_id, book)
    stored = b"".join(
        value if isinstance(value, bytes) else str(value).encode()
        for table in TABLES
        for row in rows(store, table)
        for value in row.values()
    )
    assert "张三".encode() in stored
    found = [secret for secret in PERSONAL + PERSONAL_OF_SCHOOL if secret.encode() in stored]
    assert found == []


def import_touched(store: Store, school_id: int, book: Book, touch: Progress) -> ImportOutcome:
    """An import during which somebody else may do something."""
    content = workbook(book)
    return import_roster(store, school_id, content, now=NOW, today=TODAY, dry_run=False, progress=touch)


def test_two_imports_at_the_same_moment_both_arrive_once(store: Store, school_id: int) -> None:
    both_looked = Barrier(2)

    def once_together() -> Progress:
        rounds = []

        def touch(stage: Stage, done: int, _total: int) -> None:
            if stage is Stage.SAVE and not done:
                rounds.append(stage)
                # Both have looked at the empty school before either of them saves.
                if len(rounds) == 1:
                    both_looked.wait(20)

        return touch

    second = {**sample(), "教师": [*sample()["教师"], ["ChenHua", "陈华", "", "校长", "", ""]]}
    with ThreadPoolExecutor(2) as pool:
        done = [pool.submit(import_touched, store, school_id, book, once_together()) for book in (sample(), second)]
        assert [outcome.result().problems for outcome in done] == [(), ()]
    assert sorted(row["user_key"] for row in rows(store, "member")) == ["chenhua", "liqiang", "wangli", "zhoumin"]
    assert [len(rows(store, table)) for table in ("student", "guardian", "pairing", "term", "deed")] == [2, 2, 2, 1, 1]
    assert run(store, school_id, second).changes == 0


def test_an_import_looks_again_when_the_roster_has_changed(store: Store, school_id: int) -> None:
    rounds = []

    def meddle(stage: Stage, done: int, _total: int) -> None:
        if stage is Stage.SAVE and not done:
            rounds.append(stage)
            if len(rounds) == 1:
                fill(store, school_id, {"教师": [MEMBERS, ["wangli", "王力", "", "校长", "", ""]]})

    outcome = import_touched(store, school_id, sample(), meddle)
    assert (len(rounds), counts(outcome)["教师"]) == (2, (2, 1, 0))
    assert [row["name"] for row in rows(store, "member")] == ["王丽", "周敏", "李强"]


def test_an_import_gives_up_with_a_sentence_when_the_roster_never_rests(store: Store, school_id: int) -> None:
    def meddle(stage: Stage, done: int, _total: int) -> None:
        if stage is Stage.SAVE and not done:
            with store.writing() as work:
                grown = SCHOOL.c.roster_version + 1
                work.connection.execute(update(SCHOOL).values(roster_version=grown))

    with pytest.raises(RosterKeepsChanging, match="try again later"):
        import_touched(store, school_id, sample(), meddle)
    assert rows(store, "member") == []


def test_a_line_of_the_deeds_counts_once_even_when_two_imports_saw_none(store: Store, school_id: int) -> None:
    fill(store, school_id)
    (sheet,) = read_workbook(workbook({"记录": [DEEDS, ["WangLi", 20260001, "家访", "2026-09-11", ""]]})).sheets
    read, _ = read_rows(sheet)
    with store.reading() as work:
        known = look_up(work, school_id, {sheet.sheet.name})
    plan = make_plan(Scene({sheet.sheet.name: tuple(read)}, known, store.vault, TODAY))
    for _ in range(2):
        with store.writing() as work:
            assert apply(work, plan, NOW)
    assert [row["happened_on"] for row in rows(store, "deed")] == [date(2026, 9, 10), date(2026, 9, 11)]
