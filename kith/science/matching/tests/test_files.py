"""`kith match`: a file in, an object out."""

import json
from copy import deepcopy

import pytest

from kith.science.matching import Mode, settle
from kith.science.matching.files import read
from kith.science.matching.tests.days import DAY, day


def test_a_file_becomes_a_proposal(kith):
    code, found, _ = kith(day(), "--verify")
    assert code == 0
    assert {each["child"]: each["volunteer"] for each in found["matches"]} == {
        "tom": "ben",
        "lily": "carol",
        "asha": "dee",
    }
    assert [each["child"] for each in found["unmatched"]] == ["sam"]
    assert found["status"] == "proposed"
    assert found["audit"]["holds"]
    assert found["certificate"]["pairs"] == 8
    assert found["statistics"]["justified_envy"] == 0
    assert found["statistics"]["flip_test"] == {"ethnicity": 0, "faith": 0, "gender": 0}


def test_a_mode_and_a_seed_of_the_command_line_come_before_those_of_the_file(kith):
    _, found, _ = kith(day(), "--mode", "total_fit", "--seed", "3")
    assert (found["record"]["mode"], found["record"]["seed"]) == ("total_fit", 3)
    assert found["certificate"]["primal"] == found["certificate"]["dual"]


@pytest.mark.parametrize("mode", [mode.value for mode in Mode])
def test_an_answer_can_be_audited_later_and_a_changed_one_is_found(kith, tmp_path, mode):
    _, found, _ = kith(day(), "--mode", mode)
    proposal = tmp_path / "proposal.json"
    proposal.write_text(json.dumps(found), encoding="utf-8")
    assert kith(day(), "--mode", mode, "--answer", str(proposal))[:2] == (
        0,
        {
            "holds": True,
            "words": "10 pairs that may be matched were looked at; nothing is wrong.",
            "pairs": 10,
            "findings": [],
        },
    )
    found["matches"] = [each for each in found["matches"] if each["child"] != "tom"]
    proposal.write_text(json.dumps(found), encoding="utf-8")
    code, verdict, _ = kith(day(), "--mode", mode, "--answer", str(proposal))
    assert (code, verdict["holds"]) == (1, False)


def test_why_and_why_not(kith):
    assert (
        kith(day(), "--why", "sam", "ben")[1]["words"]
        == "Ben’s place went to a child who has waited much longer."
    )
    assert kith(day(), "--why", "tom", "ben")[1]["words"] == "Ben is Tom’s first choice of 2."
    assert kith(day(), "--why", "sam", "dee")[1]["words"] == "Dee cannot be proposed at the moment."
    code, _, said = kith(day(), "--why", "sam", "zed")
    assert (code, said) == (1, "day.json: volunteers: nobody has the key zed.\n")


def test_what_if(kith):
    _, found, _ = kith(day(), "--fix", "sam", "ben", "--forbid", "asha", "carol")
    assert {
        "child": "sam",
        "before": None,
        "after": "ben",
        "words": "Sam would have Ben instead of nobody.",
    } in found["changes"]
    code, _, said = kith(day(), "--fix", "sam", "ben", "--fix", "sam", "dee")
    assert (code, said) == (1, "day.json: --fix: sam is fixed twice; keep one.\n")


def test_the_same_file_gives_the_same_bytes_and_the_order_of_people_does_not_matter(kith):
    turned = deepcopy(DAY)
    turned["children"].reverse()
    turned["volunteers"].reverse()
    assert kith(day())[1] == kith(day())[1] == kith(json.dumps(turned))[1]


def test_a_volunteers_ranking_of_somebody_who_did_not_choose_them_waits_unused_and_is_noted(kith):
    _, found, _ = kith(day(side="volunteers", at=1, order=["sam", "tom"]))
    assert found["notes"] == ["“carol” ranks “sam”, who did not choose them: it makes no difference."]


def test_ten_thousand_ties_are_no_trouble():
    keys = [f"v{i}" for i in range(10_000)]
    content = {
        "children": [{"key": f"c{i}", "choices": [keys]} for i in range(3)],
        "volunteers": [{"key": key} for key in keys],
    }
    outcome = settle(read(json.dumps(content)).round)
    assert len(set(outcome.matches.values())) == 3


@pytest.mark.parametrize("empty", [{"children": []}, {"volunteers": []}, {"children": [], "volunteers": []}])
def test_an_empty_side_is_an_answer(kith, empty):
    content = {"children": [{"key": "a"}], "volunteers": [{"key": "b"}], **empty}
    code, found, _ = kith(json.dumps(content), "--verify")
    assert (code, found["matches"], found["audit"]["holds"]) == (0, [], True)
