"""Charts say in words what they show, draw shapes as well as colours, and carry their numbers behind them."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.template import Context, Template

from kith.foundation.charts import Chart, Near, Ring, Week, bars, legend, network, strip

MONDAY = date(2026, 9, 7)


def weeks(*states: Week) -> list[tuple[date, Week]]:
    return [(MONDAY + timedelta(weeks=place), state) for place, state in enumerate(states)]


CHARTS = {
    "strip": strip(weeks(*Week, Week.KEPT), of="Ana and Ruth"),
    "empty strip": strip([]),
    "bars": bars([("A man", 9), ("Weekends", 14), ("Signs", None)], title="What children wait for"),
    "no bars": bars([], title="Nothing"),
    "network": network(
        [Near("Ruth", Ring.CLOSE), Near("social worker", Ring.FURTHER, paid=True)], around="Ana"
    ),
    "nobody": network([], around="Ana"),
}


@pytest.mark.parametrize("name", CHARTS)
def test_every_drawing_is_well_formed_named_and_described(name):
    svg = ElementTree.fromstring(CHARTS[name].as_svg())
    space = "{http://www.w3.org/2000/svg}"
    assert svg.attrib["role"] == "img"
    title, description = svg.find(f"{space}title"), svg.find(f"{space}desc")
    assert title is not None
    assert title.text
    assert description is not None


@pytest.mark.parametrize("name", CHARTS)
def test_no_drawing_holds_style_or_script(name):
    html = CHARTS[name].as_html()
    assert not re.search(r"\sstyle=|<style|<script", html)


@pytest.mark.parametrize(
    "draw",
    [
        lambda text: strip([], of=text),
        lambda text: bars([(text, 1)], title=text),
        lambda text: network([Near(text, Ring.NEAR)], around=text),
    ],
)
def test_names_are_escaped(draw):
    assert "<script>" not in draw("<script>").as_html()


def test_a_strip_counts_its_weeks_in_words_and_lists_them():
    drawn = strip(weeks(Week.KEPT, Week.KEPT, Week.WITHHELD), of="Imran and Joe")
    html = drawn.as_html()
    assert drawn.words == "3 weeks: 2 kept, 1 withheld"
    assert "Meetings of Imran and Joe" in html
    assert "Week of 21 September 2026: withheld." in html


def test_the_states_of_a_week_differ_in_shape_not_only_in_colour():
    shapes = set()
    for state in Week:
        svg = strip(weeks(state)).as_svg()
        drawn = svg.split("</desc>")[1]
        shapes.add(re.sub(r'(fill|stroke)="[^"]*"', "", drawn))
    assert len(shapes) == len(Week)


def test_the_key_names_every_state():
    assert [word for _, word in legend()] == [state.value for state in Week]


def test_the_longest_bar_leaves_room_for_its_number():
    drawn = bars([("a", 10), ("b", 5), ("c", 0)], title="t").drawing["bars"]
    assert [bar["length"] for bar in drawn] == ["84.0", "42.0", "0.0"]


def test_a_bar_never_runs_over_what_is_most():
    assert bars([("a", 30)], title="t", most=10).drawing["bars"][0]["length"] == "84.0"


def test_a_small_number_is_withheld_in_the_drawing_the_words_and_the_table():
    drawn = bars([("Signs", None), ("Weekends", 1400)], title="t")
    assert drawn.words == "Signs: withheld; Weekends: 1,400"
    assert drawn.rows == [("Signs", "withheld"), ("Weekends", "1,400")]


def test_a_bar_cannot_be_shorter_than_nothing():
    with pytest.raises(ValueError, match="shorter than nothing"):
        bars([("a", -1)], title="t")


def test_the_nearest_sit_on_the_inner_ring_and_all_are_within_the_drawing():
    people = [Near(f"Person number {n}", ring) for n, ring in enumerate([*Ring, *Ring, *Ring, Ring.NEAR])]
    drawn = network(people, around="Ana").drawing
    distances = [
        round(((float(p["x"]) - 220) ** 2 + (float(p["y"]) - 150) ** 2) ** 0.5) for p in drawn["people"]
    ]
    assert sorted(distances) == [46] * 3 + [80] * 4 + [114] * 3
    assert len({(p["x"], p["y"]) for p in drawn["people"]}) == len(people)
    assert all(0 < float(line["y"]) < drawn["height"] for p in drawn["people"] for line in p["lines"])


def test_the_map_says_who_is_how_close_and_who_is_there_for_their_job():
    drawn = CHARTS["network"]
    assert drawn.words == "Very close: Ruth; further away: social worker"
    assert ("social worker", "further away", "it is their job") in drawn.rows


def test_a_page_prints_a_chart_with_its_table():
    html = Template("{% chart it %}").render(Context({"it": CHARTS["bars"]}))
    assert isinstance(CHARTS["bars"], Chart)
    assert "The same as a table" in html
    assert '<th scope="row">A man</th>' in html
