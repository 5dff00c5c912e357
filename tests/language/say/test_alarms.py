"""What is said in danger: true, short, and what to do now."""

from datetime import UTC, datetime, timedelta

import pytest

from duty.alarm import AlarmTap, Facts
from duty.danger import Danger
from duty.messages import ButtonCard
from duty.people import Child, Role
from language.say import alarm_cards, alarms
from language.say.reminders import LONGEST_TEXT, LONGEST_TITLE

WRITTEN = datetime(2026, 11, 20, 9, 5, tzinfo=UTC)
CHILDREN = tuple(Child(n, f"2026{n:03}", f"孩子{n}", "七年级", "1班") for n in range(1, 8))
DANGERS = [*Danger, None]
NEVER = ("帮扶", "困难", "贫困", "留守", "学困", "结对", "已通知", "通知到了", "逾期")


def facts(danger: Danger | None = Danger.SELF_HARM, count: int = 1) -> Facts:
    return Facts(danger, "王芳老师", CHILDREN[:count], WRITTEN)


def test_to_the_one_who_wrote_it() -> None:
    said = alarms.to_sender(Danger.SELF_HARM, ("心理周老师", "德育李主任"), "0451-1234567")
    assert said == (
        "谢谢您马上说出来。我正在通知心理周老师和德育李主任，还没有人接手。有人接手，我立刻告诉您。\n"
        "请先陪着孩子，别让孩子一个人。\n"
        "现在就打学校值班电话 0451-1234567，情况紧急打 110 或 120。"
    )


@pytest.mark.parametrize("danger", DANGERS)
def test_where_nobody_can_be_told_it_says_so_and_whom_to_call(danger: Danger | None) -> None:
    for phone in ("", "0451-1234567"):
        for said in (alarms.to_sender(danger, (), phone), alarms.to_stranger(danger, (), phone)):
            assert "请您现在就打电话给" in said
            assert "正在通知" not in said


@pytest.mark.parametrize("danger", DANGERS)
@pytest.mark.parametrize("phone", ["", "0451-1234567"])
@pytest.mark.parametrize("contacts", [(), ("李校长",), ("李校长", "周老师", "王老师")])
def test_every_answer_is_short_and_names_110_or_120(
    danger: Danger | None, phone: str, contacts: tuple[str, ...]
) -> None:
    for said in (
        alarms.to_sender(danger, contacts, phone),
        alarms.to_sender(danger, contacts, phone, cut_off=True),
        alarms.to_stranger(danger, contacts, phone),
        alarms.not_by_voice(contacts, phone),
    ):
        assert len(said.splitlines()) <= 4
        assert "110 或 120" in said
        assert phone in said
        assert not any(word in said for word in NEVER)


def test_who_is_cut_off_does_not_promise() -> None:
    said = alarms.to_sender(Danger.ABUSE, ("李校长",), "", cut_off=True)
    assert "我还通知不到李校长" in said
    assert "正在通知" not in said


def test_a_stranger_reads_no_names_of_staff() -> None:
    assert "周老师" not in alarms.to_stranger(Danger.RUNAWAY, ("心理周老师",), "")
    assert "老师" in alarms.somebody_of_school()
    assert alarms.taken_over_for_stranger(None, WRITTEN).startswith("学校的负责老师 09:05 接手了")


@pytest.mark.parametrize(
    ("name", "roles", "called"),
    [
        ("周平", (Role.COUNSELLOR,), "心理周老师"),
        ("李平", (Role.MENTOR, Role.COORDINATOR), "德育李主任"),
        ("欧阳平", (Role.PRINCIPAL,), "欧阳校长"),
        ("阿依古丽·买买提", (Role.ADMIN,), "阿依古丽·买买提老师"),
        ("王平", (), "王老师"),
    ],
)
def test_how_those_are_called_who_can_help(name: str, roles: tuple[Role, ...], called: str) -> None:
    assert alarms.contact_called(name, roles) == called


def test_an_alarm_that_did_not_arrive() -> None:
    assert alarms.contact_not_reached("陈校长", ("心理周老师",)) == (
        "刚才的紧急情况没能送到陈校长。我正在改为通知心理周老师。请您现在就直接打电话；紧急时打 110 或 120。"
    )
    assert "改为通知" not in alarms.contact_not_reached("陈校长", ())
    assert alarms.stranger_called("WangFang").endswith("WangFang")
    assert alarms.colleague_called("王芳") == "王芳老师"


