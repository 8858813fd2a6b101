"""Where a volunteer stands: each state, and that the page and the database never disagree."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.people.models import Volunteer
from kith.people.tests.factories import a_volunteer
from kith.recruitment.actions import suspend, withdraw_check
from kith.recruitment.models import Application, Check, Exemption
from kith.recruitment.queries import checklist, checklists, cleared_volunteers, lapsing_checks, obstacles
from kith.recruitment.tests.factories import (
    a_check,
    an_application,
    an_approved_volunteer,
    everything_checked,
)
from kith.recruitment.vetting.checklist import State, met, stand
from kith.recruitment.vetting.many import met_among_many
from kith.recruitment.vetting.policies import required_by
from kith.recruitment.vetting.requirements import BY_KEY, LAPSING_DAYS, REQUIREMENTS
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db
DBS, REFERENCE = BY_KEY["dbs"], BY_KEY["reference"]


def states(volunteer, scheme, on):
    return {item.requirement.key: item.state for item in checklist(volunteer, scheme, on)}


def test_every_requirement_is_missing_at_first(day):
    scheme = a_scheme()
    assert set(states(a_volunteer(scheme=scheme), scheme, day).values()) == {State.MISSING}


def test_independence_is_asked_only_where_the_law_asks_for_it(day):
    asked = {requirement.key for requirement in required_by(a_scheme(independence=True), day)}
    not_asked = {requirement.key for requirement in required_by(a_scheme("Mentors", independence=False), day)}
    assert asked - not_asked == {"independence"}


def test_a_check_is_met_then_lapsing_then_lapsed():
    scheme = a_scheme()
    volunteer = a_volunteer(scheme=scheme)
    a_check(volunteer, scheme, "training", until=date(2027, 3, 1))
    last_calm_day = date(2027, 3, 1) - timedelta(days=LAPSING_DAYS + 1)
    assert states(volunteer, scheme, last_calm_day)["training"] == State.MET
    assert states(volunteer, scheme, last_calm_day + timedelta(days=1))["training"] == State.LAPSING
    assert states(volunteer, scheme, date(2027, 3, 1))["training"] == State.LAPSING
    assert states(volunteer, scheme, date(2027, 3, 2))["training"] == State.LAPSED


def test_the_latest_check_of_a_kind_decides(day):
    scheme = a_scheme()
    volunteer = a_volunteer(scheme=scheme)
    a_check(volunteer, scheme, "interview", on=date(2026, 9, 1), passed=False)
    assert states(volunteer, scheme, day)["interview"] == State.FAILED
    a_check(volunteer, scheme, "interview", on=date(2026, 10, 1))
    assert states(volunteer, scheme, day)["interview"] == State.MET


def test_a_check_that_was_taken_back_does_not_count(day):
    scheme = a_scheme()
    volunteer = a_volunteer(scheme=scheme)
    check = a_check(volunteer, scheme, "identity")
    withdraw_check(check=check, by=a_member(Role.VETTING_OFFICER, scheme), on=day)
    assert states(volunteer, scheme, day)["identity"] == State.MISSING


def test_two_references_are_needed_and_one_from_work(day):
    scheme = a_scheme()
    volunteer = a_volunteer(scheme=scheme)
    friend = {"relation": "friend", "worry": False}
    a_check(volunteer, scheme, "reference", details=friend)
    a_check(volunteer, scheme, "reference", details=friend)
    (item,) = [item for item in checklist(volunteer, scheme, day) if item.requirement == REFERENCE]
    assert (item.state, item.have) == (State.MISSING, 2)
    a_check(volunteer, scheme, "reference")
    assert states(volunteer, scheme, day)["reference"] == State.MET


def test_one_worrying_reference_outweighs_two_good_ones(day):
    scheme = a_scheme()
    volunteer = a_volunteer(scheme=scheme)
    a_check(volunteer, scheme, "reference", passed=False, on=date(2026, 8, 1))
    a_check(volunteer, scheme, "reference")
    a_check(volunteer, scheme, "reference")
    assert states(volunteer, scheme, day)["reference"] == State.FAILED


def test_nothing_stands_in_the_way_of_somebody_approved(day):
    scheme = a_scheme()
    volunteer = an_approved_volunteer(scheme=scheme)
    assert obstacles(volunteer, scheme, day) == []
    assert list(cleared_volunteers(scheme, day)) == [volunteer]


def test_obstacles_are_sentences(day):
    scheme = a_scheme()
    volunteer = an_application("Ruth", scheme).volunteer
    found = obstacles(volunteer, scheme, day)
    assert found[0] == "Ruth is not approved for Northbridge visitors."
    assert "Ruth still needs two references." in found
    assert "Ruth still needs to say that they are independent of the council." in found


def test_a_lapsed_check_and_a_suspension_are_obstacles_at_once(day):
    scheme = a_scheme()
    volunteer = an_approved_volunteer(scheme=scheme)
    a_year_on = date(2027, 9, 2)
    assert obstacles(volunteer, scheme, a_year_on) == ["Ben’s independence ran out on 1 September 2027."]
    assert not cleared_volunteers(scheme, a_year_on).exists()
    suspend(volunteer=volunteer, reason="concern", by=a_member(Role.MANAGER, scheme), on=day)
    assert obstacles(volunteer, scheme, day) == ["Ben is suspended and meets no child for now."]
    assert not cleared_volunteers(scheme, day).exists()


def test_why_something_stands_in_the_way_is_not_said(day):
    scheme = a_scheme()
    volunteer = an_approved_volunteer(scheme=scheme)
    a_check(volunteer, scheme, "self-declaration", on=day, passed=False, vetting_words="A caution in 2019")
    assert obstacles(volunteer, scheme, day) == [
        "Something in Ben’s self-declaration stands in the way. Those who vet know why."
    ]


def test_a_lapsing_check_is_found_for_those_approved_or_on_the_way_only(day):
    scheme = a_scheme()
    soon = day + timedelta(days=30)
    kept = [an_approved_volunteer(scheme=scheme), an_application("Ruth", scheme).volunteer]
    gone = a_volunteer("Gone", scheme=scheme)
    for volunteer in (*kept, gone):
        a_check(volunteer, scheme, "training", on=day, until=soon)
    found = lapsing_checks([scheme], day)
    assert {check.volunteer for check in found} == set(kept)
    assert all(check.until == soon for check in found)


def test_a_renewed_check_does_not_lapse(day):
    scheme = a_scheme()
    volunteer = an_approved_volunteer(scheme=scheme)
    a_check(volunteer, scheme, "training", on=day - timedelta(days=2), until=day + timedelta(days=3))
    assert lapsing_checks([scheme], day).exists()
    a_check(volunteer, scheme, "training", on=day)
    assert not lapsing_checks([scheme], day).exists()


def test_many_checklists_cost_one_question(django_assert_num_queries, day):
    scheme = a_scheme()
    found = [an_application(name, scheme) for name in ("Ruth", "Ben", "Samir")]
    for application in found:
        everything_checked(application.volunteer, scheme)
    with django_assert_num_queries(4):  # the policies, the checks, the exemptions, the duties
        lists = checklists(found, day)
    assert lists[found[0].volunteer_id, scheme.pk] == checklist(found[0].volunteer, scheme, day)


DAYS = st.integers(-400, 30).map(lambda days: date(2026, 11, 24) + timedelta(days=days))
MADE = st.lists(
    st.tuples(
        DAYS,
        st.none() | st.integers(0, 500),
        st.booleans(),
        st.booleans(),
        st.sampled_from(["work", "friend"]),
        st.booleans(),
        st.none() | DAYS,
    ),
    max_size=5,
)


@given(
    made=MADE,
    key=st.sampled_from([requirement.key for requirement in REQUIREMENTS]),
    months=st.none() | st.integers(1, 40),
    exempt=st.none() | st.integers(-3, 3),
)
def test_the_page_and_the_database_judge_alike(made, key, months, exempt):
    """Whatever was recorded, withdrawn or failed, in whatever order: a requirement is met in both or in neither."""
    on, requirement, scheme = date(2026, 11, 24), replace(BY_KEY[key], months=months), a_scheme()
    volunteer = an_application("Ben", scheme).volunteer
    Check.objects.bulk_create(
        Check(
            volunteer=volunteer,
            scheme=scheme,
            kind=key,
            on=day,
            until=None if holds is None else day + timedelta(days=holds),
            passed=passed,
            withdrawn_on=on if taken_back else None,
            code=relation,
            complete=complete,
            counted_from=counted_from,
        )
        for day, holds, passed, taken_back, relation, complete, counted_from in made
    )
    theirs = Check.objects.filter(volunteer=volunteer, scheme=scheme)
    exemptions = Exemption.objects.filter(volunteer=volunteer, scheme=scheme)
    if exempt is not None:
        exemptions.create(
            volunteer=volunteer,
            scheme=scheme,
            kind=key,
            reason="They have had it elsewhere",
            from_day=on - timedelta(days=9),
            until_day=on + timedelta(days=exempt),
        )
    open_until = on + timedelta(days=exempt) if exempt is not None and exempt >= 0 else None
    on_page = stand(requirement, theirs.standing(), on, open_until).is_met
    in_database = Volunteer.objects.filter(met(requirement, theirs, exemptions, on), pk=volunteer.pk).exists()
    among_many = Application.objects.filter(met_among_many(requirement, on), volunteer=volunteer).exists()
    assert on_page == in_database == among_many
