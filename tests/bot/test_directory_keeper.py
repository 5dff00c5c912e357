"""What the platform tells of its directories reaches the books: asked about, in order, once; after trouble again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from bot.directory_keeper import MOST_TRIES, keeper
from bot.settings import Settings
from bot.wecom.edge import Edge, make_edge
from handlers import directory_events
from handlers.context import Moment
from handlers.inbound_events import Change, MemberChanged, SchoolContactChanged, SchoolSubject
from sandbox.directory import directory as sample
from scheduler.moment import At
from scheduler.tools import Tools
from storage.audit import AUDIT
from storage.directory_changes import CHANGE
from storage.leaders import Leaders
from storage.people import Senders, load_school
from storage.scopes import without_mentor
from storage.shared import LocalShared
from storage.vault import Vault
from storage.work import Store
from tests.bot.clinic import APP_SECRET, PARENT_AGENT, PARENT_SECRET
from tests.bot.directory_kit import Office, forget_accounts, office, platform, post
from tests.support import databases
from tests.support.platform import AGENT_ID, CORP_ID

ZONE = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)
LI_SI = next(one for one in sample().students if one.name == "李四")
STUDENT, PARENT, DEPARTMENT = SchoolSubject.STUDENT, SchoolSubject.PARENT, SchoolSubject.DEPARTMENT


@dataclass
class Desk:
    """The books, the platform at `base`, and the job between them."""

    here: Office
    edge: Edge
    base: str
    at: datetime = NOON

    def tell(self, change: SchoolContactChanged | MemberChanged) -> None:
        corp = 1
        self.here.store.submit(lambda work: directory_events.told(work, corp, change, Moment(self.at, ZONE, 1)))

    def contact(self, subject: SchoolSubject, change: Change, whose: str) -> None:
        self.tell(SchoolContactChanged(subject, change, whose))

    def member(self, change: Change, userid: str, *, new: str = "", name: str = "") -> None:
        fields = (("Name", name),) if name else ()
        self.tell(MemberChanged(change, userid, new, None, fields))

    def work_off(self) -> None:
        """Rounds until nothing is due."""
        keep = keeper(self.edge)
        while keep(Tools(self.here.store, self.here.store), At(self.at, ZONE)):
            pass

    def became(self) -> list[str]:
        with self.here.store.reading() as work:
            rows = work.connection.execute(select(CHANGE).order_by(CHANGE.c.id)).all()
        return [row.became if row.done_at else f"waits {row.attempts}" for row in rows]

    def actions(self) -> list[str]:
        with self.here.store.reading() as work:
            return list(work.connection.execute(select(AUDIT.c.action).order_by(AUDIT.c.id)).scalars())


@pytest.fixture
def desk(store: Store, school_id: int, tmp_path: Path) -> Iterator[Desk]:
    with platform(tmp_path / "sandbox") as base:
        here = office(store, school_id, tmp_path, base)
        given = Settings(
            data_dir=tmp_path,
            wecom_corp_id=CORP_ID,
            wecom_agent_id=AGENT_ID,
            wecom_secret=SecretStr(APP_SECRET),
            wecom_parent_agent_id=PARENT_AGENT,
            wecom_parent_secret=SecretStr(PARENT_SECRET),
            wecom_api_base=base,
        )
        edge = make_edge(given, LocalShared(), Vault(databases.SECRET), on_not_trusted=lambda _ip: None)
        assert edge is not None
        edge.start()
        yield Desk(here, edge, base)
        edge.stop()


def test_a_new_parent_is_a_guardian_within_a_round_and_gone_again(desk: Desk) -> None:
    body = {"userid": "Grandma", "relation": "奶奶", "mobile": "19900007777", "follows": True}
    post(desk.base, f"students/{LI_SI.userid}/parents", **body)
    for _ in range(2):  # the platform may tell twice
        desk.contact(PARENT, Change.CREATED, "Grandma")
    desk.work_off()
    grandmother = desk.here.family("李四")["奶奶"]
    assert (grandmother.account, grandmother.follows, grandmother.made) == ("Grandma", True, True)
    assert desk.actions().count("directory_added") == 1
    post(desk.base, "parents/Grandma/leave")
    desk.contact(PARENT, Change.DELETED, "grandma")
    desk.work_off()
    assert desk.here.family("李四")["奶奶"].removed
    assert desk.became() == ["applied"] * 3


def test_who_follows_is_known_without_a_question_and_a_stranger_is_asked_about(desk: Desk) -> None:
    mother = desk.here.family("李四")["母亲"].account
    desk.contact(PARENT, Change.UNSUBSCRIBED, mother)
    assert desk.became() == []
    assert desk.here.family("李四")["母亲"].follows is False
    post(desk.base, f"students/{LI_SI.userid}/parents", userid="Uncle", relation="舅舅", mobile="19900007777")
    desk.contact(PARENT, Change.SUBSCRIBED, "Uncle")
    desk.work_off()
    assert desk.here.family("李四")["舅舅"].account == "Uncle"


def test_a_student_without_an_account_is_found_by_name_but_never_among_namesakes(desk: Desk) -> None:
    desk.here.store.submit(forget_accounts)
    desk.contact(STUDENT, Change.UPDATED, LI_SI.userid)
    desk.work_off()
    assert desk.here.student("李四").account == LI_SI.userid
    assert desk.here.student("张三").account == ""
    post(desk.base, f"students/{LI_SI.userid}/leave")
    desk.contact(STUDENT, Change.DELETED, LI_SI.userid)
    desk.work_off()
    assert desk.here.student("李四").account == ""
    assert desk.here.family("李四")["母亲"].removed
    for userid in ("first", "second"):
        post(desk.base, "students", userid=userid, name="李四", class_id=LI_SI.class_id)
    desk.contact(STUDENT, Change.CREATED, "second")
    desk.work_off()
    assert desk.here.student("李四").account == ""


def test_a_class_that_is_called_otherwise_is_looked_through(desk: Desk) -> None:
    desk.here.store.submit(forget_accounts)
    post(desk.base, f"departments/{LI_SI.class_id}", name="七（1）班", misspelt=True)
    desk.contact(DEPARTMENT, Change.UPDATED, str(LI_SI.class_id))
    desk.contact(DEPARTMENT, Change.DELETED, "999")
    desk.work_off()
    assert desk.here.student("李四").account == LI_SI.userid
    assert desk.became() == ["applied", "applied"]


def test_what_is_out_of_sight_changes_nothing(desk: Desk) -> None:
    before = desk.here.family("李四")
    post(desk.base, f"students/{LI_SI.userid}/leave")
    desk.contact(STUDENT, Change.UPDATED, LI_SI.userid)
    desk.work_off()
    assert desk.here.family("李四") == before
    assert desk.became() == ["refused"]


def test_trouble_holds_up_one_subject_in_its_order_and_no_other(desk: Desk) -> None:
    desk.edge.stop()
    desk.contact(STUDENT, Change.UPDATED, LI_SI.userid)
    desk.contact(STUDENT, Change.DELETED, LI_SI.userid)
    desk.member(Change.DELETED, "HeLei")
    desk.work_off()
    assert desk.became() == ["waits 1", "waits 0", "applied"]
    desk.edge.start()
    desk.work_off()
    assert desk.became() == ["waits 1", "waits 0", "applied"]
    desk.at += timedelta(seconds=6)
    desk.work_off()
    assert desk.became() == ["applied"] * 3
    assert desk.here.student("李四").account == ""


def test_after_a_day_of_trouble_it_is_left_to_sync(desk: Desk) -> None:
    desk.edge.stop()
    desk.contact(STUDENT, Change.UPDATED, LI_SI.userid)
    for _ in range(MOST_TRIES + 1):
        desk.work_off()
        desk.at += timedelta(hours=2)
    assert desk.became() == ["refused"]


def test_a_teacher_who_left_cares_for_nobody_until_back(desk: Desk) -> None:
    store = desk.here.store

    def load() -> tuple[object, set[int]]:
        with store.reading() as work:
            school = load_school(work, desk.here.school_id)
            member = next(one for one in school.members.values() if one.user_id == "WangFang")
            today = datetime.now(UTC).astimezone(ZONE).date()
            assert bool(school.in_care_of(member, today)) is not member.left
            found = Senders(work, [(1, "WangFang")]).find(1, "wangfang")
            assert (found is None) is member.left
            leading = [one.id for led in Leaders.of(school).by_role.values() for one in led]
            assert (member.id in leading) is not member.left
            return member, set(without_mentor(school, list(school.children), today))

    desk.at = datetime.now(UTC)
    _, before = load()
    desk.member(Change.DELETED, "wangfang")
    desk.work_off()
    _, without = load()
    assert without > before
    desk.member(Change.CREATED, "WangFang")
    desk.work_off()
    assert load()[1] == before
    assert [one for one in desk.actions() if one.startswith("member")] == ["member_left", "member_back"]


def test_a_teacher_gets_another_account_and_name(desk: Desk) -> None:
    post(desk.base, "teachers/ZhouJing", name="周静怡", new_userid="ZhouJingYi")
    desk.member(Change.UPDATED, "ZhouJing", new="ZhouJingYi")
    desk.member(Change.UPDATED, "HeLei", new="WangFang")  # taken: nobody is put into another's place
    desk.work_off()
    with desk.here.store.reading() as work:
        names = {one.user_id: one.name for one in load_school(work, desk.here.school_id).members.values()}
    assert names["ZhouJingYi"] == "周静怡"
    assert "ZhouJing" not in names
    assert {"HeLei", "WangFang"} <= names.keys()
