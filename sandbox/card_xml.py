"""A template card in a passive reply: the XML names of the documentation, told in the names of the JSON."""

import re
from collections.abc import Mapping
from typing import Any

from sandbox.cards import BadCard

_ALL = {"CardType", "Source", "ActionMenu", "MainTitle", "QuoteArea", "TaskId"}
_CHILDREN: dict[str, set[str]] = {
    "text_notice": {"EmphasisContent", "SubTitleText", "HorizontalContentList", "JumpList", "CardAction"},
    "news_notice": {
        "ImageTextArea",
        "CardImage",
        "VerticalContentList",
        "HorizontalContentList",
        "JumpList",
        "CardAction",
    },
    "button_interaction": {
        "SubTitleText",
        "HorizontalContentList",
        "CardAction",
        "ButtonSelection",
        "ButtonList",
        "ReplaceText",
    },
    "vote_interaction": {"CheckBox", "SubmitButton", "ReplaceText"},
    "multiple_interaction": {"SelectList", "SubmitButton", "ReplaceText"},
}
# What the parser calls text that stands between tags.
_WHITESPACE = "#text"
# The names whose words the JSON does not part.
_JOINED = {"CheckBox": "checkbox", "KeyName": "keyname", "UserId": "userid"}


def card_body(tags: Mapping[str, Any]) -> dict[str, Any]:
    """The children of `<TemplateCard>` as the JSON body of the same card."""
    kind = str(tags.get("CardType") or "")
    unknown = set(tags) - _ALL - _CHILDREN.get(kind, set()) - {_WHITESPACE}
    if kind in _CHILDREN and unknown:
        raise BadCard(f"{kind} 没有 {'、'.join(sorted(unknown))}")
    return _told(tags)


def _told(tags: Mapping[str, Any]) -> dict[str, Any]:
    return {_name(tag): _value(tag, value) for tag, value in tags.items() if value is not None and tag != _WHITESPACE}


def _value(tag: str, value: Any) -> Any:
    # A list repeats its own tag, so one item alone does not look like a list.
    if tag.endswith("List"):
        return [_value("", item) for item in (value if isinstance(value, list) else [value])]
    return _told(value) if isinstance(value, Mapping) else value


def _name(tag: str) -> str:
    return _JOINED.get(tag) or re.sub(r"(?<!^)(?=[A-Z])", "_", tag).lower()
