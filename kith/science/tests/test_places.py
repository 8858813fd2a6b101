import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.science import places
from kith.science.places import credit, miles_between, outcode_of, point_of

points = st.tuples(st.integers(0, 660_000), st.integers(0, 1_220_000))


@pytest.mark.parametrize(
    "typed", ["LS1 4DY", "ls1 4dy", "LS14DY", " LS1  4DY ", "LS1", "ls1", "LS1 4", "LS1 4D"]
)
def test_a_postcode_is_found_however_it_is_typed(typed):
    assert point_of(typed) == (429627, 433454)


@pytest.mark.parametrize("typed", ["", " ", "Leeds", "LS", "1LS 4DY", "LS1 4DYX", "12345", "LS1-4DY"])
def test_what_is_not_a_postcode_has_no_place(typed):
    assert outcode_of(typed) is None
    assert point_of(typed) is None


@pytest.mark.parametrize("elsewhere", ["BT1 5GS", "JE2 3AB", "GY1 1AA", "IM1 1AG", "ZZ9 9ZZ"])
def test_a_place_outside_great_britain_is_said_to_be_unknown(elsewhere):
    assert outcode_of(elsewhere) is not None
    assert point_of(elsewhere) is None


def test_short_and_long_outcodes_are_told_apart():
    assert [outcode_of(p) for p in ("M1 1AA", "M11AA", "M11 1AA", "W1A 1AA", "EC1A 1BB", "M111AA")] == [
        "M1",
        "M1",
        "M11",
        "W1A",
        "EC1A",
        "M11",
    ]


def test_every_outcode_in_the_data_reads_as_itself_and_lies_on_the_grid():
    content = json.loads(Path(places.__file__).with_suffix(".json").read_text())
    assert len(content["outcodes"]) > 2_900
    for outcode, (easting, northing) in content["outcodes"].items():
        assert outcode_of(outcode) == outcode_of(outcode + " 1AA") == outcode
        assert 0 < easting < 660_000
        assert 0 < northing < 1_220_000
        assert not outcode.startswith("BT")


def test_the_credit_the_licence_asks_for_travels_with_the_data():
    assert "Office for National Statistics" in credit()
    assert "Open Government Licence v.3.0" in credit()


def test_leeds_and_bradford_are_about_eight_miles_apart():
    assert miles_between(point_of("LS1 4DY"), point_of("BD1 1HX")) == 8


def test_an_unknown_place_has_an_unknown_distance():
    assert miles_between(None, point_of("LS1")) is None
    assert miles_between(point_of("LS1"), point_of("Leeds")) is None


def test_half_a_mile_counts_as_one():
    assert miles_between((0, 0), (804, 0)) == 0
    assert miles_between((0, 0), (805, 0)) == 1


@given(points, points, points)
def test_distance_is_the_same_both_ways_and_no_detour_is_shorter(a, b, c):
    ab, bc, ac = (miles_between(*pair) or 0 for pair in ((a, b), (b, c), (a, c)))
    assert ab == miles_between(b, a)
    assert miles_between(a, a) == 0
    assert ac <= ab + bc + 1  # the one is what rounding may add
