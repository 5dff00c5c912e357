"""Cards in the platform's forms: as JSON to be sent, as XML to take the place of a card that was tapped."""

from typing import Any

from bot.wecom.xml import cdata
from duty.messages import Button, ButtonCard, Card, SelectCard, Selector, VoteCard

# A vote asks one question; its key comes back with the ticked options.
QUESTION_KEY = "which"
_MULTIPLE = 1
_MAIN_STYLE, _PLAIN_STYLE = 1, 2
# The tags that are not simply the JSON's name in capitals.
_TAGS = {"checkbox": "CheckBox"}


def card_json(card: Card) -> dict[str, Any]:
    """The `template_card` of a message; a card that is done is grey and takes no taps."""
    shared = {"main_title": {"title": card.title, "desc": card.text}, "task_id": card.task_id}
    done: dict[str, Any] = {"replace_text": card.done} if card.done else {}
    match card:
        case VoteCard():
            return {"card_type": "vote_interaction", **shared, **_vote(card), **done}
        case SelectCard():
            return {"card_type": "multiple_interaction", **shared, **_select(card), **done}
        case ButtonCard():
            fields = {"button_list": _buttons(card.buttons), **_menu(card)}
            return {"card_type": "button_interaction", **shared, **fields, **done}


def card_xml(card: Card) -> str:
    """The children of `<TemplateCard>`; the platform knows which task it was, so no task is named."""
    return "".join(_element(name, value) for name, value in card_json(card).items() if name != "task_id")


def _vote(card: VoteCard) -> dict[str, Any]:
    options = [{"id": option.id, "text": option.text, "is_checked": option.checked} for option in card.options]
    checkbox: dict[str, Any] = {"question_key": QUESTION_KEY, "option_list": options, "mode": _MULTIPLE}
    if card.done:
        checkbox["disable"] = True
    fields: dict[str, Any] = {
        "checkbox": checkbox,
        "submit_button": {"text": card.submit.text, "key": card.submit.key},
    }
    return fields | _menu(card)


def _select(card: SelectCard) -> dict[str, Any]:
    asked = [_selector(one) | ({"disable": True} if card.done else {}) for one in card.selectors]
    return {"select_list": asked, "submit_button": {"text": card.submit.text, "key": card.submit.key}}


def _selector(selector: Selector) -> dict[str, Any]:
    options = [{"id": option.id, "text": option.text} for option in selector.options]
    chosen = next((option.id for option in selector.options if option.checked), selector.options[0].id)
    return {
        "question_key": selector.key,
        "title": selector.title,
        "option_list": options,
        "selected_id": chosen,
    }


def _menu(card: VoteCard | ButtonCard) -> dict[str, Any]:
    if not card.menu or card.done:
        return {}
    entries = [{"text": button.text, "key": button.key} for button in card.menu]
    return {"action_menu": {"desc": card.menu[0].text, "action_list": entries}}


def _buttons(buttons: tuple[Button, ...]) -> list[dict[str, Any]]:
    return [
        {"text": button.text, "style": _MAIN_STYLE if button.main else _PLAIN_STYLE, "key": button.key}
        for button in buttons
    ]


def _element(name: str, value: Any) -> str:
    tag = _TAGS.get(name) or "".join(part.capitalize() for part in name.split("_"))
    match value:
        case dict():
            return f"<{tag}>{''.join(_element(*item) for item in value.items())}</{tag}>"
        case list():
            return "".join(_element(name, one) for one in value)
        case bool():
            return f"<{tag}>{str(value).lower()}</{tag}>"
        case int():
            return f"<{tag}>{value}</{tag}>"
        case _:
            return f"<{tag}>{cdata(str(value))}</{tag}>"
