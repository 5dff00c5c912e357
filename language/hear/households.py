"""Words for many families at once: 「所有家长」, 「我班家长」, 「我结对的孩子家长」, and what they are to be told."""

from duty.hearing import Heard, NotUnderstood, Unclear
from duty.relaying import Families, RelaySeveral
from language.hear.addressee import skip, wording
from language.hear.names import Care
from language.hear.normalise import Plain
from language.hear.regex import regex
from language.hear.sendable import REPORTS, apart, is_told

_MINE = "(?:我们?|咱们?|俺)"
_ALL = "(?:所有|全体|全部|各位|每一?[位个名]|大家|那?几[位个]|这些|这几[位个])"
_CHILDREN = "(?:的?(?:孩子|学生|同学|娃娃?|小朋友)们?)"
_PARENTS = "的?(?:家长们?|爸爸妈妈|爸妈|父母|家里人?|家人)(?!会|群|学校|委员|代表|开放|的|课堂|信)"
_CLASS = regex(
    rf"(?:给|跟|对|向)?{_ALL}?(?:{_MINE}的?)?(?:们?(?:这个)?班级?(?:里|上|级里)?|本班|全班|全班级|班里|班上|班级里)"
    rf"的?{_ALL}?{_CHILDREN}?{_ALL}?{_PARENTS}"
)
_MENTEES = regex(
    rf"(?:给|跟|对|向)?{_ALL}?{_MINE}?的?(?:结对|帮扶|联系|带|包保)的?的?{_ALL}?{_CHILDREN}?{_ALL}?{_PARENTS}"
)
_OWN = regex(
    rf"(?:给|跟|对|向)?(?:{_MINE}的?(?:{_ALL}|这?边)?的?{_CHILDREN}{_ALL}?{_PARENTS}"
    rf"|{_ALL}的?{_CHILDREN}?{_PARENTS}|(?:孩子|学生|同学)们?的?{_ALL}{_PARENTS}|(?:孩子|学生|同学)们的?{_PARENTS})"
)
_KINDS = ((_MENTEES, Families.MENTEES), (_CLASS, Families.CLASS), (_OWN, Families.OWN))


def households(plain: Plain, start: int, care: Care, *, told: bool) -> Heard | None:
    """The same to each of these families, one by one; None where no such word stands at `start`.

    `told`: the message begins with a word by which it may as well tell what was done, so that a mark must part what is
    to be said. With one child in care 「各位家长」 are that child's.
    """
    text = plain.text
    here = skip(text, start, " \n:,")
    found = next(((match.end(), kind) for words, kind in _KINDS if (match := words.match(text, here))), None)
    if found is None or len(care.spoken) < 2:
        return None
    end, families = found
    said = wording(plain, end)
    if REPORTS.match(text, end) or (told and (not said or not apart(text, end) or is_told(text, end))):
        return None
    return RelaySeveral(said, families=families) if said else NotUnderstood(Unclear.NO_TEXT)
