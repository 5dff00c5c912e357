"""Families' own links, as their teachers read of them: how to pass one on, and words to send with it."""

from collections.abc import Sequence
from datetime import datetime

from duty.people import Child, Kin
from language.hear.kin import kin_of
from language.say import words

TITLE = "家长链接"
REFUSAL = "这个链接打不开，可能过了时间。再跟我说「家长链接」，我给您新的。"
HEADING = "家长的专属链接"
ALONE = "每位家长一个，只给本人，别发到群里：拿到链接的人都打得开、也能回话。"
PRINT = "也可以打印出来，剪开给家长扫。"
NOBODY = "名单里还没有您能写话的家长。请学校的管理员把监护人补上。"
KNOWN = "最近打开过"
READY_TEXT = "连同一句话一起发"
COPY_TEXT = "复制这段话"
_HE_OR_SHE = {
    Kin.MOTHER: "她",
    Kin.PATERNAL_GRANDMOTHER: "她",
    Kin.MATERNAL_GRANDMOTHER: "她",
    Kin.FATHER: "他",
    Kin.PATERNAL_GRANDFATHER: "他",
    Kin.MATERNAL_GRANDFATHER: "他",
}


def called(teacher_name: str) -> str:
    return words.teacher(teacher_name)


def ready_text(teacher: str, url: str) -> str:
    """To be pasted into a chat: no child's name in it, for it may be seen over a shoulder."""
    return f"您好，我是{teacher}。给您写了几句话，点开就能看，也能回我：{url}"


def standing_caution(label: str, until: datetime) -> str:
    """`until` is midnight in the school's zone: the link holds through the day before."""
    return f"这是{label}一直用的链接，以后写的话也在里面。{ends(until)}。漏给了别人，就对我说「换链接 {label}」。"


def ends(until: datetime) -> str:
    return f"{until.month}月{until.day}日前有效"


def offered(url: str) -> str:
    """The way to the page with all of them."""
    return f'<a href="{url}">打开各位家长的专属链接和二维码</a>（30 分钟内有效）'


def no_address() -> str:
    return "学校还没有对外的网址，家长链接要等管理员配好才有。"


def nobody(teacher_name: str) -> str:
    return f"{words.teacher(teacher_name)}，{NOBODY}"


def in_trial() -> str:
    return "学校还在试运行，家长链接等正式启用后再发。"


def written(label: str, relation: str, url: str) -> str:
    """The note is written, and its writer gives the link."""
    return f"给{label}的话写好了。把链接转给{_whom(relation)}就行：{url}"


def on_the_page(label: str, relation: str, url: str) -> str:
    """The guardian has the link, and looked not long ago."""
    return (
        f"给{label}的话写好了，已经在{_whom(relation)}的页面上，跟{_whom(relation)}说一声就行。\n要再发一次链接：{url}"
    )


def by_hand(label: str) -> str:
    """To whom confirms what needs no sending."""
    return f"给{label}的话写好了，把链接转给对方就看得到，不用再确认。"


def renewed(labels: Sequence[str], url: str) -> str:
    """`url` is the page with the new ones, "" where there are no pages."""
    again = f"\n新的在这里：{url}" if url else ""
    return f"换好了：以前转给{words.names(labels)}的专属链接都打不开了。{again}"


def whose_link() -> str:
    return "换哪位家长的链接？比如「换链接 李四妈妈」。"


def unknown(name: str) -> str:
    return f"您的名单里没有{name}，所以没有换。名字写全再发一次，比如「换链接 李四妈妈」。"


def not_yours(child: Child) -> str:
    return f"给{words.called(child)}家长的链接，由结对的老师或班主任来换，这次没有换。"


def not_on_file(child: Child) -> str:
    return f"名单里没有{words.called(child)}的这位家长，所以没有换。请学校的管理员看看名单。"


def _whom(relation: str) -> str:
    kin = kin_of(relation)
    return _HE_OR_SHE.get(kin, "对方") if kin else "对方"
