"""Notes between teachers and guardians: what a guardian gets, and what a teacher is told of it.

A guardian never reads of being helped, poor or paired; a teacher never reads a number to call, nor that
somebody has read a note: only that it was opened.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil

from duty.delivery import Reason
from duty.people import Child, Kin
from language.hear.kin import kin_of
from language.say import failures, words
from language.say.note_words import plain

# Only of what a 「确认」 of this writer lets go.
HASTEN = "回「确认」现在就发，"
LONGEST_NOTE = 500
LONGEST_ANSWER = 1000
WAIT = timedelta(seconds=30)
OFFER_DAYS = 3
# What is pushed cannot be paged: a text of two parts stays under the platform's 2048 bytes.
PART_BYTES = 1700
EXCERPT = 40

CALLED = {
    Kin.MOTHER: "妈妈",
    Kin.FATHER: "爸爸",
    Kin.PATERNAL_GRANDMOTHER: "奶奶",
    Kin.PATERNAL_GRANDFATHER: "爷爷",
    Kin.MATERNAL_GRANDMOTHER: "外婆",
    Kin.MATERNAL_GRANDFATHER: "外公",
}
SOMEBODY = "家长"
# Relations of a roster by which nobody is called.
NO_FORM = ("", "其他", "其他亲属", "亲属", "亲戚", "委托监护人", "监护人")
ANSWER_HERE = "想说几句点这里"
NO_HURRY = "，不急着回；不想再收，里面可以点「先不收」。"
# Why a note did not arrive, by the reason's own word; what is not here is trouble of the way itself.
# Of what the platform has no part in: the guardian's own wish, and the school's.
BARRED = {
    "declined": "对方刚说了先不收便条，所以没有发。要紧的事请打个电话。",
    "no_contact": "学校的名单里写着，孩子的事不发给这位，所以没有发。",
}


def guardian(child: Child, relation: str) -> str:
    """How a guardian is called: by the child, 李四妈妈."""
    kin = kin_of(relation)
    form = relation.strip() if kin in (None, Kin.OTHER) else CALLED[kin]
    return f"{words.called(child)}{SOMEBODY if form in NO_FORM else form}"


def told_apart(child: Child, relations: Sequence[str]) -> list[str]:
    """How the guardians of one child are called, with the roster's relation where two are called the same."""
    labels = [guardian(child, relation) for relation in relations]
    return [
        label if labels.count(label) == 1 else f"{label}（{relation}）"
        for label, relation in zip(labels, relations, strict=True)
    ]


def guardian_asked(child: Child, kin: Kin | None) -> str:
    """How a guardian is called who was asked for and may not exist."""
    return f"{words.called(child)}{CALLED.get(kin, SOMEBODY) if kin else SOMEBODY}"


def signature(child: Child, teacher_name: str) -> str:
    """七年级1班 王老师."""
    return f"{words.class_of(child)} {words.teacher(teacher_name)}"


# --- what a guardian gets


def for_guardian(label: str, text: str, signed: str, url: str = "") -> str:
    """The note itself; with `url` how to answer and how to get no more."""
    note = f"{label}好：{plain(text)}\n{signed}"
    return f'{note}\n<a href="{url}">{ANSWER_HERE}</a>{NO_HURRY}' if url else note


def in_service(label: str, text: str, signed: str, url: str = "") -> str:
    """The note as a word in 微信客服; with `url` where there is more to see."""
    note = f"{label}好：{plain(text)}\n{signed}"
    return f"{note}\n点开看：{url}" if url else note


# --- a teacher writes


def preview(label: str, note: str, due_said: str, *, has_page: bool, trial: bool, hastens: bool) -> str:
    """To whom, when, how to hurry or stop it, and the whole note as it will appear.

    `hastens`: whether the writer's 「确认」 would let it go now.
    """
    whom = f"学校还在试运行，给{label}的这条只发给负责的老师看" if trial else f"给{label}"
    page = f"\n{ANSWER_HERE}{NO_HURRY}" if has_page else ""
    return f"{whom}，{due_said}。\n{_how(hastens=hastens)}\n————\n{note}{page}"


def _how(*, hastens: bool) -> str:
    return f"{HASTEN if hastens else ''}回「撤回」不发。"


def due(at: datetime, now: datetime) -> str:
    """When a note goes, both in the school's zone: 30 秒后发出, 明早 7:30 发出."""
    if at - now <= WAIT:
        return f"{max(ceil((at - now).total_seconds()), 1)} 秒后发出"
    day = "今早" if at.date() == now.date() else "明早"
    return f"{day} {at.hour}:{at.minute:02} 发出"


def too_long(count: int) -> str:
    return f"这段话约 {count} 字，一条最多 {LONGEST_NOTE} 字，所以没有发。短一点，或分成两条就行。"


def not_yours(child: Child, mentors: Sequence[str], class_teachers: Sequence[str]) -> str:
    """Whom to ask, for a leader who is neither the child's mentor nor the class teacher."""
    whom = [*map(words.teacher, mentors), *(f"班主任{words.teacher(name)}" for name in class_teachers)]
    ask = f"请跟{words.names(dict.fromkeys(whom))}说一声" if whom else "现在还没有这样的老师，请学校的管理员先排上"
    return f"给{words.called(child)}家长的话，由结对的老师或班主任来发，这条没有发。{ask}。"


def no_guardian(child: Child) -> str:
    return f"名单里还没有{words.called(child)}的家长，所以没有发。请学校的管理员把监护人补上。"


