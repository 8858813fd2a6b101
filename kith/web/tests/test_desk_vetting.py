"""What a desk says of vetting: each thing on the desk of whoever may act on it, and on nobody else's."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.endings.tests.factories import a_match_today, coordinator_of
from kith.foundation.dates import moment, now, today
from kith.meetings.actions import plan
from kith.meetings.models import Meeting
from kith.recruitment.actions import (
    agree_policy,
    answer_reference,
    ask_for_reference,
    chase_references,
    draft_policy,
    judge_risk,
    record_check,
    set_line,
    suspend,
)
from kith.recruitment.models import Check
from kith.recruitment.tests.factories import a_check, an_application, an_approved_volunteer
from kith.recruitment.tests.pages import an_applicant
from kith.recruitment.vetting.risks import QUESTIONS
from kith.schemes.tests.factories import a_scheme
from kith.web.desk.at_hand import AtHand
from kith.web.desk.order import groups

pytestmark = pytest.mark.django_db
ANSWER = {"relation": "work", "years": 4, "like": "Kind", "relied_on": "yes", "worry": "no"}


@pytest.fixture
def scheme():
    return a_scheme()


@pytest.fixture
def vera(scheme):
    return a_member(Role.VETTING_OFFICER, scheme, first_name="Vera")


@pytest.fixture
def mona(scheme):
    return a_member(Role.MANAGER, scheme, first_name="Mona")


def lines(user):
    desk = AtHand(user, at=now(), on=today())
    return [need.what for group in groups(desk) for need in group.needs]


def a_reference(scheme, **answer):
    application = an_applicant(scheme)
    reference = ask_for_reference(
        application=application,
        name="Joan Bell",
        email="joan@example.org",
        relation="work",
        by=application.recruiter,
        on=today(),
    )
    return answer_reference(reference=reference, answer=ANSWER | answer, on=today())


def test_a_reference_that_worries_stands_on_the_vetting_officer_s_desk_alone(scheme, vera, mona):
    reference = a_reference(scheme, worry="yes", worry_words="A temper")
    sally = a_member(Role.SAFEGUARDING_LEAD, scheme)
    assert lines(vera)[0] == "A reference for Ruth worries"
    for other in (mona, sally, reference.created_by):
        assert not any("reference" in what.lower() for what in lines(other))


def test_a_good_reference_waits_to_be_verified(scheme, vera):
    a_reference(scheme)
    assert "A reference for Ruth has come" in lines(vera)


def test_a_risk_stands_on_the_desk_of_whoever_judges_and_then_of_whoever_may_decide(scheme, vera, mona):
    volunteer = an_applicant(scheme).volunteer
    details = {"level": "enhanced", "issued_on": (today() - timedelta(days=9)).isoformat()}
    check = record_check(
        volunteer=volunteer,
        scheme=scheme,
        kind="dbs",
        number="001234567890",
        details=details,
        complete=False,
        by=vera,
        on=today(),
    )
    assert "Judge what Ruth’s certificate shows" in lines(vera)
    assert "Judge what Ruth’s certificate shows" not in lines(mona)
    judged = {key: next(iter(question.answers)) for key, question in QUESTIONS.items()}
    judge_risk(check=check, judged=judged, words="Long ago", by=vera, on=today())
    assert "Judge what Ruth’s certificate shows" not in lines(vera)
    assert "Decide about Ruth" in lines(mona)
    assert "Decide about Ruth" not in lines(vera)


@pytest.mark.parametrize(("few", "said"), [(3, "3 volunteers will"), (2, "Volunteers may")])
def test_a_list_that_will_ask_for_more_says_how_many_few_it_touches(scheme, mona, monkeypatch, few, said):
    monkeypatch.setattr("kith.web.desk.vetting.AT_ONCE", few)
    for name in ("Ben", "Ruth", "Samir"):
        an_approved_volunteer(name, scheme=scheme, on=today() - timedelta(days=30))
    policy = draft_policy(scheme=scheme, by=mona, on=today())
    set_line(policy=policy, kind="overseas", recorded_by="vetting", by=mona, on=today())
    from_day = today() + timedelta(days=30)
    agree_policy(policy=policy, from_day=from_day, why="Asked by the panel", by=mona, on=today())
    rina = a_member(Role.COORDINATOR, scheme, first_name="Tess")
    for colleague in (mona, rina):
        assert any(what.startswith(f"{said} lack something from") for what in lines(colleague))


def test_a_volunteer_hears_on_their_phone_what_will_be_asked_as_well(client):
    match = a_match_today()
    mona = a_member(Role.MANAGER, match.scheme, first_name="Mona")
    policy = draft_policy(scheme=match.scheme, by=mona, on=today())
    set_line(policy=policy, kind="overseas", recorded_by="vetting", by=mona, on=today())
    from_day = today() + timedelta(days=30)
    agree_policy(policy=policy, from_day=from_day, why="Asked by the panel", by=mona, on=today())
    client.force_login(match.volunteer.user)
    assert "asks for your overseas check as well." in client.get("/").text


def test_a_suspended_volunteer_with_meetings_ahead_is_flagged(client):
    match = a_match_today()
    coordinator = coordinator_of(match)
    at = moment(today() + timedelta(days=5), time(15))
    plan(match=match, at=at, by=coordinator, on=today())
    mona = a_member(Role.MANAGER, match.scheme, first_name="Mona")
    suspend(volunteer=match.volunteer, reason="own wish", by=mona, on=today())
    assert "Ruth is suspended, and 1 meeting with Ana stand" in lines(coordinator)
    client.force_login(coordinator)
    page = client.get(reverse("casefile:match", args=[match.public_id])).text
    assert "1 planned meeting cannot go ahead" in page
    assert "Ruth is suspended and meets no child for now." in page
    assert "Nothing has been called off by itself. Tell Ana" in page
    assert "Have a break until the suspension is lifted" in page
    (meeting,) = Meeting.objects.all()
    assert meeting.status == "planned"
    page = client.get(reverse("meetings:meeting", args=[meeting.public_id])).text
    assert "This meeting cannot go ahead as it stands. Ruth is suspended" in page


def test_meetings_after_a_lapse_are_flagged_in_the_match_with_what_to_do(client):
    match = a_match_today()
    coordinator = coordinator_of(match)
    for days in (5, 20, 34):
        at = moment(today() + timedelta(days=days), time(15))
        plan(match=match, at=at, by=coordinator, on=today())
    Check.objects.filter(volunteer=match.volunteer, kind="training").update(
        until=today() + timedelta(days=10)
    )
    client.force_login(coordinator)
    page = client.get(reverse("casefile:match", args=[match.public_id])).text
    assert "2 planned meetings cannot go ahead" in page
    assert "Renew what is missing" in page
    assert "Have a break until it is renewed" in page
    a_check(match.volunteer, match.scheme, "training", on=today())
    assert "cannot go ahead" not in client.get(reverse("casefile:match", args=[match.public_id])).text


def test_whoever_recruits_hears_that_somebody_else_must_be_asked(scheme, vera):
    application = an_application("Ruth", scheme, status="checking", on=today() - timedelta(days=50))
    rina = application.recruiter
    for name, email in (("Joan Bell", "joan@example.org"), ("Al Cole", "al@example.org")):
        ask_for_reference(
            application=application,
            name=name,
            email=email,
            relation="work",
            by=rina,
            on=today() - timedelta(days=40),
        )
    assert "Ruth needs another referee" not in lines(rina)
    chase_references(on=today())
    assert "Ruth needs another referee" in lines(rina)
    for name, email in (("Kit Lowe", "kit@example.org"), ("Mo Dean", "mo@example.org")):
        ask_for_reference(
            application=application, name=name, email=email, relation="friend", by=rina, on=today()
        )
    assert "Ruth needs another referee" not in lines(rina)


def test_a_suspended_volunteer_is_told_on_their_own_phone(client):
    match = a_match_today()
    mona = a_member(Role.MANAGER, match.scheme, first_name="Mona")
    suspend(volunteer=match.volunteer, reason="own wish", by=mona, on=today())
    client.force_login(match.volunteer.user)
    assert "You are not meeting anybody for now." in client.get("/").text
