"""For every bad file a sentence with its place, never a stack trace."""

import json

import pytest

from kith.science.matching import CannotMatch
from kith.science.matching.files import read
from kith.science.matching.tests.days import day

BAD = {
    "not JSON": ("{", "line 1, column 2: this is not JSON"),
    "not an object": ("[]", "this must be an object in braces; it is []."),
    "too deep": ("[" * 100_000, "too deeply"),
    "a number of a million digits": ('{"seed": ' + "9" * 10_000 + "}", "more digits"),
    "not a number": ('{"seed": NaN}', "NaN is not a number"),
    "a field twice": ('{"seed": 1, "seed": 2}', "“seed” stands twice"),
    "another format": (day(format="kith-match/9"), "format: this version of Kith reads kith-match/1."),
    "no children": ('{"volunteers": []}', "children: give a list"),
    "a misspelt field": (
        day(side="children", at=1, day_waited=3),
        "children[1]: “day_waited” is not a field of a child; did you mean “days_waited”?",
    ),
    "an unknown field": (day(qqq=3), "“qqq” is not a field of the file; there are: format, mode"),
    "a choice of nobody": (
        day(side="children", choices=["ben", ["zed"]]),
        "children[0].choices[1][0]: no volunteer has the key “zed”.",
    ),
    "a duplicate rank": (
        day(side="children", choices=["ben", ["carol", "ben"]]),
        "children[0].choices[1][1]: “ben” is ranked twice, here and at children[0].choices[0]",
    ),
    "an empty tie": (day(side="children", choices=[[]]), "children[0].choices[0]: a tie needs somebody"),
    "set aside and chosen": (
        day(side="children", set_aside=["ben"]),
        "children[0].set_aside[0]: “ben” is both chosen and set aside",
    ),
    "negative places": (
        day(side="volunteers", places=-1),
        "volunteers[0].places: this must be from 0 to 10000; it is -1.",
    ),
    "half a place": (
        day(side="volunteers", places=1.5),
        "volunteers[0].places: this must be a whole number; it is 1.5.",
    ),
    "a truth as a number": (
        day(side="volunteers", places=True),
        "volunteers[0].places: this must be a whole number; it is true.",
    ),
    "a key twice": (
        day(side="children", at=1, key="asha"),
        "children[1].key: “asha” is the key of children[0] too",
    ),
    "an empty key": (day(side="children", key=" "), "children[0].key: this must be a text, not empty"),
    "no key": ('{"children": [{}], "volunteers": []}', "children[0]: a child needs a key."),
    "days below nought": (
        day(side="children", days_waited=-3),
        "children[0].days_waited: this must be from 0",
    ),
    "a gender nobody has": (
        day(side="children", gender="girl"),
        "children[0].gender: “girl” is not known as a gender; there are: female, male, nonbinary.",
    ),
    "a wish without value": (
        day(side="children", at=2, wishes=[{"kind": "must"}]),
        "children[2].wishes[0]: a wish has a kind",
    ),
    "a wish for the unknown": (
        day(side="children", at=2, wishes=[{"kind": "must", "attribute": "gender", "value": "tall"}]),
        "children[2].wishes[0]: “tall” is not a choice for man or woman.",
    ),
    "a postcode that is none": (
        day(side="children", at=2, postcode="nowhere"),
        "children[2].postcode: “nowhere” is not written like a British postcode.",
    ),
    "a postcode and a point": (
        day(side="children", at=2, point=[1, 2]),
        "children[2].point: give a postcode or a point, not both.",
    ),
    "a point of three": (
        day(side="volunteers", at=2, point=[1, 2, 3]),
        "volunteers[2].point: a point is two numbers",
    ),
    "ages the wrong way round": (
        day(side="volunteers", ages=[17, 8]),
        "volunteers[0].ages: this must be two numbers, from and to; it is [17, 8].",
    ),
    "a no to nobody": (
        day(side="volunteers", could_not=["zed"]),
        "volunteers[0].could_not[0]: no child has the key “zed”.",
    ),
    "an order of nobody": (
        day(side="volunteers", order=["zed"]),
        "volunteers[0].order[0]: no child has the key “zed”.",
    ),
    "a fix of nobody": (
        day(fixed=[{"child": "zed", "volunteer": "ben"}]),
        "fixed[0].child: no child has the key “zed”.",
    ),
    "half a fix": (day(fixed=[{"child": "tom"}]), "fixed[0]: a pair has a child and a volunteer."),
    "two fixes of one child": (
        day(fixed=[{"child": "tom", "volunteer": v} for v in ("ben", "carol")]),
        "fixed[1]: “tom” is fixed with “ben” already",
    ),
    "too many fixed": (
        day(fixed=[{"child": c, "volunteer": "ben"} for c in ("tom", "sam")]),
        "fixed: ben is fixed with 2 and has places for 1.",
    ),
    "fixed and forbidden": (
        day(fixed=[{"child": "tom", "volunteer": "ben"}], forbidden=[{"child": "tom", "volunteer": "ben"}]),
        "fixed: tom and ben are both fixed and forbidden",
    ),
    "a fix against a no": (
        day(fixed=[{"child": "sam", "volunteer": "dee"}]),
        "fixed: sam and dee cannot be fixed: Dee cannot be proposed at the moment.",
    ),
    "bands that rise": (
        day(priority={"wait_bands": [90, 180]}),
        "priority: Waiting bands are days, the longest first",
    ),
    "a mode nobody knows": (
        day(mode="best"),
        "mode: “best” is not known as a mode; there are: child_choice, total_fit.",
    ),
    "groups that are a list": (
        day(side="children", groups=["north"]),
        "children[0].groups: groups are an object",
    ),
    "choices that are a text": (
        day(side="children", choices="ben"),
        'children[0].choices: this must be a list in brackets; it is "ben".',
    ),
    "a rule below nought": (day(rules={"travel_miles": -1}), "rules.travel_miles: this must be from 0"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_a_sentence_and_its_place(kith, name):
    text, words = BAD[name]
    code, found, said = kith(text)
    assert (code, found) == (1, None)
    assert said.startswith("day.json: ")
    assert words in said
    assert "Traceback" not in said


def test_a_file_that_is_not_utf_8_is_refused():
    with pytest.raises(CannotMatch, match="byte 2 is not UTF-8"):
        read(b'{"\xff": 1}')


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ([], "matches: an answer is an object with a list of matches"),
        ({"matches": [3]}, "matches[0]: a match is an object"),
        ({"matches": [{"child": "tom"}]}, "matches[0].volunteer: this must be a text"),
        ({"matches": [{"child": "tom", "volunteer": "ben"}] * 2}, "matches[1]: “tom” is matched twice"),
        ({"matches": [], "certificate": {"prices": []}}, "certificate.prices: prices are an object"),
        (
            {"matches": [], "certificate": {"prices": {"ben": -1}}},
            "certificate.prices.ben: this must be a text",
        ),
    ],
)
def test_an_answer_that_is_none_is_refused(kith, tmp_path, content, words):
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(content))
    code, _, said = kith(day(), "--answer", str(path))
    assert code == 1
    assert words in said
