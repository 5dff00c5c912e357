"""WeCom's server API as far as we use it: one function a call. All raise WeComError and nothing else."""

from collections.abc import Mapping
from typing import Any

from bot.wecom.answers import (
    AgentInfo,
    AllowScope,
    Department,
    Member,
    NoticeSent,
    SchoolDepartment,
    SchoolParent,
    SchoolStudent,
    Sent,
    SubscribeQrCode,
    Visitor,
    inner,
    read_agent,
    read_allow_scope,
    read_department,
    read_member,
    read_parent,
    read_school_department,
    read_student,
    read_visitor,
    rows,
    text,
    whole,
    words,
)
from bot.wecom.client import File, WeComClient
from bot.wecom.errors import WeComError

Body = Mapping[str, Any]

MENU_UNSET = 46003
PARENT = 2  # `user_type` of the school directory; 1 is a student


async def message_send(client: WeComClient, body: Body) -> Sent:
    """A message to members; whose the app is, is added. Some receivers may be invalid and the rest have it."""
    answer = await client.post("message/send", {**body, "agentid": client.app.agent_id})
    return Sent(
        invalid_users=_lowered(answer, "invaliduser"),
        invalid_parties=words(answer, "invalidparty"),
        invalid_tags=words(answer, "invalidtag"),
        unlicensed_users=_lowered(answer, "unlicenseduser"),
        msgid=text(answer, "msgid"),
        response_code=text(answer, "response_code"),
    )


async def update_template_card(client: WeComClient, body: Body) -> tuple[str, ...]:
    """Changes a card that was sent, once a response code; returns the invalid user ids, lower-cased."""
    answer = await client.post("message/update_template_card", {**body, "agentid": client.app.agent_id})
    return _lowered(answer, "invaliduser")


async def recall(client: WeComClient, msgid: str) -> None:
    """Takes a message back within 24 hours; what is in WeChat already stays there."""
    await client.post("message/recall", {"msgid": msgid})


async def school_notice_send(client: WeComClient, body: Body) -> NoticeSent:
    """A notice to parents or students; it cannot be taken back."""
    answer = await client.post("externalcontact/message/send", {**body, "agentid": client.app.agent_id})
    return NoticeSent(
        invalid_parents=words(answer, "invalid_parent_userid"),
        invalid_students=words(answer, "invalid_student_userid"),
        invalid_parties=words(answer, "invalid_party"),
    )


async def menu_create(client: WeComClient, menu: Body) -> None:
    """Replaces the whole menu; `menu` is `{"button": [...]}`."""
    await client.post("menu/create", menu, {"agentid": client.app.agent_id})


async def menu_get(client: WeComClient) -> tuple[Mapping[str, Any], ...]:
    """The buttons of the menu as the platform has them; none where no menu is set."""
    try:
        return rows(await client.get("menu/get", {"agentid": client.app.agent_id}), "button")
    except WeComError as error:
        if error.code != MENU_UNSET:
            raise
        return ()


async def agent_get(client: WeComClient) -> AgentInfo:
    return read_agent(await client.get("agent/get", {"agentid": client.app.agent_id}))


async def user_get(client: WeComClient, userid: str) -> Member:
    return read_member(await client.get("user/get", {"userid": userid}))


async def user_simplelist(client: WeComClient, department_id: int) -> tuple[Member, ...]:
    """The members of one department, not of those below it."""
    answer = await client.get("user/simplelist", {"department_id": department_id})
    return tuple(read_member(row) for row in rows(answer, "userlist"))


async def department_list(client: WeComClient, department_id: int | None = None) -> tuple[Department, ...]:
    """A department with all below it; without an id all that the app may see."""
    answer = await client.get("department/list", _with_id(department_id))
    return tuple(read_department(row) for row in rows(answer, "department"))


async def school_user_get(client: WeComClient, userid: str) -> SchoolStudent | SchoolParent:
    """Whoever has this id in the school directory."""
    answer = await client.get("school/user/get", {"userid": userid})
    if whole(answer, "user_type") == PARENT:
        return read_parent(inner(answer, "parent"))
    return read_student(inner(answer, "student"))


async def school_user_list(client: WeComClient, department_id: int) -> tuple[SchoolStudent, ...]:
    """The students of one department, with their parents; not of the departments below it."""
    answer = await client.get("school/user/list", {"department_id": department_id})
    return tuple(read_student(row) for row in rows(answer, "students"))


async def school_department_list(client: WeComClient, department_id: int | None = None) -> tuple[SchoolDepartment, ...]:
    """The classes and grades below a department; without an id all of them."""
    answer = await client.get("school/department/list", _with_id(department_id))
    return tuple(read_school_department(row) for row in rows(answer, "departments"))


async def school_allow_scope(client: WeComClient) -> AllowScope:
    answer = await client.get("school/agent/get_allow_scope", {"agentid": client.app.agent_id})
    return read_allow_scope(inner(answer, "allow_scope"))


async def subscribe_qr_code(client: WeComClient) -> SubscribeQrCode:
    answer = await client.get("externalcontact/get_subscribe_qr_code")
    return SubscribeQrCode(text(answer, "qrcode_big"), text(answer, "qrcode_middle"), text(answer, "qrcode_thumb"))


async def school_getuserinfo(client: WeComClient, code: str) -> Visitor:
    """The parent or student who opened a page from within the school's notices. A code is good once."""
    return read_visitor(await client.get("school/getuserinfo", {"code": code}))


async def auth_getuserinfo(client: WeComClient, code: str) -> Visitor:
    """Whoever opened a page, members first of all. A code is good once, for five minutes."""
    return read_visitor(await client.get("auth/getuserinfo", {"code": code}))


async def media_get(client: WeComClient, media_id: str) -> File:
    """What somebody sent, or was uploaded, in the last three days."""
    return await client.download("media/get", {"media_id": media_id})


async def api_domain_ip(client: WeComClient) -> tuple[str, ...]:
    """The addresses that the platform's own API may have, for a firewall."""
    return words(await client.get("get_api_domain_ip"), "ip_list")


def _lowered(answer: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in words(answer, key))


def _with_id(department_id: int | None) -> dict[str, str | int]:
    return {} if department_id is None else {"id": department_id}
