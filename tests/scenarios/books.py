"""What stands in the books after a story."""

from dataclasses import dataclass

from sqlalchemy import func, select

from storage import deeds
from storage.inbox import INBOX
from storage.work import Store


@dataclass(frozen=True)
class Line:
    """A deed by the names that a reader of the test knows."""

    mentor: str
    student_no: str
    kind: str
    day: str
    note: str = ""
    revoked: bool = False


def ledger(store: Store, school_id: int) -> list[Line]:
    with store.reading() as work:
        return [
            Line(
                mentor=line.user_id,
                student_no=line.student_no,
                kind=line.deed.kind.value,
                day=line.deed.happened_on.isoformat(),
                note=line.deed.note,
                revoked=line.deed.revoked,
            )
            for line in deeds.ledger(work, school_id)
        ]


def inbox_count(store: Store) -> int:
    with store.reading() as work:
        return work.connection.execute(select(func.count()).select_from(INBOX)).scalar_one()
