"""`jiedui sync`: accounts found, parents matched, what is doubtful listed, nothing touched twice; over real HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
import xlsxwriter
from sqlalchemy import func, select, update

from bot.cli.roster import fill
from bot.settings import Settings
from sandbox.directory import directory as sample
from storage.audit import AUDIT
from storage.directory import GUARDIAN
from storage.people import MEMBER, SCHOOL
from storage.work import Store
from tests.bot.directory_kit import Office, forget_accounts, office, platform, post

LI_SI = next(one for one in sample().students if one.name == "李四")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A sandbox that nobody changes."""
    with platform(tmp_path_factory.mktemp("platform")) as address:
        yield address


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    yield
    structlog.reset_defaults()


@pytest.fixture
def changing(tmp_path: Path) -> Iterator[str]:
    with platform(tmp_path / "sandbox") as address:
        yield address


@pytest.fixture
def here(store: Store, school_id: int, tmp_path: Path, base: str) -> Office:
    return office(store, school_id, tmp_path, base)


def numbers(store: Store) -> tuple[int, int]:
    """The version of the roster, and how much the audit holds."""
    with store.reading() as work:
        version = work.connection.execute(select(SCHOOL.c.roster_version)).scalar_one()
        return version, work.connection.execute(select(func.count()).select_from(AUDIT)).scalar_one()


def test_a_school_without_any_account_finds_its_families(here: Office, base: str) -> None:
    here.store.submit(forget_accounts)
    before = numbers(here.store)
    looked = here.synced("--dry-run")
    assert numbers(here.store) == before
    done = here.synced()
    assert done | {"dry_run": True, "classes": []} == looked | {"classes": []}
    assert done["matched"] >= 100
    assert here.student("李四").account == LI_SI.userid
    mother = here.family("李四")["母亲"]
    assert (mother.account != "", mother.follows, mother.made) == (True, True, False)
    assert here.family("李四")["父亲"].follows is False
    after = numbers(here.store)
    assert after[0] > before[0]
    assert after[1] > before[1]
    again = here.synced()
    assert numbers(here.store) == after
    changed = ("accounts", "linked", "added", "lost", "returned", "followed")
    assert not any(one[name] for one in again["classes"] for name in changed)


def test_who_gets_nothing_keeps_getting_nothing(here: Office) -> None:
    here.store.submit(forget_accounts)
    here.synced()
    father = here.family("何子墨")["父亲"]
    assert father.no_contact
    with here.store.reading() as work:
        declined = select(func.count()).select_from(GUARDIAN).where(GUARDIAN.c.no_contact)
        assert work.connection.execute(declined).scalar_one() == 1


def test_parents_come_go_and_come_back(store: Store, school_id: int, tmp_path: Path, changing: str) -> None:
    here = office(store, school_id, tmp_path, changing)
    here.synced()
    grandmother = {"userid": "Grandma", "relation": "奶奶", "mobile": "19900007777", "follows": True}
    post(changing, f"students/{LI_SI.userid}/parents", **grandmother)
    mother = here.family("李四")["母亲"].account
    post(changing, f"parents/{mother}/leave")
    done = here.synced()
    assert [sum(one[name] for one in done["classes"]) for name in ("added", "lost")] == [1, 1]
    family = here.family("李四")
    assert (family["奶奶"].made, family["奶奶"].follows, family["奶奶"].account) == (True, True, "Grandma")
    assert (family["母亲"].removed, family["母亲"].follows) == (True, False)
    assert not here.family("张三")["母亲"].removed
    body = {"userid": mother, "relation": "妈妈", "mobile": "19900000021"}
    post(changing, f"students/{LI_SI.userid}/parents", **body)
    post(changing, "parents/Grandma/leave")
    done = here.synced()
    assert [sum(one[name] for one in done["classes"]) for name in ("returned", "lost")] == [1, 1]
    family = here.family("李四")
    assert (family["母亲"].removed, family["奶奶"].removed) == (False, True)


def test_a_class_that_the_app_does_not_see_loses_nobody(
    store: Store, school_id: int, tmp_path: Path, changing: str
) -> None:
    here = office(store, school_id, tmp_path, changing)
    here.synced()
    for student in [one for one in sample().students if one.class_id == LI_SI.class_id]:
        post(changing, f"students/{student.userid}/leave")
    done = here.synced()
    assert not any(one["lost"] for one in done["classes"])
    assert "家校通讯录里没有这个孩子" in {one["why"] for one in done["doubtful"]}
    assert not here.family("李四")["母亲"].removed


def test_what_is_doubtful_is_listed_and_not_guessed(
    store: Store, school_id: int, tmp_path: Path, changing: str
) -> None:
    here = office(store, school_id, tmp_path, changing)
    store.submit(forget_accounts)
    post(changing, "students", userid="secondLiSi", name="李四", class_id=LI_SI.class_id)
    post(changing, "teachers/WangFang", new_userid="WangFang2")
    post(changing, "teachers/HeLei/leave")
    done = here.synced()
    doubts = {one["who"]: (one["why"], one["do"]) for one in done["doubtful"]}
    assert doubts["七年级1班 李四"][0] == "班里不止一个同名的孩子"
    assert here.student("李四").account == ""
    assert "WangFang2" in doubts["王芳老师（WangFang）"][0]
    [gone] = [why for who, (why, _) in doubts.items() if "（HeLei）" in who]
    assert "也没有这个名字" in gone
    shown = here.sync()
    assert shown.exit_code == 0
    assert "李四" in shown.stdout
    assert "认不准的" in shown.stdout


def test_who_left_and_is_in_the_directory_is_here_again(here: Office) -> None:
    def leave(work: object) -> None:
        work.connection.execute(update(MEMBER).values(left_at=func.now()))  # type: ignore[attr-defined]

    here.store.submit(leave)
    here.synced("--dry-run")
    with here.store.reading() as work:
        assert work.connection.execute(select(MEMBER.c.id).where(MEMBER.c.left_at.is_(None))).first() is None
    here.synced()
    with here.store.reading() as work:
        assert work.connection.execute(select(MEMBER.c.id).where(MEMBER.c.left_at.is_not(None))).first() is None


def test_without_keys_or_permission_it_ends_in_a_sentence(here: Office) -> None:
    bare = Office(here.store, here.school_id, {**here.environment, "JIEDUI_WECOM_SECRET": ""})
    assert "jiedui doctor" in bare.sync().stderr
    wrong = Office(here.store, here.school_id, {**here.environment, "JIEDUI_WECOM_SECRET": "no-such-secret"})
    refused = wrong.sync()
    assert refused.exit_code == 1
    assert refused.stderr.startswith("没有对完")


def test_what_was_found_outlives_an_import_that_does_not_say_it(here: Office, tmp_path: Path) -> None:
    here.store.submit(forget_accounts)
    here.synced()
    path = tmp_path / "again.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("学生")
        sheet.write_row(0, 0, ["学号", "姓名", "年级", "班级", "家校账号"])
        sheet.write_row(1, 0, [here.student("李四").student_no, "李四", "七年级", "1班", ""])
    given = Settings.model_validate(
        {
            "database_url": here.environment["JIEDUI_DATABASE_URL"],
            "data_dir": tmp_path,
            "secret_key": here.environment["JIEDUI_SECRET_KEY"],
            "wecom_corp_id": here.environment["JIEDUI_WECOM_CORP_ID"],
        }
    )
    assert not fill(given, path.read_bytes()).problems
    assert here.student("李四").account == LI_SI.userid
