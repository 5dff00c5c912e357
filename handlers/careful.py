"""Care for words before they go: what might hurt is shown to the writer, who decides."""

from collections.abc import Iterable

from duty.hearing import MaySend
from duty.relaying import Letters
from duty.wording import Hurting
from handlers.reply import Reply
from handlers.writing import Writing
from language.hear.hurting import hurting
from language.say import letters as say
from storage import letters


def look(writing: Writing, text: str, student_ids: Iterable[int]) -> tuple[Hurting, ...]:
    """What might hurt in words to the families of these children: who is of all of them may be named."""
    school = writing.sender.school
    families = [letters.siblings(writing.work, child) for child in student_ids]
    own = frozenset.intersection(*families) if families else frozenset()
    return hurting(
        text,
        [child.name for child in school.children.values() if child.id in own],
        [child.name for child in school.children.values() if child.id not in own],
    )


def ask(writing: Writing, then: Letters, student_id: int) -> Reply | None:
    """The question whether words with something that might hurt may go; None where there is nothing of the kind."""
    found = look(writing, then.text, [student_id])
    return Reply(say.worth_a_look(found), MaySend(then, careful=True)) if found else None
