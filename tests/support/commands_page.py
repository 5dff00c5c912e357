"""Writes `docs/commands.md` from the grammar table: `python -m tests.support.commands_page`."""

from pathlib import Path

from language.hear.grammar import GRAMMAR
from language.say.manual import what_of

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"
HEAD = """# 能对机器人说什么

这一页由语法表（`language/hear/grammar.py`）生成，改了表要重新生成：`python -m tests.support.commands_page`。
说法的先后随意，可以带上日子（今天、昨天、前天、上周三、11月5日）、几个孩子的名字和想留下的话。

| 想做的事 | 例子 | 认得的词 |
|---|---|---|
"""


def render() -> str:
    rows = (f"| {what_of(entry)} | 「{entry.example}」 | {'、'.join(entry.spellings)} |\n" for entry in GRAMMAR)
    return HEAD + "".join(rows)


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
