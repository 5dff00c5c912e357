"""Long answers in pages that the platform shows whole."""

from hypothesis import given
from hypothesis import strategies as st

from language.say.pages import MORE, pages


@given(st.text(max_size=400), st.integers(min_value=8, max_value=200))
def test_no_page_is_too_long_and_nothing_is_lost(text: str, limit: int) -> None:
    found = pages(text, limit)
    assert all(len(page.removesuffix(MORE).encode("utf-8", "surrogatepass")) <= limit for page in found)
    joined = "".join(page.removesuffix(MORE) for page in found)
    assert joined.replace("\n", "") == text.replace("\n", "")
    assert all(page.endswith(MORE) for page in found[:-1])


def test_a_short_answer_is_one_page_without_a_hint() -> None:
    assert pages("记好了。\n记错了回「撤销」。") == ("记好了。\n记错了回「撤销」。",)


def test_pages_are_cut_between_lines() -> None:
    text = "\n".join(["一二三"] * 10)
    assert pages(text, limit=30)[0] == "一二三\n一二三\n一二三" + MORE
