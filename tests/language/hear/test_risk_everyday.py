"""What teachers write every day alarms nobody; the same words of a danger do."""

from collections.abc import Iterator

import pytest

from duty.danger import Grade
from language.hear import risk, risk_accused, risk_hints, risk_reading
from language.hear.risk_patterns import Reader

# Each class of everyday sentences, and behind ! such as are urgent.
CLASSES = {
    "打电话 is not hitting": """
        他爸爸电话打过了，挺配合|妈妈的电话已打|监护人（叔叔）电话已打，号码没变|昨晚语音打完了|破伤风针打了，家长发来单子
        ! 妈妈打电话来说孩子昨晚被打了|他爸在电话里说要打死他|打了电话给他爸，他爸说孩子该打，昨晚打断了棍子
    """,
    "a parent who does not answer is not a child who is away": """
        给他爸爸发了微信，一直没回|给她妈妈打了三个电话都没接|联系了他爸爸，联系不上，晚上再试|爸爸在牧场，手机没信号，联系不到
        妈妈没接，晚上再打
        ! 给他妈妈发了微信，孩子一直没回家，到处找|给她妈妈打了电话，妈妈说孩子一夜没回
        联系他爸爸，联系不上，孩子也两天没见人了
    """,
    "parents who work are no children who leave school": """
        他爸说打工忙，回不来|爷爷在放羊，等了他半天|妈妈说厂里走不开，让姨妈来|门锁着，邻居说下地去了|大门紧锁，邻居讲去县城打工了
        ! 爸爸让他去放羊，不让上学了|他爸说打工缺人手，把他带去工地，书不念了|邻居说他跟人去打工了，书不念了
    """,
    "a child who moves to another school does not leave school": """
        跟父母去浙江读书了，学籍已转|下个月跟爸爸去东莞上学|转走了，不归我管了
        ! 学籍不要了，要去厂里上班|跟爸爸去浙江打工，不读书了
    """,
    "pocket money is no lure": """
        放学时和爷爷说了会儿话，让他少给零花钱|爷爷给他五块零花钱，他买了本子
        ! 叔叔给她钱，叫她别跟人说晚上的事|爷爷给她零花钱，叫她晚上陪睡
    """,
    "a story is not the child": """
        和她谈了，在追剧，说男主跳楼那集看哭了|她说小说女主离家出走后开了家书店|讨论校园霸凌的电影，大家都很有想法
        ! 看完那部剧她说也想跳楼|她说想学男主那样跳楼|追剧追到一半她说活着没意思，想死
    """,
    "not met is not missing": """
        他不在宿舍，扑空了|到宿舍没找到人，说是去洗澡了|屋头没得人，等到天黑都没等到|中午约了她在操场走走|月底还没到，来得及
        ! 他不在宿舍，到处找不到，手机关机|他走丢了，我们在操场找|孩子还没到家，已经十点了
    """,
    "plans hurt nobody": """
        把他的谈心推后两天|我想着明天要不就去一趟他家里看一看吧|帮我把他的家访推到下星期三吧这几天实在走不开
        ! 把他推下楼梯了
    """,
    "medicine that is brought": """
        给她买药，布洛芬一盒，送她宿舍|药在信封里，一天两回
        ! 她吃了一盒布洛芬|给他买了药，他一口气吃了一整板
    """,
}


def _spread(lines: str) -> list[str]:
    return [text.strip() for text in lines.replace("\n", "|").split("|") if text.strip()]


EVERYDAY = [text for lines in CLASSES.values() for text in _spread(lines.partition("!")[0])]
URGENT = [text for lines in CLASSES.values() for text in _spread(lines.partition("!")[2])]


@pytest.mark.parametrize("text", EVERYDAY)
def test_what_teachers_write_every_day_is_not_urgent(text: str) -> None:
    assert risk.risk(text).grade is not Grade.URGENT


@pytest.mark.parametrize("text", URGENT)
def test_the_same_words_of_a_danger_are_urgent(text: str) -> None:
    assert risk.risk(text).grade is Grade.URGENT


def test_whoever_works_far_away_is_still_named_where_he_does_harm() -> None:
    assert "爸爸" in risk.risk("爸爸打工回来就打他").accused


def _tables() -> Iterator[Reader]:
    for module in (risk, risk_accused, risk_hints, risk_reading):
        yield from (value for value in vars(module).values() if isinstance(value, Reader))


def test_nothing_in_a_table_is_repeated_without_end() -> None:
    """Or a row of thousands of digits would be read from each of them to its end."""
    endless = [pattern for table in _tables() for _, pattern in table.patterns if set(pattern) & set("*+")]
    assert endless == []
