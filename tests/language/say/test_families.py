"""What teachers read of families' links, and what they pass on with them."""

from datetime import UTC, datetime

import pytest

from duty.people import Child
from language.say import families, files

CHILD = Child(1, "20250102", "李四", "七年级", "1班")


@pytest.mark.parametrize(
    ("relation", "whom"),
    [("母亲", "她"), ("爷爷", "他"), ("爸爸", "他"), ("舅舅", "对方"), ("监护人", "对方"), ("", "对方")],
)
def test_a_note_by_hand_is_no_failure(relation: str, whom: str) -> None:
    assert families.written("李四家长", relation, "URL") == f"给李四家长的话写好了。把链接转给{whom}就行：URL"
    assert f"已经在{whom}的页面上" in families.on_the_page("李四家长", relation, "URL")


def test_the_words_to_send_along_name_no_child() -> None:
    text = families.ready_text(families.called("王芳"), "URL")
    assert text == "您好，我是王老师。给您写了几句话，点开就能看，也能回我：URL"


def test_a_standing_link_says_until_when_and_what_to_do_when_it_leaks() -> None:
    said = families.standing_caution("李四妈妈", datetime(2026, 2, 23, tzinfo=UTC))
    assert "2月23日前有效" in said
    assert "「换链接 李四妈妈」" in said


def test_new_links_are_told_with_the_page_that_has_them() -> None:
    assert families.renewed(["李四妈妈", "李四爸爸"], "") == "换好了：以前转给李四妈妈、李四爸爸的专属链接都打不开了。"
    assert families.renewed(["李四妈妈"], "URL").endswith("新的在这里：URL")


def test_every_answer_says_what_is_missing() -> None:
    said = [
        families.offered("URL"),
        families.no_address(),
        families.nobody("王芳"),
        families.in_trial(),
        families.by_hand("李四妈妈"),
        families.whose_link(),
        families.unknown("赵六"),
        families.not_yours(CHILD),
        families.not_on_file(CHILD),
    ]
    assert all(said)
    assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 字节"), (980, "980 字节"), (12 * 1024, "12 KB"), (3_500_000, "3.3 MB")]
)
def test_sizes_are_said_as_people_say_them(count: int, said: str) -> None:
    assert files.size(count) == said


def test_what_has_no_name_is_called_by_what_it_is() -> None:
    assert files.named("file", "成绩单.pdf") == "成绩单.pdf"
    assert [files.named(kind, "") for kind in ("image", "voice", "video", "file", "other")] == [
        *("图片", "语音", "视频"),
        *("文件", "文件"),
    ]
    assert files.picture("王老师") == "王老师发来的图片"
