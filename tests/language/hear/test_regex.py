"""A pattern that is compiled later does what a compiled one does."""

import re

import pytest

from language.hear.regex import regex


def test_it_finds_what_the_compiled_one_finds_each_time() -> None:
    later, now = regex("(?P<a>a)b*", re.IGNORECASE), re.compile("(?P<a>a)b*", re.IGNORECASE)
    for text in ("xABBc", "", "ab"):
        for method in ("search", "match", "fullmatch"):
            found, wanted = getattr(later, method)(text), getattr(now, method)(text)
            assert (found and found.groupdict()) == (wanted and wanted.groupdict())
    assert later.sub("-", "abab") == "--"
    assert later.pattern == "(?P<a>a)b*"


def test_once_asked_for_a_method_is_the_compiled_pattern_s_own() -> None:
    later = regex("a")
    assert later.search is later.search


def test_what_is_no_pattern_is_refused_when_it_is_used() -> None:
    with pytest.raises(re.error):
        regex("(").search("a")
