"""“I am there”, “I am home”: by one press, if the volunteer wants it; nothing heard is told once; no place is kept."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from kith.access.policy import Permission
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import LONDON, now, today
from kith.meetings.actions import call_off_ahead
from kith.meetings.models import Meeting
from kith.meetings.states import Status
from kith.meetings.tests.factories import a_meeting
from kith.messages.models import OutboxMessage
from kith.schemes.tests.factories import a_scheme
from kith.support import actions
from kith.support.actions import CannotSayWhere
from kith.support.models import LoneVisit, LoneWish, OnCall
from kith.support.queries.lone import on_call_of, whom_to_tell
from kith.support.tests.people import coordinator_of, everybody, manager_of

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 20, 14, tzinfo=LONDON)
END = START + timedelta(minutes=120)
LATE = END + timedelta(minutes=60)


@pytest.fixture
def match():
    match = everybody("Zerai", begun_on=date(2026, 3, 1))
    match.scheme.rules.update(lone_visits=True, home_within=60)
    LoneWish.objects.create(volunteer=match.volunteer)
    return match


@pytest.fixture
def meeting(match):
    meeting = a_meeting(match, START.date())
    Meeting.objects.filter(pk=meeting.pk).update(at=START, minutes_planned=120)
    meeting.refresh_from_db()
    return meeting


def letters():
    return {str(each.to) for each in OutboxMessage.objects.filter(event="nothing heard")}


class TestPressing:
    def test_there_and_home_keep_only_when(self, match, meeting):
        user = match.volunteer.user
        actions.press(meeting=meeting, home=False, by=user, at=START)
        visit = actions.press(meeting=meeting, home=True, by=user, at=END)
        assert (visit.there_at, visit.home_at) == (START, END)
        columns = {field.name for field in LoneVisit._meta.get_fields()}
        assert not columns & {"place", "latitude", "longitude", "location", "position"}

    def test_the_first_press_counts_and_a_slip_is_taken_back(self, match, meeting):
        user = match.volunteer.user
        actions.press(meeting=meeting, home=True, by=user, at=START)
        visit = actions.press(meeting=meeting, home=True, by=user, at=END)
        assert visit.home_at == START
        with pytest.raises(CannotSayWhere, match="nothing to take back"):
            actions.take_press_back(meeting=meeting, by=user, at=END)
        actions.take_press_back(meeting=meeting, by=user, at=START + timedelta(minutes=5))
        visit.refresh_from_db()
        assert visit.home_at is None

    @pytest.mark.parametrize("at", [START - timedelta(hours=4), START + timedelta(hours=13)])
    def test_not_long_before_nor_long_after(self, match, meeting, at):
        with pytest.raises(CannotSayWhere, match="too early"):
            actions.press(meeting=meeting, home=False, by=match.volunteer.user, at=at)


class TestNothingHeard:
    @pytest.mark.parametrize("is_there", [True, False])
    def test_who_is_out_when_the_match_is_stopped_is_asked_after_all_the_same(self, match, meeting, is_there):
        if is_there:
            actions.press(meeting=meeting, home=False, by=match.volunteer.user, at=START)
        call_off_ahead(
            match=match, reason=Meeting.Reason.MATCH_ENDED, by=coordinator_of(match), on=START.date()
        )
        assert actions.ask_after_lone(at=LATE) == int(is_there)
        assert LoneVisit.objects.unheard().count() == int(is_there)

    def test_the_coordinator_is_told_once_after_the_agreed_time(self, match, meeting):
        assert actions.ask_after_lone(at=LATE - timedelta(minutes=1)) == 0
        assert actions.ask_after_lone(at=LATE) == 1
        assert actions.ask_after_lone(at=LATE + timedelta(minutes=5)) == 0
        assert letters() == {str(coordinator_of(match))}

    def test_whoever_is_on_call_is_told_instead_and_sees_this_one_visit(self, match, meeting):
        sam = a_member(Role.COORDINATOR, match.scheme, first_name="Sam")
        actions.put_on_call(scheme=match.scheme, user=sam, by=manager_of(match), at=START)
        actions.ask_after_lone(at=LATE)
        assert letters() == {str(sam)}
        mine = LoneVisit.objects.reachable_by(sam, Permission.SEE_LONE_VISIT, START.date())
        assert mine.count() == 1
        actions.settle_lone(visit=mine.get(), words="Her battery was flat.", by=sam, at=LATE)
        assert not mine.all().exists()

    def test_who_is_on_call_and_works_there_no_more_is_not_told_and_sees_nothing(self, match, meeting):
        gone = a_member(Role.COORDINATOR, match.scheme, first_name="Sam")
        a_member(Role.COORDINATOR, a_scheme("Elsewhere"), user=gone)
        actions.put_on_call(scheme=match.scheme, user=gone, by=gone, at=START)
        gone.memberships.filter(scheme=match.scheme).update(until_day=START.date())
        actions.ask_after_lone(at=LATE)
        assert letters() == {str(coordinator_of(match))}
        assert not LoneVisit.objects.reachable_by(gone, Permission.SEE_LONE_VISIT, LATE.date()).exists()
        assert on_call_of([match.scheme], LATE.date()) == {}

    def test_where_nobody_else_is_left_the_lead_is_told(self, match, meeting):
        coordinator_of(match).memberships.update(until_day=START.date())
        assert whom_to_tell(meeting, LATE.date()) == []
        lead = a_member(Role.SAFEGUARDING_LEAD, match.scheme)
        assert whom_to_tell(meeting, LATE.date()) == [lead]

    def test_whoever_is_out_is_not_told_of_themself(self, match, meeting):
        user = a_member(Role.COORDINATOR, match.scheme, user=match.volunteer.user)
        actions.put_on_call(scheme=match.scheme, user=user, by=user, at=LATE)
        assert whom_to_tell(meeting, LATE.date()) == [coordinator_of(match)]

    def test_it_is_asked_of_nobody_who_does_not_want_it(self, match, meeting):
        actions.wish_lone(volunteer=match.volunteer, wanted=False, by=match.volunteer.user, at=START)
        assert actions.ask_after_lone(at=LATE) == 0

    def test_nor_where_the_scheme_does_not_offer_it(self, match, meeting):
        match.scheme.rules.update(lone_visits=False)
        assert actions.ask_after_lone(at=LATE) == 0

    @pytest.mark.parametrize("status", ["kept", "missed", "moved", "withheld"])
    def test_nor_when_something_was_said_of_the_meeting(self, match, meeting, status):
        Meeting.objects.filter(pk=meeting.pk).update(status=status)
        assert actions.ask_after_lone(at=LATE) == 0

    def test_nor_when_they_are_home(self, match, meeting):
        actions.press(meeting=meeting, home=True, by=match.volunteer.user, at=END)
        assert actions.ask_after_lone(at=LATE) == 0

    def test_on_the_night_the_clocks_go_back_an_hour_is_an_hour(self, match):
        meeting = a_meeting(match, date(2026, 10, 24))
        start = datetime(2026, 10, 24, 23, 30, tzinfo=LONDON)
        Meeting.objects.filter(pk=meeting.pk).update(at=start, minutes_planned=60)
        due = datetime(2026, 10, 25, 0, 30, tzinfo=LONDON) + timedelta(minutes=60)
        assert actions.ask_after_lone(at=due.astimezone(LONDON) - timedelta(minutes=1)) == 0
        assert actions.ask_after_lone(at=due) == 1


class TestPages:
    def test_a_volunteer_switches_it_on_and_presses(self, client, match):
        actions.wish_lone(volunteer=match.volunteer, wanted=False, by=match.volunteer.user, at=now())
        meeting = a_meeting(match, today())
        Meeting.objects.filter(pk=meeting.pk).update(at=now(), minutes_planned=120)
        client.force_login(match.volunteer.user)
        assert "I am there" not in client.get("/").content.decode()
        page = reverse("support:alone")
        assert "Switch it on" in client.get(page).content.decode()
        client.post(page, {"wanted": "yes"})
        assert "I am there" in client.get("/").content.decode()
        press = reverse("support:press", args=[meeting.public_id])
        client.post(press, {"what": "there"})
        assert "You said at" in client.get("/").content.decode()
        client.post(press, {"what": "slip"})
        client.post(press, {"what": "home"})
        assert LoneVisit.objects.get().home_at
        assert client.get(press).status_code == 405

    def test_nobody_presses_for_somebody_else(self, client, match, meeting):
        client.force_login(coordinator_of(match))
        answer = client.post(reverse("support:press", args=[meeting.public_id]), {"what": "home"})
        assert answer.status_code == 404

    def test_the_coordinator_sees_whom_to_ring_and_writes_down_how_it_was_settled(self, client, match):
        meeting = a_meeting(match, today())
        Meeting.objects.filter(pk=meeting.pk).update(at=now() - timedelta(hours=4), minutes_planned=60)
        assert actions.ask_after_lone(at=now()) == 1
        client.force_login(coordinator_of(match))
        assert "Nothing heard from" in client.get("/").content.decode()
        page = reverse("support:lone", args=[LoneVisit.objects.get().public_id])
        assert "Ring now" in client.get(page).content.decode()
        client.post(page, {"words": "She rang back from the bus."})
        assert LoneVisit.objects.get().settled_at
        assert "Nothing heard from" not in client.get("/").content.decode()

    def test_a_volunteer_reads_who_rings_them_and_that_nothing_was_heard(self, client, match):
        meeting = a_meeting(match, today())
        Meeting.objects.filter(pk=meeting.pk).update(at=now() - timedelta(hours=3), minutes_planned=150)
        client.force_login(match.volunteer.user)
        name = coordinator_of(match).first_name
        client.post(reverse("support:press", args=[meeting.public_id]), {"what": "there"})
        seen = client.get("/").content.decode()
        assert f", {name} rings you." in seen
        assert "That was a slip" in seen
        Meeting.objects.filter(pk=meeting.pk).update(minutes_planned=30)
        LoneVisit.objects.update(there_at=now() - timedelta(minutes=11))
        assert actions.ask_after_lone(at=now()) == 1
        seen = client.get("/").content.decode()
        assert f"{name} was told, and tries to ring you." in seen
        assert "That was a slip" not in seen
        visit = LoneVisit.objects.get()
        actions.settle_lone(visit=visit, words="A flat battery.", by=coordinator_of(match), at=now())
        assert f"{name} has heard from you." in client.get("/").content.decode()

    def test_whoever_is_on_call_reads_where_the_carer_s_number_is(self, client, match):
        meeting = a_meeting(match, today())
        Meeting.objects.filter(pk=meeting.pk).update(at=now() - timedelta(hours=4), minutes_planned=60)
        lead = a_member(Role.SAFEGUARDING_LEAD, match.scheme, first_name="Grace")
        on_call = a_member(Role.COORDINATOR, match.scheme, first_name="Farah")
        actions.put_on_call(scheme=match.scheme, user=on_call, by=on_call, at=now())
        actions.ask_after_lone(at=now())
        page = reverse("support:lone", args=[LoneVisit.objects.get().public_id])
        for user, said in (
            (on_call, reverse("safeguarding:emergency")),
            (coordinator_of(match), reverse("casefile:child", args=[match.child.public_id])),
        ):
            client.force_login(user)
            seen = client.get(page).content.decode()
            assert said in seen
            assert lead.name in seen

    def test_who_was_not_heard_of_stays_on_the_desk_until_somebody_says_how_it_went(self, client, match):
        meeting = a_meeting(match, today())
        Meeting.objects.filter(pk=meeting.pk).update(at=now() - timedelta(hours=4), minutes_planned=60)
        assert actions.ask_after_lone(at=now()) == 1
        Meeting.objects.filter(pk=meeting.pk).update(at=now() - timedelta(days=5))
        LoneVisit.objects.update(told_at=now() - timedelta(days=5))
        client.force_login(coordinator_of(match))
        page = client.get("/").content.decode()
        assert "Nothing heard from" in page
        assert "They were to meet 5 days ago at" in page
        Meeting.objects.filter(pk=meeting.pk).update(status=Status.MISSED)
        assert "Nothing heard from" not in client.get("/").content.decode()

    def test_a_manager_says_who_is_on_call(self, client, match):
        client.force_login(manager_of(match))
        page = reverse("support:on_call")
        assert "The child’s coordinator" in client.get(page).content.decode()
        sam = coordinator_of(match)
        choose = reverse("support:choose_on_call", args=[match.scheme.public_id])
        client.post(choose, {"user": str(sam.public_id)})
        assert OnCall.objects.get().user == sam
        assert sam.name in client.get(page).content.decode()
        assert "Choose who is on call" in client.post(choose, {"user": ""}).content.decode()
        client.post(choose, {"user": "nobody"})
        assert not OnCall.objects.exists()
        assert sam.name not in client.get(page).content.decode()
