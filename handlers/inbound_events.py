"""What WeCom tells us without anybody typing, as values: every event that can reach the callback.

Texts are exactly as the platform wrote them, "" where a field is missing; numbers are None where a field is missing
or is not a number. What the platform adds one day arrives as `UnknownEvent`, with all its fields.
"""

from dataclasses import dataclass
from enum import StrEnum

Fields = tuple[tuple[str, str], ...]
"""Every field of a message as (path, value), in the order received; a path looks like `BatchJob/JobId`."""


@dataclass(frozen=True, slots=True)
class Subscribed:
    """The sender entered the app's visible range."""


@dataclass(frozen=True, slots=True)
class Unsubscribed:
    """The sender left the app's visible range or the corp."""


@dataclass(frozen=True, slots=True)
class AgentEntered:
    """The sender opened the app."""


@dataclass(frozen=True, slots=True)
class MenuClicked:
    """The menu entry with this key was chosen."""

    key: str


@dataclass(frozen=True, slots=True)
class PageViewed:
    """A menu entry that opens a page was chosen."""

    url: str


@dataclass(frozen=True, slots=True)
class MiniProgramViewed:
    """A menu entry that opens a mini program was chosen."""

    key: str


@dataclass(frozen=True, slots=True)
class LocationReported:
    """Where the sender is, as the app reports it by itself; degrees, and metres of precision."""

    latitude: float | None
    longitude: float | None
    precision: float | None
    app_type: str


@dataclass(frozen=True, slots=True)
class CodeScanned:
    """A menu entry scanned a code; where `waits`, the sender's phone shows that we are answering."""

    key: str
    waits: bool
    scan_type: str
    result: str


class PictureSource(StrEnum):
    """Where the pictures of a menu entry came from, in the platform's own words."""

    CAMERA = "pic_sysphoto"
    CAMERA_OR_ALBUM = "pic_photo_or_album"
    ALBUM = "pic_weixin"


@dataclass(frozen=True, slots=True)
class PicturesChosen:
    """A menu entry took pictures; the pictures themselves follow as messages."""

    key: str
    source: PictureSource
    count: int | None
    md5_sums: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LocationChosen:
    """A menu entry let the sender pick a place, in degrees."""

    key: str
    latitude: float | None
    longitude: float | None
    scale: int | None
    label: str
    place_name: str


@dataclass(frozen=True, slots=True)
class SelectedItem:
    """What was chosen for one question of a card."""

    question_key: str
    option_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardClicked:
    """A button of a template card was pressed; `response_code` allows one update of the card, for 72 hours."""

    key: str
    task_id: str
    card_type: str
    response_code: str
    selected: tuple[SelectedItem, ...]


@dataclass(frozen=True, slots=True)
class CardMenuChosen:
    """An entry of a template card's corner menu was chosen."""

    key: str
    task_id: str
    card_type: str
    response_code: str


@dataclass(frozen=True, slots=True)
class TaskCardClicked:
    """A button of an old task card was pressed."""

    key: str
    task_id: str


@dataclass(frozen=True, slots=True)
class BatchJobFinished:
    """A bulk change of the address book that we ordered is done; `error_code` 0 is success."""

    job_id: str
    job_type: str
    error_code: int | None
    error_message: str


class Change(StrEnum):
    """What became of the subject of an address book event."""

    CREATED = "create"
    UPDATED = "update"
    DELETED = "delete"
    SUBSCRIBED = "subscribe"
    UNSUBSCRIBED = "unsubscribe"


@dataclass(frozen=True, slots=True)
class MemberChanged:
    """A member of staff in the corp's address book; only what changed is in `fields`, often nothing but ids.

    `department_ids` is None where the event does not speak of departments.
    """

    change: Change
    user_id: str
    new_user_id: str
    department_ids: tuple[int, ...] | None
    fields: Fields


@dataclass(frozen=True, slots=True)
class DepartmentChanged:
    """A department of the corp's address book."""

    change: Change
    department_id: int | None
    name: str
    parent_id: int | None
    order: int | None


@dataclass(frozen=True, slots=True)
class TagChanged:
    """Who carries a tag of the corp's address book."""

    tag_id: int | None
    added_user_ids: tuple[str, ...]
    removed_user_ids: tuple[str, ...]
    added_department_ids: tuple[int, ...]
    removed_department_ids: tuple[int, ...]


class SchoolSubject(StrEnum):
    """Whom an event of the school address book (家校沟通) is about."""

    STUDENT = "student"
    PARENT = "parent"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class SchoolContactChanged:
    """The school address book changed; the event carries the subject's id and nothing else."""

    subject: SchoolSubject
    change: Change
    id: str


@dataclass(frozen=True, slots=True)
class CustomerServiceNotice:
    """Something waits in a customer service account (微信客服); `token` fetches it for ten minutes."""

    open_kf_id: str
    token: str


@dataclass(frozen=True, slots=True)
class CustomerServiceAccountsChanged:
    """The app gained or lost customer service accounts."""

    added: tuple[str, ...]
    removed: tuple[str, ...]


class LifeCycle(StrEnum):
    """How the platform judges the app's activity; a suspended app's calls fail."""

    SUSPENDED = "close_inactive_agent"
    REOPENED = "reopen_inactive_agent"
    INACTIVE_ALERT = "inactive_alert"
    LOW_ACTIVE_ALERT = "low_active_alert"
    LOW_ACTIVE = "low_active"
    ACTIVE_RESTORED = "active_restored"


@dataclass(frozen=True, slots=True)
class LifeCycleChanged:
    """The platform's judgement changed; `effective` is when it takes effect, as the platform wrote it."""

    state: LifeCycle
    effective: str


@dataclass(frozen=True, slots=True)
class UnknownEvent:
    """An event, or a kind of change, that we do not know."""

    event: str
    change_type: str
    fields: Fields


Event = (
    Subscribed
    | Unsubscribed
    | AgentEntered
    | MenuClicked
    | PageViewed
    | MiniProgramViewed
    | LocationReported
    | CodeScanned
    | PicturesChosen
    | LocationChosen
    | CardClicked
    | CardMenuChosen
    | TaskCardClicked
    | BatchJobFinished
    | MemberChanged
    | DepartmentChanged
    | TagChanged
    | SchoolContactChanged
    | CustomerServiceNotice
    | CustomerServiceAccountsChanged
    | LifeCycleChanged
    | UnknownEvent
)
