"""The quarter counted right: on small worlds made by hand, seen from inside, where nothing is kept back."""

from datetime import date, timedelta

import pytest

from kith.meetings.tests.factories import an_agreement
from kith.people.models import Child, Volunteer
from kith.people.tests.factories import a_child
from kith.recruitment.models import Application
from kith.referral.models import Referral
from kith.referral.states import Status
from kith.reporting.definitions import QUARTER, WHOSE
from kith.reporting.facts import gather
from kith.reporting.gate import OUTSIDE
from kith.reporting.tests.factories import (
    AUTUMN,
    BEFORE,
    a_paid_scheme,
    approved,
    counted,
    ended,
    met,
    moved,
    referred,
    saturdays,
    supervised,
    together,
    waits,
)
from kith.schemes.actions import change_rules
from kith.schemes.tests.factories import a_contract, an_authority

pytestmark = pytest.mark.django_db

JULY, AUGUST = date(2026, 7, 10), date(2026, 8, 10)
SPRING, WINTER = date(2026, 5, 10), date(2026, 11, 10)


@pytest.fixture
def contract():
    return a_paid_scheme()


def shown(report, *keys):
    found = {figure.key: figure.shown for figure in report.figures()}
    return tuple(found[key].value if found[key].value is not None else found[key].text for key in keys)


# ------------------------------------------------------------------------------------- reach and waiting


def test_a_referral_counts_in_the_quarter_it_came_and_its_answer_in_the_quarter_it_was_given(contract):
    referred(contract, SPRING, (Status.ACCEPTED, JULY))
    referred(contract, AUGUST, (Status.ACCEPTED, WINTER))
    referred(contract, AUGUST, (Status.DECLINED, AUGUST))
    referred(contract, AUGUST, (Status.WITHDRAWN, AUGUST))
    assert shown(counted(contract), "referred", "accepted", "declined") == (3, 1, 1)


def test_a_child_waits_from_yes_until_somebody_is_found_as_it_stood_on_the_last_day(contract):
    waits(contract, since=JULY)
    referred(contract, JULY, (Status.ACCEPTED, JULY), (Status.MATCHED, WINTER))
    referred(contract, JULY, (Status.ACCEPTED, JULY), (Status.MATCHED, AUGUST))
    referred(contract, JULY, (Status.ACCEPTED, JULY), (Status.WITHDRAWN, AUGUST))
    referred(contract, JULY)
    report = counted(contract)
    assert shown(report, "waiting") == (2,)
    weeks = (AUTUMN.until_day - JULY).days // 7
    assert shown(report, "waiting_middle", "waiting_longest") == (weeks, weeks)


def test_a_match_is_going_on_until_the_day_before_it_ends(contract):
    together(contract)
    together(contract, ended_on=AUTUMN.until_day)
    together(contract, ended_on=AUTUMN.from_day)
    together(contract, ended_on=AUTUMN.from_day - timedelta(days=1))
    together(contract, begun_on=WINTER)
    report = counted(contract)
    assert shown(report, "together", "any_time", "ended") == (1, 3, 2)
    assert shown(report, "places_used") == (3,)  # 1 of 40, to the nearest whole


def test_only_the_children_of_who_pays_are_counted(contract):
    elsewhere = a_contract(contract.scheme, an_authority("Southmoor"), places=10)
    together(contract)
    together(elsewhere)
    waits(elsewhere, since=JULY)
    waits(contract, since=JULY, child=a_child("Nobody's", authority=an_authority("Farby")))
    assert shown(counted(contract), "together", "waiting", "referred") == (1, 0, 0)
    assert shown(counted(elsewhere), "together", "waiting", "referred") == (1, 1, 1)


# ------------------------------------------------------------------------------------- meetings


def test_a_kept_meeting_counts_once_and_one_that_was_moved_is_not_a_second_planned_one(contract):
    match = together(contract)
    first, second, third, fourth, fifth, *_ = saturdays(6)
    met(match, first)
    moved(match, second, second + timedelta(days=1))
    met(match, third, status="missed", who="child", reason="ill")
    met(match, fourth, status="called off", reason="match ended")
    met(match, fifth, status="planned")
    met(match, fifth + timedelta(days=2), off_plan=True)
    report = counted(contract)
    assert shown(report, "planned", "kept", "moved", "missed", "not_said") == (4, 2, 1, 1, 1)
    assert shown(report, "unplanned_kept") == (1,)


def test_a_meeting_moved_out_of_the_quarter_belongs_to_the_next(contract):
    moved(together(contract), AUTUMN.until_day, AUTUMN.until_day + timedelta(days=2))
    assert shown(counted(contract), "planned", "kept", "moved") == (0, 0, 0)


def test_a_meeting_late_on_the_last_evening_still_counts(contract):
    match = together(contract)
    met(match, AUTUMN.until_day, hour=23)
    met(match, AUTUMN.until_day + timedelta(days=1), hour=0)
    assert shown(counted(contract), "planned") == (1,)


