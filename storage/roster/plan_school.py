"""What an import changes about the school itself."""

from storage.roster.changes import Changes, Values
from storage.roster.columns import SCHOOL
from storage.roster.remarks import Remarks
from storage.roster.rows import Row
from storage.roster.scene import Scene
from storage.schools import DUTY_PHONE, HOURS

STANDING = ("live_from", "trial", "asks_consent")


def plan_school(scene: Scene, remarks: Remarks) -> tuple[Changes, Values]:
    """Whether the sheet's one row changes anything, and the columns that change.

    Goes last: `remarks` also has the cells of unknown columns of other sheets by then.
    """
    school = scene.known.school
    changed: Values = {}
    has_new_remark = False
    for row in scene.of(SCHOOL):
        values = _values(scene, row)
        changed |= {column: value for column, value in values.items() if getattr(school, column) != value}
        has_new_remark |= remarks.add(SCHOOL, row)
    is_changed = bool(changed) or has_new_remark
    count = len(scene.of(SCHOOL))
    changes = Changes(changed=({},) * count) if is_changed else Changes(unchanged=count)
    sealed = remarks.sealed()
    return changes, changed | ({"sealed_remarks": sealed} if sealed != school.sealed_remarks else {})


def _values(scene: Scene, row: Row) -> Values:
    values: Values = {"name": row.text("name")}
    # None can be cleared: an empty cell leaves the day and the modes as they stand.
    values |= {key: value for key in STANDING if (value := row.values.get(key)) is not None}
    # An empty hour is the usual one again.
    values |= {key: row.text(key) for key in HOURS if row.has(key)}
    if row.has("crisis_contacts"):
        values["crisis_contacts"] = " ".join(map(scene.user_id, row.several("crisis_contacts")))
    if row.has("duty_phone"):
        values["sealed_duty_phone"] = _duty_phone(scene, row.text("duty_phone"))
    return values


def _duty_phone(scene: Scene, phone: str) -> bytes | None:
    stored: bytes | None = scene.known.school.sealed_duty_phone
    if not phone:
        return None
    if stored is not None and scene.vault.open(stored, DUTY_PHONE) == phone:
        return stored
    return scene.vault.seal(phone, DUTY_PHONE)
