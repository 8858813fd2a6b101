"""What a scheme asks, version by version: what may be changed, from when it applies, and whom it touches."""

from datetime import date, timedelta

import pytest

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.recruitment.actions import (
    agree_policy,
    call_off_policy,
    draft_policy,
    give_duty,
    leave_out,
    set_line,
    take_step,
)
from kith.recruitment.queries import checklist, cleared_volunteers, gaps, obstacles, obstacles_to_driving
from kith.recruitment.refusals import CannotGive, CannotSet, CannotStep
from kith.recruitment.tests.factories import a_check, an_application, an_approved_volunteer
from kith.recruitment.vetting.affected import affected_by
from kith.recruitment.vetting.policies import required_by
from kith.schemes.tests.factories import a_scheme
from kith.training.tests.factories import a_completion, a_course

pytestmark = pytest.mark.django_db
LATER = date(2027, 3, 1)


@pytest.fixture
def scheme():
    return a_scheme()


@pytest.fixture
def mona(scheme):
    return a_member(Role.MANAGER, scheme, first_name="Mona")


@pytest.fixture
def policy(scheme, mona, day):
    return draft_policy(scheme=scheme, by=mona, on=day)


def kinds(scheme, on):
    return [requirement.key for requirement in required_by(scheme, on)]


def agreed(policy, mona, day, from_day=LATER):
    return agree_policy(policy=policy, from_day=from_day, why="The panel asked for it", by=mona, on=day)


def states(volunteer, scheme, on):
    return {item.requirement.key: item.state for item in checklist(volunteer, scheme, on)}


def test_a_scheme_without_a_policy_asks_for_the_usual(scheme, day):
    assert kinds(scheme, day)[:3] == ["identity", "right to volunteer", "self-declaration"]
    assert "overseas" not in kinds(scheme, day)


def test_a_draft_begins_with_what_is_asked_now_and_changes_nothing(scheme, policy, mona, day):
    before = required_by(scheme, day)
    set_line(policy=policy, kind="overseas", recorded_by="vetting", by=mona, on=day)
    assert policy.lines.count() == len(before) + 1
    assert required_by(scheme, day) == before
    assert draft_policy(scheme=scheme, by=mona, on=day) == policy


def test_an_agreed_version_applies_from_its_day_and_not_before(scheme, policy, mona, day):
    set_line(policy=policy, kind="overseas", recorded_by="vetting", by=mona, on=day)
    agreed(policy, mona, day)
    assert "overseas" not in kinds(scheme, LATER - timedelta(days=1))
    assert "overseas" in kinds(scheme, LATER)


def test_the_second_version_takes_the_place_of_the_first(scheme, policy, mona, day):
    set_line(policy=policy, kind="overseas", recorded_by="vetting", by=mona, on=day)
    agreed(policy, mona, day)
    second = draft_policy(scheme=scheme, by=mona, on=day)
    assert second.version == 2
    leave_out(policy=second, kind="overseas", by=mona, on=day)
    agreed(second, mona, day, from_day=date(2027, 6, 1))
    assert "overseas" in kinds(scheme, date(2027, 5, 31))
    assert "overseas" not in kinds(scheme, date(2027, 6, 1))


def test_a_version_can_be_called_off_until_its_day(scheme, policy, mona, day):
    set_line(policy=policy, kind="overseas", recorded_by="vetting", by=mona, on=day)
    agreed(policy, mona, day)
    with pytest.raises(CannotSet, match="has applied since 1 March 2027"):
        call_off_policy(policy=policy, by=mona, on=LATER)
    call_off_policy(policy=policy, by=mona, on=LATER - timedelta(days=1))
    assert "overseas" not in kinds(scheme, LATER)


def test_a_version_never_applies_on_the_day_it_is_agreed(policy, mona, day):
    with pytest.raises(CannotSet) as refusal:
        agreed(policy, mona, day, from_day=day)
    assert refusal.value.field == "from_day"


def test_an_agreed_version_is_never_edited(policy, mona, day):
    agreed(policy, mona, day)
    with pytest.raises(CannotSet, match="can be changed no more"):
        set_line(policy=policy, kind="overseas", recorded_by="vetting", by=mona, on=day)


@pytest.mark.parametrize("kind", ["identity", "dbs", "reference", "self-declaration", "independence"])
def test_what_keeps_children_safe_cannot_be_left_out(policy, mona, day, kind):
    with pytest.raises(CannotSet, match="cannot be left out"):
        leave_out(policy=policy, kind=kind, by=mona, on=day)


@pytest.mark.parametrize(
    ("kind", "given", "field"),
    [
        ("training", {"months": 0}, "months"),
        ("training", {"months": 999}, "months"),
        ("independence", {"months": 24, "recorded_by": "vetting"}, "months"),
        ("independence", {"months": None, "recorded_by": "vetting"}, "months"),
        ("reference", {"count": 1, "recorded_by": "vetting"}, "count"),
        ("identity", {"before": "first meeting"}, "before"),
        ("dbs", {"months": 36, "recorded_by": "staff"}, "recorded_by"),
        ("identity", {"duties": ["driving"]}, "duties"),
        ("swimming", {}, "kind"),
    ],
)
def test_a_line_that_would_weaken_safety_is_refused_at_its_box(policy, mona, day, kind, given, field):
    with pytest.raises(CannotSet) as refusal:
        set_line(policy=policy, kind=kind, by=mona, on=day, **given)
    assert refusal.value.field == field


