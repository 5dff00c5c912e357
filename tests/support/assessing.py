"""Assessing one pairing of which nothing special is known, with the records of its mentor."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from duty.assess import Assessment, Record
from duty.calendar import SchoolCalendar
from duty.policy import Pack, Policy, Rule
from duty.school import Books, Engine
from duty.windows import Pairing, Window, care_of, windows_of


def assess_pairing(
    pack: Pack, pairing: Pairing, records: Sequence[Record], *, on: date, calendar: SchoolCalendar
) -> tuple[Assessment, ...]:
    return Engine(calendar).of_pairing(Policy.of(pack), pairing, _books(pairing, records), on=on)


def assess_current(
    pack: Pack, pairing: Pairing, records: Sequence[Record], *, on: date, about: date, calendar: SchoolCalendar
) -> tuple[Assessment, ...]:
    books = _books(pairing, records)
    return Engine(calendar).of_pairing(Policy.of(pack), pairing, books, on=on, about=about, nudges=True)


def pack_windows(pack: Pack, pairing: Pairing, calendar: SchoolCalendar) -> tuple[tuple[Rule, Window], ...]:
    return windows_of(Policy.of(pack), care_of(pairing), calendar)


def _books(pairing: Pairing, records: Sequence[Record]) -> Books:
    own = [replace(one, member_id=pairing.mentor_id, student_id=pairing.student_id) for one in records]
    return Books({pairing.student_id: own})
