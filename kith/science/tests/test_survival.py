"""Lengths and endings beside R's survival, and the landmark beside a world in which nothing works."""

import random
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.science.results import Audience, Basis, CannotTell, Caveat
from kith.science.survival import (
    Followed,
    Length,
    endings_by_kind,
    kaplan_meier,
    landmark,
    tell_endings,
    tell_landmark,
    tell_lengths,
)
from kith.science.survival.telling import FEWEST_AT_RISK, watched
from kith.science.tests import mgus2

# survival::aml, group "Maintained" (Miller 1997): weeks, and whether the event was seen
AML = [(9, 1), (13, 1), (13, 0), (18, 1), (23, 1), (28, 0), (31, 1), (34, 1), (45, 0), (48, 1), (161, 0)]
LASTED = (2, 3, 3, 5, 6, 6, 8, 9, 11, 12, 12, 14, 15, 18, 18, 20, 21, 24, 26, 30, 33, 36, 36, 40)
KINDS = [
    "unplanned",
    "unplanned",
    ".",
    "choice",
    "unplanned",
    "planned",
    "unplanned",
    ".",
    "unplanned",
    "planned",
    "planned",
    "unplanned",
    ".",
    "planned",
    "choice",
    "unplanned",
    ".",
    "planned",
    ".",
    "unplanned",
    "planned",
    ".",
    ".",
    ".",
]
ENTERED = (0, 0, 0, 0, 0, 2, 0, 0, 4, 0, 0, 0, 3, 0, 0, 6, 0, 10, 0, 0, 12, 0, 5, 0)
MATCHES = [Length(lasted, kind.strip(".")) for lasted, kind in zip(LASTED, KINDS, strict=True)]
LATE = [
    Length(lasted, kind.strip("."), entered)
    for lasted, kind, entered in zip(LASTED, KINDS, ENTERED, strict=True)
]
BASIS = Basis(
    eligible=24,
    with_baseline=24,
    followed_up=24,
    window="until the report day",
    instrument="dates of matches kept in Kith",
    informant="coordinators",
    on=date(2026, 11, 21),
    people="matches",
)


def test_the_curve_agrees_with_r_on_published_data():
    # R 4.2.2, survival 3.5.3: survfit(Surv(time, status) ~ 1, subset(aml, x == "Maintained"), conf.type = "log-log")
    curve = kaplan_meier([Length(time, "event" * event) for time, event in AML])
    assert [point.time for point in curve.points] == [9, 13, 18, 23, 31, 34, 48]
    assert [point.staying for point in curve.points] == pytest.approx(
        [0.9090909091, 0.8181818182, 0.7159090909, 0.6136363636, 0.4909090909, 0.3681818182, 0.1840909091],
        abs=1e-9,
    )
    assert [point.low for point in curve.points] == pytest.approx(
        [0.5080802058, 0.4474286147, 0.3501903859, 0.26575204, 0.1673309098, 0.09282957494, 0.01173848012],
        abs=1e-9,
    )
    assert [point.high for point in curve.points] == pytest.approx(
        [0.9866738227, 0.9511622286, 0.8990239742, 0.8352992433, 0.7533997904, 0.6570408324, 0.5250148427],
        abs=1e-9,
    )
    assert curve.points[-1].error == pytest.approx(0.1534927458, abs=1e-9)
    assert (curve.median, curve.median_interval) == (31, (13, None))
    mean = curve.restricted_mean(24)
    assert (mean.months, mean.error) == pytest.approx((20.92045455, 1.541833176), abs=1e-8)
    mean = curve.restricted_mean(48)
    assert (mean.months, mean.error) == pytest.approx((31.84318182, 4.527884712), abs=1e-8)


@pytest.mark.parametrize(
    ("matches", "staying", "low", "high", "median", "mean"),
    [
        # survfit(Surv(len, kind != "open") ~ 1, conf.type = "log-log"), then with Surv(ent, len, ...)
        (
            MATCHES,
            (0.7857142857, 0.6029265873, 0.3469387755, 0.2081632653),
            (0.5591042622, 0.3741011512, 0.1547486639, 0.05809608617),
            (0.9048106401, 0.7707726172, 0.5484949962, 0.4208111332),
            (18, (11, 30)),
            (16.11979167, 1.653524776),
        ),
        (
            LATE,
            (0.7356233762, 0.5517175321, 0.3174718267, 0.190483096),
            (0.4780796651, 0.3176322035, 0.1366232021, 0.05237513958),
            (0.8800792753, 0.7346221768, 0.516150639, 0.3936544778),
            (18, (6, 30)),
            (15.1858119, 1.84174414),
        ),
    ],
)
def test_the_curve_agrees_with_r_with_and_without_late_entry(matches, staying, low, high, median, mean):
    curve = kaplan_meier(matches)
    points = [curve.staying_at(time) for time in (6, 12, 24, 36)]
    assert [point.staying for point in points] == pytest.approx(staying, abs=1e-9)
    assert [point.low for point in points] == pytest.approx(low, abs=1e-9)
    assert [point.high for point in points] == pytest.approx(high, abs=1e-9)
    assert (curve.median, curve.median_interval) == median
    restricted = curve.restricted_mean(24)
    assert (restricted.months, restricted.error) == pytest.approx(mean, abs=1e-7)


