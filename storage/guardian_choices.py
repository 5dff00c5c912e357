"""Guardian choices: to which guardian of a child a member of staff writes unless they say otherwise."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.relay_tables import GuardianChoiceRow
from storage.rows import table
from storage.work import Work

CHOICE = table(GuardianChoiceRow)


def chosen(work: Work, member_id: int, student_id: int) -> int | None:
    """The guardian's row id; None where the member has chosen nobody for this child."""
    asked = select(CHOICE.c.guardian_id).where(CHOICE.c.member_id == member_id, CHOICE.c.student_id == student_id)
    return work.connection.execute(asked).scalar()


def choose(work: Work, member_id: int, student_id: int, guardian_id: int, at: datetime) -> None:
    """From now on this one; whoever was chosen before is forgotten."""
    values = {"guardian_id": guardian_id, "chosen_at": at}
    dialect = postgresql if work.postgresql else sqlite
    statement = dialect.insert(CHOICE).values(member_id=member_id, student_id=student_id, **values)
    work.connection.execute(
        statement.on_conflict_do_update(index_elements=[CHOICE.c.member_id, CHOICE.c.student_id], set_=values)
    )


def forget(work: Work, member_id: int, student_id: int) -> None:
    mine = (CHOICE.c.member_id == member_id, CHOICE.c.student_id == student_id)
    work.connection.execute(delete(CHOICE).where(*mine))