def test_rhythm_kept_is_what_was_kept_of_what_was_agreed_and_one_match_does_not_make_up_for_another(contract):
    eager, shy = together(contract), together(contract)
    met(eager, *saturdays(7), *(day + timedelta(days=7) for day in saturdays(6)))
    met(shy, *saturdays(3))
    facts = gather(contract, AUTUMN)
    assert [(one.expected, one.kept) for one in facts.rhythms] == [(6, 13), (6, 3)]
    assert shown(counted(contract), "expected", "rhythm") == (12, 75)  # 6 and 3, of 6 and 6


def test_what_is_expected_follows_each_agreement_for_its_own_time_and_leaves_pauses_out(contract):
    weekly_later = together(contract)
    an_agreement(weekly_later, every=1, on=date(2026, 9, 5))
    paused = together(contract)
    for to, on in (("paused", date(2026, 7, 6)), ("active", date(2026, 9, 10))):
        paused.changes.create(step="step", from_status="active", to_status=to, on=on, by=None)
    late = together(contract, begun_on=date(2026, 9, 12))
    gone = together(contract, ended_on=date(2026, 7, 20))
    expected = {one.match: one.expected for one in gather(contract, AUTUMN).rhythms}
    assert expected[weekly_later.pk] == 4 + 4  # 11 July to 22 August every other week, then 5 to 26 September
    assert expected[paused.pk] == 1  # 19 September; every other Saturday from 10 January
    assert expected[late.pk] == 2
    assert expected[gone.pk] == 1


def test_without_an_agreement_the_scheme_s_own_rhythm_is_expected(contract):
    match = together(contract, agreed={})
    match.agreements.all().delete()
    assert gather(contract, AUTUMN).rhythms[0].expected > 0


def test_withheld_meetings_of_a_few_children_are_not_told_apart_outside(contract):
    matches = [together(contract) for _ in range(6)]
    for match in matches:
        met(match, *saturdays(3))
    met(matches[0], *saturdays(7)[3:], status="withheld", who="carer", reason="sanction")
    met(matches[1], *saturdays(7)[3:], status="missed", who="child", reason="ill")
    assert shown(counted(contract), "missed", "withheld") == (4, 4)
    outside = counted(contract, OUTSIDE).section("meetings")
    assert [(figure.name, figure.shown.text) for figure in outside.figures if figure.key == "missed"] == [
        ("Missed or withheld", "10")
    ]
    assert all(figure.key != "withheld" for figure in outside.figures)


# ------------------------------------------------------------------------------------- endings


def test_planned_unplanned_the_child_s_choice_and_a_death_are_four_things(contract):
    ended(contract, "completed", planned=True)
    ended(contract, "left care", planned=True)
    ended(contract, "volunteer left", planned=False)
    ended(contract, "child's choice", planned=True)
    ended(contract, "child's choice", planned=False)
    ended(contract, "volunteer died", planned=False)
    ended(contract, "volunteer died", planned=True)
    report = counted(contract)
    keys = ("ended", "planned_ending", "childs_choice", "unplanned_ending", "died_ending")
    assert shown(report, *keys) == (7, 2, 2, 1, 2)
    assert shown(report, "planned_share") == (67,)
    [kinds] = report.section("endings").grids
    by_kind = {line.name: [cell.value for cell in line.cells] for line in kinds.lines}
    assert by_kind["The child’s choice"] == [0, 2, 0, 0, 2]
    assert by_kind["The volunteer died"] == [0, 0, 0, 2, 2]
    assert by_kind["Left care"] == [1, 0, 0, 0, 1]
    assert by_kind["All"] == [2, 2, 1, 2, 7]


def test_what_never_really_started_is_told_apart_from_what_nobody_knows(contract):
    ended(contract, "never started", planned=False)
    ended(contract, "unknown", planned=False)
    ended(contract, "unknown", planned=False)
    [kinds] = counted(contract).section("endings").grids
    by_kind = {line.name: line.cells[-1].value for line in kinds.lines}
    assert (by_kind["Never really started"], by_kind["Not known"]) == (1, 2)


def test_a_match_that_ended_without_an_ending_written_down_is_not_known(contract):
    together(contract, ended_on=AUGUST)
    report = counted(contract)
    assert shown(report, "ended", "unplanned_ending") == (1, 1)
    assert report.section("endings").grids[0].lines[-2].name == "Not known"
    assert report.section("endings").grids[0].lines[-2].cells[-1].value == 1


def test_matches_at_any_time_are_kept_back_where_they_would_give_the_endings_away(contract):
    for _ in range(8):
        together(contract)
    for _ in range(3):
        ended(contract)
    assert shown(counted(contract), "together", "any_time", "ended") == (8, 11, 3)
    assert shown(counted(contract, OUTSIDE), "together", "any_time", "ended") == (10, "c", "c")


# ------------------------------------------------------------------------------------- volunteers


