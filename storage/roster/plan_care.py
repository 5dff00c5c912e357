"""What an import changes about pairings, terms and deeds."""

from collections.abc import Mapping
from datetime import date

from duty.roster_problems import Problem, Wrong
from storage.deeds import NOTE
from storage.roster import marks
from storage.roster.cells import QUOTED, folded
from storage.roster.changes import ChangeList, Changes, Values, differs
from storage.roster.columns import DEEDS, DEFAULT_PACK, PAIRINGS, REMARK, TERMS, listed, words
from storage.roster.remarks import Remarks
from storage.roster.rows import Row
from storage.roster.scene import Scene, user_key


def with_packs(rows: tuple[Row, ...], known: Mapping[str, tuple[str, ...]]) -> tuple[tuple[Row, ...], list[Problem]]:
    """The rows of pairings with the key of the pack that each names, and a problem for each pack that nobody knows."""
    meant = {folded(word): key for key, spelled in known.items() for word in spelled}
    found: list[Row] = []
    problems: list[Problem] = []
    for row in rows:
        said = row.text("pack")
        key = meant.get(folded(said))
        if key:
            row = row.with_values({"pack": key})
        elif said:
            place = (PAIRINGS.name, row.number, PAIRINGS.header("pack"))
            problems.append(Problem(Wrong.UNKNOWN_WORD, *place, said[:QUOTED], listed(words(known))))
        found.append(row)
    return tuple(found), problems


def with_defaults(scene: Scene) -> tuple[Row, ...]:
    """The rows of pairings with their pack and first day, where those were left open.

    Without a first day the row speaks of the pairing that is already there, the latest of several;
    a new one starts on the day from which the school's duties are owed.
    """
    latest: dict[tuple[str, str, str], date] = {}
    for account, student_no, pack, start in sorted(scene.known.pairings):
        latest[account, student_no, pack] = start
    return tuple(_completed(row, latest, scene.live_from) for row in scene.of(PAIRINGS))


def _completed(row: Row, latest: Mapping[tuple[str, str, str], date], live_from: date) -> Row:
    pack = row.text("pack") or DEFAULT_PACK
    stored = latest.get((user_key(row.text("account")), row.text("student_no"), pack))
    values: Values = {"pack": pack, "start": row.day("start") or stored or live_from}
    return row.with_values({key: value for key, value in values.items() if key not in row.bad})


def plan_pairings(scene: Scene, remarks: Remarks) -> Changes:
    changes = ChangeList()
    for row in scene.of(PAIRINGS):
        key = user_key(row.text("account"))
        start = row.day("start") or scene.live_from
        stored = scene.known.pairings.get((key, row.text("student_no"), row.text("pack"), start))
        new_remark = remarks.add(PAIRINGS, row)
        if stored is not None:
            values: Values = {"end": row.day("end") if row.has("end") else stored.end}
            changes.change(stored.id, values, when=new_remark or differs(stored, values))
        else:
            whom = {"school_id": scene.known.school.id, "user_key": key, "student_no": row.text("student_no")}
            changes.add({**whom, "pack": row.text("pack"), "start": start, "end": row.day("end")})
    return changes.done()


def plan_terms(scene: Scene, remarks: Remarks) -> Changes:
    changes = ChangeList()
    for row in scene.of(TERMS):
        name = {"school_year": row.text("school_year"), "name": row.text("name")}
        stored = scene.known.terms.get((name["school_year"], name["name"]))
        new_remark = remarks.add(TERMS, row)
        values: Values = {"first": row.day("first"), "last": row.day("last")}
        if stored is not None:
            changes.change(stored.id, values, when=new_remark or differs(stored, values))
        else:
            changes.add({"school_id": scene.known.school.id, **name, **values})
    return changes.done()


def plan_deeds(scene: Scene) -> Changes:
    """Deeds are only ever added: a line that was changed is another deed."""
    changes = ChangeList()
    for row in scene.of(DEEDS):
        mark = marks.deed(scene.vault, row)
        if mark in scene.known.import_marks:
            changes.unchanged()
            continue
        note = _note(row)
        day = row.day("happened_on")
        whom = {"school_id": scene.known.school.id, "student_no": row.text("student_no")}
        changes.add(
            {
                **whom,
                "user_key": user_key(row.text("account")),
                "kind": row.text("kind"),
                "happened_on": day,
                "counts_for": day,
                "import_mark": mark,
                "sealed_note": scene.vault.seal(note, NOTE) if note else None,
            }
        )
    return changes.done()


def _note(row: Row) -> str:
    """What was written about the deed; cells of unknown columns stand below it."""
    others = (REMARK.format(header=header, text=text) for header, text in row.remarks.items() if text)
    return "\n".join(part for part in (row.text("note"), *others) if part)
