"""What might hurt in a note is shown to its writer, who decides; danger comes before everything."""

from datetime import timedelta

import pytest

from duty.hearing import MaySend
from duty.people import Kin
from handlers.pending import from_json, to_json
from storage.work import Store
from tests.support.correspondence import Correspondence

ZHANG, LI = "20250101", "20250102"


@pytest.fixture
def families(store: Store, school_id: int) -> Correspondence:
    families = Correspondence.of(store, school_id)
    families.guardian(LI, "母亲", "m")
    return families


def reached(families: Correspondence) -> list[str]:
    families.later(seconds=30)
    return [to for to, _ in families.deliver()]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("他和王五打架了", "提到了别的孩子：王五。写「同学」就好"),
        ("有事打13812345678", "有号码：13812345678。家长在页面里就能回您"),
        ("他是贫困生", "有「贫困」这样的说法"),
        ("他太懒了，也笨", "「懒」「笨」听着重了些。写他做得好的地方"),
    ],
)
def test_what_might_hurt_is_shown_with_a_gentler_place(families: Correspondence, text: str, shown: str) -> None:
    said = families.say("WangFang", f"转告 李四妈妈 {text}")
    assert shown in said
    assert "回「照发」" in said
    assert families.notes() == []


@pytest.mark.parametrize("answer", ["照发", "照发吧", "就这样发", "原样发！", "還是照發"])
def test_it_goes_where_the_writer_says_so(families: Correspondence, answer: str) -> None:
    families.say("WangFang", "转告 李四妈妈 他太懒了")
    assert "给李四妈妈，30 秒后发出" in families.say("WangFang", answer)
    assert reached(families) == ["m"]


@pytest.mark.parametrize("answer", ["好的", "是", "嗯", "都可以", "1", "确认"])
def test_less_than_that_is_not_enough(families: Correspondence, answer: str) -> None:
    families.say("WangFang", "转告 李四妈妈 他太懒了")
    families.say("WangFang", answer)
    assert families.notes() == []


def test_a_yes_is_asked_again_and_the_question_stays(families: Correspondence) -> None:
    families.say("WangFang", "转告 李四妈妈 他太懒了")
    assert "要照原样发，回「照发」" in families.say("WangFang", "好的")
    families.say("WangFang", "照发")
    assert len(families.notes()) == 1


@pytest.mark.parametrize("answer", ["算了", "撤回", "不发了", "撤销", "不要"])
def test_let_be_nothing_goes(families: Correspondence, answer: str) -> None:
    families.say("WangFang", "转告 李四妈妈 他太懒了")
    assert families.say("WangFang", answer) == "好的，没有发。"
    families.say("WangFang", "照发")
    assert families.notes() == []


def test_written_anew_it_is_a_new_note(families: Correspondence) -> None:
    families.say("WangFang", "转告 李四妈妈 他太懒了")
    assert "30 秒后发出" in families.say("WangFang", "转告 李四妈妈 他今天主动擦了黑板")
    families.say("WangFang", "照发")
    assert [note.text for note in families.notes()] == ["他今天主动擦了黑板"]


def test_after_half_an_hour_the_question_is_too_old(families: Correspondence) -> None:
    families.say("WangFang", "转告 李四妈妈 他太懒了")
    families.now += timedelta(minutes=31)
    assert "隔得久了" in families.say("WangFang", "照发")
    assert families.notes() == []


def test_with_nothing_asked_the_word_sends_nothing(families: Correspondence) -> None:
    assert "没有等您选的问题" in families.say("WangFang", "照发")


def test_which_guardian_is_asked_first(families: Correspondence) -> None:
    families.guardian(LI, "父亲", "f")
    families.say("WangFang", "转告 李四 他太懒了")
    assert "听着重了些" in families.say("WangFang", "爸爸")
    families.say("WangFang", "照发")
    assert reached(families) == ["f"]


def test_to_all_guardians_and_to_many_families(families: Correspondence) -> None:
    families.guardian(LI, "父亲", "f")
    families.guardian(ZHANG, "父亲", "z")
    assert "听着重了些" in families.say("WangFang", "转告 李四父母：他太懒了")
    assert "分别发给 2 位" in families.say("WangFang", "照发")
    families.say("WangFang", "转告 所有家长 谁再懒就罚扫地")
    assert "分别发给 2 位" in families.say("WangFang", "照发")
    assert len(families.notes()) == 4


def test_an_answer_to_a_guardian_is_looked_at_too(families: Correspondence) -> None:
    families.relay("WangFang", LI, "好", Kin.MOTHER)
    reached(families)
    guardian = families.notes()[0].thread.guardian_id
    families.answer(guardian, families.notes()[0].id, "谢谢")
    families.deliver()
    number = families.notes()[-1].id
    for said in ("回复 他太懒了", f"回复 #{number} 他太懒了"):
        assert "听着重了些" in families.say("WangFang", said)
    families.say("WangFang", "照发")
    assert reached(families) == ["m"]


def test_brothers_and_sisters_may_be_named(families: Correspondence) -> None:
    families.guardian("20250107", "母亲", "M")
    assert "30 秒后" in families.say("WangFang", "转告 李四妈妈 他和王五都好")


def test_danger_is_held_before_anything_else(families: Correspondence) -> None:
    assert "没有发出去" in families.say("WangFang", "转告 李四妈妈 他太懒了，说不想活了")
    assert families.states() == ["held"]


def test_the_question_outlives_a_restart(families: Correspondence) -> None:
    question = families.relay("WangFang", LI, "他太懒了", Kin.MOTHER).question
    assert isinstance(question, MaySend)
    assert from_json(to_json(question)) == question