def test_volunteers_are_approved_on_their_way_or_gone_each_once(contract):
    approved(contract.scheme)
    approved(contract.scheme, until_day=WINTER)
    approved(contract.scheme, until_day=AUGUST)
    approved(contract.scheme, until_day=SPRING)
    back = approved(contract.scheme, until_day=JULY)
    again = approved(contract.scheme, from_day=AUGUST)
    again.volunteer = back.volunteer
    again.save()
    for received, *steps in (
        (SPRING, ("applied", JULY)),
        (SPRING, ("applied", JULY), ("withdrawn", AUGUST)),
        (AUGUST, ("applied", WINTER)),
        (WINTER,),
    ):
        volunteer = Volunteer.objects.create(first_name="New", last_name="Face")
        application = Application.objects.create(
            volunteer=volunteer, scheme=contract.scheme, received_on=received, at_step_since=received
        )
        for to, on in steps:
            application.changes.create(step="step", from_status="enquired", to_status=to, on=on, by=None)
    assert shown(counted(contract), "approved", "on_the_way", "left") == (3, 2, 1)


def test_a_talk_is_in_time_as_agreed_or_else_on_the_scheme_s_rhythm(contract):
    last = AUTUMN.until_day
    every = contract.scheme.rules_on(last).supervision_days
    lately, long_ago, agreed, newly, never = (together(contract) for _ in range(5))
    newly.begun_on = last - timedelta(days=every)
    newly.save()
    supervised(lately, last - timedelta(days=every))
    supervised(long_ago, last - timedelta(days=every + 1))
    supervised(agreed, last - timedelta(days=every + 30), next_on=last)
    supervised(never, last + timedelta(days=1))
    supervision = gather(contract, AUTUMN).supervised
    assert {match.pk: supervision[match.pk] for match in (lately, long_ago, agreed, newly, never)} == {
        lately.pk: True,
        long_ago.pk: False,
        agreed.pk: True,
        newly.pk: True,
        never.pk: False,
    }
    change_rules(scheme=contract.scheme, by=None, from_day=AUGUST, supervision_days=every + 1)
    assert gather(contract, AUTUMN).supervised[long_ago.pk]


# ------------------------------------------------------------------------------------- who they are


def test_everybody_is_in_one_line_of_each_table_and_not_known_is_one(contract):
    together(contract, gender="F", ethnicity="BCRB", born=date(2017, 9, 30))
    together(contract, gender="X", ethnicity="REFU", born=date(2008, 9, 30))
    waits(contract, child=a_child(authority=contract.commissioner, gender="U", ethnicity="", born=None))
    tables = {
        grid.key: {line.name: [c.value for c in line.cells] for line in grid.lines} for grid in _who(contract)
    }
    assert tables["gender"] == {
        "Girls": [0, 0, 1],
        "Boys": [0, 0, 0],
        "Another way": [0, 0, 1],
        "Not known": [0, 1, 0],
        "All": [0, 1, 2],
    }
    assert tables["background"]["Black"] == [0, 0, 1]
    assert tables["background"]["Not known"] == [0, 1, 1]
    assert tables["age"]["Under 10"] == [0, 0, 1]
    assert tables["age"]["18 and over"] == [0, 0, 1]
    assert tables["age"]["Not known"] == [0, 1, 0]


def _who(contract):
    return counted(contract).section("equity").grids


# ------------------------------------------------------------------------------------- in general


def test_a_scheme_with_nothing_has_noughts_and_no_percentages(contract):
    report = counted(contract, OUTSIDE)
    assert {figure.shown.text for figure in report.figures()} == {"0", "0%", "–"}
    reach = next(section for section in report.sections if section.key == "reach")
    assert "No referrals were received and none were accepted." in reach.says


def test_every_figure_of_a_report_is_told_by_its_definition(contract):
    told = {meaning.key for meaning in QUARTER.meanings}
    figures = {figure.key for figure in counted(contract).figures()}
    assert figures <= told
    assert told - figures == {"kinds", "equity"}


def test_the_facts_take_the_same_number_of_queries_for_two_children_and_for_twenty(
    contract, django_assert_num_queries
):
    def some():
        met(together(contract, begun_on=BEFORE), *saturdays(2))
        waits(contract)
        ended(contract)
        approved(contract.scheme)

    some()
    with django_assert_num_queries(12):
        gather(contract, AUTUMN)
    for _ in range(9):
        some()
    with django_assert_num_queries(12):
        gather(contract, AUTUMN)


def test_a_sealed_child_is_in_no_figure_and_the_report_says_so(contract):
    def everything():
        return {figure.key: figure.shown.text for figure in counted(contract).figures()}

    ended(contract, "completed", planned=True)
    met(together(contract), *saturdays(4))
    waits(contract)
    before = everything()
    for match in (together(contract), ended(contract, "volunteer left", planned=False)):
        met(match, *saturdays(3))
        Child.objects.filter(pk=match.child_id).update(sealed=True)
    Child.objects.filter(pk__in=Referral.objects.filter(pk=waits(contract).pk).values("child")).update(
        sealed=True
    )
    assert everything() == before
    assert "whose story is sealed" in WHOSE
