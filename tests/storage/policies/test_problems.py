"""Files with something wrong in them: each line is named with a sentence that says what to do."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from duty.policy_file import Problem, Wrong
from language.say import policy as say
from storage.packs import mending, tree, words
from storage.packs.reading import read, read_text
from storage.policies import shipped_text

FILES = [
    ("制度: 甲\n上报:\n- \n", ["第 3 行：这里要写一句话或者一个词。"]),
    (f"制度: 甲\n上报:\n- {'周报 每周 ' * 60}\n", ["第 3 行：太长了，最多 300 个字。"]),
    (f"制度: 甲\n覆盖:\n- {'每位' * 200}\n", ["第 3 行：太长了，最多 300 个字。"]),
    ("只有一句话", ["第 1 行：要写成「制度: 四个一」这样一行一项。"]),
    ("- 谈心 每月 1 次\n", ["第 1 行：要写成「制度: 四个一」这样一行一项。"]),
    ("制度: 甲\n要求:\n\t- 谈心 每月 1 次\n", ["第 3 行：行首用了 Tab，请改成空格。"]),
    ("制度: 甲\n要求:\n\u3000- 谈心 每月 1 次\n", ["第 3 行：行首用了全角空格，请改成半角空格。"]),
    ("制度: 甲\n我校要求：\n- 谈心 每月 1 次\n", ["第 2 行：冒号是全角的「：」，请改成半角的「:」，后面空一格。"]),
    (
        "制度: 甲\n说明: 家访: 先预约\n要求: [谈心 每月 1 次]\n",
        ["第 2 行：一行里有两个冒号，请把冒号后面那一段加上英文引号。"],
    ),
    (
        "制度: 甲\n要求:\n  - 谈心 每月 1 次\n - 家访 每学期 1 次\n",
        ["第 4 行：这一行没有对齐。同一级的几行，开头的空格要一样多。"],
    ),
    ("制度: '甲\n要求:\n- 谈心 每月 1 次\n", ["第 1 行：引号没有配成对。"]),
    ("制度: 甲\n要求: [谈心 每月 1 次\n", ["第 2 行：括号没有配成对，或者里面少了逗号。"]),
    ("制度: @甲\n", ["第 1 行：一段话不能用这个符号开头，请加上英文引号。"]),
    ("制度: 甲\n---\n制度: 乙\n", ["第 2 行：一个文件只写一份制度，从这里起是第二份。"]),
    (
        "制度: &a 甲\n要求: [谈心 每月 1 次]\n",
        ["第 1 行：不能用 & 和 * 的写法，请直接写出来；要用这个符号就加上英文引号。"],
    ),
    ("制度: *a\n", ["第 1 行：不能用 & 和 * 的写法，请直接写出来；要用这个符号就加上英文引号。"]),
    ("制度: !!str 甲\n要求: [谈心 每月 1 次]\n", ["第 1 行：不能用 ! 的写法，请去掉；要用这个符号就加上英文引号。"]),
    ("a: [[[[[[[[[[[1]]]]]]]]]]]\n", ["第 1 行：套得太深了。"]),
    ("? [a]\n: b\n", ["第 1 行：这里的写法读不懂，请照自带的制度文件改一改。"]),
    ("制度: 甲\n要球:\n- 谈心 每月 1 次\n", ["第 2 行：不认识「要球」这一项，是不是「要求」？"]),
    ("制度: 甲\n制度: 乙\n要求: [谈心 每月 1 次]\n", ["第 2 行：「制度」写了两遍，第 1 行已经有了。"]),
    ("制度: 甲\ntitle: 乙\n要求: [谈心 每月 1 次]\n", ["第 2 行：「title」写了两遍，第 1 行已经有了。"]),
    ("要求:\n- 谈心 每月 1 次\n", ["缺少「制度」这一项。"]),
    ("制度: 甲\n", ["没有写一条要求，也没有别的内容。"]),
    ("制度: 甲\n要求:\n", ["没有写一条要求，也没有别的内容。"]),
    ("制度: [甲]\n要求: [谈心 每月 1 次]\n", ["第 1 行：这里要写一句话或者一个词。"]),
    ("制度:\n要求: [谈心 每月 1 次]\n", ["第 1 行：这里要写一句话或者一个词。"]),
    ("制度: 甲\n要求: 谈心 每月 1 次\n", ["第 2 行：这里要写成几行，每行用「- 」开头。"]),
    ("制度: 甲\n要求: {事项: 谈心}\n", ["第 2 行：这里要写成几行，每行用「- 」开头。"]),
    (
        "制度: 甲\n代号: 四 个 一!\n要求: [谈心 每月 1 次]\n",
        ["第 2 行：代号「四 个 一!」里只能有字母、数字、汉字和 - _，最多 40 个字。"],
    ),
    ("制度: 甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲\n要求: [谈心 每月 1 次]\n", ["第 1 行：太长了，最多 20 个字。"]),
    ("制度: 甲\n生效: 明天\n要求: [谈心 每月 1 次]\n", ["第 2 行：「明天」不是日期，可以写成 2027-03-01。"]),
    ("制度: 甲\n要求:\n- 谈心 每月 1 次\n- 谈心 每月 2 次\n", ["第 4 行：和第 3 行要求的是同一件事，请只留一行。"]),
    ("制度: 甲\n要求:\n- \n", ["第 3 行：这里要写一句话或者一个词。"]),
    (
        "制度: 甲\n覆盖:\n- 每个人都要有爱心\n",
        ["第 3 行：没看懂。可以写：每位帮扶教师至少 1 名学生；每名留守学生都有联系卡。"],
    ),
    ("制度: 甲\n覆盖:\n- 每位教师至少 0 名学生\n", ["第 3 行：「0」这个数不对，可以写 1–100。"]),
    (
        "制度: 甲\n覆盖:\n- {类别: 留守}\n",
        ["第 3 行：没看懂。可以写：每位帮扶教师至少 1 名学生；每名留守学生都有联系卡。"],
    ),
    ("制度: 甲\n覆盖:\n- [a]\n", ["第 3 行：这里要写一句话或者一个词。"]),
    ("制度: 甲\n上报:\n- 周报 每周 1 次 由德育处 报校长 马上\n", ["第 3 行：不认识「马上」。"]),
    ("制度: 甲\n上报:\n- {每: 周}\n", ["第 3 行：缺少「名称」这一项。"]),
    (
        "制度: 甲\n会议:\n- {名称: 例会, 每: 周, 何时: 开学后 3 天内}\n",
        ["第 3 行：既写了每隔多久，又写了哪一天之后几天内，请分成两行。"],
    ),
    ("制度: 甲\n材料:\n- [a]\n", ["第 3 行：这里要写一句话或者一个词。"]),
    ("制度: 甲\n材料:\n- {名称: 档案, 次数: 多}\n", ["第 3 行：「多」不是一个数。"]),
    ("制度: 甲\n上报：周报\n", ["第 2 行：这里要写成几行，每行用「- 」开头。"]),
    ("制度: 甲\n要求:\n- 谈心 每月 1 次\n\t\n\u3000- 家访\n", ["第 5 行：行首用了全角空格，请改成半角空格。"]),
]
RULES = [
    ("谈心 每月 两三次", ["不认识「两」。"]),
    ("{事项: 谈心, 每: 月, 次数: [2]}", ["这里要写一句话或者一个词。"]),
    ("{事项: 谈心, 每: 月, 学期内: [是]}", ["这里要写一句话或者一个词。"]),
    ("{事项: 谈心, 每: 月, 起: [2027-03-01]}", ["这里要写一句话或者一个词。"]),
    ("{事项: 谈心, 每: 月, 何时: [开学]}", ["这里要写一句话或者一个词。"]),
    ("{要求: , 每: 月}", ["这里要写一句话或者一个词。"]),
    ("谈兴 每月 1 次", ["不认识「谈兴」，是不是「谈心」？"]),
    (
        "听课 每周 1 次",
        ["不认识「听课」。", "没看出要做什么。可以写谈心、家访、送温暖、帮扶、联系家长；别的事写在「其他事项」里。"],
    ),
    ("每月 1 次", ["没看出要做什么。可以写谈心、家访、送温暖、帮扶、联系家长；别的事写在「其他事项」里。"]),
    ("谈心 1 次", ["没写多久做一次。可以写每周、每月、每学期，或者开学后 14 天内、春节 前3天 后7天。"]),
    ("谈心 每两周 1 次", ["不认识「每两周」，是不是「每半月」？"]),
    ("谈心 每隔一周 1 次", ["不认识「每隔一周」，是不是「每半月」？"]),
    ("开学后 14 天 家访", ["不认识「开学后 14 天」，是不是「开学后 14 天内」？"]),
    ("生病后 3 天 家访", ["不认识「生病后 3 天」，是不是「生病后 3 天内」？"]),
    (
        "家访 每学期 1 次 家长婉拒可用发短信代替",
        ["不认识「家长婉拒可用发短信代替」，可以写：谈心、家访、送温暖、帮扶、联系家长。"],
    ),
    ("谈心 每月 0 次", ["「0 次」这个数不对，可以写 1–366。"]),
    ("谈心 每月 400 次", ["「400 次」这个数不对，可以写 1–366。"]),
    ("谈心 每月 每周 1 次", ["「每周」和前面说的不一样，请只留一个。"]),
    ("谈心 家访 每月 1 次", ["「家访」和前面说的不一样，请只留一个。"]),
    ("谈心 每月 1-2 次", ["「1-2 次」不是一个数。"]),
    ("谈心 每月 1 次 7月5日起", ["「7月5日起」少了年份，可以写成 2027-03-01。"]),
    ("谈心 每月 1 次 从2027年2月30日起", ["「从2027年2月30日起」不是日期，可以写成 2027-03-01。"]),
    ("谈心 每月 1 次 从2027年3月1日到2026年3月1日", ["到 2026-03-01 止，比开始的 2027-03-01 还早。"]),
    (
        "家访 每自然年 1 次 从2027年7月5日到2027年8月15日",
        ["最多 42 天，不足 60 天的不算，永远不会有要求。请把「不足…天不算」写小一点。"],
    ),
    ("谈心 每周 1 次 不足 10 天不算", ["最多 7 天，不足 10 天的不算，永远不会有要求。请把「不足…天不算」写小一点。"]),
    ("谈心 每周 开学后 14 天内", ["既写了每隔多久，又写了哪一天之后几天内，请分成两行。"]),
    ("家访 每位教师 10 户 开学后 14 天内", ["按每位教师、按全校算的，只能写每周、每月、每学期这样的周期。"]),
    ("[谈心]", ["这里要写一句话或者一个词。"]),
    ("{事项: 谈心, 每: 月, 次数: 很多}", ["「很多」不是一个数。"]),
    ("{事项: 谈心, 每: 月, 次数: 0}", ["「0」这个数不对，可以写 1–366。"]),
    ("{事项: 谈心, 每: 天}", ["不认识「天」，可以写：周、半月、月、季度、学期、学年、年。"]),
    ("{事项: 谈心, 每: 月, 学期内: 也许}", ["「也许」这里写「是」或者「否」。"]),
    ("{事项: 谈心, 每: 月, 等级: 很高}", ["不认识「很高」，可以写：特殊、重点、一般。"]),
    ("{事项: 谈心, 每: 月, 起: 三月一日}", ["「三月一日」不是日期，可以写成 2027-03-01。"]),
    ("{事项: 谈心, 每: 月, 方式: [入户, [电话]]}", ["这里要写一句话或者一个词。"]),
    ("{事项: 谈心, 每: 月, 可代: 联系家长}", ["这里要写成「名称: 内容」的样子。"]),
    (
        "{事项: 谈心, 每: 月, 可代: {没空: 联系家长}}",
        ["不认识「没空」，可以写：家长婉拒、不在家、搬家、生病、改方式、其他原因。"],
    ),
    ("{事项: 谈心, 每: 月, 提醒日: 7}", ["这里要写成「名称: 内容」的样子。"]),
    ("{事项: 谈心, 每: 月, 提醒日: {中: 7}}", ["不认识「中」这一项，可以写：前、后。"]),
    ("{事项: 谈心, 每: 月, 每: 周}", ["「每」写了两遍，第 3 行已经有了。"]),
    (
        "{事项: 谈心, 周期: 月}",
        [
            "不认识「周期」这一项，可以写：要求、事项、每、次数、方式、学期内、按、共同承担、等级、何时、起、止、最少天数、提前提醒、补办天数、提醒日、可免、可代、只提醒。"
        ],
    ),
    ("{kind: talk, after: term_start}", ["没写几天之内。"]),
    ("{kind: talk, events: [illness]}", ["没写几天之内。"]),
    ("{要求: 谈心 每月 1 次, 每: 周}", ["「每」和前面说的不一样，请只留一个。"]),
    ("家访 每位教师 10 户 每学年 谁做都算", ["「谁做都算」和前面说的不一样，请只留一个。"]),
    ("开学后 400 天内 谈心", ["「开学后 400 天内」这个数不对，可以写 0–366。"]),
    ("春节 前400天 慰问", ["「春节 前400天」这个数不对，可以写 0–366。"]),
    ("谈兴每月1次每名学声", ["不认识「谈兴」，是不是「谈心」？", "不认识「每名学声」，是不是「每名学生」？"]),
    (
        "{事项：谈心, 每：月}",
        ["冒号是全角的「：」，请改成半角的「:」，后面空一格。", "冒号是全角的「：」，请改成半角的「:」，后面空一格。"],
    ),
    ("谈心 每月 1 次 7月5日", ["「7月5日」少了年份，可以写成 2027-03-01。"]),
]


def sentences(text: str) -> list[str]:
    return [say.problem(problem) for problem in read_text(text).problems]


@pytest.mark.parametrize(("text", "said"), FILES, ids=[row[0][:30] for row in FILES])
def test_what_is_wrong_with_a_file_is_said_by_its_line(text: str, said: list[str]) -> None:
    assert sentences(text) == said


@pytest.mark.parametrize(("entry", "said"), RULES, ids=[row[0] for row in RULES])
def test_what_is_wrong_with_a_demand_is_said_by_its_line(entry: str, said: list[str]) -> None:
    assert sentences(f"制度: 甲\n要求:\n- {entry}\n") == [f"第 3 行：{sentence}" for sentence in said]


NOT_TEXT = "这不是文字文件，读不了。请用记事本存成 UTF-8 的 .yaml。"
EMPTY = "文件是空的。可以先用 jiedui policy show 四个一 打印一份来改。"
BYTES = [
    (b"", EMPTY),
    (b"\n\n# nothing but a comment\n", EMPTY),
    (b"PK\x03\x04 a workbook", NOT_TEXT),
    (b"\x00\x01\x02", NOT_TEXT),
    (b"a: \x1b[31m", NOT_TEXT),
    (b"\xff\xfea", NOT_TEXT),
    (b"\x80\xff\xfe", NOT_TEXT),
    (b"\xef\xbf\xbe", NOT_TEXT),
    (b"a" * (mending.LARGEST + 1), "文件太大了，最大 256 KB。"),
]


@pytest.mark.parametrize(("content", "said"), BYTES, ids=range(len(BYTES)))
def test_what_is_no_text_says_so(content: bytes, said: str) -> None:
    _, found = read(content)
    assert [say.problem(problem) for problem in found.problems] == [said]
    assert found.draft is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_whatever_an_editor_saves_is_read(encoding: str) -> None:
    text, found = read("制度: 四个一\n要求:\n- 谈心 每月 1 次\n".encode(encoding))
    assert found.problems == ()
    assert text.startswith("制度")


def test_all_problems_are_said_at_once_in_the_order_of_the_lines() -> None:
    found = read_text(
        "制度: 甲\n代号: a b\n要求:\n- 谈兴 每月 1 次\n- 家访 每学期 1 次\n- 家访 每两周 1 次 限上们\n"
        "覆盖:\n- 都要有\n上报: 周报\n"
    )
    places = [(problem.line, problem.code) for problem in found.problems]
    assert places == [
        (2, Wrong.BAD_KEY),
        (4, Wrong.UNKNOWN_WORD),
        (6, Wrong.UNKNOWN_WORD),
        (6, Wrong.UNKNOWN_WORD),
        (8, Wrong.UNCLEAR_COVERAGE),
        (9, Wrong.NO_LIST_HERE),
    ]


COLUMNS = [
    ("制度: 甲\n要求:\n- 谈心 每月 1 次 马上\n", (3, 13)),
    ("制度：甲\n要求：\n-谈心 每月 1 次 马上\n", (3, 12)),
    ("制度:甲\n生效：明天\n要求: [谈心 每月 1 次]\n", (2, 4)),
    ("制度: 甲\n要求:\n-要求：谈心 每月 1 次 马上\n", (3, 15)),
    ('制度: 甲\n要求:\n- "谈心 每月 1 次 马上"\n', (3, 3)),
]


@pytest.mark.parametrize(("text", "place"), COLUMNS, ids=[row[0] for row in COLUMNS])
def test_columns_are_those_of_the_file_as_it_was_typed(text: str, place: tuple[int, int]) -> None:
    (problem,) = read_text(text).problems
    assert (problem.line, problem.column) == place


HOSTILE = {
    "deep lists": "a: " + "[" * 100_000,
    "deep tables": "a: " + "{a: " * 50_000,
    "deep blocks": "- " * 100_000 + "a",
    "many anchors": "\n".join(f"a{number}: &b{number} [*b{number - 1}, *b{number - 1}]" for number in range(1, 500)),
    "many items": "a: [" + "1," * 100_000 + "1]",
    "many keys": "\n".join(f"a{number}: 1" for number in range(20_000)),
    "a long line": "制度: 甲\n要求:\n- " + "谈心每月" * 50_000,
    "a long word": "制度: " + "长" * 80_000,
    "many lines": "制度: 甲\n要求:\n" + "- 谈兴 每月 1 次 每名学声 马上\n" * 1_900,
    "long lines": "制度: 甲\n要求:\n" + f"- {'好' * 300}\n" * 250,
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_time(name: str) -> None:
    found = read(HOSTILE[name].encode()[: mending.LARGEST])[1]
    assert found.problems
    assert all(say.problem(problem) for problem in found.problems)


VOCABULARY = sorted(
    {
        *words.every((words.TOP_KEYS, words.RULE_KEYS, words.PAPER_KEYS, words.COVERAGE_KEYS, words.KINDS)),
        *words.every((words.PERIODS, words.MODES, words.SCOPES, words.LEVELS, words.DURING, words.REASONS)),
        *words.every((words.EVENTS, words.TRIGGERS, words.OCCASIONS, words.UNITS, words.COVERED)),
        *(
            "每",
            "1",
            "十",
            "两",
            "次",
            "户",
            "前",
            "后",
            "天",
            "内",
            "可免",
            "可用",
            "2027年3月1日",
            "3月1日",
            "到",
            "起",
        ),
        *(
            ": ",
            "：",
            "\n",
            "\n- ",
            "\n  - ",
            "\n  ",
            "[",
            "]",
            "{",
            "}",
            ", ",
            "，",
            '"',
            "'",
            "&a",
            "*a",
            "!",
            "#",
            "|\n",
        ),
        *("\t", "　", "-", "—", "?", "@", "%", "~", "null", "0", "-1", "999", "(", ")", "由", "报", "\u0000", "\ud7ff"),
    }
)


@given(st.lists(st.sampled_from(VOCABULARY), max_size=40).map("".join))
@example("要求:\n- 十十十次")
@example("要求:\n- 谈心 每月 零次")
@example("要求:\n- {事项: 谈心, 何时: {a: b}}")
def test_a_check_never_raises(text: str) -> None:
    found = read(f"制度: 甲\n{text}".encode())[1]
    assert all(say.problem(problem).endswith(("。", "？")) for problem in found.problems)


@given(st.text(max_size=60), st.sampled_from(["制度: {}", "制度: 甲\n要求:\n- {}", "制度: 甲\n覆盖:\n- {}", "{}"]))
def test_a_check_never_raises_whatever_is_typed(typed: str, frame: str) -> None:
    read(frame.replace("{}", typed).encode(errors="replace"))


@given(st.binary(max_size=200))
def test_a_check_never_raises_whatever_the_bytes(content: bytes) -> None:
    read(content)


@given(
    st.integers(0, 2000), st.integers(0, 40), st.sampled_from(VOCABULARY), st.sampled_from(["must_visits", "four_ones"])
)
def test_a_check_of_a_damaged_file_never_raises(start: int, length: int, put: str, key: str) -> None:
    text = shipped_text(key)
    found = read_text(text[:start] + put + text[start + length :])
    assert found.draft or found.problems


def test_every_wrong_has_a_sentence() -> None:
    assert say.SENTENCES.keys() == set(Wrong)
    assert all(say.problem(Problem(code, 7, value="甲", other="乙")).startswith("第 7 行：") for code in Wrong)


def test_what_is_too_deep_or_too_much_is_left_at_once() -> None:
    assert read_text("a: [" * 9 + "]" * 9).problems[0].code is Wrong.TOO_DEEP
    assert read_text("- 1\n" * (tree.NODES + 1)).problems[0].code is Wrong.TOO_MANY
