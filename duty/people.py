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


class Kin(StrEnum):
    """Who a guardian is to the child, as far as a teacher's word tells guardians apart."""

    MOTHER = "mother"
    FATHER = "father"
    PATERNAL_GRANDMOTHER = "paternal_grandmother"
    PATERNAL_GRANDFATHER = "paternal_grandfather"
    MATERNAL_GRANDMOTHER = "maternal_grandmother"
    MATERNAL_GRANDFATHER = "maternal_grandfather"
    OTHER = "other"
