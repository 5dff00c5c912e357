"""A small school through half a year of the running product; the auditor finds nothing. The large one: `make year`."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from tests.support.year.audit import audit, reminders
from tests.support.year.play import Play
from tests.support.year.report import report
from tests.support.year.school import FIRST_TERM, make_school
from tests.support.year.stage import staged


@pytest.mark.timeout(240)
def test_nobody_is_forgotten_in_half_a_year(tmp_path: Path) -> None:
    random = Random(7)
    school = make_school(random, teachers=14, pairings=56)
    with staged(tmp_path, school, FIRST_TERM[0]) as stage:
        stage.enrol(school)
        log = Play(stage, school, random).run(FIRST_TERM[0], date(2026, 1, 29))
        found = audit(stage, school, log)
        # And the auditor would have seen it: a reminder less, a reminder twice, a deed that nobody reported.
        told = reminders(log)[-1]
        worse = [
            replace(log, received=[one for one in log.received if one is not told]),
            replace(log, received=[*log.received, told]),
            replace(log, acts=log.acts[1:]),
        ]
        seen = [audit(stage, school, one).faults for one in worse]
    assert found.faults == []
    assert all(seen)
    assert "nothing is wrong" in report(school, log, found, seconds=1, seed=7)
    assert {state for _, state in found.states} >= {"done", "late", "missed", "substituted", "future"}
    assert found.escalated
    assert log.named
