"""A concern that nobody reads is told again, and from the second time to those who may reach a lead but not read it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.models import Event
from kith.foundation.dates import now
from kith.messages.models import OutboxMessage
from kith.people.tests.factories import a_volunteer
from kith.safeguarding import actions
from kith.safeguarding.actions import CannotDecide, tell_again
from kith.safeguarding.clock import clock, next_close_of_day
from kith.safeguarding.models import ConcernEntry
from kith.safeguarding.tests.factories import NOON, a_concern

pytestmark = pytest.mark.django_db
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WORDS = "Bruises on both arms."


@pytest.fixture
def lead(scheme):
    return a_member(Role.SAFEGUARDING_LEAD, scheme, first_name="Grace")


@pytest.fixture
def manager(scheme):
    return a_member(Role.MANAGER, scheme, first_name="Sam")


def letters(user, event):
    return OutboxMessage.objects.filter(to=user, event=event).count()


def ticks(concern, at):
    read = concern.changes.filter(step="read").first()
    found = clock(concern, concern.entries.all(), read_on=read.on if read else None, at=at)
    return {tick.what: tick for tick in found}


@pytest.mark.parametrize(("urgency", "patience"), [("now", 15 * MINUTE), ("today", 2 * HOUR)])
def test_a_lead_is_told_again_when_the_patience_is_over_and_not_before(scheme, lead, urgency, patience):
    concern = a_concern(scheme=scheme, urgency=urgency)
    assert tell_again(at=NOON + patience - MINUTE) == 0
    assert tell_again(at=NOON + patience) == 1
    assert tell_again(at=NOON + patience + MINUTE) == 0
    assert letters(lead, "concern not read") == 1
    assert concern.entries.get().kind == ConcernEntry.Kind.TOLD_AGAIN


def test_what_can_wait_waits_until_the_end_of_the_next_working_day(scheme, lead):
    a_concern(scheme=scheme, urgency="soon")
    due = next_close_of_day(NOON)
    assert tell_again(at=due - MINUTE) == 0
    assert tell_again(at=due) == 1


def test_managers_are_asked_to_reach_somebody_from_the_second_time(scheme, lead, manager):
    a_concern(scheme=scheme, urgency="now")
    tell_again(at=NOON + 15 * MINUTE)
    assert letters(manager, "concern waits for a lead") == 0
    tell_again(at=NOON + 30 * MINUTE)
    assert letters(manager, "concern waits for a lead") == 1
    assert letters(lead, "concern not read") == 2


def test_where_nobody_leads_the_managers_know_at_once(scheme, manager):
    concern = a_concern(scheme=scheme)
    assert letters(manager, "concern waits for a lead") == 1
    assert "no safeguarding lead" in concern.entries.get().words


def test_once_read_nobody_is_told_again(scheme, lead, manager):
    concern = a_concern(scheme=scheme, urgency="now")
    actions.read(concern=concern, by=lead, at=NOON + MINUTE)
    assert tell_again(at=NOON + DAY) == 0
    assert not ticks(concern, NOON + DAY)["Read by a lead"].late


def test_a_manager_whom_it_is_about_hears_nothing(scheme, lead, manager, client):
    other = a_member(Role.MANAGER, scheme, first_name="Dana")
    a_concern(scheme=scheme, urgency="now", volunteer=a_volunteer(scheme=scheme, user=manager))
    for minutes in (15, 30, 60):
        tell_again(at=NOON + minutes * MINUTE)
    assert letters(manager, "concern waits for a lead") == 0
    assert letters(other, "concern waits for a lead") == 2
    client.force_login(manager)
    assert "Every concern has been read" in client.get(reverse("safeguarding:not_read")).content.decode()


def test_a_manager_sees_whom_to_ring_and_not_a_word_of_it(scheme, lead, manager, client):
    lead.phone = "01632 960 001"
    lead.save()
    volunteer = a_volunteer("Perpetua", scheme=scheme)
    concern = a_concern(scheme=scheme, urgency="now", words=WORDS, volunteer=volunteer, raised_from="a match")
    for minutes in (15, 30):
        tell_again(at=NOON + minutes * MINUTE)
    client.force_login(manager)
    page = client.get(reverse("safeguarding:not_read")).content.decode()
    assert concern.reference in page
    assert "01632 960 001" in page
    assert WORDS not in page
    assert "Perpetua" not in page
    assert client.get(reverse("safeguarding:concern", args=[concern.public_id])).status_code == 404


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.VETTING_OFFICER, Role.WORKER, Role.VOLUNTEER])
def test_nobody_else_sees_that_one_waits(scheme, lead, client, role):
    client.force_login(a_member(role, scheme))
    assert client.get(reverse("safeguarding:not_read")).status_code == 403


def test_an_allegation_is_not_closed_before_the_officer_was_told_or_it_says_why_not(scheme, lead):
    concern = a_concern(scheme=scheme)
    actions.mark_allegation(concern=concern, volunteer=a_volunteer(scheme=scheme), by=lead, at=NOON)
    actions.decide(concern=concern, words="Strategy talk.", by=lead, at=NOON)
    with pytest.raises(CannotDecide, match="designated officer"):
        actions.close(concern=concern, words="Nothing found.", by=lead, at=NOON)
    actions.add(concern=concern, kind="no officer", words="Below the thresholds.", by=lead, at=NOON)
    actions.close(concern=concern, words="Nothing found.", by=lead, at=NOON)
    assert concern.status == "closed"


def test_the_officers_clock_runs_to_five_on_the_next_working_day(scheme, lead):
    concern = a_concern(scheme=scheme)
    actions.mark_allegation(concern=concern, volunteer=a_volunteer(scheme=scheme), by=lead, at=NOON)
    what = "Designated officer told within one working day, or why not"
    wednesday_at_five = NOON + DAY + 5 * HOUR
    assert ticks(concern, NOON)[what].due == wednesday_at_five
    assert not ticks(concern, wednesday_at_five)[what].late
    assert ticks(concern, wednesday_at_five + MINUTE)[what].late
    actions.add(concern=concern, kind="designated officer", words="Rang.", by=lead, at=NOON + HOUR)
    assert ticks(concern, wednesday_at_five + DAY)[what].done


def test_a_friday_evening_allegation_is_due_on_monday():
    friday = NOON + 3 * DAY + 7 * HOUR
    assert next_close_of_day(friday) == NOON + 6 * DAY + 5 * HOUR


def test_a_concern_that_is_no_allegation_has_no_officers_clock(scheme, lead):
    assert not [what for what in ticks(a_concern(scheme=scheme), NOON) if "officer" in what]


def test_what_was_learnt_can_be_added_after_it_was_closed(scheme, lead, client):
    concern = a_concern(scheme=scheme, at=now())
    actions.decide(concern=concern, words="Talked.", by=lead, at=now())
    actions.close(concern=concern, words="All is well.", by=lead, at=now())
    client.force_login(lead)
    page = reverse("safeguarding:concern", args=[concern.public_id])
    client.post(page, {"deed": "learn", "words": "Ring the school first."})
    assert concern.entries.get(kind="lesson").words == "Ring the school first."
    assert "Ring the school first." in client.get(page).content.decode()


def test_each_telling_is_in_the_audit(scheme, lead):
    a_concern(scheme=scheme, urgency="now")
    tell_again(at=NOON + 15 * MINUTE)
    assert Event.objects.filter(kind="concern told again").count() == 1
