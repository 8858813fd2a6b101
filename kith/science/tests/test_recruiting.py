"""Who is needed and how recruitment goes: worked examples, refusals, and theorems."""

from fractions import Fraction
from itertools import combinations
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.science.fit import Kind, Pool, Referral, Volunteer, Wish, fitting_each
from kith.science.matching.greatest import Greatest
from kith.science.matching.rounds import Round
from kith.science.matching.setting import Setting
from kith.science.places import METRES_IN_A_MILE
from kith.science.recruiting import (
    Appeal,
    Compass,
    Fate,
    Kept,
    Places,
    Side,
    Stay,
    Waiting,
    around,
    by_groups,
    coarser,
    needs,
    quantile,
    served,
    somebody,
    staying,
    steps,
    together,
)
from kith.science.recruiting.needs import children_words

MILE = round(METRES_IN_A_MILE)
MAN = Wish(Kind.MUST, "gender", "male")
TIGRINYA = Wish(Kind.MUST, "language", "tigrinya")
HERE = Compass((400_000, 400_000), 2 * MILE)
IN_THE_NORTH = (400_000, 400_000 + 6 * MILE)


def a_child(key="c", *wishes, age=12, gender="male", point=IN_THE_NORTH, days=30, **about):
    child = Referral(
        key=key, first_name="A child", age=age, gender=gender, point=point, wishes=wishes, **about
    )
    return Waiting(child=child, days=days)


def a_volunteer(key="v", gender="male", languages=("english",), places_left=1, **about):
    return Volunteer(
        key=key,
        first_name=key,
        gender=gender,
        languages=frozenset(languages),
        places_left=places_left,
        **about,
    )


def found(waiting, ready=(), coming=()):
    return needs(waiting, ready=Pool(ready), coming=Pool(coming), compass=HERE)


# -- how it is said


def test_the_sentence_of_the_issue():
    boys = [a_child(f"c{i}", MAN, TIGRINYA, days=100 + i) for i in range(3)]
    ready = [a_volunteer("v1", languages=("tigrinya",)), a_volunteer("v2")]
    coming = [a_volunteer("v3", languages=("tigrinya",))]
    (need,) = found(boys, ready, coming)
    assert need.sentence == "Three boys in the north wait for a man who speaks Tigrinya."
    assert (need.number, need.ready, need.coming, need.gap) == (3, 1, 1, 1)
    assert need.longest == 102
    assert need.choices == 2


@pytest.mark.parametrize(
    ("wishes", "words"),
    [
        ((), "somebody"),
        ((("gender", "female"),), "a woman"),
        ((("gender", "female"), ("gender", "nonbinary")), "a woman or a non-binary person"),
        ((("age", "older"),), "somebody aged 50 or over"),
        ((("gender", "male"), ("age", "young")), "a man aged 18 to 30"),
        ((("ethnicity", "BAFR"),), "somebody whose background is Black African"),
        ((("faith", "none"),), "somebody who has no religion"),
        (
            (("faith", "muslim"), ("ethnicity", "black")),
            "somebody whose background is Black and whose faith is Muslim",
        ),
        (
            (("language", "tigrinya"), ("interest", "football"), ("interest", "baking")),
            "somebody who speaks Tigrinya and likes baking and football",
        ),
        ((("experience", "care_experienced"),), "somebody who has been in care"),
        ((("time", "sunday"), ("pets", "dogs")), "somebody with dogs, free on Sundays"),
        (
            (("gender", "male"), ("faith", "sikh"), ("language", "punjabi"), ("time", "saturday")),
            "a man whose faith is Sikh, who speaks Punjabi, free on Saturdays",
        ),
    ],
)
def test_wishes_are_said_of_one_person(wishes, words):
    child = Referral(key="c", first_name="C", wishes=tuple(Wish(Kind.MUST, *each) for each in wishes))
    assert somebody(child.musts) == words
    assert somebody(reversed(child.musts)) == words


