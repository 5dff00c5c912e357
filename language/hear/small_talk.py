"""Talk that is neither a deed nor a wish: the sender's own life, other people, sayings, and what a word reminds of."""

import re

from duty.hearing import Confirm, Heard, NotUnderstood, Unclear, WhichKind, WhichStudent
from language.hear.message import Message
from language.hear.regex import regex

_OWN = (
    r"(?:我|我们|咱|俺)(?:家|自己家?)?(?:的)?(?:老公|老婆|爱人|媳妇|丈夫|妻子|先生|太太|儿子|女儿|闺女|大宝|二宝"
    r"|老大|老二|宝宝|[爸妈哥姐弟妹]|老[爸妈]|父母|爸妈|婆婆|公公|岳父|岳母|丈母娘|侄子|侄女|外甥|男朋友|女朋友"
    r"|对象|室友|闺蜜|朋友|同学|家人|家里人?)|我家(?:孩子|娃|小子|丫头|那位|那个|里)|自家(?:孩子|娃)|P家"
)
_OTHERS = (
    r"(?:同事|客服|推销|保险|快递|外卖|房东|物业|中介|电信|移动公司|联通|银行|贷款|4s店|网友|老同学|老乡|亲戚|邻居"
    r"|相亲|理发|师傅|司机|领导|校长|主任|书记|局长|老板|出版社|教育局)"
)
_KIN = (
    r"(?:老公|老婆|爱人|媳妇|闺蜜|室友|男朋友|女朋友|男友|女友|婆婆|公公|岳父|岳母|丈母娘|女儿|儿子|闺女|侄子|侄女"
    r"|外甥)"
)
_PRIVATE = regex(
    rf"{_OWN}|[给为替]自己|(?:跟|和|陪|给|帮|带|与|送|找|^){_KIN}|(?:我|咱|俺)家?(?:爷|奶|外婆|外公|姥|舅|姑|姨|叔|伯)"
    rf"|{_OTHERS}[^,.\n]{{0,3}}(?:找|跟|和|叫|给|又|打|来|请|约|训|骂)|(?:跟|和|与|给|找|被)[^,.\n]{{0,4}}{_OTHERS}"
)
_ABOUT_THE_WORD = regex(
    r"K(?:这个?(?:词|事|活|东西|工作|任务)|这事儿?|这活儿?"
    r"|也?(?:真|太|好累|好难|好烦|难|是个|确实|的重要|的意义|的技巧|的艺术|的?补贴|费|的?经费|补助|工资|任务(?:真|太|好))"
    r"|归K)|K何容易|纸上谈兵|老生常K|无话不K|其K|侃侃而K|不K|为一K|美K|K胜于无|[闲瞎尬]K"
)
_ASKED = frozenset({Unclear.NO_STUDENT, Unclear.NO_KIND, Unclear.UNKNOWN_STUDENT, Unclear.QUESTION})
_LIGHT = regex(r"[我们了的吧啊呀呢吗哈嗯哦\W_]")


def chatter(message: Message, heard: Heard) -> NotUnderstood | None:
    """What would be asked back although it is plainly no deed for a child; None where the question is right."""
    if not isinstance(heard, Confirm | NotUnderstood | WhichKind | WhichStudent):
        return None
    if isinstance(heard, NotUnderstood) and heard.why not in _ASKED:
        return None
    text = message.outline.text
    named = message.outline.names(0, len(text))
    if isinstance(heard, NotUnderstood) and heard.why is Unclear.QUESTION:
        # A question of ours has a child or a deed in it.
        ours = named or ("K" in text and not _ABOUT_THE_WORD.search(text))
        return None if ours else NotUnderstood(Unclear.UNKNOWN)
    if any(not one.doubtful for one in named):
        return None
    if named:
        # 「祝大家平安」: the name is as well a word of its sentence.
        words = _LIGHT.sub("", text.replace("N", ""))
        alone = not words or (isinstance(heard, Confirm) and not re.search(r"[^KD]", words))
        talk = _PRIVATE.search(message.plain.text) if "K" in text else not alone
        return NotUnderstood(Unclear.SMALL_TALK) if talk else None
    return (
        NotUnderstood(Unclear.SMALL_TALK)
        if _PRIVATE.search(message.plain.text) or _ABOUT_THE_WORD.search(text)
        else None
    )
