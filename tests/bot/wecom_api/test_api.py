"""Every call asks as the platform's documents say and reads what their samples answer."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.wecom import api
from bot.wecom.answers import (
    AgentInfo,
    AllowScope,
    Department,
    Member,
    NoticeSent,
    SchoolDepartment,
    Sent,
    SubscribeQrCode,
    Visitor,
)
from bot.wecom.client import WeComClient
from bot.wecom.errors import WeComError
from tests.bot.wecom_api.platform import AGENT, ApiServer, refuse
from tests.bot.wecom_api.samples import BUTTON, CLASS, PARENT, READ_CLASS, READ_PARENT, READ_STUDENT, STUDENT

Json = dict[str, Any]
AGENT_QUERY = {"agentid": str(AGENT)}


READING: list[tuple[str, Callable[[WeComClient], Awaitable[object]], str, dict[str, str], Json, object]] = [
    (
        "agent",
        api.agent_get,
        "agent/get",
        AGENT_QUERY,
        {
            "agentid": AGENT,
            "name": "结对",
            "allow_userinfos": {"user": [{"userid": "zhangshan"}, {"userid": "lisi"}]},
            "allow_partys": {"partyid": [1]},
            "allow_tags": {"tagid": [1, 2]},
            "close": 0,
            "redirect_domain": "school.example",
            "report_location_flag": 2,
            "isreportenter": 1,
            "home_url": "https://school.example/",
        },
        AgentInfo(
            name="结对",
            users=("zhangshan", "lisi"),
            parties=(1,),
            tags=(1, 2),
            closed=False,
            reports_enter=True,
            reports_location=True,
            redirect_domain="school.example",
            home_url="https://school.example/",
        ),
    ),
    (
        "agent without anybody",
        api.agent_get,
        "agent/get",
        AGENT_QUERY,
        {"name": "结对", "close": 1},
        AgentInfo("结对", (), (), (), True, False, False, "", ""),
    ),
    ("menu", api.menu_get, "menu/get", AGENT_QUERY, {"button": [BUTTON]}, (BUTTON,)),
    ("menu unset", api.menu_get, "menu/get", AGENT_QUERY, refuse(46003), ()),
    (
        "member",
        lambda client: api.user_get(client, "WangFang"),
        "user/get",
        {"userid": "WangFang"},
        {"userid": "WangFang", "name": "王芳", "department": [1, 2], "position": "教师", "status": 1, "gender": "2"},
        Member("WangFang", "王芳", (1, 2), "教师", 1),
    ),
    (
        "members",
        lambda client: api.user_simplelist(client, 1),
        "user/simplelist",
        {"department_id": "1"},
        {"userlist": [{"userid": "WangFang", "name": "王芳", "department": [1]}]},
        (Member("WangFang", "王芳", (1,), "", 0),),
    ),
    (
        "departments",
        api.department_list,
        "department/list",
        {},
        {"department": [{"id": 2, "name": "初中部", "department_leader": ["WangFang"], "parentid": 1, "order": 10}]},
        (Department(2, "初中部", 1, ("WangFang",), 10),),
    ),
    (
        "departments below one",
        lambda client: api.department_list(client, 2),
        "department/list",
        {"id": "2"},
        {"department": []},
        (),
    ),
    (
        "student",
        lambda client: api.school_user_get(client, "zhangsan"),
        "school/user/get",
        {"userid": "zhangsan"},
        {"user_type": 1, "student": STUDENT},
        READ_STUDENT,
    ),
    (
        "parent",
        lambda client: api.school_user_get(client, "zhangsan_parent2"),
        "school/user/get",
        {"userid": "zhangsan_parent2"},
        {"user_type": 2, "parent": PARENT, "student": STUDENT},
        READ_PARENT,
    ),
    (
        "students",
        lambda client: api.school_user_list(client, 3),
        "school/user/list",
        {"department_id": "3"},
        {"students": [STUDENT, STUDENT]},
        (READ_STUDENT, READ_STUDENT),
    ),
    ("classes", api.school_department_list, "school/department/list", {}, {"departments": [CLASS]}, (READ_CLASS,)),
    (
        "classes below one",
        lambda client: api.school_department_list(client, 2),
        "school/department/list",
        {"id": "2"},
        {"departments": [{**CLASS, "register_year": 2018, "standard_grade": 1, "is_graduated": 1, "type": 2}]},
        (SchoolDepartment(3, "一班", 2, 2, 2018, 1, 1, True, READ_CLASS.admins),),
    ),
    (
        "scope",
        api.school_allow_scope,
        "school/agent/get_allow_scope",
        AGENT_QUERY,
        {"allow_scope": {"students": {"userid": ["student1"]}, "departments": {"partyid": ["1", 2]}}},
        AllowScope(("student1",), (1, 2)),
    ),
    (
        "scope in its other shape",
        api.school_allow_scope,
        "school/agent/get_allow_scope",
        AGENT_QUERY,
        {"allow_scope": {"students": [{"userid": "student1"}], "departments": [1, 2]}},
        AllowScope(("student1",), (1, 2)),
    ),
    (
        "QR code",
        api.subscribe_qr_code,
        "externalcontact/get_subscribe_qr_code",
        {},
        {"qrcode_big": "https://b", "qrcode_middle": "https://m", "qrcode_thumb": "https://t"},
        SubscribeQrCode("https://b", "https://m", "https://t"),
    ),
    (
        "a parent from the notices",
        lambda client: api.school_getuserinfo(client, "a+code/="),
        "school/getuserinfo",
        {"code": "a+code/="},
        {"DeviceId": "d", "parent_userid": "p1"},
        Visitor("", "p1", "", "", ""),
    ),
    (
        "a student from the notices",
        lambda client: api.school_getuserinfo(client, "c"),
        "school/getuserinfo",
        {"code": "c"},
        {"student_userid": "s1"},
        Visitor("", "", "s1", "", ""),
    ),
    (
        "a member",
        lambda client: api.auth_getuserinfo(client, "c"),
        "auth/getuserinfo",
        {"code": "c"},
        {"userid": "WangFang"},
        Visitor("WangFang", "", "", "", ""),
    ),
    (
        "a stranger",
        lambda client: api.auth_getuserinfo(client, "c"),
        "auth/getuserinfo",
        {"code": "c"},
        {"openid": "o1", "external_userid": "wm1"},
        Visitor("", "", "", "wm1", "o1"),
    ),
    (
        "addresses",
        api.api_domain_ip,
        "get_api_domain_ip",
        {},
        {"ip_list": ["182.254.11.176", "182.254.78.66"]},
        ("182.254.11.176", "182.254.78.66"),
    ),
]


@pytest.mark.parametrize(
    ("call", "path", "query", "answer", "read"), [row[1:] for row in READING], ids=[row[0] for row in READING]
)
async def test_what_is_read(
    platform: ApiServer,
    client: WeComClient,
    call: Callable[[WeComClient], Awaitable[object]],
    path: str,
    query: dict[str, str],
    answer: Json,
    read: object,
) -> None:
    platform.on(path, {"errcode": 0, "errmsg": "ok", **answer})
    assert await call(client) == read
    (seen,) = platform.calls(path)
    assert (seen.method, seen.query, seen.body) == ("GET", {**query, "access_token": "token-1"}, None)


async def test_another_refusal_of_the_menu_is_one(platform: ApiServer, client: WeComClient) -> None:
    platform.on("menu/get", refuse(60020))
    with pytest.raises(WeComError):
        await api.menu_get(client)


async def test_a_message_says_who_did_not_get_it(platform: ApiServer, client: WeComClient) -> None:
    answer = {
        "invaliduser": "WangFang|lina",
        "invalidparty": "2",
        "invalidtag": "",
        "unlicenseduser": "ZhouNew",
        "msgid": "m1",
        "response_code": "r1",
    }
    platform.on("message/send", {"errcode": 0, "errmsg": "ok", **answer})
    sent = await api.message_send(client, {"touser": "WangFang|LiNa|ZhouNew", "msgtype": "text"})
    assert sent == Sent(("wangfang", "lina"), ("2",), (), ("zhounew",), "m1", "r1")
    (seen,) = platform.calls("message/send")
    assert (seen.method, seen.query) == ("POST", {"access_token": "token-1"})
    assert seen.body == {"touser": "WangFang|LiNa|ZhouNew", "msgtype": "text", "agentid": AGENT}
    assert seen.headers["content-type"] == "application/json"


async def test_a_card_is_updated_for_whom_it_says(platform: ApiServer, client: WeComClient) -> None:
    platform.on("message/update_template_card", {"errcode": 0, "errmsg": "ok", "invaliduser": ["UserId1", "userid2"]})
    assert await api.update_template_card(client, {"response_code": "r1"}) == ("userid1", "userid2")
    assert platform.calls("message/update_template_card")[0].body == {"response_code": "r1", "agentid": AGENT}


async def test_a_message_is_recalled(platform: ApiServer, client: WeComClient) -> None:
    await api.recall(client, "m1")
    assert platform.calls("message/recall")[0].body == {"msgid": "m1"}


async def test_a_notice_says_who_did_not_get_it(platform: ApiServer, client: WeComClient) -> None:
    answer = {"invalid_parent_userid": ["P1"], "invalid_student_userid": [], "invalid_party": ["3"], "invalid_tag": []}
    platform.on("externalcontact/message/send", {"errcode": 0, "errmsg": "ok", **answer})
    sent = await api.school_notice_send(client, {"to_parent_userid": ["P1", "P2"]})
    assert sent == NoticeSent(("P1",), (), ("3",))
    (seen,) = platform.calls("externalcontact/message/send")
    assert seen.body == {"to_parent_userid": ["P1", "P2"], "agentid": AGENT}


async def test_a_menu_is_set(platform: ApiServer, client: WeComClient) -> None:
    await api.menu_create(client, {"button": [BUTTON]})
    (seen,) = platform.calls("menu/create")
    assert (seen.query, seen.body) == ({**AGENT_QUERY, "access_token": "token-1"}, {"button": [BUTTON]})
