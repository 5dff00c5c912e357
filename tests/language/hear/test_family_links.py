"""「家长链接」 and 「换链接 李四妈妈」."""

import pytest

from duty.family_links import RenewLink, ShowFamilyLinks
from duty.people import Kin
from language.hear import hear
from tests.language.hear.classroom import CARE, TODAY, ids


@pytest.mark.parametrize("text", ["家长链接", "二维码", "家长二维码", "家长的链接。", "请问家长二维码"])
def test_all_links_are_asked_for(text: str) -> None:
    assert hear(text, TODAY, CARE) == ShowFamilyLinks()


@pytest.mark.parametrize(
    ("text", "kin"),
    [
        ("换链接 许知远妈妈", Kin.MOTHER),
        ("换链接：许知远爸爸", Kin.FATHER),
        ("帮我换一下链接许知远奶奶", Kin.PATERNAL_GRANDMOTHER),
        ("换链接 许知远家长", None),
        ("换链接 许知远", None),
    ],
)
def test_one_guardians_links_are_made_anew(text: str, kin: Kin | None) -> None:
    assert hear(text, TODAY, CARE) == RenewLink(ids("许知远"), kin)


def test_whose_is_not_guessed() -> None:
    assert hear("换链接", TODAY, CARE) == RenewLink(())
    assert hear("换链接 赵敏敏妈妈", TODAY, CARE) == RenewLink((), None, "赵敏敏")


@pytest.mark.parametrize("text", ["张老师发来一个链接", "他家换了二维码", "二维码贴在教室门口了"])
def test_links_in_a_report_are_none_of_ours(text: str) -> None:
    assert not isinstance(hear(text, TODAY, CARE), RenewLink | ShowFamilyLinks)
