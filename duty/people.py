"""The people of the duties: children, and what a member of staff is to the school."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a member of staff is to the school; one person may be several."""

    MENTOR = "mentor"
    CLASS_TEACHER = "class_teacher"
    SUBJECT_TEACHER = "subject_teacher"
    GRADE_LEAD = "grade_lead"
    COORDINATOR = "coordinator"
    PRINCIPAL = "principal"
    COUNSELLOR = "counsellor"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Child:
    """One student as those who care for the child know him: nothing that is encrypted at rest.

    `namesake`: another child in the same care has the same name, so that the name alone names nobody.
    """

    id: int
    student_no: str
    name: str
    grade: str
    class_name: str
    namesake: bool = False
