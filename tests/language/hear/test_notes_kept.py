"""What a message says besides the deed is kept, in the sender's own words."""

import pytest

from duty.commands import RecordDeed, RecordSeveral
from tests.language.hear.classroom import CARE, TODAY, by_steps

NOTES = {
    "跟许知远聊理想，聊了一中午": "聊理想，聊了一中午",
    "许知远今天聊得挺开心": "聊得挺开心",
    "前天跟许知远聊消费观，谈心一次": "聊消费观，谈心一次",
    "今天许知远谈过心了孩子说想当老师挺好的": "孩子说想当老师挺好的",
    "许知远妈妈今天来送衣服，顺便聊了孩子的脾气": "孩子的脾气",
    "许知远谈过了，明天准备再给他妈妈打个电话": "明天准备再给他妈妈打个电话",
    "我和李老师一起去许知远家家访了": "我和李老师一起去许知远家家访了",
    "许知远家访了，父母都在家": "父母都在家",
    "打许知远爸爸电话没人接，改打妈妈的通了，说了请假的事": "说了请假的事",
    "记录人：我\n学生：许知远\n事项：谈心\n日期：今天\n要点：怕被批评": "怕被批评",
    "谈心记录\n学生：许知远\n时间：今天下午\n主要内容：退步原因\n效果：良好": "退步原因\n效果：良好",
    "许知远：今天谈心。下次带上蓝小雨一起聊": "下次带上蓝小雨一起聊",
}
TOPICS = {
    "上星期答应许知远今天补数学，补完了": "数学",
    "帮扶情况\n对象：许知远\n科目：英语\n内容：音标\n时间：昨晚7点-8点": "英语",
    "对象:许知远\n类别:送温暖\n物品:棉鞋1双\n备注:尺码偏大": "棉鞋1双",
    "爱心企业捐的牛奶，许知远领到了，我发的": "牛奶",
    "给许知远补了补数学，主要是分数": "数学",
    "许知远鞋烂了，领他去买了双新的": "鞋",
}


@pytest.mark.parametrize(("text", "note"), NOTES.items())
def test_the_words_beside_a_deed_are_its_note(text: str, note: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    deeds = heard.deeds if isinstance(heard, RecordSeveral) else (heard,)
    assert note in [deed.note for deed in deeds if isinstance(deed, RecordDeed)]


@pytest.mark.parametrize(("text", "topic"), TOPICS.items())
def test_what_was_taught_or_given_is_found_wherever_it_is_said(text: str, topic: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, RecordDeed)
    assert heard.topic == topic
