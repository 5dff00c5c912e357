"""The packs that ship: their files, their names, and that a service which needs none of them reads none."""

import subprocess
import sys
from dataclasses import replace
from importlib import resources

import pytest

from duty.policy import FOUR_ONES
from storage import policies
from storage.packs.reading import read, read_text
from storage.policies import shipped, shipped_text
from storage.roster.columns import PACKS
from tests.test_docs import ROOT

KEYS = tuple(shipped())


def test_the_usual_pack_is_the_one_of_the_core() -> None:
    found = read_text(shipped_text("four_ones"))
    assert found.problems == ()
    assert found.draft
    assert replace(found.draft.pack, title="") == FOUR_ONES == shipped()["four_ones"]


@pytest.mark.parametrize("key", KEYS)
def test_a_file_is_called_by_its_key_and_by_its_title(key: str) -> None:
    found = read(resources.files("storage.packs").joinpath(f"{key}.yaml").read_bytes())[1]
    assert found.problems == ()
    assert found.draft
    assert found.draft.pack.key == key
    assert PACKS[key][:2] == (found.draft.pack.title, key)
    assert found.draft.about
    assert found.draft.concerns
    assert found.draft.first is None


def test_the_roster_knows_every_pack_and_each_word_means_one() -> None:
    assert tuple(PACKS) == KEYS
    files = [file.name for file in resources.files("storage.packs").iterdir() if file.name.endswith(".yaml")]
    assert sorted(files) == sorted(f"{key}.yaml" for key in KEYS)
    spelled = [word for words in PACKS.values() for word in words]
    assert len(spelled) == len(set(spelled))


def test_what_ships_is_a_mapping_by_key() -> None:
    assert len(shipped()) == len(KEYS) == 10
    assert KEYS[0] == "four_ones"
    assert "five_ones" not in shipped()
    with pytest.raises(KeyError):
        shipped()["../tables"]


def test_a_file_says_what_is_chosen_in_chinese_comments() -> None:
    for key in KEYS:
        first = shipped_text(key).splitlines()[0]
        assert first.startswith("# ")
        assert not any(tag in shipped_text(key) for tag in ("\t", "\r", "&", "*"))


def test_who_goes_by_the_usual_pack_alone_reads_no_file() -> None:
    code = (
        "import sys; from storage import people, policies, duties; policies.shipped()['four_ones'];"
        "assert 'yaml' not in sys.modules and 'storage.packs.reading' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_a_text_that_can_no_longer_be_read_owes_nothing() -> None:
    assert policies._draft("[").pack.rules == ()
