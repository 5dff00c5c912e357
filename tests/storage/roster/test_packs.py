"""The column 制度: every pack that ships by title or key, and what the school applied itself."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from duty.roster_problems import Wrong
from storage.policies import apply
from storage.roster import write_template
from storage.roster.columns import PACKS
from storage.work import Store
from tests.storage.roster.books import NOW, PAIRINGS, TODAY, Book, fill, places, rows, run, sample

OWN = "制度: 青山陪伴\n代号: qingshan\n要求:\n- 谈心 每周 1 次\n"


def following(*packs: object) -> Book:
    """The sample school with a pairing for each pack, all of one mentor and student."""
    return {**sample(), "结对": [PAIRINGS, *(["WangLi", 20260001, pack, "2026-09-05", ""] for pack in packs)]}


def put(store: Store, school_id: int, text: str, first: date = TODAY) -> None:
    with store.writing() as work:
        apply(work, school_id, text, first, at=NOW, today=TODAY)


def test_every_pack_that_ships_is_known_by_title_and_by_key(store: Store, school_id: int) -> None:
    fill(store, school_id, following(*(titles[0] for titles in PACKS.values())))
    assert [row["pack"] for row in rows(store, "pairing")] == list(PACKS)
    assert run(store, school_id, following(*PACKS)).changes == 0
    assert run(store, school_id, following(*(titles[-1] for titles in PACKS.values()))).changes == 0


def test_the_school_s_own_pack_is_known_once_it_is_applied(store: Store, school_id: int) -> None:
    refused = run(store, school_id, following("青山陪伴"))
    assert places(refused.problems) == [("结对", 2, "制度", Wrong.UNKNOWN_WORD)]
    put(store, school_id, OWN)
    fill(store, school_id, following("青山陪伴", "四个一"))
    assert [row["pack"] for row in rows(store, "pairing")] == ["qingshan", "four_ones"]
    assert run(store, school_id, following("QingShan")).changes == 0


def test_a_pack_keeps_its_old_title_beside_the_new_one(store: Store, school_id: int) -> None:
    put(store, school_id, OWN)
    put(store, school_id, OWN.replace("陪伴", "守望"), date(2026, 10, 1))
    fill(store, school_id, following("青山守望"))
    assert run(store, school_id, following("青山陪伴")).changes == 0


def test_what_is_unknown_is_named_with_what_could_stand_there(store: Store, school_id: int) -> None:
    put(store, school_id, OWN)
    (problem,) = run(store, school_id, following("五个一")).problems
    assert problem.value == "五个一"
    assert problem.other.startswith("四个一、四个一强化、")
    assert problem.other.endswith("、青山陪伴")


@pytest.mark.parametrize("pack", [date(2026, 9, 1), "四" * 65])
def test_what_is_no_word_stays_a_bad_cell(store: Store, school_id: int, pack: object) -> None:
    assert len(run(store, school_id, following(pack)).problems) == 1


def test_the_template_offers_what_ships_and_takes_other_words(tmp_path: Path) -> None:
    write_template(tmp_path / "template.xlsx")
    with zipfile.ZipFile(tmp_path / "template.xlsx") as package:
        pairings = package.read("xl/worksheets/sheet5.xml").decode()
    assert ",".join(titles[0] for titles in PACKS.values()) in pairings
    assert 'showErrorMessage="1"' not in pairings
