"""One plain form for all spellings, and the way back to what was typed."""

import pytest

from language.hear.normalise import HEAD, fold, normalise


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("已谈心 许知远", "已谈心 许知远"),
        ("已談心　許知遠", "已谈心 许知远"),
        ("已谈心，许知远：ＯＫ！", "已谈心,许知远:ok!"),
        ("家訪　１１．５", "家访 11.5"),
        ("已\u200b谈\ufeff心 许\u2060知远", "已谈心 许知远"),
        ("\u202e已谈心\u202c 许知远", "已谈心 许知远"),
        ("已谈心\x00\x07 许知远", "已谈心 许知远"),
        ("已谈心\ud800 许知远", "已谈心 许知远"),
        ("已谈心\t\t许知远", "已谈心 许知远"),
        ("已谈心 \r\n \n 许知远", "已谈心\n许知远"),
        ("已谈心\u2028许知远", "已谈心\n许知远"),
        ("古丽•买买提‧艾山", "古丽·买买提·艾山"),
        ("②号", "2号"),
        ("葛󠄀晨️", "葛晨"),
        ("e\u0301te", "éte"),
        ("：\u0301许", ":\u0301许"),
        ("㐀𪚥𠮷", "㐀𪚥𠮷"),
        ("𧩙", "䜥"),
        ("\ue000", "\ue000"),
        ("", ""),
    ],
)
def test_spellings_have_one_plain_form(typed: str, plain: str) -> None:
    assert normalise(typed).text == plain


@pytest.mark.parametrize("typed", ["已談心 許知遠：好😀的", "\u200b已谈心\u200b 许知远：好😀的", "㈠ 许：好😀的"])
def test_the_way_back_leads_to_the_sender_s_own_characters(typed: str) -> None:
    plain = normalise(typed)
    assert plain.rest(plain.text.index(":") + 1) == "好😀的"
    assert plain.rest(len(plain.text)) == ""


def test_only_the_head_of_a_long_message_is_made_plain() -> None:
    for long in ("心" * 100_000, "😀" * 100_000):
        plain = normalise(long)
        assert (len(plain.text), plain.cut) == (HEAD, True)
        assert plain.rest(0) == long


def test_a_flood_of_invisible_characters_is_not_followed_to_its_end() -> None:
    assert normalise("\u200b" * 100_000 + "已谈心").text == ""
    assert normalise("许" + "\u0301" * 100_000).cut


def test_white_space_behind_the_head_cuts_nothing() -> None:
    assert not normalise("心" * HEAD + " \n" * 50).cut


def test_a_name_is_folded_without_space_or_dots_around_it() -> None:
    assert fold(" 林俊傑\u3000") == "林俊杰"
    assert fold("·古丽·") == "古丽"
    assert fold("\u200b") == ""
