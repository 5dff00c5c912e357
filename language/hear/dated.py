"""When a deed was done, where that is said apart from its words: in a clause, a bracket or a field of its own."""

import re
from dataclasses import replace

from language.hear.day import Day
from language.hear.event import Event
from language.hear.frame_words import TIME_OF_DAY
from language.hear.masked import COMING_DAY, Masked
from language.hear.mood import Mood
from language.hear.numerals import number
from language.hear.regex import regex

_DID = "(?:去|谈|聊|访|家访|跑|送|做|补|讲|教|辅导|打|联系|办|弄|搞|记|进行|完成|发生|见)"
_LEAD = "(?:不过|但是?|其实|具体|时间|日期|[那也就是在为了的嘛呢啊我])*"
_TAIL = rf"(?:里|一起|{_DID})*(?:的|了|过)?(?:事(?:情|儿)?)?(?:了|[啊呀哈嘛哦]|来着)*"
# 「…，你给补记一下」 is said to us.
_TO_US = "(?:请|麻烦)?[你您]?(?:给|帮)(?:我|忙)?(?:补|记|登)[^,.:\nND]{0,4}"
# 「昨天放学路上」, 「昨天晚自习后在走廊」, 「前天冒雨去的」, 「上周六亲手交给他的」.
_WHERE = (
    r"(?:(?:那会儿?|那阵子?|的?时候|[之以]?后|左右|快|将近|差不多|放学|回家|路上|T)+|(?=在|\w{1,6}在))"
    r"(?:[^NDPO,.:\n没不说讲打哭闹]{0,4}在[^NDPO,.:\n没不说讲打哭闹他她买订挑抢过玩睡吃喝躺逃]{1,6})?"
    r"|[^NDPO,.:\n没不说讲他她]{1,6}的?时候?(?=$|[ )了啊呀的])"
    r"|[^NDPO,.:\n没不说讲他她]{1,8}(?:[去谈聊访打送补讲教办做]|家访|过去|[交送带]给(?:[他她]|孩子))(?=的)"
)
_NOTHING_BUT_A_DAY = regex(
    rf"[ (/]*{_LEAD}D(?:{TIME_OF_DAY}| )*(?:{_WHERE})?{_TAIL}(?:{_TO_US})?[ )]*(?:\([^()NDPO没不]*\))?"
)
# 「去了张三家，又去了李四家，昨天的事」: all that was told in its breath.
_THE_MATTER = regex(rf"[ ]*(?:[这那都是]|就是)*D(?:{TIME_OF_DAY})*的事(?:情|儿)?[了啊呀]*[ ]*")
ALL_OF_THEM = regex(
    rf"(?:都|均|全|一并|一起|各)[^NPO,.:\n]{{0,6}}|时间|日期|是D|^D(?:{TIME_OF_DAY})?[^,.:\n]{{0,2}}的$"
)
"""What says of a clause that it speaks of all who were named."""
# 「…：时间3月6日；在场：…」.
_CALLED = "(?:家访|谈[心话]|辅导|帮扶|联系|走访|慰问|补课)?(?:时间|日期|日子)"
_FIELD = regex(rf"[ ]*(?P<called>{_CALLED}(?:[是为]| )*)?[DF](?:{TIME_OF_DAY})*(?=[,. )\n]|$)")
_FIELD_OF = regex(rf"(?:^|[,. (\n]){_CALLED}:[ ]*$")
# 「张三谈心：10月30日」, 「谈心张三（补记）：上周三」, and nothing behind it.
_ITS_NOTE = regex(r"(?:[了过完N ]|同学)*(?:[,(]?补[记录登填报写][ )]*)?:[ ]*")
_ENDS_THERE = regex(r"[ )]*(?:$|[.\n])")
_DAY_AND_TIME = regex(rf"[ ]*D(?:{TIME_OF_DAY})*[ ]*")
_AT_THE_END = regex(rf"D(?:{TIME_OF_DAY}|的)*[ )]*$")
_IN_BRACKETS = regex(rf"[^NDPO,.:\n没不()]{{0,12}}\((?:于|时间)?D(?:{TIME_OF_DAY})*[^ND,.没不()]{{0,2}}\)")
_ONLY_A_DAY = regex(
    r"[^NPO,.:\n]{0,3}D[^NPO,.:\n]{0,6}(?:[在到]N的?[^NPO,.:\n]{0,6})?"
    # 「明天早上张三，中午李四，都是谈心」 is all still to come.
    rf"|F{TIME_OF_DAY}?N(?:[、和跟与 ]*N)*"
)
# 「夜来后晌找张三拉了拉，谈心」.
_ACTED = regex(
    r"D[^NDPO,.:\n没不]{0,6}(?:(?:找|跟|和|给|陪)[N他她]|[碰遇撞][到见上]|见[到着]|拨通|打通|联系上)"
    # 「今天李四来问」.
    r"|(?:D[^DPO,.:\n没不说]{0,3}N|ND)[^NDPO,.:\n没不说]{0,6}(?:来问|[找问]我|来找|[来到]我?办公室|来敲门|[跑进过]来了?$|跑来|哭着[来进])"
    # 「张三家昨天走了半天才到」.
    r"|N(?:同学)?家D[^NDPO,.:\n没不]{0,8}(?:走|爬|骑|坐|开|赶|到)[^NDPO,.:\n没不]{0,8}"
    # 「张三他爸昨天加我微信」, 「昨天张三爸妈在家」.
    r"|(?:D[^DO,.:\n没不说]{0,6}P|P[^NDO,.:\n没不说]{0,4}D)[^NDO,.:\n没不说]{0,6}"
    r"(?:在家|来|到校|加[了我]|找我|请我|[见碰遇][到着]|[拉叫拦]住|赶[到过]|进城|等我)"
)
_OF_A_DAY = regex(r"[^NPO,.:\n没不]{0,3}N?是D[^NDPO,.:\n没不]{0,3}的?")
# Behind the last of several deeds.
_ALL_ON = regex(r"[^NDPO,.:\n没不未约定]{0,5}(?:[都均全各]|一并|一起)[^NDPO,.:\n没不未约定]{0,3}D")
_STOP = regex(r"[.\n]")
# The first or the last of several.
_COUNTED = regex(
    r"[ ]*(?:[前头](?P<n>[一两二三四五六\d])|最?后(?:面的?|头)?(?P<m>[一两二三四五六\d]))[个位人名家条项]?"
    rf"(?:都|均|则?是|在)*D(?:[的了 ]|{TIME_OF_DAY}|{_DID})*"
)
# Not, or not yet: 「…，下次时间定周六」.
_NO = regex("[不没未约定]|下[次回]")
_BUT = regex("[ (]*(?:不过|但|只是)")


