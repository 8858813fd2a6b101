"""The forks: three roads at seventeen, over to somebody else, together again, and a volunteer who has died."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.endings import actions
from kith.endings.actions import CannotBe, CannotChooseRoad, CannotMove, CannotOfferAgain
from kith.endings.crossroads import at_the_crossroads, before, to_ask_first
from kith.endings.models import Ending, Move
from kith.endings.tests.factories import (
    SATURDAY,
    TUESDAY,
    a_match,
    a_match_today,
    a_worker_near,
    an_ending,
    back_again,
    coordinator_of,
    leavers,
)
from kith.foundation.dates import moment, now, today
from kith.meetings.tests.factories import a_meeting
from kith.messages.actions import send
from kith.messages.models import OutboxMessage
from kith.people.models import Involvement
from kith.recruitment.models import Approval
from kith.schemes.tests.factories import a_scheme, an_authority

pytestmark = pytest.mark.django_db
Part = Involvement.Part


def by(match):
    return coordinator_of(match)


# ------------------------------------------------------------------------------------- seventeen


def aged(match, years, on=TUESDAY):
    match.scheme.ends_when_care_ends = True
    match.scheme.save()
    match.child.born = date(on.year - years, on.month, on.day)
    match.child.save()
    return match


@pytest.mark.parametrize(("years", "there"), [(16, False), (17, True), (18, True)])
def test_from_seventeen_on_a_match_of_a_scheme_that_ends_with_care_must_choose(years, there):
    match = aged(a_match(), years)
    assert bool(at_the_crossroads([match], TUESDAY)) is there
    assert at_the_crossroads([match], TUESDAY - timedelta(days=1)) == ([] if years < 18 else [(match, None)])


def test_what_was_chosen_is_kept_and_nothing_happens_by_itself():
    match = aged(a_match(), 17)
    road = actions.choose_road(
        match=match, way="informal", child_words="We just go on.", by=by(match), on=TUESDAY
    )
    match.refresh_from_db()
    assert match.status == "active"
    assert at_the_crossroads([match], TUESDAY) == [(match, road)]
    an_ending(match)
    assert at_the_crossroads([match], TUESDAY) == []


@pytest.mark.parametrize(
    ("given", "said"), [({"way": "left"}, "one of the three"), ({"child_words": " "}, "what Ana said")]
)
def test_a_road_is_one_of_three_and_the_child_s(given, said):
    given = {"way": "move", "child_words": "Yes."} | given
    match = aged(a_match(), 17)
    with pytest.raises(CannotChooseRoad, match=said):
        actions.choose_road(match=match, by=by(match), on=TUESDAY, **given)


@pytest.mark.parametrize(("way", "leads"), [("move", "endings:move"), ("end", "endings:begin")])
def test_each_road_leads_to_its_own_page(client, way, leads):
    match = aged(a_match_today(), 17, today())
    client.force_login(by(match))
    there = reverse("endings:seventeen", args=[match.public_id])
    sent = client.post(there, {"way": way, "child_words": "I want to."})
    assert sent.url.startswith(reverse(leads, args=[match.public_id]))
    page = client.get(sent.url).text
    if way == "end":
        assert "I want to." in page


# ------------------------------------------------------------------------------------- over to somebody else


def asked(match, scheme, **given):
    given = {"child_words": "OK.", "words": "Two years together, every other week."} | given
    return actions.ask_over(match=match, to_scheme=scheme, by=by(match), on=today(), **given)


def test_with_the_yes_of_the_other_side_match_history_and_access_go_over_in_one_moment(client):
    match = a_match_today()
    was, amara = match.scheme, by(match)
    meeting = a_meeting(match, today() - timedelta(days=10))
    scheme, omar = leavers(match)
    move = asked(match, scheme)
    match_page = reverse("casefile:match", args=[match.public_id])
    client.force_login(omar)
    page = client.get(reverse("endings:take_over", args=[move.public_id])).text
    assert "every other week" in page
    assert "Ana" not in page
    assert client.get(match_page).status_code == 404
    sent = client.post(
        reverse("endings:take_over", args=[move.public_id]), {"yes": "yes", "coordinator": str(omar.pk)}
    )
    assert sent.url == match_page
    assert client.get(match_page).status_code == 200
    assert client.get(reverse("meetings:meeting", args=[meeting.public_id])).status_code == 200
    client.force_login(amara)
    assert client.get(match_page).status_code == 404
    match.refresh_from_db()
    assert (match.scheme, match.status) == (scheme, "active")
    near = match.child.involvements.filter(until_day=None)
    assert [one.scheme for one in near.of(Part.SCHEME)] == [scheme]
    assert [one.user for one in near.of(Part.COORDINATOR)] == [omar]
    assert near.of(Part.VOLUNTEER).exists()
    assert match.changes.get(step="move").words == f"From {was} to Leavers"


def test_both_sides_must_agree_and_a_no_leaves_everything_as_it_is():
    match = a_match_today()
    scheme, omar = leavers(match)
    move = asked(match, scheme)
    with pytest.raises(CannotMove, match="Say in a few words"):
        actions.answer_move(move=move, yes=False, by=omar, on=today())
    actions.answer_move(move=move, yes=False, answer="We are full.", by=omar, on=today())
    match.refresh_from_db()
    assert match.scheme != scheme
    with pytest.raises(CannotMove, match="answered or taken back"):
        actions.answer_move(move=move, yes=True, coordinator=omar, by=omar, on=today())


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"child_words": ""}, "Ask Ana first"),
        ({"words": "Ana likes cake"}, "Take “Ana” out"),
        ({"words": ""}, "few words"),
    ],
)
def test_the_child_is_asked_and_the_other_side_reads_no_name(given, said):
    match = a_match_today()
    with pytest.raises(CannotMove, match=said):
        asked(match, leavers(match)[0], **given)


def test_the_other_scheme_must_have_approved_the_volunteer():
    match = a_match_today()
    with pytest.raises(CannotMove, match="Leavers must approve Ruth first"):
        asked(match, leavers(match, approves=False)[0])


def test_what_was_asked_is_taken_back_and_asked_once():
    match = a_match_today()
    scheme, omar = leavers(match)
    move = asked(match, scheme)
    with pytest.raises(CannotMove, match="asked already"):
        asked(match, scheme)
    actions.withdraw_move(move=move, by=by(match), on=today())
    assert not Move.objects.reachable_by(omar, "answer whether to take a match over").exists()
    asked(match, scheme)


def test_over_to_another_authority_its_own_people_come_and_the_others_leave(client):
    match = a_match_today()
    nia, to = a_worker_near(match), an_authority("Southbank")
    sue = a_member(Role.AUTHORITY_COORDINATOR, to, first_name="Sue")
    move = actions.ask_over(
        match=match,
        to_authority=to,
        child_words="We moved.",
        words="Moved in June.",
        by=by(match),
        on=today(),
    )
    story = reverse("casefile:match", args=[match.public_id])
    client.force_login(sue)
    assert client.get(story).status_code == 404
    there = reverse("endings:take_over", args=[move.public_id])
    client.post(there, {"yes": "yes", "authority_ref": "SB001"})
    assert client.get(story).status_code == 200
    client.force_login(nia)
    assert client.get(story).status_code == 404
    client.force_login(by(match))
    assert client.get(story).status_code == 200
    match.child.refresh_from_db()
    assert (match.child.authority, match.child.authority_ref) == (to, "SB001")


# ------------------------------------------------------------------------------------- a volunteer dies


def died(match, **given):
    return actions.volunteer_died(
        **{"volunteer": match.volunteer, "died_on": TUESDAY, "by": by(match), "on": TUESDAY} | given
    )


def test_when_a_volunteer_dies_every_match_ends_gently_in_one_act():
    match = a_match()
    other = a_match("Leah", match.volunteer, a_scheme("Mentors"), coordinator=by(match))
    planned = a_meeting(match, SATURDAY)
    found = died(match)
    assert {ending.match for ending in found} == {match, other}
    planned.refresh_from_db()
    assert planned.status == "called off"
    for ending in found:
        keys = [step.key for step in ending.steps.all()]
        assert keys == ["around", "tell", "remember", "family", "follow", "memories", "summary", "again"]
        words = " ".join(step.words for step in ending.steps.all())
        assert not any(word in words.lower() for word in ("thank", "goodbye", "letter from", "on a high"))
    match.child.refresh_from_db()
    assert match.child.rests_until == TUESDAY + timedelta(days=84)
    assert not Approval.objects.filter(volunteer=match.volunteer, until_day=None).exists()


def test_nobody_writes_to_the_dead_and_the_account_is_closed(client):
    match = a_match()
    ruth = match.volunteer.user
    send(to=ruth, event="something new", at=moment(TUESDAY, now().time()))
    mail.outbox.clear()
    died(match)
    ruth.refresh_from_db()
    assert not OutboxMessage.objects.filter(to=ruth, state="waiting").exists()
    assert send(to=ruth, event="something new", at=now()) is None
    assert not ruth.is_active
    client.force_login(ruth)
    assert client.get(reverse("endings:letter", args=[Ending.objects.get().public_id])).status_code in (
        302,
        404,
    )


def test_a_goodbye_on_its_way_becomes_what_is_left_to_do():
    ending = an_ending()
    died(ending.match)
    ending.refresh_from_db()
    assert (ending.kind, ending.status) == ("volunteer died", "ended")
    steps = {step.key: step for step in ending.steps.all()}
    assert steps["letter"].skipped_why == "Ruth has died"
    assert steps["tell"].is_open
    assert "face to face" in steps["tell"].words
    assert steps["remember"].is_open
    assert ending.match.child.rests_until == TUESDAY + timedelta(days=84)


@pytest.mark.parametrize(("given", "said"), [({"died_on": SATURDAY}, "one to come")])
def test_the_day_is_one_that_was(given, said):
    with pytest.raises(CannotBe, match=said):
        died(a_match(), **given)


def test_it_is_written_down_once():
    match = a_match()
    died(match)
    with pytest.raises(CannotBe, match="written down already"):
        died(match)


def test_the_page_says_first_what_happens(client):
    match = a_match_today()
    client.force_login(by(match))
    there = reverse("endings:died", args=[match.volunteer.public_id])
    page = client.get(there).text
    assert "We are sorry" in page
    assert "Ana and Ruth end today" in page
    sent = client.post(there, {"died_on": today().isoformat()})
    assert sent.url == reverse("endings:ending", args=[Ending.objects.get().public_id])
    page = client.get(sent.url).text
    assert "Ruth has died" in page
    assert "Write one down for Ruth" not in page


# ------------------------------------------------------------------------------------- back again


def test_a_child_who_is_back_is_asked_about_whoever_was_there_before(client):
    match = a_match_today()
    referral = back_again(match)
    assert before(referral) == [match]
    assert to_ask_first([referral]) == {referral.pk: match}
    client.force_login(by(match))
    assert (
        "Ruth was with Ana before" in client.get(reverse("casefile:child", args=[match.child.public_id])).text
    )
    there = reverse("endings:together_again", args=[referral.public_id])
    assert "Ask Ana first" in client.post(there, {"child_wishes": "no", "volunteer_wishes": "yes"}).text
    sent = client.post(there, {"child_wishes": "yes", "volunteer_wishes": "yes"})
    assert sent.status_code == 302
    assert to_ask_first([referral]) == {}
    from kith.matching.models import Shortlist

    assert [card.volunteer for card in Shortlist.objects.get().cards.filter(on_cards=True)] == [
        match.volunteer
    ]


@pytest.mark.parametrize("kind", ["safety", "volunteer died"])
def test_nobody_is_offered_again_after_an_ending_for_safety_or_a_death(kind):
    match = a_match_today()
    referral = back_again(match)
    Ending.objects.update(kind=kind)
    assert before(referral) == []
    with pytest.raises(CannotOfferAgain):
        actions.offer_first(
            referral=referral, match=match, child_wishes=True, volunteer_wishes=True, by=by(match), on=today()
        )


def test_without_the_volunteer_s_wish_nobody_is_offered():
    match = a_match_today()
    referral = back_again(match)
    with pytest.raises(CannotOfferAgain, match="Ask Ruth first"):
        actions.offer_first(
            referral=referral,
            match=match,
            child_wishes=True,
            volunteer_wishes=False,
            by=by(match),
            on=today(),
        )
