"""The page that tells a school how to write a policy: its examples hold, and it knows every word."""

import re

import pytest

from storage.packs import words
from storage.packs.reading import read_text
from storage.policies import shipped, shipped_text
from tests.test_docs import ROOT

PAGE = (ROOT / "docs" / "policies.zh-CN.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
# What the page says in its tables, and a line in which each can stand.
SAYINGS = {
    "家访 {}": "每周 每半月 每月 每季度 每学期 每学年 每年 开学后_14_天内 开学第一个月内 结对后一周内 住院后_3_天内 "
    "生病、意外后_3_天内 家庭变故后_7_天内 辍学苗头当天 有事后_7_天内 期末前_10_天 "
    "春节_前3天_后7天 元旦、五一、十一 生日当天",
    "{} 每月 1 次": "谈心 谈话 家访 走访 送温暖 慰问 帮扶 辅导 联系家长 家校联系",
    "家访 每学期 {}": "2_次 至少_2_次 每名学生 谁做都算 每位监护人 每位教师_10_户 全校_20_次 含假期 "
    "限入户 面谈 电话 视频 微信 书面 共同承担 限特殊学生 限重点学生 限一般学生 家长婉拒可免 不在家可用联系家长代替 "
    "改方式也算 只提醒 提倡 从2027年3月1日到2027年6月30日 从2027年3月1日起 到2027年6月30日止 "
    "提前_5_天提醒 可补_14_天 不足_8_天不算",
}
LINES = [(frame, saying.replace("_", " ")) for frame, sayings in SAYINGS.items() for saying in sayings.split()]


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_checks_clean(example: str) -> None:
    assert read_text(example).problems == ()


@pytest.mark.parametrize(("frame", "saying"), LINES)
def test_a_wording_of_the_page_is_understood(frame: str, saying: str) -> None:
    assert saying in PAGE
    assert read_text(f"制度: 甲\n要求:\n- {frame.format(saying)}\n").problems == ()


def test_every_word_to_write_is_on_the_page() -> None:
    tables = (words.TOP_KEYS, words.RULE_KEYS, words.KINDS, words.REASONS, words.OCCASIONS, words.EVENTS)
    assert [word for table in tables for word in words.firsts(table) if word not in PAGE] == []
    assert [word for word in words.firsts(words.PERIODS) if f"每{word}" not in PAGE] == []
    assert [key for keys in words.RULE_KEYS.values() for key in keys[-1:] if key not in PAGE] == []


def test_every_pack_that_ships_is_named() -> None:
    for key in shipped():
        found = read_text(shipped_text(key)).draft
        assert found
        assert found.pack.title in PAGE
