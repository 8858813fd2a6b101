"""A match goes over to another scheme or authority: what goes along, what stays behind, and who learns of it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from kith.access.models import Membership, User
from kith.access.policy import Permission
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.endings import actions
from kith.endings.actions import CannotMove
from kith.endings.models import Move
from kith.endings.tests.factories import (
    a_match_today,
    a_worker_near,
    a_young_person,
    coordinator_of,
    leavers,
)
from kith.foundation.dates import now, today
from kith.matching.models import Match
from kith.meetings import actions as meetings
from kith.meetings.models import Expense
from kith.meetings.tests.factories import a_meeting
from kith.messages.models import OutboxMessage
from kith.people.models import Involvement
from kith.recruitment.models import Approval
from kith.safeguarding.guarding import restrict
from kith.schemes.models import Organisation, Scheme
from kith.schemes.tests.factories import an_authority
from kith.support import actions as support
from kith.support.queries import supervision_due, supervision_next
from kith.support.queries.agenda import agenda

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def sees(user: User, match: Match) -> bool:
    return Match.objects.reachable_by(user, Permission.SEE_MATCH, today()).filter(pk=match.pk).exists()


def asked(match: Match, scheme: Scheme | None = None, authority: Organisation | None = None) -> Move:
    return actions.ask_over(
        match=match, to_scheme=scheme, to_authority=authority, child_words="OK.", words="Two years together.",
        by=coordinator_of(match), on=today(),
    )  # fmt: skip


def over_to(match: Match, scheme: Scheme, omar: User) -> Match:
    actions.answer_move(move=asked(match, scheme), yes=True, coordinator=omar, by=omar, on=today())
    match.refresh_from_db()
    return match


def spent(match: Match, days_ago: int = 3, words: str = "Two swims") -> Expense:
    return meetings.claim(
        match=match, kind="activity", day=today() - timedelta(days=days_ago), words=words,
        amount=Decimal("9.60"), why_no_receipt="Lost", by=match.volunteer.user, at=now(),
    )  # fmt: skip


# ------------------------------------------------------------------------------------- who is near


@pytest.mark.parametrize("begins", [0, 9], ids=["now", "to come"])
def test_whoever_stands_in_for_the_old_coordinator_leaves_too(begins):
    match = a_match_today()
    noor = a_member(Role.COORDINATOR, match.scheme, first_name="Noor")
    first = today() + timedelta(days=begins)
    support.arrange_cover(
        coordinator=coordinator_of(match), covered_by=noor, from_day=first, until_day=first + WEEK,
        why="leave", by=coordinator_of(match), on=today(),
    )  # fmt: skip
    assert sees(noor, match) is (begins == 0)
    over_to(match, *leavers(match))
    near = Involvement.objects.filter(child=match.child, user=noor)
    assert not sees(noor, match)
    assert not near.not_over(today()).exists()


def test_what_somebody_must_be_kept_from_they_are_not_given():
    match = a_match_today()
    scheme, omar = leavers(match)
    move, lead = asked(match, scheme), a_member(Role.SAFEGUARDING_LEAD, match.scheme)
    restrict(child=match.child, user=omar, why="He knows the family.", by=lead, on=today())
    with pytest.raises(CannotMove, match="Somebody else has to look after them"):
        actions.answer_move(move=move, yes=True, coordinator=omar, by=omar, on=today())


def test_a_talk_counts_for_the_match_it_was_about_wherever_that_has_gone():
    match = a_match_today()
    support.record_supervision(
        volunteer=match.volunteer, scheme=match.scheme, match=match, how="phone", minutes=30, wellbeing="good",
        talked_about="", agreed="Ring on Sundays.", next_on=today() + WEEK, by=coordinator_of(match), on=today(),
    )  # fmt: skip
    assert any("Ring on Sundays." in line for line in agenda(match, now()))
    before = [(due.due_on, due.why) for due in supervision_next([match], today())]
    match = over_to(match, *leavers(match))
    assert [(due.due_on, due.why) for due in supervision_next([match], today())] == before
    assert supervision_due(Match.objects.filter(pk=match.pk), today()) == []
    assert not any("Ring on Sundays." in line for line in agenda(match, now()))


def test_the_volunteer_learns_who_looks_after_them_now():
    match = a_match_today()
    over_to(match, *leavers(match))
    told = OutboxMessage.objects.filter(to=match.volunteer.user).latest("pk")
    assert told.values["link"].endswith(reverse("casefile:match", args=[match.public_id]))


def test_a_sealed_story_is_not_asked_about_where_nobody_could_answer():
    match = a_match_today()
    scheme, _ = leavers(match)
    match.child.sealed = True
    match.child.save()
    with pytest.raises(CannotMove, match="is sealed"):
        asked(match, scheme)


def test_with_an_ending_nobody_is_asked_any_more():
    match = a_match_today()
    scheme, omar = leavers(match)
    asked(match, scheme)
    actions.end_unplanned(match=match, kind="volunteer left", by=coordinator_of(match), on=today())
    assert not Move.objects.waiting().exists()
    assert not Move.objects.reachable_by(omar, Permission.TAKE_OVER_MATCH).exists()


# ------------------------------------------------------------------------------------- the volunteer's approval there


def test_the_volunteer_has_a_place_there_and_may_meet_somebody_of_this_age():
    match = a_match_today()
    scheme, _ = leavers(match)
    there = Approval.objects.get(volunteer=match.volunteer, scheme=scheme)
    there.age_from, there.age_to = 20, 25
    there.save()
    with pytest.raises(CannotMove, match="for ages 20 to 25, and Ana is 13"):
        asked(match, scheme)
    there.age_from, there.places = 5, 1
    there.save()
    a_match_today("Leah", match.volunteer, scheme=scheme)
    with pytest.raises(CannotMove, match="no place left in Leavers"):
        asked(match, scheme)


# ------------------------------------------------------------------------------------- money


def test_what_was_spent_before_is_owed_by_the_scheme_it_was_spent_in(client):
    match = a_match_today()
    was, manager = match.scheme, a_member(Role.MANAGER, match.scheme)
    before = spent(match)
    scheme, omar = leavers(match)
    over_to(match, scheme, omar)
    late, since = spent(match, 5, "Told late"), spent(match, 0, "Pizza")
    assert (before.scheme, late.scheme, since.scheme) == (was, was, scheme)
    right = Permission.APPROVE_EXPENSE
    assert set(Expense.objects.reachable_by(omar, right)) == {since}
    assert set(Expense.objects.reachable_by(manager, right)) == {before, late}
    meetings.approve_expense(expense=before, by=manager, on=today())
    paid = meetings.pay(scheme=was, expenses=[before], reference="BACS 1", by=manager, on=today())
    client.force_login(manager)
    assert "£9.60" in client.get(reverse("meetings:payment", args=[paid.public_id])).text
    assert client.get(reverse("meetings:expense", args=[late.public_id])).status_code == 200
    client.force_login(match.volunteer.user)
    page = client.get(reverse("meetings:money", args=[match.public_id])).text
    assert all(words in page for words in ("Two swims", "Told late", "Pizza"))


def test_before_asking_the_page_says_what_is_still_to_be_settled(client):
    match = a_match_today()
    spent(match)
    client.force_login(coordinator_of(match))
    page = client.get(reverse("endings:move", args=[match.public_id])).text
    assert "1 expense is not settled" in page


# ------------------------------------------------------------------------------------- meetings


def test_what_is_planned_stays_planned_and_the_new_coordinator_sees_it(client):
    match = a_match_today()
    planned = a_meeting(match, today() + WEEK)
    scheme, omar = leavers(match)
    over_to(match, scheme, omar)
    planned.refresh_from_db()
    assert planned.status == "planned"
    client.force_login(omar)
    assert client.get(reverse("meetings:meeting", args=[planned.public_id])).status_code == 200
    client.force_login(match.volunteer.user)
    assert client.get(reverse("meetings:record", args=[planned.public_id])).status_code in (200, 302)


# ------------------------------------------------------------------------------------- to another authority


def test_a_worker_who_was_to_leave_later_leaves_with_the_authority(client):
    match = a_match_today()
    nia, to = a_worker_near(match), an_authority("Southbank")
    Involvement.objects.filter(user=nia).update(until_day=today() + WEEK)
    sue = a_member(Role.AUTHORITY_COORDINATOR, to, first_name="Sue")
    actions.answer_move(move=asked(match, authority=to), yes=True, by=sue, on=today())
    assert not sees(nia, match)


def test_the_scheme_goes_on_with_two_who_go_to_another_authority(client):
    """The pages say so: only whom the council pays for changes, not who looks after them."""
    match, to = a_match_today(), an_authority("Southbank")
    move = asked(match, authority=to)
    sue = a_member(Role.AUTHORITY_COORDINATOR, to, first_name="Sue")
    client.force_login(sue)
    page = client.get(reverse("endings:take_over", args=[move.public_id])).text
    assert f"{match.scheme} goes on with them" in page
    assert f"no longer {match.scheme}" not in page


def test_the_young_person_s_own_space_goes_along_and_the_old_authority_names_them_no_more():
    match, to = a_match_today(), an_authority("Southbank")
    was, young = match.child.authority, a_young_person(match)
    Membership.objects.filter(user=young).update(scheme=None, organisation=was)
    sue = a_member(Role.AUTHORITY_COORDINATOR, to, first_name="Sue")
    actions.answer_move(move=asked(match, authority=to), yes=True, by=sue, on=today())
    (held,) = Membership.objects.open_on(today()).filter(user=young)
    assert (held.organisation, held.role) == (to, Role.YOUNG_PERSON)
