"""What is said when deeds were recorded: for whom, for which day, what was not, what is still wished."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from duty.commands import RecordDeed
from duty.kinds import Kind
from duty.people import Child
from language.say import wishes, words
from language.say.wishes import ChildStanding

UNDO_HINT = "记错了回「撤销」。"
LONGEST_ECHO = 12
# So many lines of deeds have a line of their own on the phone.
MOST_LINES = 4
# Beside more than these the answer says nothing of what is still wished: it would be too long to be read.
FEW = 2
# Behind so many days a deed is said to be entered late.
LATE = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Done:
    """One kind of deed of one day, and for whom it was done."""

    kind: Kind
    children: Sequence[Child]
    day: date


def recorded(deed: RecordDeed, children: Sequence[Child], standings: Sequence[ChildStanding], today: date) -> str:
    """What was recorded, for whom, for which day; what is still wished; how to undo."""
    first = f"记好了：{what_recorded(deed, children, today)}。"
    offer = wishes.offer_to_make_up(standings, deed, children, today)
    done = wishes.met(standings, deed.kind, deed.happened_on, today)
    rest = [done, *wishes.near(standings, today, offered=deed.kind if offer else None)]
    return "\n".join([first, *not_and_still(deed, rest), *uncertain_day(deed, today), f"{offer}{undo_hint(children)}"])


def several(lines: Sequence[str], asides: Sequence[str], rest: Sequence[str], children: Sequence[Child]) -> str:
    """The one confirmation of several deeds: `lines` are the deeds, `asides` what was not recorded, and why.

    A single line is told as if it were alone; more than four go one behind the other. `children` are those of a
    single line, `rest` is what is still wished.
    """
    wished = [phrase for phrase in rest if phrase][:2] if len(lines) <= FEW else []
    if len(lines) == 1:
        first, hint = f"记好了：{lines[0]}。", undo_hint(children)
    else:
        numbered = [f"{number} {line}" for number, line in enumerate(lines, start=1)]
        short = len(lines) <= MOST_LINES
        first = f"记好了 {len(lines)} 条：" + ("\n" + "\n".join(numbered) if short else "；".join(numbered) + "。")
        hint = "记错了回「撤销」；只撤一条回「撤销 2」这样的号。"
    return "\n".join([first, *asides, *(["；".join(wished) + "。"] if wished else []), hint])


def undo_hint(children: Sequence[Child]) -> str:
    """How to take it back: for several children also for one of them."""
    if len(children) < 2:
        return UNDO_HINT
    return f"记错了回「撤销」；只撤一位回「撤销 {children[-1].name}」。"


def what_recorded(deed: RecordDeed, children: Sequence[Child], today: date) -> str:
    """A recorded deed, as what it was recorded."""
    late = "，补录" if today - deed.happened_on > LATE else ""
    doer = f"，{deed.done_by[:LONGEST_ECHO]}做的、您代记" if deed.done_by else ""
    kept = "，说的也记下了" if deed.note or deed.topic else ""
    return f"{what_done(deed.kind, children, deed.happened_on, today)}{late}{doer}{kept}"


def not_and_still(deed: RecordDeed, rest: Sequence[str]) -> list[str]:
    """The lines behind what was recorded: what was not, and what is still wished."""
    lines = not_recorded(deed)
    if said := [phrase for phrase in rest if phrase]:
        lines.append("；".join(said[:3]) + "。")
    return lines


def not_recorded(deed: RecordDeed) -> list[str]:
    """Names that are in nobody's care here."""
    return [not_in_care(deed.unresolved)] if deed.unresolved else []


def not_in_care(names: Sequence[str]) -> str:
    return f"{quoted(names)}不在您这儿，没有记。"


def uncertain_day(deed: RecordDeed, today: date) -> list[str]:
    """Which day was taken where only a stretch of days was said, and how to say another."""
    if deed.within is None:
        return []
    first, last = deed.within
    other = first if first != deed.happened_on else last
    taken, instead = words.day_said(deed.happened_on, today), words.plain_day(other, today)
    return [f"没说是哪天，先记在{taken}，不对就回「日期是{instead}」。"]


def what_done(kind: Kind, children: Sequence[Child], day: date, today: date) -> str:
    return f"{words.names_of(children)}，{words.KIND[kind]}，{words.day_said(day, today)}"


def one_line(parts: Sequence[str]) -> str:
    return "；".join(parts)


def all_of(deeds: Sequence[Done], today: date) -> str:
    """Several kinds or days, one behind the other; of very many the first few."""
    said = [what_done(done.kind, done.children, done.day, today) for done in deeds]
    rest = f"；等 {len(said)} 条" if len(said) > MOST_LINES else ""
    return "；".join(said[:MOST_LINES]) + rest


def same_kept(*, added: bool) -> str:
    """What was told twice is one deed; `added`: with further words."""
    return "好的，还是那一次，后说的也添进去了。" if added else "好的，还是那一次，没有重复记。"


def same_gone() -> str:
    """What was on file has been taken back since."""
    return "之前那条已经撤销了，所以这次也没有记。要记就再发一遍。"


def quoted(names: Sequence[str]) -> str:
    """Names as they were typed, cut where they are no names."""
    return words.names(f"「{name[:LONGEST_ECHO]}」" for name in names[:5])
