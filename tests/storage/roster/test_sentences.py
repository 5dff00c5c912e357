"""Every problem is one Chinese sentence that says where and what, and the summary says what was done."""

from datetime import date

import pytest

from duty.roster_problems import ImportOutcome, Notes, Problem, SheetCount, Stage, UnknownColumn, Wrong
from language.say import roster

SAID = [
    (Problem(Wrong.EMPTY, "学生", 12, "年级"), "「学生」第 12 行「年级」：没有填。"),
    (
        Problem(Wrong.BAD_DATE, "学期", 2, "开始日期", "开学"),
        "「学期」第 2 行「开始日期」：“开学”不是日期，可以写成 2026-09-01。",
    ),
    (Problem(Wrong.BAD_DATE, "学生", 2, "出生日期"), "「学生」第 2 行「出生日期」：不是日期，可以写成 2026-09-01。"),
    (Problem(Wrong.COLUMN_MISSING, "学生", column="班级"), "「学生」「班级」：缺少这一列。"),
    (Problem(Wrong.TWICE_THE_SHEET, "学生"), "「学生」：这张表有两份，请只留一份。"),
    (
        Problem(Wrong.UNKNOWN_WORD, "记录", 3, "类型", "打球", "谈心、家访"),
        "「记录」第 3 行「类型」：不认识“打球”，可以填：谈心、家访。",
    ),
    (
        Problem(Wrong.DUPLICATE, "学生", 5, "学号", "2026", "3"),
        "「学生」第 5 行「学号」：“2026”和第 3 行重复，内容却不一样，请只留一行。",
    ),
    (Problem(Wrong.TOO_LARGE, other="20"), "文件太大了，读不了。最大 20 MB。"),
    (Problem(Wrong.TOO_LARGE), "文件太大了，读不了。"),
]


@pytest.mark.parametrize(("problem", "sentence"), SAID)
def test_a_problem_is_said_with_its_place(problem: Problem, sentence: str) -> None:
    assert roster.problem(problem) == sentence


@pytest.mark.parametrize("code", Wrong)
def test_every_problem_has_a_sentence(code: Wrong) -> None:
    said = roster.problem(Problem(code, "学生", 2, "学号", "值", "别的"))
    assert said.startswith("「学生」第 2 行「学号」：")
    assert said.endswith("。")


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_has_a_name(stage: Stage) -> None:
    assert roster.stage(stage)


COUNTS = (SheetCount("教师", 3, 1, 0), SheetCount("学期", 0, 0, 0))
SAME = (SheetCount("教师", 0, 0, 4),)
SUMMARIES = [
    (ImportOutcome(counts=COUNTS), "导入好了。\n教师：新增 3，改动 1，不变 0"),
    (ImportOutcome(counts=SAME), "和已有的名单一样，没有要改的。"),
    (ImportOutcome(counts=COUNTS[1:]), "表里还没有内容，没有可以导入的。"),
    (
        ImportOutcome(counts=COUNTS, dry_run=True, live_from=date(2026, 9, 1)),
        "检查过了，没有问题。这次只是检查，没有写入；正式导入会是：\n"
        "教师：新增 3，改动 1，不变 0\n启用日期：2026年9月1日，从这天算起。",
    ),
    (
        ImportOutcome((Problem(Wrong.EMPTY, "学生", 2, "学号"),)),
        "有 1 处要改一下，改好再导入就行。这次什么都没有写入：\n「学生」第 2 行「学号」：没有填。",
    ),
    (ImportOutcome((Problem(Wrong.LOCKED),)), "这个工作簿设了打开密码，请去掉密码再导入。"),
    (
        ImportOutcome(counts=SAME, notes=Notes(("Sheet1",), (UnknownColumn("教师", "学科"),))),
        "和已有的名单一样，没有要改的。\n没有读这些工作表：Sheet1。\n"
        "这些列不在模板里，内容当作备注：「教师」的「学科」。列名写错的话，改好再导入一次。",
    ),
]


@pytest.mark.parametrize(("outcome", "said"), SUMMARIES)
def test_the_summary_says_what_was_done(outcome: ImportOutcome, said: str) -> None:
    assert roster.summary(outcome) == said
