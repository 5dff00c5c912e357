"""Mere courtesy, after which nobody waits for an answer; whatever asks or tells anything is none."""

import pytest

from language.hear.courtesy import is_courtesy

COURTESY = """
好的，谢谢老师
好的谢谢王老师！
收到
收到，谢谢
收到👍
👍
👍🏻👍🏻
🙏🙏🙏
❤️
[强][强]
【玫瑰】
[OK]
嗯嗯
好
好的好的
好嘞，辛苦老师了
知道了
老师，知道了！
老师好，收到了，谢谢您
王老师，收到
欧阳老师好，好的
谢谢老师，您辛苦了
谢谢你
感谢老师！
多谢老师费心了
让您费心了
麻烦您了
给老师添麻烦了，谢谢
OK
ok，谢谢老师～
没问题
我知道了，谢谢老师。
明白
非常感谢
老师辛苦了🌹🌹
Thanks
Thank you!
老师，明白了，谢谢
好的……
"""
NONE = """
好的，那他的药什么时候吃
好的？
收到吗
收到了吗？
收到没
谢谢，几点放学
好的，换老师
好的，找老师
好的查老师
不好
不知道
不用谢，他今天哭了
不明白
好吧
好了
可以
行
老师
老师好
在吗
老师在吗
您好
老师，您知道吗
老师知道吗
老师知道了
老师，他知道了
知道
他知道了
孩子知道了
好的，他发烧了
好的 明天请假
谢谢老师，他爸不在家
谢谢老师，但是他不想去
谢谢您告诉我，我会跟他谈
好的，13900000000
好的😭
😭
🙂
?
。。。

嗯？
嗯，我晚点去接他
辛苦老师把作业发我
麻烦老师了解一下情况
麻烦您给他换个座位
收到，饭卡没收到
老师辛苦了，他的眼镜坏了
ok吗
没事吧
没关系吗
我们明天来
"""


@pytest.mark.parametrize("text", [line for line in COURTESY.splitlines() if line])
def test_thanks_and_receipts_wait_for_nothing(text: str) -> None:
    assert is_courtesy(text)


@pytest.mark.parametrize("text", NONE.splitlines())
def test_whatever_else_waits(text: str) -> None:
    assert not is_courtesy(text)


def test_many_words_are_never_mere_courtesy() -> None:
    assert is_courtesy("谢谢" * 20)
    assert not is_courtesy("谢谢" * 20 + "。")
    assert not is_courtesy("好" * 1000)