@pytest.mark.parametrize(
    ("matches", "kind", "shares", "errors"),
    [
        # a <- survfit(Surv(len, factor(kind)) ~ 1); summary(a, times = c(6, 12, 24, 36))$pstate and $std.err;
        # the shares also cmprsk 2.2.11: timepoints(cuminc(len, kind, cencode = "open"), c(6, 12, 24, 36))$est
        (
            MATCHES,
            "planned",
            (0.04365079365, 0.13640873016, 0.24482709751, 0.31421485261),
            (0.04268344219, 0.07321335373, 0.09584361681, 0.10788818706),
        ),
        (
            MATCHES,
            "unplanned",
            (0.12698412698, 0.21701388889, 0.31398809524, 0.38337585034),
            (0.06856833158, 0.08616921041, 0.09913095453, 0.11008515321),
        ),
        (
            MATCHES,
            "choice",
            (0.04365079365, 0.04365079365, 0.09424603175, 0.09424603175),
            (0.04268344219, 0.04268344219, 0.06361716235, 0.06361716235),
        ),
        # survfit(Surv(ent, len, factor(kind)) ~ 1, id = 1:24)
        (
            LATE,
            "planned",
            (0.04904155841, 0.14099448043, 0.24020442627, 0.3036987916),
            (0.04775325779, 0.07563092362, 0.09381547947, 0.10505736111),
        ),
        (
            LATE,
            "unplanned",
            (0.1632284096, 0.2551813316, 0.3439191165, 0.4074134819),
            (0.08534803114, 0.09856180364, 0.10582800982, 0.11152216247),
        ),
    ],
)
def test_kinds_of_ending_agree_with_r(matches, kind, shares, errors):
    endings = endings_by_kind(matches)
    ours = [endings.share(kind, time) for time in (6, 12, 24, 36)]
    assert [share.value for share in ours] == pytest.approx(shares, abs=1e-9)
    assert [share.error for share in ours] == pytest.approx(errors, abs=1e-9)


def test_1384_people_agree_with_r():
    # R 4.2.2, survival 3.5.3: survfit(Surv(et, ev) ~ 1) as in the package's vignette on competing risks, at 5, 10, 20
    # and 30 years; survfit(Surv(et, ev != "open") ~ 1, conf.type = "log-log") at 10 and 20, summary(..., rmean = 240)
    people = mgus2.lengths()
    endings, curve = endings_by_kind(people), kaplan_meier(people)
    malignancy = [endings.share("malignancy", month) for month in (60, 120, 240, 360)]
    death = [endings.share("death", month) for month in (60, 120, 240, 360)]
    assert [share.value for share in malignancy] == pytest.approx(
        [0.0341037129743, 0.0637221680131, 0.0998137159355, 0.1340416443261], abs=1e-11
    )
    assert [share.error for share in malignancy] == pytest.approx(
        [0.00488925790767, 0.00679684842396, 0.00978484679339, 0.02012756251332], abs=1e-11
    )
    assert [share.value for share in death] == pytest.approx(
        [0.320367010268, 0.531817704080, 0.724027976143, 0.784208246832], abs=1e-11
    )
    points = [curve.staying_at(month) for month in (120, 240)]
    assert [(point.staying, point.low, point.high) for point in points] == [
        pytest.approx((0.404460127907, 0.377139129024, 0.431589972227), abs=1e-11),
        pytest.approx((0.176158307922, 0.148684582364, 0.20558403364), abs=1e-11),
    ]
    restricted = curve.restricted_mean(240)
    assert (restricted.months, restricted.error) == pytest.approx((110.58889942043, 2.34782854477), abs=1e-9)
    assert (curve.median, curve.median_interval) == (94, (88, 100))