def test_what_became_of_it_is_said_to_the_writer_without_what_was_done() -> None:
    said = alarms.taken_over("心理周老师", facts(), WRITTEN)
    assert said.startswith("心理周老师 09:05 接手了您说的紧急情况：孩子1（七年级1班）。在对方到之前，请先别离开孩子")
    assert "接手了您说的紧急情况。" in alarms.taken_over("心理周老师", facts(count=0), WRITTEN)
    assert alarms.handled("陈校长") == "您说的紧急情况，陈校长处理过了。孩子那边有什么变化，随时再告诉我。"
    assert "您说的孩子1（七年级1班）的紧急情况，" in alarms.handled("陈校长", facts())
    assert "什么都没留" in alarms.was_false("陈校长")


@pytest.mark.parametrize("danger", DANGERS)
def test_nobody_is_told_to_stay_with_a_child_who_is_gone(danger: Danger | None) -> None:
    gone = danger in (Danger.RUNAWAY, Danger.DROPOUT)
    for said in (
        alarms.taken_over("心理周老师", facts(danger), WRITTEN),
        alarms.taken_over_for_stranger(danger, WRITTEN),
    ):
        assert ("别离开孩子" in said, "想到孩子可能在哪儿马上说" in said) == (not gone, gone)


def test_what_became_of_it_is_said_to_who_asks() -> None:
    about = alarms.case(facts(), WRITTEN)
    assert alarms.nobody_yet(about, ("周老师", "李校长")) == (
        "孩子1（七年级1班）的紧急情况（11月20日 09:05）：还没有人接手，我在接着通知周老师和李校长。"
    )
    assert "没有我能通知的人" in alarms.nobody_yet(about, ())
    assert alarms.has_it(about, "周老师", WRITTEN).endswith("：周老师 09:05 接手了，还没关上。")
    assert alarms.is_closed(about, "周老师").endswith("：周老师处理过了，已经关上。")
    assert alarms.was_nothing(alarms.case(facts(None, 0), WRITTEN), "周老师") == (
        "紧急情况（11月20日 09:05）：周老师看过了，没有危险，已经关上。"
    )


# --- cards


@pytest.mark.parametrize("danger", DANGERS)
@pytest.mark.parametrize("count", [0, 1, 7])
def test_a_card_says_child_class_and_kind_and_fits_a_phone(danger: Danger | None, count: int) -> None:
    one = facts(danger, count)
    cards = [
        alarm_cards.alert("t", one, WRITTEN, timedelta(hours=30, minutes=5)),
        alarm_cards.taken_by_you("t", one),
        alarm_cards.taken_by_other("t", one, "心理周老师", WRITTEN),
        alarm_cards.handled("t", one, "心理周老师", "", may_add=True),
    ]
    for card in cards:
        assert len(card.title) <= LONGEST_TITLE
        assert len(card.text) <= LONGEST_TEXT
        assert alarms.speaks_of(danger) in card.title
        assert alarms.children(CHILDREN[:count]) in card.text
        assert not any(word in f"{card.title}{card.text}" for word in NEVER)


@pytest.mark.parametrize(
    ("waited", "said"),
    [
        (timedelta(seconds=59), "还没有人接手；"),
        (timedelta(minutes=5), "已经等了 5 分钟，还没有人接手"),
        (timedelta(minutes=60), "已经等了 1 小时，"),
        (timedelta(minutes=85), "已经等了 1 小时 25 分钟"),
    ],
)
def test_a_card_says_for_how_long_it_waits(waited: timedelta, said: str) -> None:
    assert said in alarm_cards.alert("t", facts(), WRITTEN, waited).text


def test_many_children_are_counted() -> None:
    assert alarms.children(CHILDREN).endswith("孩子5（七年级1班）等 7 个孩子")
    assert alarms.children(()) == "没写明哪个孩子"


def test_the_taker_of_an_alarm_decides_on_its_note() -> None:
    card = alarm_cards.taken_by_you("t", facts(), "张三妈妈")
    assert [button.key for button in card.buttons] == [
        AlarmTap.HANDLED,
        AlarmTap.FALSE_ALARM,
        AlarmTap.RELEASE,
        AlarmTap.WITHHOLD,
    ]
    assert "王芳老师给张三妈妈的话先压着，发不发请您定。" in card.text
    assert "王芳老师给张三妈妈的话先压着，发不发请您定。回「放行」或「不发」。" in alarm_cards.you_took_it(
        facts(), "张三妈妈"
    )
    assert alarm_cards.with_word(card, "定了").text.startswith("定了\n")
    held = alarm_cards.still_held(alarm_cards.false_alarm("t"), "张三妈妈")
    assert (held.done, [button.text for button in held.buttons]) == ("", ["放行", "不发"])


