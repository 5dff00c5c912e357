"""A tap on a card of the sender's: what its lines stand for, and how the duties behind them stand now."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from duty.assess import STILL_WISHED, Assessment, State
from duty.kinds import Kind
from duty.messages import Option
from duty.people import Child
from duty.reminders import DutyKey
from handlers.context import Moment, Sender
from handlers.wishes import standing_of
from language.say.card_taps import GivenCard
from language.say.reminders import Line, Wished
from storage import attempts, deeds
from storage.cards import CardItem, StoredCard
from storage.deeds import SavedDeed
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Tapped:
    """One tap on a card of the sender's."""

    card: StoredCard
    sender: Sender
    work: Work
    moment: Moment

    @property
    def kinds(self) -> tuple[Kind, ...]:
        return tuple(item.kind for item in self.card.items)

    def standing(self) -> dict[DutyKey, Assessment]:
        """How the duties of its lines stand, and what else runs now of the same kinds for the same children."""
        return standing_of({item.key for item in self.card.items}, self.sender, self.work, self.moment)

    def recorded(self) -> dict[tuple[int, Kind], SavedDeed]:
        """What the card has recorded, by child and kind; what was taken back, too."""
        return {(deed.student_id, deed.kind): deed for deed in deeds.of_task(self.work, self.card.task_id)}

    def told(self) -> dict[CardItem, str]:
        """The reasons that the sender gave today why lines could not be."""
        given = attempts.reasons_on(self.work, self.sender.member.id, self.moment.today)
        found = ((item, given.get((item.student_id, item.kind, self.counts_for(item)))) for item in self.card.items)
        return {item: why for item, why in found if why}

    def counts_for(self, item: CardItem) -> date | None:
        """The day in its window for which something of a line counts; None where that is today."""
        return item.window_last if self.moment.today > item.window_last else None

    def left(self) -> tuple[Line, ...]:
        """The lines that still wait for something."""
        standing, told, recorded = self.standing(), self.told(), self.recorded()
        done = {key for key, deed in recorded.items() if not deed.revoked}
        return tuple(
            self.line(item, standing[item.key])
            for item in self.card.items
            if item.student_id in self.sender.children and item not in told and (item.student_id, item.kind) not in done
            if item.key in standing and is_wished(standing[item.key])
        )

    def line(self, item: CardItem, assessment: Assessment) -> Line:
        return Line(item.option_id, item.text, Wished(self.child(item), assessment, self.owner(item)))

    def child(self, item: CardItem) -> Child:
        return self.sender.children.get(item.student_id) or self.sender.school.children[item.student_id]

    def owner(self, item: CardItem) -> str:
        """The name of the colleague in whose stead it is, "" where it is the sender's own."""
        mentor = self.sender.school.members.get(item.mentor_id)
        return mentor.name if mentor and mentor.id != self.sender.member.id else ""

    def given(self, checked: Collection[str] = ()) -> GivenCard:
        options = tuple(Option(item.option_id, item.text, item.option_id in checked) for item in self.card.items)
        return GivenCard(self.card.task_id, options, self.kinds)


def is_wished(assessment: Assessment) -> bool:
    """Whether somebody may still be asked for it; of a nudge that has gone by nothing is said."""
    return assessment.state in STILL_WISHED and not (assessment.rule.nudge and assessment.state is State.OVERDUE)