def test_a_wish_for_the_same_says_what_that_is_and_nothing_where_it_is_not_known():
    same = Wish(Kind.MUST, "faith", "same")
    assert somebody(Referral(key="c", first_name="C", faith="hindu", wishes=(same,)).musts) == (
        "somebody whose faith is Hindu"
    )
    assert somebody(Referral(key="c", first_name="C", wishes=(same,)).musts) == "somebody"


def test_children_are_called_what_they_are():
    def said(*people):
        return children_words([a_child(age=age, gender=gender).child for gender, age in people])

    assert said(("male", 9)) == "one boy"
    assert said(("female", 9), ("female", 15)) == "two girls"
    assert said(("female", 19), ("female", 20)) == "two young women"
    assert said(("male", 17), ("male", 18)) == "two young people"
    assert said(("male", 9), ("female", 9)) == "two children"
    assert said((None, 9)) == "one child"
    assert said(*[("male", None)] * 11) == "11 boys"


def test_musts_come_before_likes_and_a_like_for_trains_makes_no_sentence():
    like = Wish(Kind.LIKE, "gender", "female")
    trains = Wish(Kind.LIKE, "interest", "trains")
    both, liking, open_ = (
        a_child("a", MAN, like),
        a_child("b", like, trains),
        a_child("c", trains, point=None),
    )
    assert {need.sentence for need in found([both, liking, open_])} == {
        "One boy in the north waits for a man.",
        "One boy in the north would like a woman.",
        "One boy somewhere not known waits for somebody, and did not say whom.",
    }


def test_the_hardest_comes_first_then_who_waits_longest():
    somebody_waits = [
        a_child("nobody", TIGRINYA, days=10),
        a_child("coming", Wish(Kind.MUST, "language", "somali"), days=400),
        a_child("ready", MAN, days=300),
        a_child("ready too", Wish(Kind.MUST, "language", "english"), days=200),
    ]
    order = found(
        somebody_waits,
        [a_volunteer("v1", places_left=2)],
        [a_volunteer("v2", languages=("somali",))],
    )
    assert [need.children[0].child.key for need in order] == ["nobody", "coming", "ready", "ready too"]


def test_the_name_of_a_need_does_not_depend_on_who_waits():
    one, other = found([a_child("a", MAN)])[0], found([a_child("b", MAN, days=4), a_child("c", MAN)])[0]
    assert one.key == other.key
    assert one.key != found([a_child("a", TIGRINYA)])[0].key


# -- how many could be served

FITS = st.lists(st.integers(0, 2**5 - 1), max_size=7)
PLACES = st.lists(st.integers(0, 2), min_size=5, max_size=5)


def could_be(fits, places):
    """Whether all of these can be served at once: every way of seating them is tried."""
    if not fits:
        return True
    first, *rest = fits
    return any(
        first >> i & 1 and places[i] and could_be(rest, [*places[:i], places[i] - 1, *places[i + 1 :]])
        for i in range(len(places))
    )


@given(FITS, PLACES)
def test_as_many_are_served_as_can_be_at_all(fits, places):
    most = max(
        size
        for size in range(len(fits) + 1)
        if any(could_be(list(some), places) for some in combinations(fits, size))
    )
    assert sum(served(fits, places)) == most


@given(FITS, PLACES)
def test_as_many_are_served_as_a_round_of_matching_could_match(fits, places):
    lists = [[i for i in range(len(places)) if each >> i & 1] for each in fits]
    assert sum(served(fits, places)) == Greatest(lists, places).size


@given(FITS, PLACES)
def test_nobody_loses_a_place_to_somebody_who_comes_later(fits, places):
    everybody = served(fits, places)
    for length in range(len(fits)):
        assert served(fits[:length], places) == everybody[:length]


@given(FITS, PLACES)
def test_whoever_is_left_out_could_not_have_been_added(fits, places):
    chosen = served(fits, places)
    for place, is_served in enumerate(chosen):
        earlier = [fit for fit, yes in zip(fits[:place], chosen, strict=False) if yes]
        assert could_be([*earlier, fits[place]], places) == is_served


