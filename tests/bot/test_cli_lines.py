"""The commands that answer JSON lines: whom a name means, how soon a text must be looked at, what was heard."""

import io
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typer

from bot.cli import lines
from bot.cli.lines import BadLine, answers
from bot.cli.names import named
from bot.cli.risk import graded
from bot.cli.understand import understood

ROSTER = ["白洁", "曹一航", "曹一帆"]
TODAY = "2026-11-20"


def heard(text: str, role: str = "teacher", roster: list[str] | None = None) -> dict[str, Any]:
    return understood({"id": "1", "role": role, "text": text, "today": TODAY, "roster_mentees": roster or ROSTER})


class TestWhose:
    """A typed name is one of the roster, or several to ask about, or nobody's."""

    @pytest.mark.parametrize(
        ("typed", "expected", "ambiguous"),
        [
            ("白洁", "白洁", []),
            ("白杰", "白洁", []),
            ("cyh", "曹一航", []),
            ("一航", "曹一航", []),
            ("曹一鸣", None, ["曹一航", "曹一帆"]),
            ("小曹", None, ["曹一航", "曹一帆"]),
            ("周杰", None, []),
        ],
    )
    def test_it_is_told_whose_it_is(self, typed: str, expected: str | None, ambiguous: list[str]) -> None:
        answer = named({"id": "n1", "typed": typed, "roster_mentees": ROSTER})
        assert answer == {"id": "n1", "expected": expected, "ambiguous": ambiguous}


class TestNames:
    @pytest.mark.parametrize("typed", ["typed", "text", "name", "query"])
    @pytest.mark.parametrize("roster", ["roster_mentees", "roster", "names", "mentees"])
    def test_each_usual_key_is_read(self, typed: str, roster: str) -> None:
        assert named({"id": "n", typed: "白洁", roster: ROSTER})["expected"] == "白洁"

    def test_two_children_of_one_name_are_asked_about(self) -> None:
        answer = named({"id": "n", "typed": "白洁", "roster_mentees": ["白洁", "白洁"]})
        assert answer == {"id": "n", "expected": None, "ambiguous": ["白洁"]}

    def test_the_name_of_a_missing_key_is_said(self) -> None:
        with pytest.raises(KeyError, match="roster_mentees"):
            named({"id": "n", "typed": "白洁"})


class TestUnderstood:
    """What was heard, in the keys of the labelled sets."""

    @pytest.mark.parametrize(
        ("text", "intent"),
        [
            ("已谈心 白洁", "record"),
            ("待办", "query_todo"),
            ("查 白洁", "query_student"),
            ("进度", "stats"),
            ("撤销", "undo"),
            ("改成白洁", "correct"),
            ("帮助", "usage_help"),
            ("转告 白洁妈妈 明天带伞", "relay_to_parent"),
            ("回复 好的", "reply_parent"),
            ("确认", "relay_to_parent"),
            ("推迟 白洁 到下周三", "snooze"),
            ("没能做到 白洁 家访 家长不方便", "no_action"),
            ("明天和白洁谈心", "no_action"),
            ("想结对 高晓松", "pair"),
            ("上报 白洁 今天一直哭", "emergency"),
            ("你好", "chitchat"),
            ("白洁转学了", "leave_transfer"),
            ("我下周请假，李老师代一下", "leave_transfer"),
            ("我要请假", "leave_transfer"),
            ("销假", "leave_transfer"),
            ("请李梅代", "leave_transfer"),
            ("白洁住院了", "leave_transfer"),
            ("谁还没家访", "query_todo"),
            ("三年级谁还没谈", "query_todo"),
            ("三年级进度", "stats"),
            ("台账", "stats"),
        ],
    )
    def test_each_intent_has_its_name(self, text: str, intent: str) -> None:
        assert heard(text)["intent"] == intent

    def test_what_is_told_of_leave_keeps_its_words(self) -> None:
        answer = heard("我下周请假，白洁请李老师代")
        assert (answer["students"], answer["kind"], answer["note"]) == (["白洁"], None, "我下周请假，白洁请李老师代")

    def test_a_record_tells_whom_what_and_when(self) -> None:
        answer = heard("昨天辅导了白洁数学，今天家访了曹一航")
        assert answer["creates_record"]
        assert answer["records"] == [
            {"student": "白洁", "kind": "help", "date": "2026-11-19"},
            {"student": "曹一航", "kind": "home_visit", "date": TODAY},
        ]

    @pytest.mark.parametrize(
        "text", ["已谈心 曹一", "已谈心", "白洁 已完成", "11月28日已家访 白洁", "2月30日谈心 白洁"]
    )
    def test_what_is_asked_back_records_nothing(self, text: str) -> None:
        answer = heard(text)
        assert (answer["ambiguous"], answer["creates_record"]) == (True, False)

    def test_what_a_parent_writes_goes_to_the_teacher_and_records_nothing(self) -> None:
        answer = heard("已谈心 白洁", "parent", ["白洁"])
        assert (answer["intent"], answer["creates_record"], answer["note"]) == (
            "relay_to_teacher",
            False,
            "已谈心 白洁",
        )

    @pytest.mark.parametrize("text", ["孩子说不想活了", "已谈心 白洁 他说不想活了", "转告 白洁妈妈 她在天台上要跳楼"])
    def test_danger_alerts_wherever_it_is_said(self, text: str) -> None:
        assert heard(text)["alert"]


