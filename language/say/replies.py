"""The bot's answers in the chat; how it speaks: the fact first, short, warm, never a blame, always true."""

from collections.abc import Sequence

from duty.hearing import NotUnderstood, Unclear
from duty.people import Child
from language.say import words
from language.say.recording import quoted


def no_longer_in_care() -> str:
    return "这位孩子现在不在您这儿了，所以没有照做。有疑问请找学校的管理员。"


def no_rest() -> str:
    return "没有下一页了。"


def greeting(teacher_name: str, mentees: Sequence[Child], others: Sequence[Child]) -> str:
    """The first words of a day, to somebody who opened the app."""
    name = words.teacher(teacher_name)
    if mentees:
        example = f"「已谈心 {mentees[0].name}」"
        return (
            f"{name}好，我帮您记结对的事。和您结对的是{words.some_names(mentees)}。\n"
            f"聊完发一句{example}就好。想试就发一句，回「撤销」就不算。"
        )
    if others:
        return f"{name}好，我帮您记结对的事。您照看的有{words.some_names(others, most=3)}。\n回「帮助」看怎么说。"
    return f"{name}好，我帮老师们记结对的事。现在还没有和您结对的孩子，名单有了我就能用。"


def stranger() -> str:
    return "您好，我还不认识您这个账号，所以帮不上忙。请学校的管理员把您加进名单，就可以用了。"


def cannot_see_picture() -> str:
    return "图片我还看不懂，没有记。用一句话告诉我就行，比如「已家访」加孩子的名字。"


def cannot_hear_voice() -> str:
    return "语音我还听不懂，没有记。用键盘上的话筒转成文字发我就行。"


def cannot_open_file() -> str:
    return "文件、视频和链接我还打不开，没有记。用一句话告诉我就行，比如「已谈心」加孩子的名字。"


def sorry() -> str:
    """When something of ours broke while the message was handled."""
    return "这句话我收到了，原话也留着，可我这边出了点问题，还没记成。请过一会儿再发一遍。"


def not_understood(heard: NotUnderstood, children: Sequence[Child]) -> str:
    """A kind answer that says that nothing was recorded, and how to say it."""
    example = children[0].name if children else "张三"
    if heard.why is Unclear.UNKNOWN_STUDENT:
        return _unknown_student(heard.names, children)
    named = heard.names[0] if heard.names else example
    texts = {
        Unclear.EMPTY: f"这条是空的，没有记。比如发「已谈心 {example}」。",
        Unclear.NO_STUDENT: f"是哪个孩子呢？没看到名字，先没记。比如「已谈心 {example}」。",
        Unclear.NO_KIND: f"做了什么呢？先没记。比如「已谈心 {example}」；想看记录回「查 {example}」。",
        Unclear.FUTURE_DAY: (
            f"那天还没到，所以什么都没动。办完那天发我一句就好；想晚点提醒，说「推迟 {named} 到下周一」。"
        ),
        Unclear.BAD_DAY: "是哪一天呢？这个日子我没看懂，先没记。可以写「昨天」「上周三」「11月5日」。",
        Unclear.NOT_DONE: "听着像还没办成，所以先没记。办成了发我一句就好。",
        Unclear.OTHERS_WORK: (
            f"听着像是别人做的，所以没记在您名下。替人记就带上一句代记，比如「志愿者小刘今天辅导了{named}，我代记」；"
            "是您自己做的，用「我」开头再发一遍。"
        ),
        Unclear.CORRECTION: f"要改刚记的，说「改成 {example}」「日期是昨天」就行；不算了回「撤销」。这次什么都没动。",
        Unclear.NO_TEXT: f"要捎什么话呢？先没发。比如「转告 {example}妈妈 今天他主动给同桌讲题」。",
        Unclear.NO_ADDRESSEE: f"要写给哪位孩子的家长呢？先没发。比如「转告 {named}妈妈 今天他主动给同桌讲题」。",
        Unclear.MAKE_UP: f"补哪个孩子、哪个月的什么呢？先没记。一次说一个月，比如「补上个月谈心 {named}」。",
        Unclear.DONE_WHAT: f"办过了就好！是哪个孩子的哪件事呢？先没记。比如「已谈心 {example}」「已家访 {example}」。",
        Unclear.NO_COMING_DAY: f"推到哪天呢？得是今天以后的一个日子，比如「推迟 {named} 到下周一」。这次先没动。",
        Unclear.TOO_FAR: f"推到那时太远了，怕就错过了，所以先没动。想晚几天，比如「推迟 {named} 到下周一」。",
        Unclear.POSTPONE_WHAT: f"要推迟哪个孩子的呢？先没动。比如「推迟 {named} 到下周一」；想全推，只发「推迟」。",
        Unclear.SMALL_TALK: f"我在呢。聊完、访完随时发我一句，比如「已谈心 {example}」。",
        Unclear.QUESTION: f"像是在问我，所以没记。看孩子的记录回「查 {example}」，看还等什么回「待办」。",
        Unclear.UNKNOWN: f"这句我没看明白，所以什么都没记。可以说「昨天家访 {example}」「待办」；回「帮助」看更多。",
    }
    return texts[heard.why]


def _unknown_student(names: Sequence[str], children: Sequence[Child]) -> str:
    who = quoted(names) if names else "这个名字"
    if not children:
        return f"{who}我没有找到，先没往下办。现在还没有和您结对的孩子。"
    return f"{who}不在您这儿，先没往下办。您这儿有{words.some_names(children)}。\n名字对一下再发一遍就行。"