@given(FITS, PLACES, st.lists(st.integers(0, 2**5 - 1), min_size=7, max_size=7))
def test_more_choice_helps_and_takes_from_nobody(fits, places, more):
    giving = Places(places)
    first = [giving.give(fit) for fit in fits]
    for child in range(len(fits)):
        giving.widen(child, more[child])
    both = [yes or giving.try_again(child) for child, yes in enumerate(first)]
    assert could_be([fit | more[i] for i, fit in enumerate(fits) if both[i]], places)
    assert sum(both) == sum(served([fit | more[i] for i, fit in enumerate(fits)], places))


def test_places_below_nought_are_refused():
    with pytest.raises(ValueError, match="fewer than no places"):
        Places([1, -1])


WISHES = st.sampled_from(
    [
        (),
        (MAN,),
        (MAN, TIGRINYA),
        (Wish(Kind.LIKE, "gender", "female"),),
        (Wish(Kind.MUST, "time", "sunday"),),
    ]
)
CHILDREN = st.lists(
    st.tuples(WISHES, st.integers(0, 400), st.sampled_from([None, IN_THE_NORTH, (400_000, 400_000)])),
    max_size=12,
).map(lambda rows: [a_child(f"c{i:02}", *w, days=d, point=p) for i, (w, d, p) in enumerate(rows)])
VOLUNTEERS = st.lists(
    st.tuples(st.sampled_from(["male", "female", None]), st.booleans(), st.integers(0, 2)), max_size=5
)


def people(rows, name):
    return [
        a_volunteer(f"{name}{i}", gender, ("tigrinya",) if speaks else ("english",), places)
        for i, (gender, speaks, places) in enumerate(rows)
    ]


@given(CHILDREN, VOLUNTEERS, VOLUNTEERS, st.randoms())
@settings(max_examples=60)
def test_everybody_is_in_one_need_and_the_numbers_add_up(waiting, ready, coming, chance):
    ready, coming = people(ready, "r"), people(coming, "w")
    order = found(waiting, ready, coming)
    assert sorted(each.child.key for need in order for each in need.children) == sorted(
        w.child.key for w in waiting
    )
    assert all(need.ready + need.coming + need.gap == need.number for need in order)
    assert [need.hardest for need in order] == sorted(need.hardest for need in order)
    for people_ in (waiting, ready, coming):
        chance.shuffle(people_)
    assert found(waiting, ready, coming) == order


@given(CHILDREN, VOLUNTEERS)
@settings(max_examples=60)
def test_whoever_fits_here_fits_a_round_of_matching_too(waiting, ready):
    children = tuple(sorted((each.child for each in waiting), key=lambda child: child.key))
    setting = Setting(Round(referrals=children, volunteers=tuple(people(ready, "r"))))
    assert fitting_each(children, setting.pool) == setting.fitting


@given(CHILDREN, VOLUNTEERS, VOLUNTEERS)
@settings(max_examples=60)
def test_somebody_more_on_the_way_never_makes_it_worse(waiting, ready, coming):
    ready, coming = people(ready, "r"), people(coming, "w")

    def without(people_on_the_way):
        return sum(need.gap for need in found(waiting, ready, people_on_the_way))

    assert without(coming) <= without(coming[:-1])


# -- what may be said outside


def side_of(each):
    return HERE.side(each.child.point)


def test_a_sentence_about_three_is_made_wider_until_it_speaks_of_five():
    waiting = [a_child(f"a{i}", MAN, TIGRINYA) for i in range(3)] + [a_child(f"b{i}", MAN) for i in range(3)]
    need = next(need for need in found(waiting) if need.number == 3 and len(need.asked) == 2)
    appeal = coarser(need, waiting, side_of)
    assert isinstance(appeal, Appeal)
    assert appeal.words == "Young people in the north are waiting for a volunteer: a man."
    assert len(appeal.children) == 6
    assert appeal.about == 5
    assert appeal.left_out == ("Fewer than 5 children ask for this, so it might point at one of them.",)


