"""Who sets out, agrees on a day, or comes back from a closed door has not done it yet; the twins have."""

import pytest

from language.hear import hear
from tests.language.hear.classroom import CARE, TODAY, by_steps
from tests.language.hear.deeds_heard import recorded


@pytest.mark.parametrize(
    "text",
    [
        "课间去和许知远谈一下",
        "我去许知远家家访一下",
        "去找许知远谈谈心",
        "放学后给许知远补课",
        "周六去许知远家",
        "车票买好了，周六去许知远家",
        "已经约了许知远，周五谈",
        "已约许知远家长周三面谈",
        "许知远妈妈答应周三来学校",
        "许知远家访定了，周日",
        "快到许知远家了",
        "刚到许知远家门口",
        "到许知远家门口又折回来了",
        "刚要和许知远谈，铃响了",
        "先和许知远谈，然后打电话",
        "再和许知远谈一次",
        "许知远家访，敲门没人理",
        "到了许知远家，家里没有一个大人",
        "许知远妈妈把我电话挂了",
        "给许知远补数学，等了半小时没等到人",
        "家访：许知远（未去）",
        "谈心 许知远 缺席",
        "把许知远的谈心给忘了",
        "许知远家白跑了",
        "在许知远家吃了闭门羹",
        "哪里谈过许知远",
        "我几时去过许知远家",
        "谈心：许知远（未谈）",
        "家访：许知远 不在家",
        "打了电话，许知远爸关机",
        "班主任让我给许知远补课",
        "你给许知远补补课",
        "你们去家访许知远",
        "先谈完许知远，再去他家",
        "谈完许知远再去家访",
        "许知远又迟到，得联系家长了",
        "暂定周四和许知远谈心",
        "承诺给许知远送一套书",
        "已安排家访许知远",
        "已向学校申请家访许知远",
        "已报备，周三家访许知远",
        "许知远家访0次",
        "许知远谈心次数为0",
        "许知远退出补课了",
        "晚上给许知远爸爸回个电话",
        "一小时后去许知远家",
        "许知远这边我下午去谈",
        "梦见和许知远谈心了",
        "就当和许知远谈过了",
        "算我和许知远谈过了",
    ],
)
def test_what_is_set_out_for_agreed_on_or_came_to_nothing_is_not_recorded(text: str) -> None:
    assert not recorded(hear(text, TODAY, CARE))


@pytest.mark.parametrize(
    "text",
    [
        "课间去和许知远谈了一下",
        "我去许知远家家访了一下",
        "放学后给许知远补了课",
        "昨天去许知远家",
        "周三去了许知远家",
        "周三和许知远妈妈通话",
        "约了许知远，周三谈的",
        "许知远妈妈周三来学校了",
        "刚才和许知远谈了",
        "晚上给许知远妈妈打了电话",
        "晚上和许知远聊了很久",
        "班主任让我给许知远补课，我昨天补了",
        "谈完许知远再去了蓝小雨家",
        "许知远家访10次",
        "昨天去了许知远家",
        "谈心：许知远、蓝小雨（缺席）",
        "给许知远妈妈打了电话，蓝小雨爸爸关机",
        "许知远：已约谈，思想有转变",
        "去许知远家家访，奶奶在家",
        "今天去许知远家，聊了半小时，爸爸没等到",
    ],
)
def test_the_same_words_with_what_says_that_it_is_over_are_recorded(text: str) -> None:
    assert recorded(by_steps(text, TODAY, CARE))