def test_a_card_that_is_closed_takes_no_taps() -> None:
    closed: list[ButtonCard] = [
        alarm_cards.taken_by_other("t", facts(), "陈校长", WRITTEN),
        alarm_cards.handled("t", facts(), "陈校长", "送医院了", may_add=True),
        alarm_cards.false_alarm("t"),
    ]
    assert all(card.done for card in closed)
    assert "做了什么：送医院了" in closed[1].text
    assert "想记一句" not in closed[1].text
    assert "孩子1" not in f"{closed[2]}"


# --- messages and what is typed


def test_the_sentence_itself_comes_whole_with_the_phones() -> None:
    [said] = alarm_cards.sentence(facts(), "他不想活了", WRITTEN, phone="13900001111", duty_phone="0451-1")
    assert said == (
        "王芳老师 09:05 的原话（只给您看，请勿转发）：\n「他不想活了」\n"
        "王芳老师的电话：13900001111。现在就打学校值班电话 0451-1，情况紧急打 110 或 120。"
    )
    pieces = alarm_cards.sentence(facts(), "难" * 1000, WRITTEN, phone="", duty_phone="")
    assert len(pieces) == 3
    assert "".join(pieces).count("难") == 1000
    assert all(len(piece.encode()) <= 2048 for piece in pieces)
    assert "电话：" not in "".join(pieces)


def test_words_that_cannot_be_brought_are_asked_for() -> None:
    assert "请直接找王芳老师问清楚，电话 139。" in alarm_cards.sentence_lost(facts(), phone="139", duty_phone="")
    assert "请直接找王芳老师问清楚。" in alarm_cards.sentence_lost(facts(), phone="", duty_phone="")


def test_what_is_typed_is_answered() -> None:
    one = facts()
    assert alarm_cards.you_took_it(one).startswith("您接手了：孩子1（七年级1班），孩子可能想伤害自己。")
    assert alarm_cards.other_took_it(one, "陈校长", WRITTEN) == "孩子1（七年级1班）的紧急情况，陈校长 09:05 接手了。"
    assert alarm_cards.others_told(one, "陈校长").endswith("陈校长接手了，您不用再点。")
    assert "再回「已处理」" in alarm_cards.you_handled_it(one, described=False)
    assert "只有接手的人、校长和心理老师能看" in alarm_cards.you_handled_it(one, described=True)
    assert alarm_cards.it_was_false() == "好的，按误报关上了，孩子的档案里什么都没留。"
    assert "请先回「接手」" in alarm_cards.take_it_first(one)


def test_a_list_says_what_tells_alarms_apart() -> None:
    two = [alarm_cards.Listed(4, facts(), WRITTEN), alarm_cards.Listed(17, facts(Danger.ABUSE, 0), WRITTEN)]
    lines = [
        "第 4 件：孩子1（七年级1班），孩子可能想伤害自己，王芳老师 11月20日 09:05 写的",
        "第 17 件：没写明哪个孩子，孩子可能被打、被伤害，王芳老师 11月20日 09:05 写的",
        "请点卡片上的按钮，或回「误报 4」这样。",
    ]
    assert alarm_cards.which(two, "误报").splitlines() == ["有 2 件，您说的是哪一件？", *lines]
    assert alarm_cards.no_such(9, two, "误报").splitlines() == ["没有第 9 件可以误报，所以什么都没动。", *lines]
    assert alarm_cards.no_such(9, [], "接手") == "没有第 9 件可以接手，所以什么都没动。"
    assert alarm_cards.one_at_a_time(two, "误报").splitlines()[1:] == lines
    assert alarm_cards.already_closed(4).startswith("第 4 件已经关上了")


def test_a_long_list_fits_a_message() -> None:
    many = [alarm_cards.Listed(1000 + n, facts(count=7), WRITTEN) for n in range(30)]
    said = alarm_cards.which(many, "接手")
    assert "另有 22 件" in said
    assert len(said.encode()) <= 2048


def test_what_becomes_of_a_note_is_said_to_both() -> None:
    for said in (
        alarm_cards.released_later("张三妈妈", "明早 7:30 发出"),
        alarm_cards.withheld("张三妈妈"),
        alarm_cards.not_to_the_accused("张三妈妈"),
        alarm_cards.cannot_release("张三妈妈"),
        alarm_cards.already_decided("张三妈妈"),
        alarm_cards.note_released_to_writer("张三妈妈", "陈校长"),
        alarm_cards.note_withheld_to_writer("张三妈妈", "陈校长"),
    ):
        assert "张三妈妈" in said
        assert len(said) <= LONGEST_TEXT