def test_five_who_ask_for_the_same_in_one_place_are_said_as_they_are():
    waiting = [a_child(f"a{i}", MAN, TIGRINYA) for i in range(5)]
    appeal = coarser(found(waiting)[0], waiting, side_of)
    assert appeal.words == "Young people in the north are waiting for a volunteer: a man who speaks Tigrinya."
    assert appeal.left_out == ()


def test_a_place_is_not_named_for_few():
    waiting = [a_child(f"a{i}", MAN, point=IN_THE_NORTH if i < 3 else None) for i in range(5)]
    appeal = coarser(next(need for need in found(waiting) if need.side is Side.NORTH), waiting, side_of)
    assert appeal.words == "Young people are waiting for a volunteer: a man."
    assert "does not say where" in appeal.left_out[-1]


def test_what_somebody_lived_through_is_never_said_outside():
    lived = Wish(Kind.MUST, "experience", "sought_asylum")
    waiting = [a_child(f"a{i}", MAN, lived) for i in range(9)]
    appeal = coarser(found(waiting)[0], waiting, side_of)
    assert appeal.words == "Young people in the north are waiting for a volunteer: a man."
    assert "stay inside" in appeal.left_out[0]


def test_where_fewer_than_five_wait_nothing_is_said():
    waiting = [a_child(f"a{i}", MAN) for i in range(4)]
    kept = coarser(found(waiting)[0], waiting, side_of)
    assert isinstance(kept, Kept)
    assert "Fewer than 5 children wait here" in kept.why[0]


@given(CHILDREN)
@settings(max_examples=80)
def test_no_appeal_speaks_of_fewer_than_five_and_it_speaks_of_those_it_was_made_for(waiting):
    appeals = []
    for need in found(waiting):
        appeal = coarser(need, waiting, side_of)
        if isinstance(appeal, Kept):
            assert len(waiting) < 5
            continue
        assert len(appeal.children) >= 5
        assert {each.child.key for each in need.children} <= appeal.children
        assert {wish.attribute for wish in appeal.asked} <= {"gender", "language", "time"}
        appeals.append(appeal)
    shown = together(appeals)
    for one, other in combinations(shown, 2):
        assert one.words != other.words
        if one.children <= other.children:
            assert len(other.children - one.children) not in range(1, 5)
    assert shown[:1] == appeals[:1]


# -- where


def test_the_parts_of_an_area():
    compass = around([(400_000 + i * MILE, 400_000 + j * MILE) for i in range(-4, 5) for j in range(-4, 5)])
    assert compass.middle == (400_000, 400_000)
    east, north = 400_000, 400_000
    assert compass.side((east, north + MILE)) is Side.MIDDLE
    assert compass.side((east, north + 4 * MILE)) is Side.NORTH
    assert compass.side((east - 4 * MILE, north)) is Side.WEST
    assert compass.side((east + 4 * MILE, north - 3 * MILE)) is Side.EAST
    assert compass.side((east, north - 26 * MILE)) is Side.FAR
    assert compass.side(None) is Side.UNKNOWN


def test_without_places_nobody_lives_anywhere_known():
    assert around([None]).side((1, 1)) is Side.UNKNOWN


POINTS = st.lists(
    st.tuples(st.integers(380_000, 420_000), st.integers(380_000, 420_000)), min_size=1, max_size=30
)


@given(POINTS)
def test_a_third_of_the_people_near_live_in_the_middle(points):
    compass = around(points)
    assert 3 * sum(compass.side(point) is Side.MIDDLE for point in points) >= len(points)


@given(POINTS, st.integers(-1000, 1000), st.integers(-1000, 1000))
def test_an_area_that_moves_keeps_its_parts(points, east, north):
    here = around(points)
    there = around([(e + 2 * east, n + 2 * north) for e, n in points])
    for e, n in points:
        assert here.side((e, n)) is there.side((e + 2 * east, n + 2 * north))


