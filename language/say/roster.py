"""What an import of the roster says: every problem by its place, and what was done."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from duty.roster_problems import ImportOutcome, Notes, Problem, SheetCount, Stage, Wrong

# {value} is what stands in the cell, in quotation marks, or nothing where it is personal.
SENTENCES: Mapping[Wrong, str] = MappingProxyType(
    {
        Wrong.TOO_LARGE: "文件太大了，读不了。",
        Wrong.NOT_A_WORKBOOK: "这不是 Excel 工作簿（.xlsx），或者文件损坏了。",
        Wrong.OLD_FORMAT: "这是旧格式的 Excel 文件（.xls），请在 Excel 或 WPS 里另存为 .xlsx 再导入。",
        Wrong.LOCKED: "这个工作簿设了打开密码，请去掉密码再导入。",
        Wrong.NO_KNOWN_SHEET: "没有认出一张工作表。表名应当是：{other}。",
        Wrong.TOO_MANY_ROWS: "行数太多，最多 {other} 行。",
        Wrong.SPREAD_OUT: "有内容离表格太远，请删掉表格外零散的单元格。",
        Wrong.TWICE_THE_SHEET: "这张表有两份，请只留一份。",
        Wrong.COLUMN_MISSING: "缺少这一列。",
        Wrong.TWICE_THE_COLUMN: "这一列有两个，请只留一个。",
        Wrong.EMPTY: "没有填。",
        Wrong.ERROR_VALUE: "显示的是错误值（如 #N/A），请改成要填的内容。",
        Wrong.NOT_TEXT: "{value}不是文字，可能被 Excel 自动换成了日期。请把单元格设成文本格式再填。",
        Wrong.DIGITS_LOST: "数字太长，Excel 已经丢了后面几位。请把单元格设成文本格式再填。",
        Wrong.UNPRINTABLE: "里面有显示不出来的字符，请重新填一遍。",
        Wrong.TOO_LONG: "太长了，最多 {other} 个字。",
        Wrong.BAD_ACCOUNT: "{value}不是企业微信账号：只能有字母、数字和 _-@.，最多 64 位，第一位是字母或数字。",
        Wrong.BAD_CODE: "{value}中间不能有空格或换行。",
        Wrong.BAD_PHONE: "不像电话号码，请核对位数；没有就空着。",
        Wrong.BAD_DATE: "{value}不是日期，可以写成 2026-09-01。",
        Wrong.IMPOSSIBLE_DATE: "{value}的年份不对。",
        Wrong.BAD_CLOCK: "{value}不是钟点，可以写成 12:10。",
        Wrong.UNKNOWN_WORD: "不认识{value}，可以填：{other}。",
        Wrong.DUPLICATE: "{value}和第 {other} 行重复，内容却不一样，请只留一行。",
        Wrong.SECOND_SCHOOL: "一个工作簿只写一所学校，第 {other} 行已经写了。",
        Wrong.UNKNOWN_STUDENT: "{value}在「学生」表和已有的名单里都没有。",
        Wrong.UNKNOWN_MEMBER: "{value}在「教师」表和已有的名单里都没有。",
        Wrong.OTHER_SCHOOL: "{value}已经在另一所学校的名单里。",
        Wrong.ROLE_WITHOUT_PLACE: "角色里有{value}，这里要填。",
        Wrong.GRADE_UNCLEAR: "看不出{value}是哪个年级，这里要填。",
        Wrong.IMPOSSIBLE_AGE: "按这个日期算，年龄不对，请核对。",
        Wrong.END_BEFORE_START: "{value}比开始日期 {other} 还早。",
        Wrong.OVERLAP: "和「{other}」那一段的日期有重叠。",
        Wrong.TOO_MANY_DAYS: "{value}离开始日期太远，一行最多写 {other} 天。",
        Wrong.CONTRADICTS: "和「{other}」同一天，放假和上班请只留一个；要取消以前导入的，写上那行，「作废」填「是」。",
        Wrong.QUIET_NOT_AT_NIGHT: "免打扰要从零点以前（或零点）到早上 5:00 以后，夜里才不会打扰。现在是 {other}。",
        Wrong.QUIET_TOO_SHORT: "免打扰至少要 6 个小时，现在是 {other}。",
        Wrong.QUIET_TOO_LONG: "免打扰最多 16 个小时，不然提醒发不出去。现在是 {other}。",
        Wrong.REMINDS_IN_QUIET: "提醒时间 {value}要在免打扰（{other}）以外，并且早它至少一个小时。",
        Wrong.IN_FUTURE: "{value}还没到。",
        Wrong.BEFORE_BIRTH: "{value}比孩子的出生日期还早。",
    }
)
STAGES: Mapping[Stage, str] = MappingProxyType(
    {Stage.READ: "读取", Stage.CHECK: "检查", Stage.COMPARE: "比对", Stage.SAVE: "保存"}
)


def stage(at: Stage) -> str:
    return STAGES[at]


def problem(found: Problem) -> str:
    """「学生」第 12 行「年级」：没有填。"""
    value = f"“{found.value}”" if found.value else ""
    sentence = SENTENCES[found.code].format(value=value, other=found.other)
    limit = f"最大 {found.other} MB。" if found.code is Wrong.TOO_LARGE and found.other else ""
    where = _place(found)
    return f"{where}：{sentence}" if where else sentence + limit


def summary(outcome: ImportOutcome) -> str:
    """Everything that there is to say, line by line."""
    return "\n".join(_lines(outcome))


def _lines(outcome: ImportOutcome) -> Iterator[str]:
    if outcome.problems:
        yield from _problem_lines(outcome)
        yield from _notes(outcome.notes)
        return
    if not any(map(_rows, outcome.counts)):
        yield "表里还没有内容，没有可以导入的。"
    elif not outcome.changes:
        yield "和已有的名单一样，没有要改的。"
    else:
        yield "检查过了，没有问题。这次只是检查，没有写入；正式导入会是：" if outcome.dry_run else "导入好了。"
        yield from (_count(count) for count in outcome.counts if _rows(count))
    if outcome.live_from:
        day = outcome.live_from
        yield f"启用日期：{day.year}年{day.month}月{day.day}日，从这天算起。"
    yield from _notes(outcome.notes)


def _problem_lines(outcome: ImportOutcome) -> Iterator[str]:
    about_file = [found for found in outcome.problems if not _place(found)]
    if not about_file:
        yield f"有 {len(outcome.problems)} 处要改一下，改好再导入就行。这次什么都没有写入："
    yield from map(problem, outcome.problems)


def _place(found: Problem) -> str:
    sheet = f"「{found.sheet}」" if found.sheet else ""
    row = f"第 {found.row} 行" if found.row else ""
    column = f"「{found.column}」" if found.column else ""
    return sheet + row + column


def _count(count: SheetCount) -> str:
    return f"{count.sheet}：新增 {count.new}，改动 {count.changed}，不变 {count.unchanged}"


def _rows(count: SheetCount) -> int:
    return count.new + count.changed + count.unchanged


def _notes(notes: Notes) -> Iterator[str]:
    if notes.ignored_sheets:
        yield f"没有读这些工作表：{'、'.join(notes.ignored_sheets)}。"
    if notes.unknown_columns:
        shown = "、".join(f"「{column.sheet}」的「{column.header}」" for column in notes.unknown_columns)
        yield f"这些列不在模板里，内容当作备注：{shown}。列名写错的话，改好再导入一次。"
    if notes.for_everybody:
        numbers = "、".join(map(str, notes.for_everybody))
        yield f"「免除」第 {numbers} 行没写账号和学号：这些天全校都不用办。写错了的话，「作废」填「是」再导入一次。"
