"""What the tests of families' standing links need: the links themselves, consent that is asked, things enclosed."""

from datetime import timedelta

from sqlalchemy import insert, select, update

from storage import attachments, links
from storage.attachments import ATTACHMENT
from storage.guardians import GUARDIAN
from storage.people import SCHOOL
from tests.console.kit import World

PNG = b"\x89PNG\r\n\x1a\n" + b"a small picture"


def family_token(
    world: World,
    who: str = "zhou_grandmother",
    *,
    member: str = "WangFang",
    generation: int | None = None,
    **lives: int,
) -> str:
    """As the teacher gets it; `lives` in days or hours from now."""
    guardian = world.guardians[who]
    asked = select(GUARDIAN.c.link_generation).where(GUARDIAN.c.id == guardian)
    with world.store.reading() as work:
        now = work.connection.execute(asked).scalar_one()
    until = world.clock() + timedelta(**(lives or {"days": 30}))
    made = now if generation is None else generation
    return links.make_family(world.store.vault, guardian, world.school.members[member], made, until)


def enclose(
    world: World, who: str, content: bytes | None = PNG, *, kind: str = "image", said: str = "image/png", name: str = ""
) -> int:
    """Something that goes with the note to this guardian; without content it is still wanted."""
    vault = world.store.vault
    values = {
        "school_id": world.school.id,
        "note_id": world.notes[who],
        "kind": kind,
        "state": "wanted" if content is None else "kept",
        "made_at": world.clock(),
        "attempts": 0,
        "size": len(content or b""),
        "content_type": said if content else "",
        "sealed_source": vault.seal_json({"media_id": "m", "name": name}, attachments.SOURCE),
        "sealed_content": vault.seal_bytes(content, attachments.CONTENT) if content is not None else None,
    }
    with world.store.writing() as work:
        added = insert(ATTACHMENT).values(values).returning(ATTACHMENT.c.id)
        return int(work.connection.execute(added).scalar_one())


def ask_consent(world: World) -> None:
    with world.store.writing() as work:
        work.connection.execute(update(SCHOOL).values(asks_consent=True))
