"""What was done in the place of what was not: sure where its own clause is, at least asked about where it may be."""

import pytest

from duty.commands import RecordDeed
from duty.kinds import Kind
from language.hear import hear
from tests.language.hear.classroom import CARE, TODAY
from tests.language.hear.deeds_heard import deeds_in, recorded


def test_what_was_surely_done_instead_is_recorded() -> None:
    heard = hear("许知远的家访没做成，只跟他在操场聊了聊他爸住院的事", TODAY, CARE)
    assert isinstance(heard, RecordDeed)
    assert heard.kind is Kind.TALK


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("许知远没谈，倒是碰见他妈说了两句", Kind.CONTACT),
        ("没去成许知远家，不过跟他妈妈通了电话", Kind.CONTACT),
    ],
)
def test_what_was_perhaps_done_instead_is_at_least_asked_about(text: str, kind: Kind) -> None:
    assert [deed.kind for deed in deeds_in(hear(text, TODAY, CARE))] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "没跟许知远谈成，只打了个招呼",
        "没谈成，许知远只点了点头就走了",
        "许知远家没去成，光在电话里约了下次",
        "许知远家访没做，只跟王老师聊了聊他的情况",
        "许知远没谈，听说王老师跟他聊了",
        "许知远没谈成，电话也没打",
    ],
)
def test_what_was_hardly_done_instead_is_not_recorded(text: str) -> None:
    assert not recorded(hear(text, TODAY, CARE))
