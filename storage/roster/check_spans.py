"""Spans of days: terms and pairings that end before they start or run into each other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from duty.roster_problems import Problem, Wrong
from storage.roster.columns import PAIRINGS, TERMS, Sheet
from storage.roster.rows import Row
from storage.roster.scene import Scene, row_key, user_key


@dataclass(frozen=True, slots=True)
class _Span:
    """Days from `first` to `last`, both included; `row` is None for what only the database has."""

    first: date
    last: date
    name: str
    row: Row | None = None


def term_problems(scene: Scene) -> Iterator[Problem]:
    """Terms of a school never share a day."""
    spans: list[_Span] = []
    for row in scene.of(TERMS):
        first, last = row.day("first"), row.day("last")
        if first and last and last < first:
            yield _end_problem(TERMS, row, "last", first)
        elif first and last:
            spans.append(_Span(first, last, f"{row.text('school_year')} {row.text('name')}", row))
    listed = {row_key(TERMS, row) for row in scene.of(TERMS)}
    for key, term in scene.known.terms.items():
        if key not in listed:
            spans.append(_Span(term.first, term.last, " ".join(key)))
    yield from _overlaps(TERMS, "first", spans)


def pairing_problems(scene: Scene) -> Iterator[Problem]:
    """A mentor is paired with a child under one pack once at a time."""
    spans: dict[tuple[str, str, str], list[_Span]] = defaultdict(list)
    listed = set()
    for row in scene.of(PAIRINGS):
        start = row.day("start")
        if row.bad or start is None:
            continue
        key = (user_key(row.text("account")), row.text("student_no"), row.text("pack"))
        listed.add((*key, start))
        stored = scene.known.pairings.get((*key, start))
        end = row.day("end") if row.has("end") or stored is None else stored.end
        if end is not None and end < start:
            yield _end_problem(PAIRINGS, row, "end", start)
        else:
            spans[key].append(_Span(start, end or date.max, start.isoformat(), row))
    for stored_key, stored in scene.known.pairings.items():
        if stored_key not in listed and stored_key[:3] in spans:
            spans[stored_key[:3]].append(_Span(stored.start, stored.end or date.max, stored.start.isoformat()))
    for group in spans.values():
        yield from _overlaps(PAIRINGS, "start", group)


def _overlaps(sheet: Sheet, column: str, spans: Iterable[_Span]) -> Iterator[Problem]:
    """A problem at each row whose days another one has already; the later row where both are in the sheet."""
    farthest: _Span | None = None
    for span in sorted(spans, key=lambda span: (span.first, span.last)):
        if farthest is not None and span.first <= farthest.last:
            row, other = (span.row, farthest) if span.row else (farthest.row, span)
            # Two that only the database has are no business of this workbook.
            if row is not None:
                yield Problem(Wrong.OVERLAP, sheet.name, row.number, sheet.header(column), other=other.name)
        if farthest is None or span.last > farthest.last:
            farthest = span


def _end_problem(sheet: Sheet, row: Row, column: str, start: date) -> Problem:
    end = row.day(column)
    shown = end.isoformat() if end else ""
    return Problem(Wrong.END_BEFORE_START, sheet.name, row.number, sheet.header(column), shown, start.isoformat())
