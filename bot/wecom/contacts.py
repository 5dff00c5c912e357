"""From the elements of an address book event (the corp's, or 家校沟通's) to its value."""

from bot.wecom.xml import Element, whole_number
from handlers.inbound_events import (
    Change,
    DepartmentChanged,
    Event,
    MemberChanged,
    SchoolContactChanged,
    SchoolSubject,
    TagChanged,
)

_LASTING = {change.value: change for change in (Change.CREATED, Change.UPDATED, Change.DELETED)}
_FOLLOWING = {change.value: change for change in (Change.SUBSCRIBED, Change.UNSUBSCRIBED)}
# The platform's own sample spells a department so; its table of parameters spells it rightly.
_SUBJECTS = {subject.value: subject for subject in SchoolSubject} | {"deparmtment": SchoolSubject.DEPARTMENT}


def read_contact_change(root: Element) -> Event | None:
    """A change of the corp's address book; None where the kind of change is not known."""
    verb, _, subject = root.get("ChangeType").partition("_")
    if (verb, subject) == ("update", "tag"):
        return _tag(root)
    change = _LASTING.get(verb)
    if change is None:
        return None
    if subject == "user":
        return _member(root, change)
    return _department(root, change) if subject == "party" else None


def read_school_contact_change(root: Element) -> Event | None:
    """A change of the school address book; None where the kind of change is not known."""
    change_type = root.get("ChangeType")
    if change_type in _FOLLOWING:
        return SchoolContactChanged(SchoolSubject.PARENT, _FOLLOWING[change_type], root.get("Id"))
    verb, _, noun = change_type.partition("_")
    change, subject = _LASTING.get(verb), _SUBJECTS.get(noun)
    if change is None or subject is None:
        return None
    return SchoolContactChanged(subject, change, root.get("Id"))


def _member(root: Element, change: Change) -> Event:
    departments = root.child("Department")
    return MemberChanged(
        change=change,
        user_id=root.get("UserID"),
        new_user_id=root.get("NewUserID"),
        department_ids=_numbers(departments.text) if departments else None,
        fields=tuple(root.leaves()),
    )


def _department(root: Element, change: Change) -> Event:
    return DepartmentChanged(
        change=change,
        department_id=root.whole("Id"),
        name=root.typed("Name"),
        parent_id=root.whole("ParentId"),
        order=root.whole("Order"),
    )


def _tag(root: Element) -> Event:
    return TagChanged(
        tag_id=root.whole("TagId"),
        added_user_ids=_words(root.get("AddUserItems")),
        removed_user_ids=_words(root.get("DelUserItems")),
        added_department_ids=_numbers(root.get("AddPartyItems")),
        removed_department_ids=_numbers(root.get("DelPartyItems")),
    )


def _words(comma_list: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in comma_list.split(",") if word.strip())


def _numbers(comma_list: str) -> tuple[int, ...]:
    numbers = (whole_number(word) for word in _words(comma_list))
    return tuple(number for number in numbers if number is not None)
