"""Events: each documented one, both spellings where the platform misspells, and what nobody documented."""

from typing import get_args

import pytest

from bot.wecom.parse import read_inbound
from handlers.inbound_events import (
    AgentEntered,
    BatchJobFinished,
    CardClicked,
    CardMenuChosen,
    Change,
    CodeScanned,
    CustomerServiceAccountsChanged,
    CustomerServiceNotice,
    DepartmentChanged,
    Event,
    LifeCycle,
    LifeCycleChanged,
    LocationChosen,
    LocationReported,
    MemberChanged,
    MenuClicked,
    MiniProgramViewed,
    PageViewed,
    PicturesChosen,
    PictureSource,
    SchoolContactChanged,
    SchoolSubject,
    SelectedItem,
    Subscribed,
    TagChanged,
    TaskCardClicked,
    UnknownEvent,
    Unsubscribed,
)
from tests.bot.wecom import plaintexts
from tests.bot.wecom.plaintexts import fields

CARD = fields(EventKey="key111", TaskId="task111", CardType="vote_interaction", ResponseCode="code")
SELECTED = (SelectedItem("Q1", ("1", "2")), SelectedItem("Q2", ("3",)), SelectedItem("Q3", ()))


def selected_items(spelling: str) -> str:
    """Two questions answered, the second with its fields the other way round, and one left open."""
    options, option = f"{spelling}Ids", f"{spelling}Id"
    return (
        f"<SelectedItems><SelectedItem><QuestionKey><![CDATA[Q1]]></QuestionKey><{options}>"
        f"<{option}><![CDATA[1]]></{option}><{option}><![CDATA[2]]></{option}></{options}></SelectedItem>\n"
        f"<SelectedItem><{options}><{option}>3</{option}></{options}><QuestionKey>Q2</QuestionKey></SelectedItem>"
        f"<SelectedItem><QuestionKey>Q3</QuestionKey></SelectedItem></SelectedItems>"
    )


EVENTS: list[tuple[str, str, Event]] = [
    ("subscribe", fields(EventKey=""), Subscribed()),
    ("unsubscribe", "", Unsubscribed()),
    ("enter_agent", fields(EventKey=""), AgentEntered()),
    ("click", fields(EventKey="todo"), MenuClicked("todo")),
    ("view", fields(EventKey="https://s/?a=1&b=2"), PageViewed("https://s/?a=1&b=2")),
    ("view_miniprogram", fields(EventKey="pages/index"), MiniProgramViewed("pages/index")),
    (
        "LOCATION",
        fields(Latitude="23.104", Longitude="113.320", Precision="65", AppType="wxwork"),
        LocationReported(23.104, 113.32, 65.0, "wxwork"),
    ),
    ("LOCATION", "", LocationReported(None, None, None, "")),
    (
        "scancode_push",
        fields(EventKey="k") + "<ScanCodeInfo><ScanType>qrcode</ScanType><ScanResult> 1 </ScanResult></ScanCodeInfo>",
        CodeScanned("k", False, "qrcode", " 1 "),
    ),
    ("scancode_waitmsg", fields(EventKey="k"), CodeScanned("k", True, "", "")),
    (
        "pic_sysphoto",
        fields(EventKey="k") + "<SendPicsInfo><Count>2</Count><PicList><item><PicMd5Sum>a</PicMd5Sum></item>"
        "<item><PicMd5Sum>b</PicMd5Sum></item></PicList></SendPicsInfo>",
        PicturesChosen("k", PictureSource.CAMERA, 2, ("a", "b")),
    ),
    ("pic_photo_or_album", fields(EventKey="k"), PicturesChosen("k", PictureSource.CAMERA_OR_ALBUM, None, ())),
    (
        "pic_weixin",
        fields(EventKey="k") + "<SendPicsInfo><Count>0</Count><PicList/></SendPicsInfo>",
        PicturesChosen("k", PictureSource.ALBUM, 0, ()),
    ),
    (
        "location_select",
        fields(EventKey="k") + "<SendLocationInfo><Location_X>23</Location_X><Location_Y>113.5</Location_Y>"
        "<Scale>15</Scale><Label>路口</Label><Poiname>学校</Poiname></SendLocationInfo>",
        LocationChosen("k", 23.0, 113.5, 15, "路口", "学校"),
    ),
    (
        "template_card_event",
        CARD + selected_items("Option"),
        CardClicked("key111", "task111", "vote_interaction", "code", SELECTED),
    ),
    (
        "template_card_event",
        CARD + selected_items("Opiton"),
        CardClicked("key111", "task111", "vote_interaction", "code", SELECTED),
    ),
    ("template_card_event", CARD, CardClicked("key111", "task111", "vote_interaction", "code", ())),
    ("template_card_menu_event", CARD, CardMenuChosen("key111", "task111", "vote_interaction", "code")),
    ("taskcard_click", fields(EventKey="yes", TaskId="t"), TaskCardClicked("yes", "t")),
    (
        "batch_job_result",
        "<BatchJob><JobId>S1</JobId><JobType>sync_user</JobType><ErrCode>-1</ErrCode><ErrMsg>busy</ErrMsg></BatchJob>",
        BatchJobFinished("S1", "sync_user", -1, "busy"),
    ),
    (
        "change_contact",
        fields(ChangeType="create_party", Id=2, Name="初一", ParentId=1, Order=10),
        DepartmentChanged(Change.CREATED, 2, "初一", 1, 10),
    ),
    (
        "change_contact",
        fields(ChangeType="update_party", Id=2, ParentId=1),
        DepartmentChanged(Change.UPDATED, 2, "", 1, None),
    ),
    (
        "change_contact",
        fields(ChangeType="delete_party", Id=2),
        DepartmentChanged(Change.DELETED, 2, "", None, None),
    ),
    (
        "change_contact",
        fields(
            ChangeType="update_tag", TagId=1, AddUserItems="zhangsan, lisi", DelUserItems="", DelPartyItems="1,x,2,"
        ),
        TagChanged(1, ("zhangsan", "lisi"), (), (), (1, 2)),
    ),
    ("kf_msg_or_event", fields(Token="ENC", OpenKfId="wk1"), CustomerServiceNotice("wk1", "ENC")),
    (
        "kf_account_auth_change",
        "<AuthAddOpenKfId>wk1</AuthAddOpenKfId><AuthAddOpenKfId>wk2</AuthAddOpenKfId><AuthDelOpenKfId>wk3</AuthDelOpenKfId>",
        CustomerServiceAccountsChanged(("wk1", "wk2"), ("wk3",)),
    ),
    ("low_active_alert", fields(EffectTime="1700000000"), LifeCycleChanged(LifeCycle.LOW_ACTIVE_ALERT, "1700000000")),
    *((state.value, "", LifeCycleChanged(state, "")) for state in LifeCycle),
    *(
        (
            "change_school_contact",
            fields(ChangeType=f"{change}_{noun}", Id="id1"),
            SchoolContactChanged(subject, change, "id1"),
        )
        for change in (Change.CREATED, Change.UPDATED, Change.DELETED)
        for noun, subject in (
            ("student", SchoolSubject.STUDENT),
            ("parent", SchoolSubject.PARENT),
            ("department", SchoolSubject.DEPARTMENT),
            ("deparmtment", SchoolSubject.DEPARTMENT),
        )
    ),
    *(
        (
            "change_school_contact",
            fields(ChangeType=change.value, Id="parent1"),
            SchoolContactChanged(SchoolSubject.PARENT, change, "parent1"),
        )
        for change in (Change.SUBSCRIBED, Change.UNSUBSCRIBED)
    ),
]


