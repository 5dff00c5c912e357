"""To which guardian of a child words go: the one who is named, chosen before, or the only one; else it is asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from duty.hearing import WhichGuardian
from duty.people import Child, Kin
from duty.relaying import Relay
from handlers.reply import Reply
from handlers.writing import Writing, unwelcome
from language.hear.kin import kin_of
from language.say import notes as say
from storage import guardian_choices, guardians
from storage.guardians import Guardian


@dataclass(frozen=True, slots=True)
class Chosen:
    """The guardian who is meant; `others` of the child could be as well, and were not chosen the last time."""

    guardian: Guardian
    others: tuple[Guardian, ...] = ()


def chosen(writing: Writing, child: Child, command: Relay) -> Chosen | Reply:
    """The one guardian who is meant, or why there is none; of several the sender chooses, and need not choose again."""
    known = guardians.of_child(writing.work, child.id)
    if not known:
        return Reply(say.no_guardian(child))
    before = remembered(writing, child, known)
    if before is not None and command.kin is None and command.guardian_id is None:
        return Chosen(before, tuple(one for one in known if one.welcomes and one != before))
    named = _named(known, command)
    if not named:
        others = [say.guardian(child, one.relation) for one in known if one.welcomes]
        return Reply(say.not_on_file(child, command.kin, others))
    # An aunt is typed where an uncle may be on file: what fits only by being neither parent is asked about.
    certain = command.kin is not Kin.OTHER or command.guardian_id is not None
    welcome = [one for one in named if one.welcomes]
    if not welcome:
        declined = [one for one in named if not one.no_contact]
        # Of several, being asked to get no more is said before being barred by the school.
        alone = certain and len(declined) == 1
        return Chosen(declined[0]) if alone else Reply(unwelcome(child, (declined or named)[0]))
    if len(welcome) == 1 and certain:
        if command.kin is not None or command.guardian_id is not None:
            _choose(writing, welcome[0])
        return Chosen(welcome[0])
    if before in welcome and len(welcome) > 1:
        return Chosen(before, tuple(one for one in welcome if one != before))
    labels = say.told_apart(child, [one.relation for one in welcome])
    asked = WhichGuardian(command, tuple(one.id for one in welcome), tuple(labels))
    return Reply(say.which_guardian(child, labels), asked)


def remembered(writing: Writing, child: Child, known: Sequence[Guardian]) -> Guardian | None:
    """Whom the sender chose the last time; who gets no notes any more is forgotten."""
    before = guardian_choices.chosen(writing.work, writing.sender.member.id, child.id)
    found = next((one for one in known if one.id == before and one.welcomes), None)
    if before is not None and found is None:
        guardian_choices.forget(writing.work, writing.sender.member.id, child.id)
    return found


def likeliest(writing: Writing, child: Child, kin: Kin | None) -> Guardian | None:
    """Of one family of several: who is named, else who was chosen before, else who can be reached, the mother first.

    One to whom nothing may go where there is nobody else; None where nobody of the kind is on file.
    """
    known = guardians.of_child(writing.work, child.id)
    before = remembered(writing, child, known)
    fits = [one for one in known if kin is None or is_kin(one, kin)]
    if before in fits:
        return before
    order = {Kin.MOTHER: 0, Kin.FATHER: 1}
    ranked = sorted(
        fits, key=lambda one: (not one.welcomes, not one.reachable, order.get(kin_of(one.relation) or Kin.OTHER, 2))
    )
    return ranked[0] if ranked else None


def is_kin(guardian: Guardian, kin: Kin) -> bool:
    return (kin_of(guardian.relation) or Kin.OTHER) is kin


def _choose(writing: Writing, guardian: Guardian) -> None:
    member_id, at = writing.sender.member.id, writing.moment.at
    guardian_choices.choose(writing.work, member_id, guardian.student_id, guardian.id, at)


def _named(known: list[Guardian], command: Relay) -> list[Guardian]:
    if command.guardian_id is not None:
        return [one for one in known if one.id == command.guardian_id]
    if command.kin is not None:
        return [one for one in known if is_kin(one, command.kin)]
    welcome = [one for one in known if one.welcomes]
    return [one for one in welcome if one.reachable] or welcome or known
