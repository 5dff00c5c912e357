"""The sample school of the demo is a workbook like any other."""

from datetime import date
from pathlib import Path

import pytest

from sandbox.school import write_workbook
from storage.work import Store
from tests.storage.roster.books import run


@pytest.mark.parametrize("today", [date(2026, 9, 20), date(2026, 11, 20), date(2027, 2, 28), date(2028, 2, 29)])
def test_the_sample_school_has_no_problem_on_any_day(store: Store, school_id: int, tmp_path: Path, today: date) -> None:
    write_workbook(tmp_path / "school.xlsx", today)
    content = (tmp_path / "school.xlsx").read_bytes()
    first = run(store, school_id, content, today=today)
    assert (first.problems, first.notes.ignored_sheets, first.notes.unknown_columns) == ((), (), ())
    assert first.changes > 100
    assert run(store, school_id, content, today=today).changes == 0
