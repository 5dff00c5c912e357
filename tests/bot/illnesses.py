"""What an installation can suffer from, as a table: how it is caught, and how `jiedui doctor` shows it."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, insert, text, update

from language.say import doctor as say
from sandbox.school import people
from storage.findings import FINDING
from storage.inbox import INBOX
from storage.overview import GUARDIAN
from storage.people import SCHOOL, TERM
from storage.rows import METADATA
from tests.bot.clinic import DATABASE_PASSWORD, NOW, PROXY_PASSWORD, Clinic, message

CALLS = (say.TOKEN, say.RANGE, say.EVENTS, say.PARENTS)
BOOKS = (say.CALLBACK, say.RANGE, say.FOLLOWS, say.CONTACTS, say.CALENDAR, say.CLOCK, say.DELIVERY)
NOWHERE = "127.0.0.1:9"
AWAY = f"postgresql+psycopg://jiedui:{DATABASE_PASSWORD}@{NOWHERE}/jiedui"
SOON = NOW + timedelta(hours=1)

Catch = Callable[[Clinic], object]


@dataclass(frozen=True)
class Ill:
    """The line that shows an illness, how it is caught, and the lines that can then say nothing."""

    line: str
    health: str
    saw: str
    do: str
    catch: Catch = lambda _clinic: None
    unknown: tuple[str, ...] = ()
    given: dict[str, str] = field(default_factory=dict)


def without(line: str, name: str, saw: str, do: str) -> Ill:
    return Ill(line, "wrong", saw, do, lambda clinic: clinic.environment.pop(f"JIEDUI_{name}"))


def books(*statements: Any) -> Catch:
    return lambda clinic: clinic.change(*statements)


def answers(path: str, **fields: object) -> Catch:
    return lambda clinic: clinic.platform.change(path, fields)


def refused(path: str, code: int) -> Catch:
    return answers(path, errcode=code, errmsg=f"no, hint: [1_2_3], from ip: 9.30.0.138, more info at ?e={code}")


def found(name: str, value: str) -> Any:
    return insert(FINDING).values(name=name, value=value, at=NOW)


def shut(do: str, catch: Catch = lambda _clinic: None, *, saw: str = "打不开", **given: str) -> Ill:
    return Ill(say.DATABASE, "wrong", saw, do, catch, BOOKS, {f"JIEDUI_{name}": value for name, value in given.items()})


def empty_roster(clinic: Clinic) -> None:
    kept = ("corp", "school", "inbox")
    clinic.change(*(delete(rows) for rows in reversed(METADATA.sorted_tables) if rows.name not in kept))


def lose_key(clinic: Clinic) -> None:
    del clinic.environment["JIEDUI_SECRET_KEY"]


def lose_key_of_servers(clinic: Clinic) -> None:
    lose_key(clinic)
    clinic.environment["JIEDUI_DATABASE_URL"] = AWAY


def overwrite(clinic: Clinic) -> None:
    (clinic.folder / "jiedui.db").write_bytes(b"no database at all" * 100)


SEEN_TEACHERS = [{"userid": one.userid.upper()} for one in people() if one.name not in ("刘洋", "何磊")]
BY_TAG = {"allow_userinfos": {}, "allow_partys": {"partyid": [2]}, "allow_tags": {"tagid": [7]}}
EMPTY_SCOPE: dict[str, list[int]] = {"students": [], "departments": []}

ILLNESSES = {
    # Ours alone.
    "no corp": without(say.KEYS, "WECOM_TOKEN", "还缺： JIEDUI_WECOM_TOKEN", "应用管理"),
    "an AES key that is none": Ill(say.KEYS, "wrong", "不像样", "43 个字符", given={"JIEDUI_WECOM_AES_KEY": "x" * 20}),
    "half of a parents' app": without(say.KEYS, "WECOM_PARENT_AGENT_ID", "只写了一样", "JIEDUI_WECOM_PARENT_SECRET"),
    "never called": Ill(
        say.CALLBACK,
        "wrong",
        "从没找到过",
        "https://jiedui.school.example/wecom/callback",
        books(delete(INBOX)),
        (say.CLOCK,),
    ),
    "no address": without(say.DOMAIN, "BASE_URL", "JIEDUI_BASE_URL", "https://"),
    "no domain file": Ill(
        say.DOMAIN, "note", "WW_verify_", "申请校验域名", lambda clinic: shutil.rmtree(clinic.folder / "verify")
    ),
    "no followers": Ill(say.FOLLOWS, "note", "0 位关注着，", "二维码", books(update(GUARDIAN).values(follows=False))),
    "nobody knows who follows": Ill(
        say.FOLLOWS, "note", "0 位没关注，", "链接", books(update(GUARDIAN).values(follows=None))
    ),
    "no contacts": Ill(
        say.CONTACTS, "wrong", "还没写危机联系人", "「学校」表", books(update(SCHOOL).values(crisis_contacts=""))
    ),
    "no duty phone": Ill(
        say.CONTACTS, "note", "周静、李敏", "值班电话", books(update(SCHOOL).values(sealed_duty_phone=None))
    ),
    "no terms": Ill(say.CALENDAR, "wrong", "还没有学期", "「学期」表", books(delete(TERM))),
    "terms that end soon": Ill(
        say.CALENDAR,
        "note",
        "学期只排到",
        "加上下学期",
        books(
            delete(TERM).where(TERM.c.first > NOW.date()),
            update(TERM).where(TERM.c.last > NOW.date()).values(last=NOW.date() + timedelta(days=28)),
        ),
    ),
    "a clock that is behind": Ill(
        say.CLOCK, "wrong", "慢了约 300 秒", "NTP", books(update(INBOX).values(received_at=NOW - timedelta(minutes=5)))
    ),
    "no database": shut("jiedui import", lambda clinic: (clinic.folder / "jiedui.db").unlink(), saw="还没有数据库"),
    "another secret key": shut("JIEDUI_SECRET_KEY", SECRET_KEY="quite another secret key"),
    "a secret key of nothing": shut("16 个字符", SECRET_KEY="short"),
    "a lost secret key": shut("secret.key", lose_key),
    "an old schema": shut("jiedui migrate", books(text("UPDATE alembic_version SET version_num = '0001'")), saw="最新"),
    "an empty database": shut("jiedui migrate", books(text("DELETE FROM alembic_version")), saw="最新"),
    "no database at all": shut("数据库", overwrite),
    "another corp's database": shut("JIEDUI_WECOM_CORP_ID", books(text("UPDATE corp SET corp_id = 'wwanother'"))),
    "a server that is away": shut("JIEDUI_DATABASE_URL", saw="连不上", DATABASE_URL=AWAY),
    "a server without a key": shut("JIEDUI_SECRET_KEY", lose_key_of_servers),
    # What the platform says.
    "no secret": Ill(
        say.KEYS,
        "wrong",
        "JIEDUI_WECOM_SECRET",
        ".env",
        lambda clinic: clinic.environment.pop("JIEDUI_WECOM_SECRET"),
        (say.ADDRESS, *CALLS),
    ),
    "not trusted": Ill(say.ADDRESS, "wrong", "9.30.0.138", "企业可信 IP", refused("agent/get", 60020), CALLS),
    "not trusted with a token": Ill(say.ADDRESS, "wrong", "9.30.0.138", "一分钟", refused("gettoken", 60020), CALLS),
    "no way out": Ill(
        say.ADDRESS,
        "wrong",
        "连不上企业微信",
        "防火墙",
        unknown=CALLS,
        given={"JIEDUI_WECOM_API_BASE": f"http://{NOWHERE}"},
    ),
    "no proxy": Ill(
        say.ADDRESS,
        "wrong",
        "连不上企业微信",
        "代理",
        unknown=CALLS,
        given={"JIEDUI_HTTPS_PROXY_URL": f"http://jiedui:{PROXY_PASSWORD}@{NOWHERE}"},
    ),
    "a provider's page": Ill(say.ADDRESS, "wrong", "连不上", "外网", answers("agent/get", errcode=None), CALLS),
    "a busy platform": Ill(say.ADDRESS, "unknown", "正忙（错误码 -1）", "过一会儿", refused("agent/get", -1), CALLS),
    "a wrong secret": Ill(
        say.TOKEN,
        "wrong",
        "40001",
        "JIEDUI_WECOM_SECRET",
        unknown=CALLS[1:],
        given={"JIEDUI_WECOM_SECRET": "another"},
    ),
    "a foreign agent id": Ill(
        say.TOKEN, "wrong", "301002", "Secret", unknown=CALLS[1:], given={"JIEDUI_WECOM_AGENT_ID": "1000003"}
    ),
    "no rights any more": Ill(say.TOKEN, "wrong", "48006", "启用", refused("agent/get", 48006), CALLS[1:]),
    "a disabled app": Ill(say.TOKEN, "wrong", "停用", "启用", answers("agent/get", close=1)),
    "teachers unseen": Ill(
        say.RANGE,
        "wrong",
        "名单上 20 位老师，应用只看得到 18 位；看不到：刘洋、何磊。",
        "可见范围",
        answers("agent/get", allow_userinfos={"user": SEEN_TEACHERS}, allow_partys={}),
    ),
    "one office seen": Ill(
        say.RANGE,
        "wrong",
        "只看得到 5 位；看不到：欧阳兰",
        "可见范围",
        answers("agent/get", allow_userinfos={}, allow_partys={"partyid": [2]}),
    ),
    "no department to read": Ill(say.RANGE, "wrong", "60011", "Secret", refused("department/list", 60011)),
    "no list of members": Ill(say.RANGE, "wrong", "连不上", "防火墙", answers("user/simplelist", errcode=None)),
    "an empty roster": Ill(
        say.RANGE, "unknown", "名单还是空的", "jiedui import", empty_roster, (say.FOLLOWS, say.CONTACTS, say.CALENDAR)
    ),
    "silent entries": Ill(say.EVENTS, "note", "没开", "用户进入应用", answers("agent/get", isreportenter=0)),
    "no parents": Ill(
        say.PARENTS, "wrong", "48002", "家长可使用的应用", refused("school/agent/get_allow_scope", 48002)
    ),
    "no class": Ill(
        say.PARENTS, "wrong", "空的", "年级或班级", answers("school/agent/get_allow_scope", allow_scope=EMPTY_SCOPE)
    ),
    "a wrong secret for parents": Ill(
        say.PARENTS,
        "wrong",
        "40001",
        "JIEDUI_WECOM_PARENT_SECRET",
        given={"JIEDUI_WECOM_PARENT_SECRET": "another"},
    ),
    "not trusted for parents": Ill(
        say.PARENTS, "wrong", "9.30.0.138", "企业可信 IP", refused("school/agent/get_allow_scope", 60020)
    ),
    # What became of the messages.
    "all held": Ill(
        say.DELIVERY,
        "wrong",
        "1 条等着发",
        "企业微信不认这台服务器的地址 9.30.0.138（错误码 60020）",
        books(
            message(due_at=SOON, error="not_trusted 60020"),
            found("app_trouble", "not_trusted 60020"),
            found("not_trusted_ip", "9.30.0.138"),
        ),
    ),
    "parents held": Ill(
        say.DELIVERY, "wrong", "1 条等着发", "Secret", books(message(due_at=SOON, error="app_settings 40001"))
    ),
    "old trouble": Ill(
        say.DELIVERY, "note", "0 条等着发", "48002", books(found("app_trouble_parents", "parents_app_forbidden 48002"))
    ),
    "a busy way": Ill(
        say.DELIVERY, "note", "1 条等着发", "会自己再试", books(message(due_at=SOON, error="platform -1"))
    ),
    "failures": Ill(
        say.DELIVERY,
        "note",
        "最近 7 天里 3 条没发出去",
        "可见范围",
        books(
            message(1, state="failed", settled_at=NOW, error="unreachable 81013"),
            message(2, state="failed", settled_at=NOW, error="unreachable 81013"),
            message(3, state="failed", settled_at=NOW, error="unreadable"),
        ),
    ),
    "a code that nobody knows": Ill(
        say.DELIVERY,
        "note",
        "1 条没发出去",
        "（错误码 99999）",
        books(message(state="failed", settled_at=NOW, error="unknown_code 99999")),
    ),
    "what cannot be read": Ill(
        say.DELIVERY, "note", "1 条没发出去", "日志", books(message(state="failed", settled_at=NOW, error="unreadable"))
    ),
    "doubts": Ill(
        say.DELIVERY,
        "note",
        "1 条说不准发没发到",
        "不能确定",
        books(message(state="unsure", settled_at=NOW, error="unsure")),
    ),
    "nobody who delivers": Ill(
        say.DELIVERY,
        "wrong",
        "1 条等着发",
        "jiedui worker",
        books(message(due_at=NOW - timedelta(minutes=30), urgent=True)),
    ),
    "a trial": Ill(say.DELIVERY, "note", "没有卡住", "试运行", books(update(SCHOOL).values(trial=True))),
}