def date_those_before(masked: Masked, told: list[Event], first: int, end: int) -> None:
    """「张三谈心，昨天」 dates one deed, 「…，都是昨天」 all that have no day yet."""
    text, last = masked.text, told[-1]
    named, days = masked.named(first, end), masked.days(first, end)
    of_all = not named and ALL_OF_THEM.search(text[first:end]) and not _NO.search(text, first, end)
    if _THE_MATTER.fullmatch(text, first, end):
        for event in told:
            event.days = event.days or (days if _STOP.search(text, event.end, first) is None else [])
    elif _NOTHING_BUT_A_DAY.fullmatch(text, first, end) and (last.days or not of_all or _BUT.match(text, first)):
        # 「上周去的，也就是周六」 says which day of those it was.
        if all(day.within or day.vague for day in last.days):
            last.days = [*last.days, *days]
    elif counted := _COUNTED.fullmatch(text, first, end):
        _date_some(told, counted, days)
    elif of_all:
        for event in told:
            event.days = event.days or days


def dated_together(masked: Masked, told: list[Event], end: int) -> None:
    """「张三谈心、李四家访都是昨天」: a day behind the last of several deeds that is said of all."""
    *others, last = told
    if not last.days or all(one.days for one in others):
        return
    of_all = _ALL_ON.match(masked.text, last.end, end)
    if of_all and masked.days(*of_all.span()) == last.days:
        for one in others:
            one.days = one.days or last.days


def _date_some(told: list[Event], counted: re.Match[str], days: list[Day]) -> None:
    """「前两个昨天，最后一个今天」, counted by their children."""
    each = [replace(event, named=[one]) for event in told for one in event.named]
    many = number(counted["n"] or counted["m"] or "1")
    if many <= len(each):
        for event in each[:many] if counted["n"] else each[-many:]:
            event.days = days
        told[:] = each


def field_of_day(masked: Masked, told: list[Event], first: int, end: int) -> bool:
    """「张三家访记录：时间3月6日；在场…」, 「… 时间：3月6日 在场：…」; true where the clause says so."""
    text = masked.text
    if not told or told[-1].days:
        return False
    found = _FIELD.match(text, first, end)
    if found is None:
        return False
    ahead = COMING_DAY in found[0] and told[-1].mood is Mood.BARE
    note = _ITS_NOTE.fullmatch(text, told[-1].end, first) and (ahead or _ENDS_THERE.match(text, found.end()))
    if not (note or found["called"] or _FIELD_OF.search(text, 0, first)):
        return False
    told[-1].days = masked.days(*found.span())
    told[-1].mood = Mood.PLAN if ahead else told[-1].mood
    return True


def dates_what_follows(text: str, first: int, end: int) -> bool:
    """Whether a clause without a deed says when the next one was: 「昨天，」, 「昨天他爸爸在家，」."""
    return bool(
        _ONLY_A_DAY.fullmatch(text, first, end)
        or _OF_A_DAY.fullmatch(text, first, end)
        or _ACTED.search(text, first, end)
    )


def is_a_heading(text: str, told: list[Event], first: int, end: int) -> bool:
    """「今天：和张三谈心；昨天：家访李四」: whether a day and a colon begin a new item."""
    anew = text[first - 1 : first] in ("", ".", "\n") and text.startswith(":", end)
    return anew and _DAY_AND_TIME.fullmatch(text, first, end) is not None and all(event.days for event in told)


def day_at_the_end(masked: Masked, first: int, end: int) -> list[Day]:
    """The day at the end of an item of a list: 「张三 书包一个（昨天）」."""
    found = _AT_THE_END.search(masked.text, first, end)
    return masked.days(*found.span()) if found else []


def in_brackets(masked: Masked, first: int, end: int) -> tuple[list[Day], int]:
    """The day in brackets right behind the words of a deed, and where the brackets end."""
    found = _IN_BRACKETS.match(masked.text, first, end)
    return (masked.days(*found.span()), found.end()) if found else ([], first)
