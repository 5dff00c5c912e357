"""What a teacher reads of notes around the sending: to whom they go, what might hurt, why they wait, how they went."""

from collections.abc import Sequence
from datetime import datetime

from duty.delivery import Reason
from duty.people import Child
from duty.wording import Hurt, Hurting
from language.say import failures, words
from language.say.note_words import opening
from language.say.notes import BARRED, HASTEN, due

# So many families are named one by one; behind them it is only counted.
MOST_NAMED = 60
# What is the matter with words of a kind, and a gentler place to put them.
_FOUND = {
    Hurt.OTHER_CHILD: "提到了别的孩子：{words}。写「同学」就好",
    Hurt.NUMBER: "有号码：{words}。家长在页面里就能回您，不用留号码",
    Hurt.LABEL: "有「{words}」这样的说法，家里人看了会不好受。写他做得好的地方；要留底，就记在学校这边",
    Hurt.HARSH: "「{words}」听着重了些。写他做得好的地方、下一步怎么办；要留底，就记在学校这边",
}


def which_note(labels: Sequence[str], numbers: Sequence[int], openings: Sequence[str]) -> str:
    """Several guardians wait for an answer: each with the number of the note and its first words."""
    rows = [f"#{number} {label}{opening}" for number, label, opening in zip(numbers, labels, openings, strict=True)]
    asked = f"回哪一位？回号码就行，比如「#{numbers[0]}」。您没选，我先不发。"
    return "\n".join(["等您回话的有：", *rows, asked])


def choose_number(numbers: Sequence[int]) -> str:
    return f"请回{words.names(f'「#{number}」' for number in numbers)}里的一个。"


def no_such_note(number: int) -> str:
    """The same for every number that is not one of the sender's, whatever stands behind it."""
    return f"没找到写给您的 #{number}，所以没有发。号码在家长回话的开头；也可以说「回复 李四妈妈 …」。"


def remembered(label: str, others: Sequence[str]) -> str:
    """Above a note: whom it goes to was chosen before, and how to write to another."""
    return f"发给上次选的{label}；想发给别的家长，就说「转告 {others[0]} …」。\n"


def enough_today(child: Child) -> str:
    """Above a note that waits although it is day."""
    return f"今天给{words.called(child)}家里的话已经不少了，这条等明早再发，让家里歇一歇。急的话请打个电话。\n"


def just_written(label: str, clock: datetime) -> str:
    return f"这句 {clock.hour}:{clock.minute:02} 刚写给{label}了，没有再发一遍。想补一句，换几个字再发。"


def waits_for_morning(label: str, due_said: str) -> str:
    """「确认」 of somebody who may not break a family's quiet."""
    return f"给{label}的话{due_said}，先不打扰家里休息。\n等不得的事请直接打电话；情况紧急打 110 或 120。"


def goes_later(label: str, due_said: str) -> str:
    return f"好的，给{label}的话{due_said}。"


def links_to_pass_on(url: str) -> str:
    """Under a list in which some are reached by hand only."""
    return f'\n没送到和要转的，<a href="{url}">链接都在这里</a>，一家一个。'


def in_your_hands() -> str:
    return "链接在您手里，还没打开过"


def waits_for_consent() -> str:
    return "等家长同意，先没发"


# --- before it goes


def worth_a_look(found: Sequence[Hurting]) -> str:
    """What might hurt, with a gentler place to put it; whether it goes all the same is the writer's to say."""
    lines = []
    for why in Hurt:
        said = [one.word for one in found if one.why is why]
        if said:
            between = "」「" if why in (Hurt.LABEL, Hurt.HARSH) else "、"
            lines.append(f"· {_FOUND[why].format(words=between.join(said))}。")
    return "\n".join(["先没发，有几处想请您看一眼：", *lines, send_as_it_is()])


def send_as_it_is() -> str:
    return "要照原样发，回「照发」；不发回「算了」；想改，改好再发一遍就行。"


def send_or_not() -> str:
    return "要发就回「确认」，不发回「算了」。"


def not_sent() -> str:
    return "好的，没有发。"


