"""Every programme and every school's variant that the product knows of can be said in a file."""

from pathlib import Path

import pytest

from duty.policy import Coverage, Rule
from duty.policy_file import Draft, Section
from storage.packs.reading import read_text
from storage.policies import shipped, shipped_text

DRAFTS = Path(__file__).parent / "drafts"

# By file: each rule as kind, times/period, and what else it says; then mentees, and how many papers of which section.
SHIPPED = {
    "four_ones": (
        ["talk 1/month", "home_visit 1/term refused→contact", "warmth 1/school_year"],
        1,
        "material 3 meeting 1 review 1",
    ),
    "four_ones_plus": (
        ["talk 3/month", "home_visit 1/month absent→contact refused→contact", "warmth 1/school_year"],
        1,
        "material 3 meeting 1 review 1",
    ),
    "learning_care": (
        ["help 1/week", "home_visit 2/term refused→contact", "contact 1/month holidays"],
        1,
        "material 3 review 2",
    ),
    "left_behind": (["talk 1/month"], 0, "material 5 task 1"),
    "academic_warning": (["talk 1/month", "contact 1/term"], 0, "material 1 review 1"),
    "party_members": (["talk 1/week in_person"], 0, "material 3 review 1"),
    "graded_visits": (
        [
            "home_visit 1/month special absent→contact refused→contact",
            "home_visit 1/quarter focus absent→contact refused→contact",
        ],
        0,
        "review 1 task 1",
    ),
    "must_visits": (
        [
            "contact 1/once event+3 illness",
            "home_visit 1/once event+3 accident hospital absent→contact refused→contact",
            "home_visit 1/once event+7 family_change absent→contact refused→contact",
            "home_visit 1/once event+1 dropout_sign absent→contact refused→contact",
            "contact 1/once occasion+3+3 labour_day national_day new_year",
            "warmth 1/once occasion+7+7 spring_festival",
            "warmth 1/once occasion+3+3 birthday nudge",
        ],
        0,
        "task 1",
    ),
    "county_officials": (
        ["home_visit 4/calendar_year holidays refused→contact", "warmth 1/calendar_year holidays"],
        1,
        "report 2 task 1",
    ),
    "town_teams": (
        [
            "home_visit 1/once pairing_start+7 shared",
            "home_visit 1/month holidays shared absent→contact refused→contact",
        ],
        0,
        "report 2 task 1",
    ),
}
SAID = {
    "s2_tracking": (
        ["help 1/week", "contact 1/month online phone", "home_visit 1/term"],
        0,
        "material 2 review 1 task 1",
    ),
    "s2_college_tutoring": (["help 1/week"], 0, "material 2 review 2"),
    "s2_primary": (["help 1/week", "home_visit 1/term"], 0, "material 2 review 1"),
    "s2_peers": (["help 1/week"], 0, "material 2 review 1"),
    "s2_early_support": (["talk 1/once term_start+14", "help 1/week"], 0, "report 2 task 1"),
    "s2_job_seekers": (["talk 1/month"], 0, "material 3 task 1"),
    "s2_sponsors": (
        [
            "warmth 1/calendar_year holidays 2026-09-01–2029-08-31",
            "contact 1/calendar_year holidays in_person written",
        ],
        0,
        "material 1 task 1",
    ),
    "s2_schools": ([], 0, "report 1 material 3 meeting 2 task 3"),
    "s2_masters": ([], 0, "material 2 task 4"),
    "s2_volunteers": (["home_visit 1/term shared", "warmth 1/term holidays shared"], 0, "material 1 task 1"),
    "s3_biangang": (["talk 1/month", "home_visit 1/term", "warmth 1/calendar_year"], 1, "material 1 task 1"),
    "s3_longnan": (["talk 3/month", "home_visit 1/month", "warmth 1/calendar_year"], 1, ""),
    "s3_zhijin": (["talk 1/month", "home_visit 1/term in_person", "contact 1/month phone"], 4, "material 1 task 1"),
    "s3_yucai": (["talk 1/week", "home_visit 1/term", "contact 1/week phone"], 0, "material 1"),
    "s3_tmdps": (["talk 1/week", "contact 1/month phone"], 1, "material 1"),
    "s3_fanan": (["home_visit 1/term", "talk 1/term"], 0, "material 1 meeting 1 task 1"),
    "s3_yaozui": (["help 1/week", "contact 1/month phone"], 3, ""),
    "s3_all_types": ([], 3, ""),
    "s3_shanghai": (["talk 1/once event+7", "talk 1/school_year", "home_visit 1/school_year"], 0, "material 1"),
    "s3_ministries": (["home_visit 1/school_year by student"], 0, ""),
    "s3_dropout": (["home_visit 1/once event+0 dropout_sign"], 0, "report 4"),
    "s3_visits": (
        ["home_visit 10/calendar_year by mentor holidays 2027-07-05–2027-08-15 at least 20"],
        0,
        "material 1",
    ),
    "s3_yinan": (["help 1/week", "home_visit 2/term", "contact 1/month holidays"], 1, "review 2"),
}


