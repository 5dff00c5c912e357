"""Template cards: what the platform accepts of one, and the card as a phone shows it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

Body = Mapping[str, Any]
Card = dict[str, Any]

ASKING = frozenset({"button_interaction", "vote_interaction", "multiple_interaction"})
TYPES = ASKING | {"text_notice", "news_notice"}
# A phone leaves out what the type of card has no place for.
_WITH_ROWS = frozenset({"text_notice", "news_notice", "button_interaction"})
_WITH_TEXT = frozenset({"text_notice", "button_interaction"})
_TASK_ID = re.compile(r"[0-9A-Za-z_@-]{1,128}")
_KEY_BYTES, _OPTION_ID_BYTES, _URL_BYTES = 1024, 128, 2048
_ROWS, _JUMPS, _BUTTONS, _MENU, _OPTIONS, _SELECTORS, _SELECTOR_OPTIONS = 6, 3, 6, 3, 20, 3, 10
# What a row or a jump of a type needs besides its words.
_NEEDS = {0: "", 1: "url", 2: "media_id", 3: "userid"}


class BadCard(Exception):
    """A card breaks a rule of the platform; the message names the rule in Chinese."""


def link_card(title: str, description: str, url: str, button: str = "详情") -> Card:
    """A card that only leads somewhere."""
    return {"type": "link", "title": title, "description": description, "url": url, "button": button}


def template_card(body: Body, *, update: bool = False) -> Card:
    """The card of a request's `template_card`; an `update` keeps its task and so need not name it."""
    kind = _word(body, "card_type")
    _check(kind in TYPES, f"没有 {kind or '空'} 这种卡片")
    title, box, menu = _block(body, "main_title"), _block(body, "checkbox"), _menu(_block(body, "action_menu"))
    task_id = _word(body, "task_id")
    _check(bool(task_id) or update or not (kind in ASKING or menu), "缺 task_id")
    _check(not task_id or bool(_TASK_ID.fullmatch(task_id)), "task_id 只能是 128 个以内的数字、字母和 _-@")
    card = {
        "type": kind,
        "task_id": task_id,
        "title": _word(title, "title"),
        "desc": _word(title, "desc"),
        "rows": [_row(row) for row in _blocks(body, "horizontal_content_list", 0, _ROWS)] if kind in _WITH_ROWS else [],
        "text": _word(body, "sub_title_text") if kind in _WITH_TEXT else "",
        "options": _options(box, _OPTIONS) if box else [],
        "mode": _number(box, "mode"),
        "question_key": _key(box, "question_key") if box else "",
        "selects": _selects(body) if kind == "multiple_interaction" else [],
        "submit": _submit(_block(body, "submit_button")),
        "buttons": _buttons(body) if kind == "button_interaction" else [],
        "menu": menu,
        "replace_text": _word(body, "replace_text"),
        "disabled": _flag(box, "disable"),
        "url": _url(_block(body, "card_action")),
    }
    _check_kind(body, card)
    _check_jumps(body)
    return card


def updated(card: Card, successor: Card | None, button: str) -> Card:
    """The card after an update: its `successor`, which keeps the task unless it names one, or `button` in grey."""
    if successor:
        return {**successor, "task_id": successor["task_id"] or card["task_id"]}
    if button and card["type"] not in ASKING:
        raise BadCard("这张卡片没有按钮可改")
    return {**card, "replace_text": button or card["replace_text"]}


def _check_kind(body: Body, card: Card) -> None:
    """What each type of card must have."""
    kind, wants_action = card["type"], card["type"] in ("text_notice", "news_notice")
    _check(not wants_action or _number(_block(body, "card_action"), "type") in (1, 2), "缺 card_action")
    if kind == "text_notice":
        _check(bool(card["title"] or card["text"]), "main_title.title 和 sub_title_text 不能都空")
    elif kind == "news_notice":
        _check(bool(card["title"]), "缺 main_title.title")
        _check(bool(body.get("card_image") or body.get("image_text_area")), "缺 card_image 或 image_text_area")
    elif kind == "vote_interaction":
        _check(bool(card["options"]), "缺 checkbox")
        _check(card["mode"] in (0, 1), "checkbox.mode 只能是 0 或 1")
        _check(card["submit"] is not None, "缺 submit_button")
        picked = sum(option["checked"] for option in card["options"])
        _check(card["mode"] == 1 or picked <= 1, "单选只能预选一项")
    elif kind == "multiple_interaction":
        _check(card["submit"] is not None, "缺 submit_button")


def _check_jumps(body: Body) -> None:
    for jump in _blocks(body, "jump_list", 0, _JUMPS):
        _check(bool(_word(jump, "title")), "jump_list 缺 title")
        _check(_number(jump, "type") != 1 or bool(_word(jump, "url")), "jump_list 缺 url")


