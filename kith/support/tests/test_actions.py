"""Recording a talk, taking it back, and what an allegation sets off."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.models import Event
from kith.matching.actions import CannotPause, resume
from kith.meetings.models import Meeting
from kith.meetings.tests.factories import a_coordinator, a_match, a_meeting, at
from kith.messages.models import OutboxMessage
from kith.people.actions import involve
from kith.people.models import Child, Involvement, Restriction
from kith.people.nearness import near_as_volunteer
from kith.people.tests.factories import a_carer
from kith.recruitment.actions import lift_suspension, suspend
from kith.recruitment.models import Suspension
from kith.recruitment.queries import obstacles
from kith.recruitment.refusals import CannotSuspend
from kith.safeguarding import actions as safeguarding
from kith.safeguarding.actions import raise_concern
from kith.safeguarding.guarding import CannotGuard, ask_to_end, end_restriction, seal
from kith.safeguarding.models import Concern
from kith.safeguarding.presenters import about_whom
from kith.support.actions import (
    CannotAccuse,
    CannotSupervise,
    allegation,
    record_supervision,
    take_back,
)
from kith.support.models import Supervision

pytestmark = pytest.mark.django_db
TUESDAY, NEXT_SATURDAY = date(2026, 11, 24), date(2026, 11, 28)
NOON = at(TUESDAY, 12)


def talk(match, /, **changed):
    given = {
        "volunteer": match.volunteer,
        "scheme": match.scheme,
        "match": match,
        "how": "phone",
        "minutes": 30,
        "wellbeing": "good",
        "talked_about": "Ana asked her about her own mum.",
        "agreed": "Ruth tries the baking club.",
        "next_on": date(2027, 1, 5),
        "by": a_coordinator(),
        "on": TUESDAY,
    }
    return record_supervision(**(given | changed))


def test_a_talk_is_written_down_and_the_volunteer_hears_that_there_is_something_to_read():
    match = a_match()
    written = talk(match)
    assert (written.how, written.minutes, written.next_on) == ("phone", 30, date(2027, 1, 5))
    event = Event.objects.get(kind="supervision recorded")
    assert event.child == match.child.public_id
    assert event.details == {"how": "phone", "minutes": 30}
    assert OutboxMessage.objects.get().to == match.volunteer.user


def test_where_nothing_was_agreed_nobody_is_written_to():
    talk(a_match(), agreed="")
    assert not OutboxMessage.objects.exists()


def test_nobody_supervises_themself():
    match = a_match()
    with pytest.raises(CannotSupervise, match="Nobody supervises themself"):
        talk(match, by=match.volunteer.user)


def test_a_talk_is_about_a_match_of_the_volunteer():
    match, other = a_match(), a_match("Leah", "Mo")
    with pytest.raises(CannotSupervise, match="Leah and Mo is not a match of Ruth"):
        talk(match, match=other)


def test_the_next_talk_comes_after_this_one():
    with pytest.raises(CannotSupervise, match="later day"):
        talk(a_match(), next_on=TUESDAY)


def test_the_database_keeps_the_next_talk_later_too():
    match = a_match()
    with pytest.raises(IntegrityError), transaction.atomic():
        Supervision.objects.create(
            volunteer=match.volunteer, scheme=match.scheme, on=TUESDAY, next_on=TUESDAY, how="phone"
        )


def test_a_talk_recorded_by_two_people_is_one_talk():
    match = a_match()
    talk(match)
    with pytest.raises(CannotSupervise, match="Priya has recorded a talk .* already. Nothing was added"):
        talk(match, by=a_coordinator(first_name="Noor"))


def test_a_talk_recorded_by_mistake_is_taken_back_and_may_be_written_anew():
    match = a_match()
    written = talk(match)
    take_back(talk=written, by=a_coordinator(), on=TUESDAY)
    assert not Supervision.objects.exists()
    assert Supervision._base_manager.count() == 1
    with pytest.raises(CannotSupervise, match="already"):
        take_back(talk=written, by=a_coordinator(), on=TUESDAY)
    assert talk(match, minutes=20).minutes == 20


# ------------------------------------------------------------------------------------------- an allegation


@pytest.fixture
def lead():
    return a_member(Role.SAFEGUARDING_LEAD, a_match().scheme, first_name="Sade")


def a_concern(match):
    return raise_concern(by=None, at=NOON, urgency="now", words="He shouted.", child=match.child)


def test_an_allegation_stops_the_volunteer_everywhere_in_the_same_act(lead):
    match = a_match("Leah", "Mo", approved=True)
    meeting = a_meeting(match, NEXT_SATURDAY)
    winding_down = a_match("Kofi", match.volunteer, status="ending")
    last_one = a_meeting(winding_down, NEXT_SATURDAY, hour=17)
    concern = allegation(concern=a_concern(match), volunteer=match.volunteer, by=lead, at=NOON)

    assert concern.is_allegation
    assert [each.volunteer for each in concern.accused.all()] == [match.volunteer]
    match.refresh_from_db()
    winding_down.refresh_from_db()
    assert (match.status, winding_down.status) == ("paused", "ending")
    assert match.changes.last().reason == "concern"
    for planned in (meeting, last_one):
        planned.refresh_from_db()
        assert planned.status == "called off"
    assert obstacles(volunteer=match.volunteer, scheme=match.scheme, on=TUESDAY)
    assert Event.objects.get(kind="allegation made").details == {"matches": 2}


def test_the_volunteer_s_open_sessions_end_and_their_meetings_are_out_of_reach(lead):
    match = a_match("Leah", "Mo")
    a_meeting(match, date(2026, 11, 21))
    user, epoch = match.volunteer.user, match.volunteer.user.session_epoch
    allegation(concern=a_concern(match), volunteer=match.volunteer, by=lead, at=NOON)
    user.refresh_from_db()
    assert user.session_epoch > epoch
    assert not Meeting.objects.reachable_by(user, "see when meetings are", TUESDAY).exists()


def test_the_child_s_side_is_told_that_the_plan_changed_and_the_volunteer_is_not_written_to(lead):
    match = a_match("Leah", "Mo")
    a_meeting(match, NEXT_SATURDAY)
    carer = a_carer(user=a_member(Role.CARER, match.scheme, first_name="Jo"))
    involve(child=match.child, person=carer, part=Involvement.Part.CARER, by=None, on=TUESDAY, act="test")
    allegation(concern=a_concern(match), volunteer=match.volunteer, by=lead, at=NOON)
    assert [message.to for message in OutboxMessage.objects.filter(event="meeting changed")] == [carer.user]


def test_a_suspension_for_something_else_becomes_one_for_this(lead):
    match = a_match("Leah", "Mo")
    suspend(volunteer=match.volunteer, reason="check", by=lead, on=TUESDAY - timedelta(days=3))
    allegation(concern=a_concern(match), volunteer=match.volunteer, by=lead, at=NOON)
    assert Suspension.objects.open_on(TUESDAY).get().reason == "concern"


def test_an_allegation_made_twice_is_made_once(lead):
    match = a_match("Leah", "Mo")
    concern = a_concern(match)
    allegation(concern=concern, volunteer=match.volunteer, by=lead, at=NOON)
    with pytest.raises(CannotAccuse, match="already"):
        allegation(concern=concern, volunteer=match.volunteer, by=lead, at=NOON)


def test_two_are_accused_in_one_concern_and_both_are_stopped(lead):
    match, other = a_match("Leah", "Mo"), a_match("Kofi", "Ben")
    concern = a_concern(match)
    for volunteer in (match.volunteer, other.volunteer):
        allegation(concern=concern, volunteer=volunteer, by=lead, at=NOON)
    assert Suspension.objects.open_on(TUESDAY).filter(reason="concern").count() == 2
    assert about_whom(concern) == "Leah, Mo and Ben"


def test_nobody_who_is_accused_goes_on_before_there_is_an_outcome(lead):
    """A manager may lift a suspension, and knows nothing of the concern."""
    match = a_match("Leah", "Mo", approved=True)
    concern = allegation(concern=a_concern(match), volunteer=match.volunteer, by=lead, at=NOON)
    with pytest.raises(CannotSuspend, match="still looked into"):
        lift_suspension(volunteer=match.volunteer, by=lead, on=TUESDAY)
    match.refresh_from_db()
    with pytest.raises(CannotPause, match="suspended"):
        resume(match=match, by=lead, on=TUESDAY)
    safeguarding.decide(concern=concern, words="Ask the officer.", by=lead, at=NOON)
    safeguarding.add(concern=concern, kind="no officer", words="It was another Mo.", by=lead, at=NOON)
    safeguarding.close(concern=concern, words="Unfounded: it was another Mo.", by=lead, at=NOON)
    lift_suspension(volunteer=match.volunteer, by=lead, on=TUESDAY)
    assert not Suspension.objects.open_on(TUESDAY).exists()
    match.refresh_from_db()
    assert resume(match=match, by=lead, on=TUESDAY).status == "active"


def test_whoever_is_accused_and_works_here_too_reads_nothing_of_the_child_from_the_same_moment(lead):
    match = a_match("Leah", "Mo", approved=True)
    user, child = match.volunteer.user, match.child
    a_member(Role.MANAGER, match.scheme, user=user)
    assert Child.objects.reachable_by(user, "see a child's story", TUESDAY).contains(child)
    concern = allegation(concern=a_concern(match), volunteer=match.volunteer, by=lead, at=NOON)
    assert not Child.objects.reachable_by(user, "see a child's story", TUESDAY).contains(child)
    kept, manager = Restriction.objects.get(), a_member(Role.MANAGER, match.scheme)
    assert "llegation" not in kept.why  # managers read why, and nothing of a concern
    ask_to_end(restriction=kept, why="We need her back.", by=a_member(Role.MANAGER, match.scheme), on=TUESDAY)
    with pytest.raises(CannotGuard, match="an outcome"):
        end_restriction(restriction=kept, by=manager, on=TUESDAY)

    safeguarding.decide(concern=concern, words="Ask the officer.", by=lead, at=NOON)
    safeguarding.add(concern=concern, kind="no officer", words="It was another Mo.", by=lead, at=NOON)
    safeguarding.close(concern=concern, words="Unfounded: it was another Mo.", by=lead, at=NOON)
    lift_suspension(volunteer=match.volunteer, by=lead, on=TUESDAY)
    match.refresh_from_db()
    with pytest.raises(CannotPause, match="may not come near Leah"):
        resume(match=match, by=lead, on=TUESDAY)
    end_restriction(restriction=kept, by=manager, on=TUESDAY)
    assert resume(match=match, by=lead, on=TUESDAY).status == "active"
    assert near_as_volunteer(user, TUESDAY).filter(child=child).exists()


def test_a_volunteer_who_does_not_work_here_is_kept_by_the_suspension_alone(lead):
    match = a_match("Leah", "Mo")
    allegation(concern=a_concern(match), volunteer=match.volunteer, by=lead, at=NOON)
    assert not Restriction.objects.exists()


def test_a_seal_with_one_name_holds_no_allegation_up(lead):
    """The accused is the only lead who is named for a sealed story: another finds the concern, and the act is whole."""
    match = a_match("Leah", "Mo")
    accused = match.volunteer.user
    a_member(Role.SAFEGUARDING_LEAD, match.scheme, user=accused)
    seal(child=match.child, why="Her father looks for her.", by=accused, on=TUESDAY)
    allegation(concern=a_concern(match), volunteer=match.volunteer, by=lead, at=NOON)
    assert Restriction.objects.get().user == accused


def test_nobody_takes_on_an_allegation_about_themself(lead):
    match = a_match("Leah", "Mo")
    a_member(Role.SAFEGUARDING_LEAD, match.scheme, user=match.volunteer.user)
    with pytest.raises(CannotAccuse, match="about you"):
        allegation(concern=a_concern(match), volunteer=match.volunteer, by=match.volunteer.user, at=NOON)


def test_where_the_trail_cannot_be_written_nothing_of_it_has_happened(lead, settings):
    match = a_match("Leah", "Mo")
    concern = a_concern(match)
    settings.AUDIT_KEY = None
    with pytest.raises(AttributeError):
        allegation(concern=concern, volunteer=match.volunteer, by=lead, at=NOON)
    match.refresh_from_db()
    assert match.status == "active"
    assert not Suspension.objects.exists()
    assert not Concern.objects.get().is_allegation