def test_one_minus_the_curve_of_one_kind_is_too_high():
    # 1 - summary(survfit(Surv(len, kind == "unplanned") ~ 1), times = 36)$surv
    alone = kaplan_meier([Length(each.lasted, each.ended * (each.ended == "unplanned")) for each in MATCHES])
    assert 1 - alone.staying_at(36).staying == pytest.approx(0.4938746439, abs=1e-9)
    assert endings_by_kind(MATCHES).share("unplanned", 36).value == pytest.approx(0.3833758503, abs=1e-9)


# --------------------------------------------------------------------------------------------- theorems

matches = st.lists(
    st.tuples(
        st.integers(0, 12), st.integers(1, 24), st.sampled_from(["", "planned", "unplanned", "choice"])
    ).map(lambda it: Length(it[0] + it[1], it[2], it[0])),
    min_size=1,
    max_size=40,
)


@given(matches)
def test_every_match_stays_or_ends_in_one_way(lengths):
    endings = endings_by_kind(lengths)
    for time in (0, 5, 12, 30):
        shares = sum(endings.share(kind, time).value for kind in endings.kinds)
        assert shares + endings.staying(time) == pytest.approx(1)


@given(matches)
def test_the_curve_falls_and_its_limits_hold_it(lengths):
    points = kaplan_meier(lengths).points
    assert [p.staying for p in points] == sorted((p.staying for p in points), reverse=True)
    assert all(p.low <= p.staying + 1e-12 and p.staying <= p.high + 1e-12 for p in points)


@given(st.lists(st.integers(1, 40), min_size=2, max_size=40))
def test_with_all_ended_the_curve_is_the_share_of_longer_ones(lasted):
    curve = kaplan_meier([Length(each, "planned") for each in lasted])
    for point in curve.points:
        assert point.staying == pytest.approx(
            sum(each > point.time for each in lasted) / len(lasted), abs=1e-9
        )
    longest = max(lasted)
    assert curve.restricted_mean(longest).months == pytest.approx(sum(lasted) / len(lasted))


@given(matches, st.randoms(use_true_random=False))
def test_the_order_of_matches_does_not_matter(lengths, luck):
    shuffled = luck.sample(lengths, len(lengths))
    assert kaplan_meier(shuffled) == kaplan_meier(lengths)
    for kind in endings_by_kind(lengths).kinds:
        one, other = (endings_by_kind(its).share(kind, 12) for its in (lengths, shuffled))
        assert (one.value, one.error) == pytest.approx((other.value, other.error))


@given(matches)
def test_months_may_be_told_in_days(lengths):
    in_days = [Length(30 * each.lasted, each.ended, 30 * each.entered) for each in lengths]
    assert [p.staying for p in kaplan_meier(in_days).points] == [
        p.staying for p in kaplan_meier(lengths).points
    ]


# --------------------------------------------------------------------------------------------- told


def test_lengths_are_told_with_what_is_still_open():
    told = tell_lengths(MATCHES, BASIS, audience=Audience.INSIDE)
    assert told.sentence == (
        "Of 24 matches, counting those still open for as long as they have lasted, a match gives on average 16.1 of its "
        "first 24 months (95% interval 12.9 to 19.4). Half have ended by 18 months."
    )
    assert told.caveats == (Caveat.STILL_OPEN, Caveat.INDICATIVE, Caveat.NO_COMPARISON)


def test_outsiders_see_a_curve_that_is_cut_and_has_no_steps():
    told = tell_lengths(LATE, BASIS, audience=Audience.OUTSIDE)
    figure = told.figure
    assert figure.until == 18
    assert watched(LATE, figure.until) >= FEWEST_AT_RISK > watched(LATE, 20)
    assert [time for time, *_ in figure.points] == [0, 6, 15], (
        "where one to four ended since, no point stands"
    )
    assert all(at_risk >= FEWEST_AT_RISK for *_, at_risk in figure.points)
    assert {Caveat.CURVE_CUT, Caveat.LATE_ENTRY} <= set(told.caveats)


def test_endings_are_told_by_kind():
    words = {"unplanned": "end without a planned goodbye", "choice": "end because the child chose to"}
    told = tell_endings(MATCHES, BASIS, audience=Audience.INSIDE, words=words)
    assert told.sentence == (
        "Of 24 matches, we estimate that within 12 months 22% (8% to 40%) end without a planned goodbye, 4% (0% to 18%) "
        "end because the child chose to."
    )


