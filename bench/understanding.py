"""Understanding one message with eight mentees, beside looking for the eight names in it; and what an import costs."""

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from statistics import median
from typing import Any

from rich import box
from rich.table import Table

from bench.report import percentile
from duty.people import Child
from language.hear import Care, hear
from language.hear.risk import risk

AIMS = {"understand_median_ms": 1.0, "import_ms": 300.0}
AIMS_SAID = "Aims: below 1 ms median for a message with 8 mentees, below 300 ms for the import of the language package."
NAMES = ("张三", "李小梅", "王子涵", "欧阳修文", "陈雨桐", "古丽米热·艾力", "周一诺", "白洁")
TODAY = date(2026, 11, 20)
SAID = (
    "已谈心 张三",
    "昨天家访 李小梅，奶奶在家",
    "今天中午在操场跟王子涵聊了聊，他说最近跟不上数学，有点着急，约好下周再看看",
    "周三辅导了陈雨桐英语，今天给她妈妈打了电话",
    "张三、李小梅谈了，白洁请假没谈成",
    "给白杰送了一床棉被",
    "下周四再提醒我去周一诺家家访",
    "转告 李小梅妈妈 明天带雨衣",
    "还剩谁没谈",
    "姓名：欧阳修文\n时间：11月18日\n方式：谈心\n内容：想家，夜里睡不好",
    "呃那个我上午跟古丽米热聊了聊哈她主要是觉得食堂吃不惯",
    "日期是周三",
    "谢谢",
    "除了张三都谈过了",
)
_IMPORT = "import time; t = time.perf_counter(); import language.hear, language.say; print(time.perf_counter() - t)"


def measure(rounds: int, starts: int) -> dict[str, Any]:
    """Milliseconds: of each step for one message, and of the import in `starts` fresh processes."""
    care = Care.of(Child(number, str(number), name, "", "") for number, name in enumerate(NAMES, start=1))
    return {
        "aims": AIMS,
        "messages": len(SAID),
        "rounds": rounds,
        "ms": {
            "understand": _spread(lambda text: hear(text, TODAY, care), rounds),
            "grade danger": _spread(risk, rounds),
            "names, str in": _spread(lambda text: [name for name in NAMES if name in text], rounds),
        },
        "import_ms": [round(_import_seconds() * 1e3) for _ in range(starts)],
    }


def as_table(measured: dict[str, Any]) -> Table:
    """A line a step."""
    table = Table(box=box.SIMPLE_HEAD, title="One message, eight mentees, one core")
    for heading in ("", "median ms", "p99 ms"):
        table.add_column(heading, justify="right" if heading else "left")
    for name, found in measured["ms"].items():
        table.add_row(name, str(found["median"]), str(found["p99"]))
    table.add_row("import", str(round(median(measured["import_ms"]))), str(max(measured["import_ms"])))
    return table


def _spread(step: Callable[[str], object], rounds: int) -> dict[str, float]:
    for text in SAID:
        step(text)
    seconds = [_seconds(step, text) for _ in range(rounds) for text in SAID]
    return {"median": _ms(median(seconds)), "p99": _ms(percentile(seconds, 0.99))}


def _seconds(step: Callable[[str], object], text: str) -> float:
    start = time.perf_counter()
    step(text)
    return time.perf_counter() - start


def _import_seconds() -> float:
    done = subprocess.run([sys.executable, "-c", _IMPORT], check=True, capture_output=True, text=True)
    return float(done.stdout)


def _ms(seconds: float) -> float:
    return round(seconds * 1e3, 4)
