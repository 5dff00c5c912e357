"""A school's own policies: applied from a day on, never rewriting what was owed before; and tried without a trace."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert, select, update

from duty.kinds import Kind
from duty.policy import FOUR_ONES, Pack, Per, Policy, Rule, Scope, Version
from duty.policy_file import Wrong
from storage.duties import school_duties
from storage.packs.reading import read_text
from storage.people import load_school
from storage.policies import (
    PAIRING,
    SCHOOL,
    Applied,
    InThePast,
    PolicyRefused,
    apply,
    key_of,
    known_packs,
    policies_of,
    shipped,
    shipped_text,
    text_of,
    titles_of,
)
from storage.policy_preview import Load, preview
from storage.rows import table
from storage.tables import DeedRow
from storage.work import Store
from tests.support import small_school
from tests.support.small_school import SmallSchool

AT = datetime(2025, 11, 21, 4, 0, tzinfo=UTC)
TODAY, MARCH = date(2025, 11, 21), date(2026, 3, 1)
ZONE = ZoneInfo("Asia/Shanghai")

OWN = "制度: 青山陪伴\n代号: qingshan\n要求:\n- 谈心 每周 1 次\n"
MORE = "制度: 四个一\n代号: four_ones\n要求:\n- 谈心 每月 2 次\n"
EVEN_MORE = MORE.replace("2 次", "4 次")


@pytest.fixture
def school(store: Store, school_id: int) -> SmallSchool:
    return small_school.fill(store, school_id)


def put(store: Store, school: SmallSchool, text: str, first: date | None = TODAY, today: date = TODAY) -> Applied:
    with store.writing() as work:
        return apply(work, school.id, text, first, at=AT, today=today)


def policy(store: Store, school: SmallSchool, key: str) -> Policy:
    with store.reading() as work:
        return policies_of(work, school.id)[key]


def pack(text: str) -> Pack:
    found = read_text(text)
    assert found.draft
    return found.draft.pack


class TestPolicies:
    def test_a_school_that_applied_nothing_goes_by_what_ships(self, store: Store, school: SmallSchool) -> None:
        with store.reading() as work:
            found = policies_of(work, school.id)
            assert dict(found) == {key: Policy.of(pack) for key, pack in shipped().items()}
            assert len(found) == len(shipped())
            assert load_school(work, school.id).policies["four_ones"] == Policy.of(FOUR_ONES)

    def test_a_change_holds_from_its_day_on(self, store: Store, school: SmallSchool) -> None:
        assert put(store, school, MORE, MARCH) is Applied.NEW
        found = policy(store, school, "four_ones")
        assert found.versions == (Version(date.min, FOUR_ONES), Version(MARCH, pack(MORE)))
        assert found.on(TODAY) is FOUR_ONES

    def test_before_a_school_s_own_pack_nothing_is_owed(self, store: Store, school: SmallSchool) -> None:
        put(store, school, OWN)
        found = policy(store, school, "qingshan")
        assert found.versions == (Version(date.min, Pack("qingshan", (), title="青山陪伴")), Version(TODAY, pack(OWN)))

    def test_from_the_beginning_it_stands_in_place_of_what_ships(self, store: Store, school: SmallSchool) -> None:
        text = shipped_text("left_behind").replace("每月 1 次 每名学生", "每月 2 次 每名学生")
        assert put(store, school, text, None) is Applied.NEW
        assert policy(store, school, "left_behind") == Policy.of(pack(text))

    def test_versions_stand_in_the_order_of_their_days(self, store: Store, school: SmallSchool) -> None:
        put(store, school, EVEN_MORE, MARCH)
        put(store, school, MORE, TODAY)
        days = [version.first for version in policy(store, school, "four_ones").versions]
        assert days == [date.min, TODAY, MARCH]

    def test_what_was_owed_before_keeps_its_rules(self, store: Store, school: SmallSchool) -> None:
        put(store, school, MORE, date(2025, 12, 1))
        with store.reading() as work:
            found = list(school_duties(work, school.id, MARCH, ZONE))
        mine = [one for one in found if one.child and one.child.student_no == "20250101"]
        talks = {
            one.assessment.window.first.month: one.assessment.times for one in mine if one.assessment.kind == Kind.TALK
        }
        assert talks == {9: 1, 10: 1, 11: 1, 12: 2, 1: 2, 3: 2, 4: 2, 5: 2, 6: 2}
        assert Kind.WARMTH not in {one.assessment.kind for one in mine if one.assessment.window.first >= MARCH}

    @pytest.mark.parametrize("key", list(shipped()))
    def test_a_school_may_go_by_any_pack_that_ships(self, store: Store, school: SmallSchool, key: str) -> None:
        with store.writing() as work:
            work.connection.execute(update(PAIRING).values(pack=key))
        with store.reading() as work:
            assert load_school(work, school.id).policies[key] == Policy.of(shipped()[key])
            found = list(school_duties(work, school.id, MARCH, ZONE))
        # A small school says nothing of levels and events: who goes by those alone owes only the feasts.
        assert bool(found) == (key != "graded_visits")


class TestApplying:
    def test_the_same_again_changes_nothing(self, store: Store, school: SmallSchool) -> None:
        put(store, school, MORE)
        before = _version(store, school)
        assert put(store, school, MORE) is Applied.SAME
        assert put(store, school, MORE, MARCH) is Applied.SAME
        assert _version(store, school) == before

    def test_what_ships_as_it_ships_changes_nothing(self, store: Store, school: SmallSchool) -> None:
        assert put(store, school, shipped_text("four_ones")) is Applied.SAME
        assert put(store, school, shipped_text("must_visits"), None) is Applied.SAME

    def test_back_to_what_ships_is_a_change(self, store: Store, school: SmallSchool) -> None:
        put(store, school, MORE)
        assert put(store, school, shipped_text("four_ones"), MARCH) is Applied.NEW
        assert policy(store, school, "four_ones").on(MARCH).rules == FOUR_ONES.rules

    def test_the_day_itself_can_be_put_right_today_and_before(self, store: Store, school: SmallSchool) -> None:
        put(store, school, MORE, MARCH)
        assert put(store, school, EVEN_MORE, MARCH) is Applied.REPLACED
        put(store, school, MORE)
        assert put(store, school, EVEN_MORE) is Applied.REPLACED
        assert [version.first for version in policy(store, school, "four_ones").versions] == [date.min, TODAY, MARCH]

    @pytest.mark.parametrize("first", [None, date(2025, 11, 20)])
    def test_what_pairings_follow_is_not_changed_in_the_past(
        self, store: Store, school: SmallSchool, first: date | None
    ) -> None:
        with pytest.raises(InThePast) as refused:
            put(store, school, MORE, first)
        assert refused.value.followers == 6
        assert policy(store, school, "four_ones") == Policy.of(FOUR_ONES)

    @pytest.mark.parametrize("first", [None, date(2025, 9, 1)])
    def test_what_nobody_follows_yet_may_begin_whenever(
        self, store: Store, school: SmallSchool, first: date | None
    ) -> None:
        put(store, school, OWN, first)
        assert put(store, school, OWN.replace("每周", "每月"), first) is Applied.REPLACED
        assert policy(store, school, "qingshan").on(date(2025, 9, 2)).rules[0].per is Per.MONTH

    def test_it_reaches_every_copy_of_the_school_and_every_pairing(self, store: Store, school: SmallSchool) -> None:
        with store.writing() as work:
            work.connection.execute(update(PAIRING).values(look_again_on=MARCH, touched=0))
        before = _version(store, school)
        put(store, school, MORE)
        assert _version(store, school) == before + 1
        with store.reading() as work:
            looks = work.connection.execute(select(PAIRING.c.look_again_on, PAIRING.c.touched)).all()
        assert set(looks) == {(date.min, 1)}

    @pytest.mark.parametrize("text", ["", "制度: 甲\n", "制度: 甲\n要求:\n- 听课 每周 1 次\n"])
    def test_a_file_with_a_problem_is_refused(self, store: Store, school: SmallSchool, text: str) -> None:
        with pytest.raises(PolicyRefused) as refused:
            put(store, school, text)
        assert refused.value.problems

    @pytest.mark.parametrize(
        "text",
        [
            "制度: 四个一\n要求: [谈心 每月 2 次]\n",
            "制度: four_ones\n代号: mine\n要求: [谈心 每月 2 次]\n",
            "制度: 青山陪伴\n代号: other\n要求: [谈心 每月 2 次]\n",
        ],
    )
    def test_a_name_means_one_pack(self, store: Store, school: SmallSchool, text: str) -> None:
        put(store, school, OWN)
        with pytest.raises(PolicyRefused) as refused:
            put(store, school, text)
        assert [problem.code for problem in refused.value.problems] == [Wrong.TITLE_TAKEN]


class TestLooking:
    def test_packs_are_listed_with_their_versions_and_followers(self, store: Store, school: SmallSchool) -> None:
        put(store, school, OWN, None)
        put(store, school, MORE.replace("四个一", "新四个一"), MARCH)
        with store.reading() as work:
            known = {one.key: one for one in known_packs(work, school.id)}
            titles = titles_of(work, school.id)
        assert (known["four_ones"].title, known["four_ones"].since, known["four_ones"].followers) == (
            "新四个一",
            (MARCH,),
            6,
        )
        assert (known["qingshan"].ships, known["qingshan"].since) == (False, (date.min,))
        assert (known["must_visits"].ships, known["must_visits"].title, known["must_visits"].since) == (
            True,
            "必访",
            (),
        )
        assert titles == {"qingshan": ("青山陪伴",), "four_ones": ("新四个一",)}

    def test_a_pack_is_found_by_key_and_by_title(self, store: Store, school: SmallSchool) -> None:
        put(store, school, OWN)
        with store.reading() as work:
            found = [key_of(work, school.id, name) for name in ("four_ones", "必访", "青山陪伴", "五个一")]
        assert found == ["four_ones", "must_visits", "qingshan", None]

    def test_the_text_is_that_of_the_day(self, store: Store, school: SmallSchool) -> None:
        put(store, school, OWN, MARCH)
        put(store, school, MORE, MARCH)
        with store.reading() as work:
            assert text_of(work, school.id, "four_ones", TODAY) == shipped_text("four_ones")
            assert text_of(work, school.id, "four_ones", MARCH) == MORE
            assert text_of(work, school.id, "qingshan", TODAY) == OWN


class TestPreview:
    """November 21: no deed on file, so that September and October are past and November is still open."""

    def test_the_day_under_the_file_stands_beside_the_day_as_it_is(self, store: Store, school: SmallSchool) -> None:
        on = date(2025, 12, 2)
        with store.reading() as work:
            found = preview(work, school.id, pack(EVEN_MORE), on=on, zone=ZONE)
        assert (found.followers, found.everybody) == (6, False)
        assert [one.mentor.user_id for one in found.mentors if one.mentor] == ["WangFang", "LiNa", "SunLi"]
        # Three children: in November one talk each is overdue, in December one is open; nine months, a visit a term,
        # one gift: twelve deeds a child; under the file nine months of four.
        assert found.mentors[0].now == Load(due=0, overdue=3, asked=3 * 12)
        assert found.mentors[0].then == Load(due=0, overdue=3, asked=3 * 36)
        assert (found.late(then=False), found.late(then=True)) == (3, 3)
        assert (found.asked(then=False), found.asked(then=True)) == (6 * 12, 6 * 36)

    def test_what_nobody_follows_is_seen_as_if_all_did(self, store: Store, school: SmallSchool) -> None:
        with store.reading() as work:
            found = preview(work, school.id, pack(OWN), on=TODAY, zone=ZONE)
        assert (found.followers, found.everybody) == (0, True)
        # The week before is overdue; of this one, a Friday, two days remain.
        assert [one.then.overdue for one in found.mentors] == [3, 2, 1]
        assert [one.then.due for one in found.mentors] == [3, 2, 1]
        assert [one.now.overdue for one in found.mentors] == [0, 0, 0]

    def test_deeds_on_file_count_for_the_file_too(self, store: Store, school: SmallSchool) -> None:
        deed = {"school_id": school.id, "member_id": school.members["SunLi"], "student_id": school.students["20250106"]}
        days = {"happened_on": date(2025, 11, 12), "counts_for": date(2025, 11, 12), "entered_at": AT}
        with store.writing() as work:
            work.connection.execute(insert(table(DeedRow)).values(**deed, **days, kind="talk"))
        with store.reading() as work:
            found = preview(work, school.id, pack(OWN), on=TODAY, zone=ZONE)
        assert [one.then.overdue for one in found.mentors] == [3, 2, 0]

    def test_what_nobody_in_particular_owes_has_a_line_of_its_own(self, store: Store, school: SmallSchool) -> None:
        whole = Pack("whole", (Rule(Kind.WARMTH, Per.MONTH, scope=Scope.SCHOOL, times=5),))
        with store.reading() as work:
            found = preview(work, school.id, whole, on=TODAY, zone=ZONE)
        assert [one.mentor for one in found.mentors][-1] is None
        assert found.late(then=True) == 0
        assert found.mentors[-1].then.due == 0

    def test_levels_and_feasts_of_the_file_are_looked_up(self, store: Store, school: SmallSchool) -> None:
        with store.reading() as work:
            found = preview(work, school.id, shipped()["must_visits"], on=date(2026, 1, 2), zone=ZONE)
        assert [one.then.due for one in found.mentors] == [3, 2, 1]

    def test_nothing_is_written(self, store: Store, school: SmallSchool) -> None:
        before = _version(store, school)
        with store.reading() as work:
            preview(work, school.id, pack(OWN), on=TODAY, zone=ZONE)
        assert _version(store, school) == before
        assert policy(store, school, "four_ones") == Policy.of(FOUR_ONES)

    def test_a_school_without_pairings_has_nothing_to_show(self, store: Store, school_id: int) -> None:
        with store.reading() as work:
            assert preview(work, school_id, pack(OWN), on=TODAY, zone=ZONE).mentors == ()


def _version(store: Store, school: SmallSchool) -> int:
    with store.reading() as work:
        return int(
            work.connection.execute(select(SCHOOL.c.roster_version).where(SCHOOL.c.id == school.id)).scalar_one()
        )
