"""What a message recorded, as it is told back."""

from collections import defaultdict
from datetime import date

from duty.kinds import Kind
from duty.people import Child
from handlers.context import Sender
from language.say import replies
from storage.deeds import SavedDeed


def done_by(said: list[SavedDeed], sender: Sender) -> list[replies.Done]:
    """What one message recorded, what is alike together: a tap may stand for a talk and a visit.

    Children are looked for in the whole school: one that has left one's care may still have to be taken back.
    """
    alike: dict[tuple[Kind, date], list[Child]] = defaultdict(list)
    for deed in said:
        child = sender.children.get(deed.student_id) or sender.school.children[deed.student_id]
        alike[deed.kind, deed.happened_on].append(child)
    return [replies.Done(kind, children, day) for (kind, day), children in alike.items()]