@pytest.mark.parametrize(("name", "body", "content"), EVENTS, ids=[f"{case[0]}-{n}" for n, case in enumerate(EVENTS)])
def test_an_event_is_read_as_its_kind(name: str, body: str, content: Event) -> None:
    inbound = read_inbound(plaintexts.event(name, body + "<AgentID>1</AgentID>"))
    assert inbound.content == content
    assert (inbound.corp_id, inbound.sender, inbound.sent_at, inbound.agent_id) == ("corpid", "zhangsan", 1348831860, 1)
    assert inbound.key.startswith("e:")


def test_every_kind_of_event_is_tried_in_this_file() -> None:
    assert {type(content) for _, _, content in EVENTS} | {MemberChanged, UnknownEvent} == set(get_args(Event))


def test_an_event_without_sender_and_app_has_none() -> None:
    inbound = read_inbound(plaintexts.event("kf_msg_or_event", fields(Token="t", OpenKfId="k"), sender=""))
    assert (inbound.sender, inbound.agent_id) == ("", None)


@pytest.mark.parametrize(
    ("change_type", "change"),
    [("create_user", Change.CREATED), ("update_user", Change.UPDATED), ("delete_user", Change.DELETED)],
)
def test_a_member_event_keeps_all_that_changed(change_type: str, change: Change) -> None:
    body = (
        fields(ChangeType=change_type, UserID="zhangsan", NewUserID="zhangsan1", Department="1, 2,x,3")
        + "<ExtAttr><Item><Name>爱好</Name><Type>0</Type><Text><Value>旅游</Value></Text></Item></ExtAttr>"
    )
    content = read_inbound(plaintexts.event("change_contact", body, sender="sys")).content
    assert isinstance(content, MemberChanged)
    assert (content.change, content.user_id, content.new_user_id) == (change, "zhangsan", "zhangsan1")
    assert content.department_ids == (1, 2, 3)
    assert ("ExtAttr/Item/Text/Value", "旅游") in content.fields


def test_a_member_event_tells_no_departments_from_departments_unchanged() -> None:
    bare = read_inbound(plaintexts.event("change_contact", fields(ChangeType="update_user", UserID="a"))).content
    none = read_inbound(
        plaintexts.event("change_contact", fields(ChangeType="update_user", UserID="a", Department=""))
    ).content
    assert isinstance(bare, MemberChanged)
    assert isinstance(none, MemberChanged)
    assert (bare.department_ids, none.department_ids) == (None, ())


@pytest.mark.parametrize(
    ("name", "change_type"),
    [
        ("brand_new_event", ""),
        ("", ""),
        ("location", ""),
        ("change_contact", "subscribe"),
        ("change_contact", "create_robot"),
        ("change_contact", "create_tag"),
        ("change_contact", "subscribe_user"),
        ("change_school_contact", "create_class"),
        ("change_school_contact", "subscribe_parent"),
        ("change_school_contact", "create"),
        ("change_school_contact", ""),
        ("change_external_contact", "add_external_contact"),
    ],
)
def test_an_unknown_event_or_change_is_kept_with_all_its_fields(name: str, change_type: str) -> None:
    body = fields(ChangeType=change_type) + "<New><Deep>1</Deep><Deep> 2 </Deep></New>"
    assert read_inbound(plaintexts.event(name, body)).content == UnknownEvent(
        event=name,
        change_type=change_type,
        fields=(
            ("ToUserName", "corpid"),
            ("FromUserName", "zhangsan"),
            ("CreateTime", "1348831860"),
            ("MsgType", "event"),
            ("Event", name),
            ("ChangeType", change_type),
            ("New/Deep", "1"),
            ("New/Deep", " 2 "),
        ),
    )
