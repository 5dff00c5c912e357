"""Whether a deed that a sentence speaks of took place: done, denied, planned, asked, somebody else's."""

from collections.abc import Callable
from enum import StrEnum

from duty.kinds import Kind
from language.hear import foreseen, hindered, mood_words, plans
from language.hear.place import Place, has
from language.hear.regex import regex
from language.hear.without_us import WITHOUT_US

_NEAR = 24
TICKED = regex(" ?[✅✓√☑✔]")
_SAID_THAT = regex(r"[PN他她]?(?:说|讲|答应|同意|表示|告诉)")
# Who rings us up keeps no appointment: 「他妈妈来电话，说好了下周开证明」.
_RANG_US = regex(r"P[^,.:\nN]{0,4}(?:来(?:了)?[个通]?电|打[了过]?(?:[个通]?电话)?[过回]?来)")
# 「是谈心，没送东西」 denies a gift, and no other deed.
_NO_GIFT, _GIVES = regex("[也就都]?没有?(?:送|带|给|买|发)(?=东西|礼|钱|物|什么|啥|吃的)"), regex("[送给发带买捐拿慰]")
_RATHER_NOT = regex(r"不是N")
_NOT_QUITE = regex(r"(?:差点|差一点|险些|几乎|差点儿)[^,.:\n]{0,3}没[^,.:\n]{0,6}$")
_MET = regex("[碰遇撞见]")
_ONLY_GREETED = regex(r"[^,.:\n]{0,4},?[^,.:\nN]{0,3}打[了过]?[个声]?招呼(?=$|[,.\n了])")
_BRACKETS = " ()[]【】"
_MARKS = ",.:;?\n"


class Mood(StrEnum):
    """How a sentence speaks of a deed; BARE says nothing of whether it was done."""

    DONE = "done"
    BARE = "bare"
    NOT = "not"
    PLAN = "plan"
    ASKED = "asked"
    OTHERS = "others"
    DOUBT = "doubt"


def mood(text: str, start: int, end: int, clause: tuple[int, int], *, past: bool, weekday: bool = False) -> Mood:
    """How the words between `start` and `end` are meant, inside their clause; `past`: a day that is over was said.

    `weekday`: only the name of a weekday was, and it may as well be the next one.
    """
    place = Place(
        text,
        start,
        end,
        clause,
        past,
        weekday,
        before=text[clause[0] : start],
        words=text[start:end],
        behind=text[end : clause[1]],
        lead=text[max(0, start - _NEAR) : start],
        after=text[clause[1] : clause[1] + _NEAR].lstrip(_MARKS),
    )
    return next((meant for applies, meant in _READINGS if applies(place)), Mood.BARE)


def _in_the_end(at: Place) -> bool:
    others = mood_words.WAS_OTHERS.match(at.behind)
    if mood_words.ARRIVED.match(at.after):
        return True
    return not others and mood_words.AFTER_ALL.search(at.text, at.end, at.clause[1]) is not None


def _perhaps(at: Place) -> bool:
    """「就当家访吧」, 「是甲不是乙」, 「差点没谈成」."""
    around = at.before + at.words + at.behind
    almost = has(_NOT_QUITE, at.before) and not has(mood_words.ASKED_BEFORE, at.before)
    perhaps = has(mood_words.MAYBE, at.before) or has(mood_words.COUNTS_PERHAPS, at.text[at.end :])
    perhaps |= mood_words.DONE_TO_US.match(at.behind) is not None
    as_if = has(mood_words.AS_IF, at.before) and not at.behind.startswith("完了")
    return almost or perhaps or as_if or has(_RATHER_NOT, around)


def _denied(at: Place) -> bool:
    if has(mood_words.NO, at.words) or has(mood_words.NOBODY, at.before + at.words + at.behind[:4]):
        return True
    denied = has(mood_words.DENIED, at.before) and not has(mood_words.IN_TURN, at.lead)
    return denied and not has(mood_words.ASKED_IF_NOT, at.before)


def _answered(at: Place) -> bool:
    return mood_words.ANSWERED.match(at.text, at.clause[1]) is not None


def _asked(at: Place) -> bool:
    behind = at.text[at.end : at.clause[1] + 1]
    if has(mood_words.ASKED_IN_WORDS, at.words) or mood_words.ASKED_NEXT.match(at.after):
        return True
    return has(mood_words.ASKED_BEFORE, at.before) or mood_words.ASKED_AFTER.match(behind) is not None