def test_the_grade_and_the_type_of_a_danger_are_told() -> None:
    assert graded({"id": "r", "text": "他说不想活了"}) == {"id": "r", "risk": "urgent", "type": "self_harm"}
    assert graded({"id": "r", "text": "今天天气好"}) == {"id": "r", "risk": "none", "type": "none"}


def test_a_line_that_cannot_be_read_is_named_behind_the_answers_before_it() -> None:
    found = answers(['{"id": "1", "text": "好"}\n', "\n", "no\n", '{"id": "2", "text": "好"}\n'], graded)
    assert json.loads(next(found))["id"] == "1"
    with pytest.raises(BadLine) as error:
        next(found)
    assert error.value.number == 3


@pytest.mark.parametrize("line", ["[]", "3", "{}", '{"id": "1"}', '{"id": "1", "text": 5}'])
def test_a_line_without_what_is_needed_is_a_bad_line(line: str) -> None:
    with pytest.raises(BadLine):
        list(answers([line], graded))


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> io.BytesIO:
    given = io.BytesIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(given))
    return given


def put(given: io.BytesIO, content: bytes) -> None:
    given.write(content)
    given.seek(0)


class TestCommands:
    def test_lines_end_in_a_line_feed_only(self, typed: io.BytesIO, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
        asked = {"id": "1", "text": "第一\u2028第二\x85第三\r"}
        put(typed, json.dumps(asked, ensure_ascii=False).encode() + b"\n")
        lines.risk()
        assert capsysbinary.readouterr().out.count(b"\n") == 1

    @pytest.mark.parametrize("command", [lines.understand, lines.names, lines.risk])
    def test_a_bad_line_ends_it_with_one_sentence(
        self, command: Any, typed: io.BytesIO, capsys: pytest.CaptureFixture[str]
    ) -> None:
        put(typed, b"{}\n")
        with pytest.raises(typer.Exit) as error:
            command()
        assert error.value.exit_code == 1
        assert "第 1 行" in capsys.readouterr().err

    def test_other_bytes_than_utf_8_end_it_with_one_sentence(
        self, typed: io.BytesIO, capsys: pytest.CaptureFixture[str]
    ) -> None:
        put(typed, "已谈心".encode("gbk"))
        with pytest.raises(typer.Exit):
            lines.risk()
        assert "UTF-8" in capsys.readouterr().err

    @pytest.mark.parametrize("today", [TODAY, ""])
    def test_one_message_is_explained(self, today: str, capsys: pytest.CaptureFixture[str]) -> None:
        lines.understand("昨天跟白杰聊了聊，他说不想活了", "白洁，曹一航", today)
        told = capsys.readouterr().out
        assert all(words in told for words in ("规整后", "同音", "谈心", "马上要有人管", "结果"))

    @pytest.mark.parametrize("text", ["", "和曹一聊聊", "已谈心 白洁 没谈成", "曹一航或者曹一帆", "🙂"])
    def test_whatever_is_typed_is_explained(self, text: str, capsys: pytest.CaptureFixture[str]) -> None:
        lines.understand(text, ",".join(ROSTER), TODAY)
        assert "结果" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("text", "result"),
        [
            ("已谈心 白洁", "结果：记「谈心，白洁，2026-11-20」"),
            ("昨天家访白洁，今天跟曹一航聊了", "结果：记「家访，白洁，2026-11-19」；记「谈心，曹一航，2026-11-20」"),
            ("谈心 白洁 妈妈不在家", "结果：先问一句，要不要记「谈心，白洁，2026-11-20，妈妈不在家」"),
            ("没谈成白洁", "结果：不记，没做"),
            ("待办", "结果：ShowTodo"),
        ],
    )
    def test_what_it_comes_to_is_said(self, text: str, result: str, capsys: pytest.CaptureFixture[str]) -> None:
        lines.understand(text, "白洁,曹一航", "2026-11-20")
        assert result in capsys.readouterr().out

    def test_a_day_that_is_none_is_refused(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(typer.Exit):
            lines.understand("已谈心 白洁", "白洁", "昨天")
        assert "昨天" in capsys.readouterr().err


def test_a_thousand_lines_are_no_trouble() -> None:
    asked = {"id": "1", "role": "teacher", "text": "昨天和白洁谈心了", "today": TODAY, "roster_mentees": ROSTER}
    line = json.dumps(asked, ensure_ascii=False)
    assert sum(1 for _ in answers([line] * 1000, understood)) == 1000


def test_the_day_is_today_where_none_is_said() -> None:
    assert date.fromisoformat(heard("已谈心 白洁")["date"]) == date(2026, 11, 20)


def test_the_known_names_are_nearly_all_right_and_none_is_wrong() -> None:
    place = Path(__file__).parents[1] / "language" / "sets" / "known" / "names.jsonl"
    labels = [json.loads(line) for line in place.read_text("utf-8").splitlines()]
    given = [named(label)["expected"] for label in labels]
    right = sum(answer == label["expected"] for answer, label in zip(given, labels, strict=True))
    assert right >= 0.95 * len(labels)
