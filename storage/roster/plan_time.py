"""What an import changes about a school's own days and exemptions."""

from datetime import date

from storage.circumstances import REASON, SchoolDay
from storage.roster.changes import ChangeList, Changes, Values, differs
from storage.roster.check_time import exemption_key, last_of
from storage.roster.columns import EXEMPTIONS, SCHOOL_DAYS
from storage.roster.remarks import Remarks
from storage.roster.rows import Row
from storage.roster.scene import Scene


def plan_school_days(scene: Scene, remarks: Remarks) -> Changes:
    changes = ChangeList()
    for row in scene.of(SCHOOL_DAYS):
        first, kind = row.day("first") or date.min, SchoolDay(row.text("kind"))
        stored = scene.known.school_days.get((first, kind))
        if row.values.get("void"):
            _take_back(changes, stored.id if stored else None)
            continue
        new_remark = remarks.add(SCHOOL_DAYS, row)
        values: Values = {"last": last_of(scene, row)}
        if "name" in row.values:
            values["name"] = row.text("name")
        if stored is not None:
            values = {"name": stored.name} | values
            changes.change(stored.id, values, when=new_remark or differs(stored, values))
        else:
            whose = {"school_id": scene.known.school.id, "first": first, "kind": kind.value}
            changes.add({**whose, "name": "", **values})
    return changes.done()


def plan_exemptions(scene: Scene, remarks: Remarks) -> Changes:
    changes = ChangeList()
    for row in scene.of(EXEMPTIONS):
        key = exemption_key(row)
        stored = scene.known.exemptions.get(key)
        if row.values.get("void"):
            _take_back(changes, stored.id if stored else None)
            continue
        new_remark = remarks.add(EXEMPTIONS, row)
        kept = stored.sealed_reason if stored else None
        values: Values = {"last": row.day("last"), "sealed_reason": _reason(scene, row, kept)}
        if stored is not None:
            changes.change(stored.id, values, when=new_remark or differs(stored, values))
        else:
            whom = {"school_id": scene.known.school.id, "user_key": key[0], "student_no": key[1]}
            changes.add({**whom, "first": key[2], **values})
    return changes.done()


def for_everybody(scene: Scene) -> tuple[int, ...]:
    """The rows of exemptions that name nobody."""
    rows = scene.of(EXEMPTIONS)
    return tuple(row.number for row in rows if exemption_key(row)[:2] == ("", "") and not row.values.get("void"))


def _take_back(changes: ChangeList, row_id: int | None) -> None:
    if row_id is None:
        changes.unchanged()
    else:
        changes.take_back(row_id)


def _reason(scene: Scene, row: Row, stored: bytes | None) -> bytes | None:
    """The bytes to store: the stored ones where the reason is the same, or the sheet has no such column."""
    if "reason" not in row.values:
        return stored
    text = row.text("reason")
    if stored is not None and scene.vault.open(stored, REASON) == text:
        return stored
    return scene.vault.seal(text, REASON) if text else None