def said(rule: Rule) -> str:
    """A rule in short; what is usual is left out."""
    parts = [f"{rule.kind} {rule.times}/{rule.per}"]
    if rule.scope != "pairing":
        parts.append(f"by {rule.scope}")
    if rule.once:
        behind = f"+{rule.once.behind}" if rule.once.trigger == "occasion" else ""
        parts += [f"{rule.once.trigger}+{rule.once.days}{behind}", *sorted(rule.once.names)]
    elif not rule.during_term:
        parts.append("holidays")
    parts += ["shared"] if rule.shared else []
    parts += sorted(rule.modes) + sorted(rule.levels)
    parts += [f"{rule.first}–{rule.last}"] if rule.first.year > 1 else []
    parts += [f"at least {rule.min_days}"] if rule.min_days is not None else []
    parts += sorted(f"{reason}→{kind}" for reason, kinds in rule.substituted_by for kind in kinds)
    parts += ["nudge"] if rule.nudge else []
    return " ".join(parts)


def faultless(text: str) -> Draft:
    found = read_text(text)
    assert found.problems == ()
    assert found.draft
    return found.draft


def check(draft: Draft, rules: list[str], mentees: int, papers: str) -> None:
    assert [said(rule) for rule in draft.pack.rules] == rules
    assert max((one.mentees for one in draft.pack.coverage), default=0) == mentees
    counted = [(section, sum(paper.section is section for paper in draft.papers)) for section in Section]
    assert " ".join(f"{section} {count}" for section, count in counted if count) == papers


@pytest.mark.parametrize("key", SHIPPED)
def test_what_ships_says_what_its_programme_says(key: str) -> None:
    check(faultless(shipped_text(key)), *SHIPPED[key])


@pytest.mark.parametrize("name", SAID)
def test_a_draft_says_what_its_row_says(name: str) -> None:
    check(faultless((DRAFTS / f"{name}.yaml").read_text(encoding="utf-8")), *SAID[name])


def test_no_row_is_left_out() -> None:
    assert {path.stem for path in DRAFTS.glob("*.yaml")} == SAID.keys()
    assert set(shipped()) == SHIPPED.keys()
    assert len([name for name in SAID if name.startswith("s2")]) + len(SHIPPED) == 20
    assert len([name for name in SAID if name.startswith("s3")]) == 13


def test_coverage_names_what_nobody_may_be_without() -> None:
    left_behind = faultless(shipped_text("left_behind")).pack.coverage
    assert left_behind == (Coverage(mentor=True, contact_card=True, categories=frozenset({"留守"})),)
    everybody = faultless((DRAFTS / "s3_shanghai.yaml").read_text(encoding="utf-8")).pack.coverage
    assert everybody == (Coverage(mentor=True),)
    file = (DRAFTS / "s2_job_seekers.yaml").read_text(encoding="utf-8")
    assert faultless(file).pack.coverage[0].categories == {"就业困难"}


def test_a_paper_says_how_often_by_whom_and_to_whom() -> None:
    weekly, half_monthly = (
        one for one in faultless(shipped_text("town_teams")).papers if one.section is Section.REPORT
    )
    assert (weekly.name, weekly.per, weekly.times, weekly.by, weekly.to) == ("小组周报", "week", 1, "组员", "镇专班")
    assert (half_monthly.per, half_monthly.by, half_monthly.to) == ("half_month", "镇专班", "县专班")
    changes = faultless(shipped_text("county_officials")).papers[0]
    assert changes.once
    assert (changes.once.trigger, changes.once.days, changes.to) == ("term_start", 30, "县教育局")
    quarterly = faultless((DRAFTS / "s2_schools.yaml").read_text(encoding="utf-8")).papers[0]
    assert (quarterly.per, quarterly.when) == ("quarter", "季度最后十天")