def test_a_kind_of_ending_of_a_few_is_not_told_outside_nor_one_alone():
    words = {"planned": "end as planned", "unplanned": "end without", "choice": "end by choice"}
    many = (
        [Length(6, "planned")] * 12
        + [Length(7, "unplanned")] * 9
        + [Length(8, "choice")] * 2
        + [Length(20)] * 12
    )
    told = tell_endings(many, BASIS, audience=Audience.OUTSIDE, words=words)
    assert told.figure.hidden == ("unplanned", "choice")
    assert told.sentence == (
        "Of 35 matches, we estimate that within 12 months 34% (19% to 50%) end as planned. Other ways of ending are too few "
        "to tell."
    )


def test_a_curve_whose_first_months_nearly_all_came_too_late_for_is_not_shown_outside():
    late = [Length(30 + n, "planned", entered=12) for n in range(30)] + [Length(3, "planned"), Length(20)]
    for tell_it in (tell_lengths, partial(tell_endings, words={"planned": "end as planned"})):
        with pytest.raises(CannotTell, match="Too few matches were watched"):
            tell_it(late, BASIS, audience=Audience.OUTSIDE)


def test_few_matches_and_few_endings_are_not_told():
    with pytest.raises(CannotTell, match="at least 10 matches"):
        tell_lengths(MATCHES[:9], BASIS, audience=Audience.INSIDE)
    with pytest.raises(CannotTell, match="at least 5 endings"):
        tell_lengths([Length(12)] * 30, BASIS, audience=Audience.OUTSIDE)
    with pytest.raises(CannotTell, match="Nobody was watched"):
        kaplan_meier(MATCHES).restricted_mean(60)
    with pytest.raises(CannotTell, match="no matches"):
        kaplan_meier([])
    with pytest.raises(CannotTell, match="Look at its dates"):
        Length(3, "planned", entered=4)


def test_a_match_that_never_really_started_counts():
    curve = kaplan_meier([Length(0, "never started"), Length(6, "planned"), Length(8), Length(9)])
    assert [point.staying for point in curve.points] == [0.75, 0.5]
    assert curve.restricted_mean(8).months == pytest.approx(6 * 0.75 + 2 * 0.5)


# --------------------------------------------------------------------------------------------- the landmark


def a_world_where_nothing_works(children=4000):
    """Matches end by chance; children reach goals by chance, match or no match; but only open matches record them."""
    luck = random.Random(12)
    for _ in range(children):
        ended, reached = luck.expovariate(1 / 14), luck.expovariate(1 / 24)
        yield Followed(ended if ended < 30 else None, 30, reached if reached < 30 else None)


def test_a_naive_look_says_that_longer_is_better_where_nothing_works():
    world = list(a_world_where_nothing_works())

    def recorded_share(those):
        return sum(each.reached is not None and each.reached <= (each.ended or 30) for each in those) / len(
            those
        )

    longer = [each for each in world if each.ended is None or each.ended > 12]
    shorter = [each for each in world if each.ended is not None and each.ended <= 12]
    assert recorded_share(longer) - recorded_share(shorter) > 0.3


def test_the_landmark_is_not_taken_in():
    fair = landmark(a_world_where_nothing_works())
    assert abs(fair.difference.value) < 0.05
    assert fair.difference.low < 0 < fair.difference.high


def test_the_landmark_is_told_with_its_doubt():
    figure = landmark(a_world_where_nothing_works(200))
    told = tell_landmark(figure, BASIS, outcome="reached a goal of their own", audience=Audience.OUTSIDE)
    assert "The two cannot be told apart." in told.sentence
    assert Caveat.LASTING_DIFFERS in told.caveats


def test_only_those_watched_to_the_end_and_without_the_goal_at_the_landmark_count():
    fair = landmark(
        [
            Followed(None, 24, 18),
            Followed(20, 24, None),
            Followed(6, 24, 13),
            Followed(None, 23, 18),  # not watched to the end
            Followed(None, 24, 12),  # had it already
            Followed(12, 24, 25),  # reached it later
        ]
    )
    assert (fair.still_open.part, fair.still_open.whole, fair.ended.part, fair.ended.whole) == (1, 2, 1, 2)
    with pytest.raises(CannotTell, match="some matches must be open"):
        landmark([Followed(None, 24, None)])
    with pytest.raises(CannotTell, match="at least 10 children on each side"):
        tell_landmark(fair, BASIS, outcome="reached a goal", audience=Audience.INSIDE)


def test_outside_a_curve_ends_on_a_whole_month_since_its_end_is_somebody_s():
    """The last time at which ten are watched is the very length of one match."""
    lengths = [Length(12.3 + place / 7, "planned" if place % 3 else "") for place in range(40)]
    its = tell_lengths(lengths, BASIS, audience=Audience.OUTSIDE).figure
    assert its.until == int(its.until)
    assert its.restricted.until == int(its.restricted.until)
