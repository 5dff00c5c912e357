"""Words that say of a deed that it is one more of the same day: 又谈了一次, 再次家访, 第二次."""

from language.hear.regex import regex

_ONE_MORE = regex(r"又|再次|再一次|再度|另一次|另外一次|第[二三四五2-5][次回趟]|[两二三23][次回趟]")


def says_again(text: str, note: str) -> bool:
    """Whether the sender says himself that it was another deed; in his `note` the children do things again, too."""
    return bool(_ONE_MORE.search(text.replace(note, "", 1) if note else text))