# -- shares, stays, steps


def test_kaplan_and_meier_on_a_known_example():
    """The 6-MP arm of Freireich and others, Blood 21 (1963): the textbook example, median 23 weeks."""
    left = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    here = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    told = staying([*(Stay(d, left=True) for d in left), *(Stay(d, left=False) for d in here)])
    assert (told.people, told.still_here, told.median) == (21, 12, 23)


STAYS = st.lists(st.tuples(st.integers(0, 40), st.booleans(), st.integers(0, 4)), max_size=20).map(
    lambda rows: [Stay(*row) for row in rows]
)


@given(STAYS)
def test_people_counted_in_groups_stay_as_long_as_one_by_one(stays):
    one_by_one = [Stay(stay.days, stay.left) for stay in stays for _ in range(stay.people)]
    assert staying(one_by_one) == staying(stays)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=20))
def test_where_everybody_has_left_the_median_is_the_median(days):
    assert staying([Stay(day, left=True) for day in days]).median == median(days)


def test_while_most_are_here_no_median_is_made_up():
    assert staying([Stay(10, left=True), Stay(90, left=False), Stay(90, left=False)]).median is None
    assert staying([]).median is None
    with pytest.raises(ValueError, match="fewer than no days"):
        Stay(-1, left=True)


NAMES = ("Enquired", "Applied", "Checked", "Ready")
COUNTS = st.dictionaries(
    st.tuples(st.integers(0, 3), st.sampled_from([Fate.STILL, Fate.LEFT])), st.integers(0, 50)
).flatmap(lambda counts: st.integers(0, 50).map(lambda through: counts | {(3, Fate.THROUGH): through}))


@given(COUNTS)
def test_a_road_loses_nobody_on_the_way(counts):
    road = steps(counts, NAMES)
    assert road[0].reached == sum(counts.values())
    for before, after in zip(road, road[1:], strict=False):
        assert before.went_on == after.reached
    assert road[-1].went_on == counts[3, Fate.THROUGH]
    assert sum(step.left for step in road) == sum(n for (_, fate), n in counts.items() if fate is Fate.LEFT)


def test_a_step_that_is_not_on_the_road_is_refused():
    with pytest.raises(ValueError, match="not on this road"):
        steps({(4, Fate.LEFT): 1}, NAMES)


@given(st.lists(st.integers(0, 50), min_size=1), st.fractions(Fraction(1, 100), 1))
def test_a_quantile_is_the_least_value_that_enough_do_not_exceed(values, share):
    value = quantile({each: values.count(each) for each in values}, share)
    assert value in values
    assert sum(each <= value for each in values) >= share * len(values)
    assert sum(each < value for each in values) < share * len(values)


def test_nobody_has_no_quantile():
    assert quantile({}, Fraction(1, 2)) is None
    with pytest.raises(ValueError, match="above nought"):
        quantile({1: 1}, Fraction(0))


def test_an_appeal_can_be_read_in_passing():
    long = [Wish(Kind.MUST, "language", each) for each in ("tigrinya", "amharic", "arabic")]
    long += [
        Wish(Kind.MUST, "time", f"{day}_{part}")
        for day in ("monday", "tuesday", "friday")
        for part in ("morning", "evening")
    ]
    waiting = [a_child(f"a{i}", MAN, *long, Wish(Kind.MUST, "ethnicity", "MWBC")) for i in range(6)]
    appeal = coarser(found(waiting)[0], waiting, side_of)
    assert len(appeal.words) <= 200
    assert appeal.asked
    assert any("longer than" in why for why in appeal.left_out)


# -- group by group

GROUPS = ("women", "men", "not said")
OF_A_GROUP = st.tuples(
    st.sampled_from(GROUPS),
    st.sampled_from(
        [
            (0, Fate.STILL),
            (1, Fate.STILL),
            (0, Fate.LEFT),
            (1, Fate.LEFT),
            (2, Fate.LEFT),
            (3, Fate.LEFT),
            (3, Fate.THROUGH),
        ]
    ),
)
GROUPED = st.dictionaries(OF_A_GROUP, st.integers(0, 30)).map(
    lambda rows: {(group, at, fate): number for (group, (at, fate)), number in rows.items()}
)


