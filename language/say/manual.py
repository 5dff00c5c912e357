"""The help text, made from the grammar table: what can be said, an example each."""

from duty.kinds import Kind
from language.hear.grammar import GRAMMAR, Ask, Entry
from language.say import words

ASKED = {
    Ask.MAKE_UP: "补上个月的",
    Ask.TODO: "还等我什么",
    Ask.STUDENT: "看一个孩子",
    Ask.UNDO: "记错了",
    Ask.HELP: "看这一页",
    Ask.NEXT: "接着看长回答",
    Ask.RECORDING: "怎么登记",
    Ask.RELAY: "给家长捎句话",
    Ask.REPLY: "接着回家长",
    Ask.SEND: "便条马上发",
    Ask.GOOD_NEWS: "报个好消息",
    Ask.LETTERS: "发的话到了没有",
    Ask.RELAYING: "怎么给家长捎话",
    Ask.POSTPONE: "晚些再提醒",
    Ask.COULD_NOT: "没能做到",
    Ask.LEAVE: "我不在的日子",
    Ask.BACK: "我回来了",
    Ask.EVENT: "孩子出了事",
    Ask.PROGRESS: "做到哪儿了",
    Ask.GAPS: "还有谁没人结对",
    Ask.LEDGER: "要台账",
    Ask.REACH: "家长收不收得到",
    Ask.FAMILY_LINKS: "给家长的链接和二维码",
    Ask.RENEW_LINK: "家长的链接漏给了别人",
}
# These explain at length what the page already says in a line.
_EXPLAINED = frozenset({Ask.RECORDING, Ask.RELAYING})
TAIL = "日子可以说昨天、上周三、11月5日；几个孩子用顿号隔开；后面想写什么都行，原话会留着。"


def text() -> str:
    """A line for each thing that can be said."""
    lines = [f"· {what_of(entry)}：「{entry.example}」" for entry in GRAMMAR if entry.means not in _EXPLAINED]
    return "\n".join(["像平时说话那样发给我就行：", *lines, TAIL])


def what_of(entry: Entry) -> str:
    """What an entry of the grammar is for, in a word."""
    return words.KIND[entry.means] if isinstance(entry.means, Kind) else ASKED[entry.means]
