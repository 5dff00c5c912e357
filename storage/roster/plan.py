"""The plan of an import: what is new, what changes and how; made by reading only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from duty.roster_problems import SheetCount
from storage.roster.changes import Changes, Values
from storage.roster.columns import (
    DEEDS,
    EXEMPTIONS,
    GUARDIANS,
    MEMBERS,
    PAIRINGS,
    SCHOOL,
    SCHOOL_DAYS,
    SHEETS,
    STUDENTS,
    TERMS,
    Sheet,
)
from storage.roster.plan_care import plan_deeds, plan_pairings, plan_terms
from storage.roster.plan_people import PostsByMember, plan_guardians, plan_members, plan_students
from storage.roster.plan_school import plan_school
from storage.roster.plan_time import plan_exemptions, plan_school_days
from storage.roster.remarks import Remarks
from storage.roster.scene import Scene


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that one import writes; it fits the roster of `version` and no other.

    `school` has the columns of the school's own row that change. `live_from` is the day from which
    duties are owed, where this import is the first to say it.
    """

    school_id: int
    version: int
    school: Values
    sheets: Mapping[str, Changes]  # by name, those that are in the workbook
    posts: PostsByMember
    live_from: date | None

    def of(self, sheet: Sheet) -> Changes:
        return self.sheets.get(sheet.name, Changes())

    @property
    def changes_roster(self) -> bool:
        """Whether anything but deeds changes."""
        return bool(self.school) or any(self.of(sheet) for sheet in SHEETS if sheet is not DEEDS)

    @property
    def is_empty(self) -> bool:
        return not self.changes_roster and not self.of(DEEDS)

    @property
    def counts(self) -> tuple[SheetCount, ...]:
        return tuple(
            SheetCount(name, len(changes.new), len(changes.changed) + len(changes.gone), changes.unchanged)
            for name, changes in self.sheets.items()
        )


def make_plan(scene: Scene) -> Plan:
    """Compares the rows, which have no problem, with what is stored."""
    school = scene.known.school
    remarks = Remarks(scene.vault, school.sealed_remarks)
    members, posts = plan_members(scene)
    sheets = {
        MEMBERS.name: members,
        STUDENTS.name: plan_students(scene),
        GUARDIANS.name: plan_guardians(scene),
        PAIRINGS.name: plan_pairings(scene, remarks),
        TERMS.name: plan_terms(scene, remarks),
        SCHOOL_DAYS.name: plan_school_days(scene, remarks),
        EXEMPTIONS.name: plan_exemptions(scene, remarks),
        DEEDS.name: plan_deeds(scene),
    }
    sheets[SCHOOL.name], changed = plan_school(scene, remarks)
    is_first = school.live_from is None and any(sheets.values())
    return Plan(
        school_id=school.id,
        version=school.roster_version,
        school=changed | ({"live_from": scene.live_from} if is_first else {}),
        sheets={sheet.name: sheets[sheet.name] for sheet in SHEETS if sheet.name in scene.rows},
        posts=posts,
        live_from=scene.live_from if is_first else None,
    )