def test_a_shorter_time_holds_for_everybody_at_once(scheme, policy, mona, day):
    ben = an_approved_volunteer(scheme=scheme, on=date(2026, 9, 1))
    set_line(policy=policy, kind="training", months=12, by=mona, on=day)
    agreed(policy, mona, day)
    last = date(2027, 9, 1)
    assert states(ben, scheme, last)["training"] == "lapsing"
    assert states(ben, scheme, last + timedelta(days=1))["training"] == "lapsed"
    assert not cleared_volunteers(scheme, last + timedelta(days=1)).exists()


def test_who_will_lack_what_is_said_before_it_applies(scheme, policy, mona, day):
    ben = an_approved_volunteer("Ben", scheme=scheme)
    ruth = an_approved_volunteer("Ruth", scheme=scheme)
    on_the_way = an_application("Samir", scheme).volunteer
    set_line(policy=policy, kind="overseas", recorded_by="vetting", before="first meeting", by=mona, on=day)
    found = affected_by(policy, LATER, day)
    assert [each.volunteer for each in found] == [ben, ruth, on_the_way]
    assert [each.may_meet_nobody for each in found] == [True, True, False]
    assert all([each.key for each in one.lacks] == ["overseas"] for one in found)
    agreed(policy, mona, day)
    a_check(ruth, scheme, "overseas", on=LATER, details={"countries": [], "certificates": []})
    assert obstacles(ben, scheme, LATER) == ["Ben still needs an overseas check."]
    assert obstacles(ruth, scheme, LATER) == []
    assert obstacles(ben, scheme, LATER - timedelta(days=1)) == []


def test_what_is_only_for_drivers_touches_nobody_else(scheme, policy, mona, day):
    an_approved_volunteer("Ben", scheme=scheme)
    set_line(policy=policy, kind="driving", months=12, before="driving", duties=["driving"], by=mona, on=day)
    assert affected_by(policy, LATER, day) == []


def test_whom_a_version_touches_costs_the_same_for_many(scheme, policy, mona, day, django_assert_num_queries):
    set_line(policy=policy, kind="overseas", recorded_by="vetting", by=mona, on=day)
    for name in ("Ben", "Ruth", "Samir"):
        an_approved_volunteer(name, scheme=scheme)
    with django_assert_num_queries(6):
        assert len(affected_by(policy, LATER, day)) == 3


def test_what_is_asked_before_the_interview_holds_the_interview_up(scheme, policy, mona, day):
    set_line(policy=policy, kind="identity", before="interview", by=mona, on=day)
    agreed(policy, mona, day)
    application = an_application("Ruth", scheme, status="applied", on=LATER)
    rina = application.recruiter
    with pytest.raises(CannotStep, match="Ruth still needs to show who they are"):
        take_step(application=application, step="interview", by=rina, on=LATER)
    a_check(application.volunteer, scheme, "identity", on=LATER)
    assert take_step(application=application, step="interview", by=rina, on=LATER).status == "interviewed"


def test_what_is_asked_before_meeting_a_child_does_not_hold_up_the_panel(scheme, policy, mona, day):
    set_line(policy=policy, kind="agreement", before="first meeting", by=mona, on=day)
    agreed(policy, mona, day)
    ruth = an_application("Ruth", scheme, on=LATER).volunteer
    assert "Ruth still needs to sign the volunteer agreement." not in gaps(
        ruth, scheme, LATER, before="panel"
    )
    assert "Ruth still needs to sign the volunteer agreement." in gaps(ruth, scheme, LATER)


def test_driving_asks_for_documents_and_nothing_else_does(scheme, policy, mona, day):
    ben = an_approved_volunteer("Ben", scheme=scheme, on=date(2027, 2, 1))
    set_line(policy=policy, kind="driving", months=12, before="driving", duties=["driving"], by=mona, on=day)
    agreed(policy, mona, day)
    with pytest.raises(CannotGive, match="Ben still needs to show their driving documents"):
        give_duty(volunteer=ben, scheme=scheme, duty="driving", by=mona, on=LATER)
    ends = {"licence": "2031-01-01", "insurance": "2027-08-31", "mot": "2027-05-10"}
    check = a_check(ben, scheme, "driving", on=LATER, details=ends)
    assert check.until == date(2027, 5, 10)
    assert obstacles_to_driving(ben, scheme, LATER) == ["Ben does not drive young people."]
    give_duty(volunteer=ben, scheme=scheme, duty="driving", by=mona, on=LATER)
    assert obstacles_to_driving(ben, scheme, LATER) == []
    assert obstacles_to_driving(ben, scheme, date(2027, 5, 11)) == [
        "Ben’s driving documents ran out on 10 May 2027."
    ]
    assert obstacles(ben, scheme, date(2027, 5, 11)) == []


def test_training_may_be_asked_for_course_by_course(scheme, policy, mona, day):
    safeguarding, endings = (a_course(name, scheme) for name in ("Safeguarding", "Endings"))
    ben = an_approved_volunteer("Ben", scheme=scheme)
    set_line(policy=policy, kind="training", modules=[safeguarding.pk, endings.pk], by=mona, on=day)
    assert [each.volunteer for each in affected_by(policy, LATER, day)] == [ben]
    agreed(policy, mona, day)
    assert obstacles(ben, scheme, LATER) == ["Ben still needs training: Safeguarding and Endings."]
    a_completion(ben, safeguarding, on=day, until=date(2027, 6, 1))
    assert "Ben still needs training: Endings." in obstacles(ben, scheme, LATER)
    a_completion(ben, endings, on=day, until=None)
    assert obstacles(ben, scheme, LATER) == []
    assert cleared_volunteers(scheme, LATER).get() == ben
    assert obstacles(ben, scheme, date(2027, 6, 2)) == [
        "Ben’s training ran out on 1 June 2027: Safeguarding."
    ]
    assert not cleared_volunteers(scheme, date(2027, 6, 2)).exists()