def of(counts, group=None, **wanted):
    return sum(
        number
        for (name, at, fate), number in counts.items()
        if (group is None or name == group)
        and all(wanted[key] == value for key, value in (("at", at), ("fate", fate)) if key in wanted)
    )


@given(GROUPED)
@settings(max_examples=80)
def test_no_group_shows_a_small_number_and_everybody_is_shown_exactly(counts):
    (told,) = by_groups({"gender": counts}, NAMES)
    for line in told.lines:
        cells = [line.people, line.still, line.through.part, *(lost.part for lost in line.lost)]
        assert not [cell for cell in cells if isinstance(cell, int) and 0 < cell < 5]
        for each in (*line.lost, line.through):
            if each.interval:
                assert each.of >= 10
                assert each.interval.low <= each.part / each.of <= each.interval.high
    if told.lines:
        everybody = told.lines[-1]
        assert everybody.people == of(counts)
        assert everybody.still == of(counts, fate=Fate.STILL)
        assert everybody.through.part == of(counts, fate=Fate.THROUGH)
        assert sum(int(str(lost.part)) for lost in everybody.lost) == of(counts, fate=Fate.LEFT)
        assert told.why == ""
    else:
        assert "Too few" in told.why


@given(GROUPED)
@settings(max_examples=40)
def test_what_a_group_shows_is_true_of_it(counts):
    (told,) = by_groups({"gender": counts}, NAMES)
    for line in told.lines[:-1]:
        if isinstance(line.people, int):
            assert line.people == of(counts, line.name)
        if isinstance(line.through.of, int):
            assert line.through.of == of(counts, line.name) - of(counts, line.name, fate=Fate.STILL)
        assert line.lost[0].of == line.through.of


def test_steps_at_which_few_left_are_taken_together():
    counts = {
        ("women", 0, Fate.LEFT): 12, ("men", 0, Fate.LEFT): 8, ("women", 1, Fate.LEFT): 2, ("women", 2, Fate.LEFT): 5, ("men", 2, Fate.LEFT): 6,
        ("women", 3, Fate.THROUGH): 20, ("men", 3, Fate.THROUGH): 11, ("women", 0, Fate.STILL): 5, ("men", 0, Fate.STILL): 7,
    }  # fmt: skip
    (told,) = by_groups({"gender": counts}, NAMES)
    assert told.stages == ("Enquired", "Applied to checked", "Ready")
    women, men, everybody = told.lines
    assert (women.name, women.people, women.through.part, women.through.percent) == (
        "women",
        44,
        20,
        51,
    )
    assert everybody.through.of == 64
    assert [(lost.part, lost.of) for lost in men.lost] == [(8, 25), (6, 17), (0, 11)]


def test_a_second_comparison_never_costs_the_first_a_number():
    by_gender = {
        ("women", 0, Fate.LEFT): 20,
        ("men", 0, Fate.LEFT): 20,
        ("women", 3, Fate.THROUGH): 20,
        ("men", 3, Fate.THROUGH): 20,
    }
    by_age = {
        ("18 to 29", 0, Fate.LEFT): 3,
        ("30 or over", 0, Fate.LEFT): 37,
        ("18 to 29", 3, Fate.THROUGH): 2,
        ("30 or over", 3, Fate.THROUGH): 38,
    }
    alone = by_groups({"gender": by_gender}, NAMES)
    both = by_groups({"gender": by_gender, "age": by_age}, NAMES)
    assert both[0] == alone[0]


def test_kinds_that_do_not_count_the_same_people_are_refused():
    with pytest.raises(ValueError, match="counts"):
        by_groups({"gender": {("women", 0, Fate.LEFT): 20}, "age": {("old", 0, Fate.LEFT): 21}}, NAMES)
