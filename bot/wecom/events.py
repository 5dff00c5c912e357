"""From the elements of an event to its value: one small reader for each kind."""

from collections.abc import Callable

from bot.wecom.contacts import read_contact_change, read_school_contact_change
from bot.wecom.xml import Element
from handlers.inbound_events import (
    AgentEntered,
    BatchJobFinished,
    CardClicked,
    CardMenuChosen,
    CodeScanned,
    CustomerServiceAccountsChanged,
    CustomerServiceNotice,
    Event,
    LifeCycle,
    LifeCycleChanged,
    LocationChosen,
    LocationReported,
    MenuClicked,
    MiniProgramViewed,
    PageViewed,
    PicturesChosen,
    PictureSource,
    SelectedItem,
    Subscribed,
    TaskCardClicked,
    UnknownEvent,
    Unsubscribed,
)

_EMPTY = Element("")


def read_event(root: Element) -> Event:
    """The event that `root` tells of; one that we do not know is kept with all its fields."""
    read = _EVENTS.get(root.get("Event"))
    event = read(root) if read else None
    if event is not None:
        return event
    return UnknownEvent(event=root.get("Event"), change_type=root.get("ChangeType"), fields=tuple(root.leaves()))


def _subscribe(_root: Element) -> Event:
    return Subscribed()


def _unsubscribe(_root: Element) -> Event:
    return Unsubscribed()


def _enter_agent(_root: Element) -> Event:
    return AgentEntered()


def _click(root: Element) -> Event:
    return MenuClicked(key=root.get("EventKey"))


def _view(root: Element) -> Event:
    return PageViewed(url=root.get("EventKey"))


def _view_mini_program(root: Element) -> Event:
    return MiniProgramViewed(key=root.get("EventKey"))


def _location(root: Element) -> Event:
    return LocationReported(
        latitude=root.decimal("Latitude"),
        longitude=root.decimal("Longitude"),
        precision=root.decimal("Precision"),
        app_type=root.get("AppType"),
    )


def _scan_code(root: Element) -> Event:
    code = root.child("ScanCodeInfo") or _EMPTY
    return CodeScanned(
        key=root.get("EventKey"),
        waits=root.get("Event") == "scancode_waitmsg",
        scan_type=code.get("ScanType"),
        result=code.typed("ScanResult"),
    )


def _pictures(root: Element) -> Event:
    pictures = root.child("SendPicsInfo") or _EMPTY
    items = (pictures.child("PicList") or _EMPTY).all("item")
    return PicturesChosen(
        key=root.get("EventKey"),
        source=PictureSource(root.get("Event")),
        count=pictures.whole("Count"),
        md5_sums=tuple(item.get("PicMd5Sum") for item in items),
    )


def _location_select(root: Element) -> Event:
    place = root.child("SendLocationInfo") or _EMPTY
    return LocationChosen(
        key=root.get("EventKey"),
        latitude=place.decimal("Location_X"),
        longitude=place.decimal("Location_Y"),
        scale=place.whole("Scale"),
        label=place.typed("Label"),
        place_name=place.typed("Poiname"),
    )


def _card(root: Element) -> Event:
    items = (root.child("SelectedItems") or _EMPTY).all("SelectedItem")
    return CardClicked(
        key=root.get("EventKey"),
        task_id=root.get("TaskId"),
        card_type=root.get("CardType"),
        response_code=root.get("ResponseCode"),
        selected=tuple(_selected(item) for item in items),
    )


def _selected(item: Element) -> SelectedItem:
    # The platform's own sample once spelt it "Opiton"; what it sends may follow.
    lists = item.all("OptionIds", "OpitonIds")
    return SelectedItem(
        question_key=item.get("QuestionKey"),
        option_ids=tuple(option.text.strip() for options in lists for option in options.all("OptionId", "OpitonId")),
    )


def _card_menu(root: Element) -> Event:
    return CardMenuChosen(
        key=root.get("EventKey"),
        task_id=root.get("TaskId"),
        card_type=root.get("CardType"),
        response_code=root.get("ResponseCode"),
    )


def _task_card(root: Element) -> Event:
    return TaskCardClicked(key=root.get("EventKey"), task_id=root.get("TaskId"))


def _batch_job(root: Element) -> Event:
    job = root.child("BatchJob") or _EMPTY
    return BatchJobFinished(
        job_id=job.get("JobId"),
        job_type=job.get("JobType"),
        error_code=job.whole("ErrCode"),
        error_message=job.typed("ErrMsg"),
    )


def _customer_service(root: Element) -> Event:
    return CustomerServiceNotice(open_kf_id=root.get("OpenKfId"), token=root.get("Token"))


def _customer_service_accounts(root: Element) -> Event:
    return CustomerServiceAccountsChanged(
        added=tuple(account.text.strip() for account in root.all("AuthAddOpenKfId")),
        removed=tuple(account.text.strip() for account in root.all("AuthDelOpenKfId")),
    )


def _life_cycle(root: Element) -> Event:
    return LifeCycleChanged(state=LifeCycle(root.get("Event")), effective=root.get("EffectTime"))


_EVENTS: dict[str, Callable[[Element], Event | None]] = {
    "subscribe": _subscribe,
    "unsubscribe": _unsubscribe,
    "enter_agent": _enter_agent,
    "click": _click,
    "view": _view,
    "view_miniprogram": _view_mini_program,
    "LOCATION": _location,
    "scancode_push": _scan_code,
    "scancode_waitmsg": _scan_code,
    **dict.fromkeys(PictureSource, _pictures),
    "location_select": _location_select,
    "template_card_event": _card,
    "template_card_menu_event": _card_menu,
    "taskcard_click": _task_card,
    "batch_job_result": _batch_job,
    "change_contact": read_contact_change,
    "change_school_contact": read_school_contact_change,
    "kf_msg_or_event": _customer_service,
    "kf_account_auth_change": _customer_service_accounts,
    **dict.fromkeys(LifeCycle, _life_cycle),
}