def _row(row: Body) -> list[str]:
    needed = _NEEDS.get(_number(row, "type"))
    _check(needed is not None, "horizontal_content_list.type 只能是 0 到 3")
    _check(not needed or bool(_word(row, str(needed))), f"horizontal_content_list 缺 {needed}")
    _check(bool(_word(row, "keyname")), "horizontal_content_list 缺 keyname")
    return [_word(row, "keyname"), _word(row, "value")]


def _options(box: Body, limit: int) -> list[Card]:
    options: list[Card] = [
        {
            "id": _key(option, "id", _OPTION_ID_BYTES),
            "text": _needed(option, "text"),
            "checked": _flag(option, "is_checked"),
        }
        for option in _blocks(box, "option_list", 1, limit)
    ]
    _check_unique([option["id"] for option in options], "id")
    return options


def _selects(body: Body) -> list[Card]:
    """The lists of a card; of each one line is chosen, the first where nothing right is named."""
    selects: list[Card] = []
    for selector in _blocks(body, "select_list", 1, _SELECTORS):
        options, wanted = _options(selector, _SELECTOR_OPTIONS), _word(selector, "selected_id")
        chosen = wanted if wanted in [option["id"] for option in options] else options[0]["id"]
        selects.append(
            {
                "key": _key(selector, "question_key"),
                "title": _word(selector, "title"),
                "options": [{"id": option["id"], "text": option["text"]} for option in options],
                "chosen": chosen,
                "disabled": _flag(selector, "disable"),
            }
        )
    _check_unique([select["key"] for select in selects], "question_key")
    return selects


def _buttons(body: Body) -> list[Card]:
    buttons: list[Card] = [
        {"key": _button_key(button), "text": _needed(button, "text"), "style": _number(button, "style", 1)}
        for button in _blocks(body, "button_list", 1, _BUTTONS)
    ]
    _check_unique([button["key"] for button in buttons if button["key"]], "key")
    _check(all(1 <= button["style"] <= 4 for button in buttons), "button_list.style 只能是 1 到 4")
    return buttons


def _button_key(button: Body) -> str:
    """The key of a button that calls back; one that opens a page needs none."""
    if _number(button, "type") == 1:
        _needed(button, "url")
        return _word(button, "key")
    return _key(button, "key")


def _menu(menu: Body) -> list[Card]:
    if not menu:
        return []
    actions = [
        {"key": _key(action, "key"), "text": _needed(action, "text")}
        for action in _blocks(menu, "action_list", 1, _MENU)
    ]
    _check_unique([action["key"] for action in actions], "key")
    return actions


def _submit(button: Body) -> Card | None:
    return {"text": _word(button, "text") or "提交", "key": _key(button, "key")} if button else None


def _url(action: Body) -> str:
    if _number(action, "type") != 1:
        return ""
    url = _needed(action, "url")
    _check(len(url.encode()) <= _URL_BYTES, f"url 不能超过 {_URL_BYTES} 字节")
    return url


def _check(right: bool, rule: str) -> None:
    if not right:
        raise BadCard(rule)


def _check_unique(values: Sequence[str], name: str) -> None:
    _check(len(set(values)) == len(values), f"{name} 不能重复")


def _word(block: Body, name: str) -> str:
    value = block.get(name)
    _check(value is None or isinstance(value, str), f"{name} 要是文字")
    return value or ""


def _needed(block: Body, name: str) -> str:
    word = _word(block, name)
    _check(bool(word), f"缺 {name}")
    return word


def _key(block: Body, name: str, limit: int = _KEY_BYTES) -> str:
    key = _needed(block, name)
    _check(len(key.encode()) <= limit, f"{name} 不能超过 {limit} 字节")
    return key


def _number(block: Body, name: str, default: int = 0) -> int:
    """A whole number, also as digits: a card may come as XML."""
    value = block.get(name)
    digits = str(default if value is None else value)
    _check(digits.isascii() and digits.isdigit(), f"{name} 要是整数")
    return int(digits)


def _flag(block: Body, name: str) -> bool:
    value = block.get(name)
    _check(value in (None, True, False, "true", "false", "1", "0"), f"{name} 要是 true 或 false")
    return value in (True, "true", "1")


def _block(body: Body, name: str) -> Body:
    value = body.get(name)
    _check(value is None or isinstance(value, Mapping), f"{name} 要是一个对象")
    return value or {}


def _blocks(body: Body, name: str, low: int, high: int) -> Sequence[Body]:
    values = body.get(name) or []
    right = isinstance(values, list) and all(isinstance(value, Mapping) for value in values)
    _check(right, f"{name} 要是一列对象")
    _check(low <= len(values) <= high, f"{name} 要有 {low} 到 {high} 个")
    found: Sequence[Body] = values
    return found