def _unreal(at: Place) -> bool:
    """「要是谈过了就好了」, 「等聊过了再说」, 「家访了的事下周再说」."""
    supposed = mood_words.UNREAL.search(at.before)
    if supposed and ("等" not in supposed[0] or mood_words.THEN_FIRST.search(at.text, at.end)):
        return True
    return plans.comes_first(at) or mood_words.PUT_OFF.match(at.behind) is not None


def _came_to_nothing(at: Place) -> bool:
    greeted = _MET.search(at.words) and _ONLY_GREETED.match(at.text, at.end)
    return bool(
        greeted
        or mood_words.NOT_TAKEN.search(at.behind)
        or mood_words.NOBODY_HOME.search(at.behind)
        or mood_words.CAME_TO_NOTHING.match(at.behind)
        or (mood_words.AFTERWARDS.match(at.after) and not _of_another_deed(at))
        or ("N" not in at.before + at.words + at.behind and mood_words.HIS_PHONE.match(at.after))
    )


def _of_another_deed(at: Place) -> bool:
    """「谈了，其他人改天」, 「李四是谈心，没送东西」: what came to nothing is not the deed itself."""
    gift = _NO_GIFT.match(at.after) and not has(_GIVES, at.words)
    return bool(gift or mood_words.OF_THE_OTHERS.match(at.after))


def _asked_in_all(at: Place) -> bool:
    return mood_words.ASKED_WHOLE.search(at.text, at.clause[0], min(len(at.text), at.end + _NEAR)) is not None


def _reported(at: Place) -> bool:
    return mood_words.REPORTED.search(at.text, 0, at.start) is not None and not at.ours


def _asked_of_us(at: Place) -> bool:
    """「领导找我了解张三的情况，谈了一小时」."""
    found = mood_words.ASKED_OF_US.search(at.text, 0, at.start)
    if found is None or not names_others(at.text[: found.start()]):
        return False
    return not has(mood_words.US, at.text[found.end() : at.start])


def _under_a_heading(at: Place) -> bool:
    """待办: and 要是 … stand before what is still to be done."""
    if mood_words.HEADED.search(at.text, 0, at.start) and not TICKED.match(at.behind):
        return True
    return bool(mood_words.ON_CONDITION.search(at.text, 0, at.start) and not mood_words.DONE_BEHIND.match(at.behind))


def _planned(at: Place) -> bool:
    if mood_words.CAME_WHEN_ASKED.match(at.words + at.behind):
        return False
    if mood_words.TOLD_AS_PAST.search(at.words) or mood_words.TOLD_AS_PAST.match(at.behind):
        return False
    if has(mood_words.FOUND_TIME, at.before) and has(mood_words.OVER_NOW, at.words + at.behind):
        return False
    # The first words of the deed may be what a word for a plan must be followed by: 再去, 得找.
    before = has(mood_words.PLANNED, at.before + at.words[:2]) or plans.said_next(at)
    if before and not has(mood_words.DONE_BEFORE, at.before) and not has(mood_words.IN_TURN, at.lead):
        return True
    open_behind = not mood_words.DONE_BEHIND.match(at.behind) and not mood_words.PASSED_ON.match(at.words)
    # 「他爸电话打通了说下周来」.
    open_behind &= not (at.words.endswith("了") and _SAID_THAT.match(at.behind))
    behind = open_behind and mood_words.PLANNED_AFTER.match(at.behind) is not None
    return behind or has(mood_words.PLAN_IN_WORDS, at.words)


def _appointed(at: Place) -> bool:
    w = mood_words
    if _RANG_US.search(at.words):
        return False
    if w.DONE_BEHIND.match(at.behind) or w.IN_WORDS.search(at.words) or w.DONE_BEFORE.search(at.before):
        return False
    return w.APPOINTED.match(at.after) is not None or w.APPOINTED.match(at.behind) is not None


def _by_somebody_else(at: Place) -> bool:
    in_our_stead = mood_words.IN_MY_STEAD
    if has(mood_words.FOR_ME, at.before) or in_our_stead.match(at.text, at.clause[1]) or in_our_stead.match(at.behind):
        return True
    if has(mood_words.TOLD_BY, at.before) or mood_words.LEFT_TO_OTHERS.match(at.behind):
        return True
    if has(mood_words.ASKED_OTHERS, at.before) or mood_words.WAS_OTHERS.match(at.behind):
        return True
    if mood_words.COLLEAGUE.search(at.text, at.clause[0], at.clause[1]):
        return True
    if WITHOUT_US.match(at.text, at.clause[1]) and not at.ours:
        return True
    child = mood_words.BY_THE_CHILD
    whole = at.before + at.words + at.behind
    if has(mood_words.GIVEN_BY, whole) and not at.ours:
        return True
    if has(mood_words.OF_THE_CHILD, at.before + at.words[:2]) or has(mood_words.HIS_PUPIL, whole):
        return not at.ours
    others = (
        (has(mood_words.BY_OTHERS, at.before) and not _in_company(at))
        or has(child, at.before)
        or has(child, at.before + at.words[:1])
        or has(mood_words.CALLED_ANOTHER, at.before + at.words + at.behind[:6])
    )
    return others and not at.ours


