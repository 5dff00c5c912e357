"""Whether an outlined message asks us something, and is no report of what was done, asked or said."""

from language.hear.regex import regex

# Question words that ask nothing.
_NO_QUESTION = regex(
    r"《[^》]*》|[“\"「][^”\"」]*[”\"」]|你猜怎么着|你说巧不巧|算了|怎么说呢|说什么也|没什么|没啥|什么的"
    r"|(?:什么|啥|谁|哪[里儿个位]?|怎么|一个)[都也]|无论[^,.\n]{0,4}|不管[^,.\n]{0,4}|不论[^,.\n]{0,4}"
    r"|多少(?=有|会|能|懂|明白|听)|没(?:花|费|用|说|聊|谈|过)?多少|几句|几乎|谁知(?!道)|谁说|哪怕|[那这要]么(?!K)"
    r"|哪里?有(?:空|时间|工夫|心思)|(?:^|,)哪里?(?:K|谈|聊)了|不知怎么|不知道(?:为什么|为啥)|怎么回事|好几|没几"
    r"|什么什么|几分钟?|[了过]好?几[次回趟遍](?=[都也还])"
)
# Whose words or whose question it is: 「他问我能不能换座位」.
_REPORTED = regex(
    r"(?:[NP他她]|孩子|学生|娃|同学|对方|人家)[^,.:?!\n我]{0,5}(?:[问说]|讲(?![题错解课卷数语英物化作])|告诉|提出|表示|觉得|反映|担心"
    r"|写道|抱怨)|(?:^|[^想要请来问])[问](?:了|过|起|到|[他她NP])"
    r"|(?:聊|谈|说|讲|问)(?:了|到|起)(?:[他她]|一下)?(?:[^,.?!\n]{0,4})(?:为什么|为啥|怎么|什么"
    r"|啥)(?![^,.\n]{0,4}(?:来着|\?|$))"
)
_CLAUSE_ENDS = regex(r"[,.:;!\n?]+")
_ASKS = regex(
    r"几|多少|谁|哪|什么|啥|吗|[没不]有?[呀啊哇呢哦]*$|么(?:$| )|怎[么样]|咋|何时|如何|是否|多久|为[嘛么]|是不是"
    r"|要不要|能不能|能否|[多少]了?还是[多少]"
)
_TELLS = regex(
    r"(?:K|谈|聊|去|访|送|补|打|联系|辅导|走|讲|见|买)(?![^,.:K]{0,3}不[成了上])[^,.:K]{0,3}(?:了|过|完(?!成[率度情多几]))(?!的话)"
    r"|已(?:经)?[^,.:]{0,6}K|刚[^,.:]{0,8}K|K[^,.:]{0,4}完(?!成[率度情多几])"
)
_DENIES = regex("[没未]")
_RHETORIC = regex(r"难道|不是(?:刚|已经?|才)")


def question(text: str) -> str:
    """An outlined message without the question words that ask nothing; "" where it tells of something done."""
    asked = _NO_QUESTION.sub("·", text)
    if _REPORTED.search(asked):
        return ""
    return "" if any(_tells(clause) for clause in _CLAUSE_ENDS.split(asked)) else asked


def is_reported(text: str) -> bool:
    """Whether an outlined message tells what somebody else said or asked."""
    return bool(_REPORTED.search(text))


def is_question(text: str) -> bool:
    """Whether an outlined message has a word of a question, behind which nothing is told."""
    asked = question(text)
    return bool(asked) and (bool(_ASKS.search(asked)) or "?" in asked)


def _tells(clause: str) -> bool:
    return (
        bool(_TELLS.search(clause))
        and not _ASKS.search(clause)
        and not _DENIES.search(clause)
        and not _RHETORIC.search(clause)
    )
