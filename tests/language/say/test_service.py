"""微信客服 and what goes with notes, in words: nothing for strangers, nothing that labels a child."""

import pytest

from duty.messages import Choices, Media, Option
from duty.people import Child
from language.say import attachments, note_words, service
from language.say.delivery import in_words

LI_SI = Child(1, "20250102", "李四", "七年级", "1班")
ZHANG_SAN = Child(2, "20250101", "张三", "七年级", "1班")


@pytest.mark.parametrize("text", [service.WHO_ARE_YOU, service.ASKED, service.KEPT])
def test_whoever_is_not_known_reads_the_numbers_to_call_and_no_name(text: str) -> None:
    assert "110" in text
    assert not any(name in text for name in ("李四", "王老师", "学校的", "班主任"))
    assert not note_words.labels_in(text)


def test_a_known_parent_is_welcomed_for_each_child() -> None:
    said = service.welcome(["李四妈妈", "张三妈妈"], "CODE")
    assert said.text.startswith("李四妈妈、张三妈妈，您好")
    assert (said.code, [option.text for option in said.options]) == ("CODE", ["先不收"])
    assert not note_words.labels_in(said.text)


def test_of_two_children_each_is_a_line_to_tap() -> None:
    asked = service.which_child([(7, LI_SI), (8, ZHANG_SAN)])
    assert [option.id for option in asked.options] == ["child:7", "child:8"]
    assert [option.text[:2] for option in asked.options] == ["李四", "张三"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (service.place("镇卫生院", "青禾镇 3 号"), "［位置］ 镇卫生院 青禾镇 3 号"),
        (service.place("", ""), "［位置］"),
        (service.link("通知", "https://school.example/a"), "［链接］ 通知 https://school.example/a"),
        (service.link("", "https://school.example/a"), "［链接］ https://school.example/a"),
    ],
)
def test_what_is_no_text_is_told_in_words(said: str, words: str) -> None:
    assert said == words


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ([], ""),
        (["image"], "附 1 张图片"),
        (["file", "video"], "附 2 个文件"),
        (["image", "file", "image"], "附 2 张图片、1 个文件"),
    ],
)
def test_what_goes_with_a_note_is_counted(kinds: list[str], words: str) -> None:
    assert attachments.attached(kinds) == words
    shown = attachments.under("李四妈妈好：今天的作业", kinds, has_page=True)
    assert shown == ("李四妈妈好：今天的作业" + (f"\n（{words}）" if words else ""))


def test_where_there_is_no_page_it_says_that_a_picture_cannot_be_seen() -> None:
    assert "家长看不到" in attachments.under("好", ["image"], has_page=False)


@pytest.mark.parametrize(("kind", "words"), [("image", "图片"), ("video", "视频"), ("file", "文件"), ("odd", "文件")])
def test_what_was_sent_is_called_by_its_name(kind: str, words: str) -> None:
    assert attachments.received(kind).startswith(f"{words}收到了")


def test_in_plain_words_nothing_can_be_tapped() -> None:
    assert in_words(Media("image", "M")) == "［图片］"
    assert in_words(Media("file", "M")) == "［文件］"
    assert in_words(Choices("哪个孩子？", (Option("child:7", "李四"),))) == "哪个孩子？\n· 李四"