def _in_company(at: Place) -> bool:
    """「跟村主任去了张三家」: who is only gone with did it no more than the sender."""
    found = mood_words.WITH_SOMEBODY.search(at.before) if "N" in at.words else None
    return found is not None and not names_others(at.before[: found.start()])


def _still_to_come(at: Place) -> bool:
    """「家访的事，下周再说」, where nothing says that it is done."""
    return mood_words.LATER.match(at.after) is not None and not (at.done or at.past)


def _happened(at: Place) -> bool:
    if at.done or at.past or mood_words.CLOSED.match(at.after):
        return True
    # Of a plan there is nothing to tell yet; and a word for the deed behind all that was told names it: 「…，家访」.
    wished = mood_words.WISH.search(at.text, at.end) or has(mood_words.TONIGHT, at.before)
    told = mood_words.DETAIL.search(at.after) and not wished and not mood_words.OPEN_ITEMS.match(at.after)
    alone = len(at.words) >= len(at.text[at.clause[0] : at.clause[1]].strip(_BRACKETS))
    return bool(told) or (alone and mood_words.TOLD_BEFORE.search(at.text, 0, at.clause[0]) is not None)


def _tonight(at: Place) -> bool:
    return has(mood_words.TONIGHT, at.before)


# The first that applies; what none applies to says nothing of whether it was done.
_READINGS: tuple[tuple[Callable[[Place], bool], Mood], ...] = (
    (_in_the_end, Mood.DONE),
    (_perhaps, Mood.DOUBT),
    (_denied, Mood.NOT),
    (hindered.hindered, Mood.NOT),
    (hindered.not_yet, Mood.PLAN),
    (_unreal, Mood.PLAN),
    (_answered, Mood.DONE),
    (_asked, Mood.ASKED),
    (_came_to_nothing, Mood.NOT),
    (_asked_in_all, Mood.ASKED),
    (_reported, Mood.OTHERS),
    (_asked_of_us, Mood.OTHERS),
    (_under_a_heading, Mood.PLAN),
    (plans.listed, Mood.PLAN),
    (_planned, Mood.PLAN),
    (_appointed, Mood.PLAN),
    (_by_somebody_else, Mood.OTHERS),
    (_still_to_come, Mood.PLAN),
    (plans.agreed, Mood.PLAN),
    (plans.soon, Mood.PLAN),
    (plans.ordered, Mood.PLAN),
    (plans.begins, Mood.PLAN),
    (plans.again_and_again, Mood.PLAN),
    (foreseen.foreseen, Mood.PLAN),
    (plans.sets_out, Mood.DOUBT),
    (_happened, Mood.DONE),
    (_tonight, Mood.DOUBT),
)


def names_others(text: str) -> bool:
    """Whether a clause speaks of a colleague, an office or a neighbour."""
    return mood_words.OTHERS.search(text) is not None


def by_the_child(kind: Kind, lead: str, words: str) -> Mood | None:
    """How a deed is meant whose words may as well tell what the child did; None where they do not.

    「张三送了一幅画」, 「张三打了电话」, 「张三去补课了」, 「张三去他奶奶家了」 may; 「张三给我送了一封信」 does.
    """
    from_home = kind is Kind.CONTACT and ("P" in lead or "家" in lead)
    if mood_words.TO_US.search(lead) and not from_home:
        return Mood.OTHERS
    child = mood_words.THE_CHILD.search(lead)
    subject = child is not None and "N" not in words and not mood_words.TO_HIM.match(words)
    may_be = (
        (kind is Kind.WARMTH and subject)
        or (kind is Kind.CONTACT and subject and "P" not in lead + words and not words.startswith("电话"))
        or (kind is Kind.HELP and mood_words.GOES_TO.search(lead) is not None)
        or (kind is Kind.HOME_VISIT and child is not None and mood_words.TO_KIN.match(words) and "我" not in lead)
    )
    return Mood.DOUBT if may_be else None