def not_on_file(child: Child, kin: Kin | None, others: Sequence[str]) -> str:
    """`others` are the guardians to whom notes may go."""
    step = (
        f"有{words.names(others)}，想发给哪一位，就说「转告 {others[0]} …」。" if others else "请学校的管理员看看名单。"
    )
    return f"名单里没有{guardian_asked(child, kin)}，所以没有发。\n{step}"


def nothing_goes(label: str) -> str:
    return f"学校的名单里写着，孩子的事不发给{label}，所以没有发。"


def declined(label: str) -> str:
    return f"{label}说过先不收便条，所以没有发。要紧的事请打个电话。"


def which_guardian(child: Child, labels: Sequence[str]) -> str:
    offered = f"{words.called(child)}有 {len(labels)} 位家长可以收：{words.options(labels)}。"
    return f"{offered}\n发给哪一位？回{words.numbers(len(labels))}，或直接回称呼。您没选，我先不发。"


def nobody_wrote() -> str:
    return "这两周没有家长给您写话，所以没有发。想先写给家长，发「转告」加孩子的名字和家长，比如「转告 张三妈妈 …」。"


def held(label: str) -> str:
    """The note speaks of danger: nothing goes to a family before people have looked."""
    return f"给{label}的这条没有发出去：里面有要紧的事，先由学校的危机联系人定怎么告诉家里。"


def cannot_reach(label: str, reason: Reason, url: str) -> str:
    """Known before it was tried; the note is kept."""
    offer = "对方关注后，我再问您发不发。" if reason is Reason.NOT_FOLLOWING else ""
    return f"给{label}的话还没发：{failures.why(reason, label)}。内容替您留着。\n{_next_step(url)}{offer}"


# --- what became of it


def sent_now(label: str, *, trial: bool, which: str = "") -> str:
    """`which`: the first words, where several notes wait."""
    return f"好的，给{label}的{which or '话'}这就发{'给负责的老师看（试运行，家长收不到）' if trial else '出'}。"


def not_now(label: str, reason: Reason) -> str:
    """Nothing goes at this hour, through no fault of the writer's: nothing is lost, and what is urgent cannot wait."""
    why = failures.why(reason, label)
    return f"给{label}的话还发不出去：{why}。\n内容替您留着，通了我接着发，发出前还能「撤回」。急的话请打个电话。"


def still_waiting(label: str, which: str, due_said: str, *, hastens: bool) -> str:
    """Behind another answer: what else has not gone yet."""
    return f"给{label}的{which}还等着，{due_said}；{_how(hastens=hastens)}"


def still_offered(label: str) -> str:
    return f"给{label}的那条也还留着，要发再回「确认」。"


def sent_before(label: str, clock: datetime) -> str:
    return f"给{label}的话 {clock.hour}:{clock.minute:02} 已经发出去了。"


def tried(label: str) -> str:
    return f"学校还在试运行：给{label}的话只给负责的老师看过，没有发给家长。"


def leaving(label: str) -> str:
    return f"给{label}的话正在发，叫不回来了。"


def not_sent_yet(label: str) -> str:
    return f"给{label}的话还没送到，确认也发不出去。您可以先打个电话。"


def nothing_waits() -> str:
    return "现在没有等着发的话。想写给家长，发「转告」加孩子的名字和家长，比如「转告 张三妈妈 …」。"


def withdrawn(label: str, which: str = "") -> str:
    """`which`: the first words, where several notes wait."""
    return f"撤回了：给{label}的{which or '话'}不发了。"


def withdrawn_before(label: str) -> str:
    return f"给{label}的话刚才已经撤回，没有发。"


def already_out(label: str, clock: datetime) -> str:
    return f"给{label}的话 {clock.hour}:{clock.minute:02} 已经发出去，撤不回来了。想补一句，再发「转告」就行。"


def barred(label: str, why: str) -> str:
    """Not sent because somebody does not want it, since the note was written."""
    return f"给{label}的话没有发。\n{BARRED[why]}"


def follows_now(label: str, text: str) -> str:
    """The guardian of an undelivered note can be reached: send it?"""
    said = text if len(text) <= EXCERPT else f"{text[:EXCERPT]}…"
    kept = f"{label}关注「学校通知」了。之前没送到的话还留着：「{plain(said)}」"
    return f"{kept}\n要发，{OFFER_DAYS} 天内回「确认」；不发就不用理会。"


# --- a guardian answered


def answer(label: str, text: str, *, number: int, alarming: bool) -> tuple[str, ...]:
    """The words whole, in as many messages as they need, and how to go on; `alarming`: they speak of danger.

    `number`: of the note, by which it can be answered among others.
    """
    parts = _parts(plain(text))
    first = "急事，请现在就看。" if alarming else ""
    rest = (
        "里面说到孩子可能有危险，我已经在通知学校的危机联系人。请您也马上打电话给家里；紧急时打 110 或 120。"
        if alarming
        else f"想接着说，发「回复」加您的话；有几位在等，就发「回复 #{number}」加您的话。不急。"
    )
    parts[0] = f"{first}#{number} {label}给您回话了：\n{parts[0]}"
    parts[-1] = f"{parts[-1]}\n————\n{rest}"
    return tuple(parts)


def _parts(text: str) -> list[str]:
    """Pieces of at most PART_BYTES, cut between characters."""
    pieces, piece, size = [], "", 0
    for character in text:
        needed = len(character.encode("utf-8", "surrogatepass"))
        if size + needed > PART_BYTES:
            pieces.append(piece)
            piece, size = "", 0
        piece, size = piece + character, size + needed
    return [*pieces, piece]


def _next_step(url: str) -> str:
    if not url:
        return "您可以先打个电话。"
    return f"把这里的专属链接或二维码发给对方就能看、能回：{url}\n或者先打个电话。"