def to_each_family(labels: Sequence[str], text: str, left_out: Sequence[str], hint: str) -> str:
    """Before many notes go: to how many families and to whom, and who is left out and why."""
    named = words.names(labels[:MOST_NAMED]) + (f"等 {len(labels)} 位" if len(labels) > MOST_NAMED else "")
    rows = [
        f"{opening(text)}要分别发给 {len(labels)} 家：{named}。",
        "每家单独一条，只写自己孩子的名字；没指明谁的，发给上次选的那位，没选过就先妈妈、后爸爸。",
        *([f"没列进来：{'；'.join(left_out[:MOST_NAMED])}。"] if left_out else []),
        *([hint] if hint else []),
    ]
    return "\n".join(rows)


def nobody_to_write_to(left_out: Sequence[str]) -> str:
    why = f"{'；'.join(left_out[:MOST_NAMED])}。" if left_out else "您这儿现在没有这样的孩子。"
    return f"没有发：没有能收的家长。{why}"


def whole_class_hint() -> str:
    return "这是您结对的孩子；要发给全班，就说「通知 我班家长 …」。"


def no_guardian_of(child: Child) -> str:
    return f"{words.called(child)}（名单里还没有家长）"


def not_yours_to_write(child: Child) -> str:
    return f"{words.called(child)}（由结对老师或班主任来写）"


def unwelcome(label: str, *, no_contact: bool) -> str:
    return f"{label}（{'学校的名单里写着不发' if no_contact else '说过先不收'}）"


def not_on_file(label: str) -> str:
    return f"{label}（名单里没有）"


def written_just_now(label: str) -> str:
    return f"{label}（刚写过一样的）"


# --- behind the sending


def sent_to_each(
    lines: Sequence[tuple[str, str]], left_out: Sequence[str], sample: str, *, waiting: Sequence[str], hastens: bool
) -> str:
    """To whom one message went and how each of them stands; `sample` is a note as it will appear.

    `waiting`: whose can still be stopped; `hastens`: whether the writer's 「确认」 lets these go now.
    """
    alike: dict[str, list[str]] = {}
    for label, state in lines:
        alike.setdefault(state, []).append(label)
    rows = [f"{words.names(labels)}：{state}" for state, labels in alike.items()]
    barred = [f"不发：{'；'.join(left_out)}。"] if left_out else []
    one = f"；只撤一位，说「撤回 {waiting[0]}」" if len(waiting) > 1 else ""
    how = [f"{HASTEN if hastens else ''}回「撤回」都不发{one}。"] if waiting else []
    return "\n".join([f"分别发给 {len(lines)} 位：", *rows, *barred, *how, "————", sample])


# --- what became of it


def waits(at: datetime, now: datetime) -> str:
    return f"等着发（{due(at, now)}）"


def leaving() -> str:
    return "正在发"


def held() -> str:
    return "先压着，等学校的危机联系人定"


def tried() -> str:
    return "学校在试运行，没有发给家长"


def cancelled() -> str:
    return "撤回了，没有发"


def undelivered(error: str, label: str) -> str:
    """`error`: the reason as the books have it, a word and perhaps a code."""
    word = error.partition(" ")[0]
    if word in BARRED:
        return "没发：对方先不收" if word == "declined" else "没发：学校的名单里写着不发"
    return f"没送到：{failures.why(Reason(word), label)}" if word in set(Reason) else "没送到"


def out(at: datetime, now: datetime, opened: datetime | None, *, passed_on: bool) -> str:
    """When it went, and when it was opened: nobody knows whether it was read."""
    went = "转了专属链接" if passed_on else f"已发出（{_clock(at, now)}）"
    return f"{went}，打开过（{_clock(opened, now)}）" if opened else went


def answered(number: int) -> str:
    return f"，回话了（#{number}）"


def became(rows: Sequence[tuple[str, str, str]], days: int) -> str:
    """The newest notes: how each guardian is called, the first words, and how it stands."""
    if not rows:
        return f"这 {days} 天没有写给家长的话。想写，发「转告」加孩子的名字和家长，比如「转告 张三妈妈 …」。"
    return "\n".join(["最近写给家长的话，新的在前：", *(f"{label}{words}：{state}" for label, words, state in rows)])


def _clock(at: datetime, now: datetime) -> str:
    """10:02, 昨天 18:30, 11月5日 8:15; both in the school's zone."""
    days = (now.date() - at.date()).days
    day = "" if not days else f"{words.RECENT.get(days) or words.plain_day(at.date(), now.date())} "
    return f"{day}{at.hour}:{at.minute:02}"
