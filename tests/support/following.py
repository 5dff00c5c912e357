"""A small school whose pairings follow another policy than the usual one."""

from datetime import UTC, date, datetime

from sqlalchemy import update

from storage import policies
from storage.people import PAIRING, roster_changed
from storage.work import Store
from tests.support.small_school import SmallSchool

BEFORE = datetime(2025, 8, 1, tzinfo=UTC)


def follow(store: Store, school: SmallSchool, pack: str, text: str = "") -> None:
    """All pairings, from the beginning; `text` is the file of a pack that does not ship."""
    with store.writing() as work:
        if text:
            header = f"制度: {pack}\n代号: {pack}\n"
            policies.apply(work, school.id, header + text, None, at=BEFORE, today=date(2025, 8, 1))
        work.connection.execute(update(PAIRING).where(PAIRING.c.school_id == school.id).values(pack=pack))
        roster_changed(work, school.id)
