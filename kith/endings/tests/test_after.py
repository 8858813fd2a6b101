"""What comes before and after the end: who tells it, goodbyes with one press, what follows, looking back, a pause."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.endings import actions
from kith.endings.actions import (
    CannotFollow,
    CannotList,
    CannotLookBack,
    CannotPlanGoodbyes,
    CannotPlanTelling,
)
from kith.endings.models import Ending, LookBack
from kith.endings.queries import goodbyes_missing
from kith.endings.retention import kept_until
from kith.endings.tests.factories import (
    SATURDAY,
    TUESDAY,
    a_match,
    a_match_today,
    a_young_person,
    an_ending,
    coordinator_of,
    everything_done,
)
from kith.foundation.dates import months_after, today
from kith.matching.actions import CannotLook, make_shortlist
from kith.meetings.models import Meeting
from kith.people.actions import CannotRest, let_rest, lift_rest
from kith.schemes.tests.factories import a_provider, a_scheme

pytestmark = pytest.mark.django_db
SUNDAY = SATURDAY + timedelta(days=1)


def by(ending_or_match):
    return coordinator_of(getattr(ending_or_match, "match", ending_or_match))


# ------------------------------------------------------------------------------------- before the end


def test_who_tells_the_child_is_agreed_before_and_stands_in_the_plan(client):
    ending = an_ending(on=today(), match=a_match_today())
    actions.plan_telling(
        ending=ending,
        tell_by="Ruth and Priya",
        tell_day=today() + timedelta(days=2),
        by=by(ending),
        on=today(),
    )
    client.force_login(by(ending))
    assert "Ruth and Priya" in client.get(reverse("endings:ending", args=[ending.public_id])).text


@pytest.mark.parametrize(
    ("given", "said"),
    [({"tell_by": " "}, "Say who tells Ana"), ({"tell_day": TUESDAY - timedelta(days=1)}, "today or")],
)
def test_what_is_agreed_about_telling_can_be(given, said):
    given = {"tell_by": "Ruth", "tell_day": SATURDAY} | given
    with pytest.raises(CannotPlanTelling, match=said):
        actions.plan_telling(ending=(ending := an_ending()), by=by(ending), on=TUESDAY, **given)


def test_one_press_plans_the_goodbyes_that_are_missing():
    ending = an_ending()
    Meeting.objects.filter(match=ending.match).delete()
    missing = goodbyes_missing(ending, TUESDAY)
    assert missing
    planned = actions.plan_goodbyes(ending=ending, by=by(ending), on=TUESDAY)
    assert [meeting.on() for meeting in planned] == missing
    assert goodbyes_missing(ending, TUESDAY) == []
    with pytest.raises(CannotPlanGoodbyes, match="planned already"):
        actions.plan_goodbyes(ending=ending, by=by(ending), on=TUESDAY)


# ------------------------------------------------------------------------------------- what follows


def a_club(scheme, by_whom, **given):
    given = {"kind": "club", "name": "Drama club", "words": "On Thursdays.", "reach": "Ask for Jo."} | given
    return actions.list_follow_on(scheme=scheme, by=by_whom, on=TUESDAY, **given)


def test_what_follows_comes_from_the_schemes_own_list_and_the_child_reads_it(client):
    match = a_match_today()
    ending = actions.end_unplanned(match=match, kind="placement move", by=by(match), on=today())
    club = a_club(match.scheme, by(match))
    actions.go_on_to(ending=ending, chosen=[club], words="Aunt May rings.", by=by(match), on=today())
    assert ending.steps.get(key="follow").done_words == "Drama club, Aunt May rings."
    client.force_login(a_young_person(match))
    page = client.get(reverse("endings:my_keeping")).text
    for words in ("Drama club", "On Thursdays.", "Ask for Jo.", "Aunt May rings."):
        assert words in page


def test_what_follows_is_said_somehow_and_from_the_right_list():
    ending = an_ending()
    with pytest.raises(CannotFollow, match="leave the step out"):
        actions.go_on_to(ending=ending, chosen=[], by=by(ending), on=TUESDAY)
    elsewhere = a_club(a_match("Tariq", "Ben").scheme, by(ending))
    if elsewhere.scheme != ending.match.scheme:
        with pytest.raises(CannotFollow, match="Choose from the list"):
            actions.go_on_to(ending=ending, chosen=[elsewhere], by=by(ending), on=TUESDAY)
    with pytest.raises(CannotList, match="already"):
        a_club(elsewhere.scheme, by(ending), name="drama CLUB")


def test_the_list_is_the_schemes_own_with_filter_empty_state_and_constant_questions(
    client, django_assert_max_num_queries
):
    match = a_match()
    client.force_login(by(match))
    there = reverse("endings:follow_ons")
    assert "Nothing here yet" in client.get(there).text
    client.post(
        reverse("endings:new_follow_on", args=[match.scheme.public_id]),
        {"kind": "grant", "name": "Driving lessons", "age_from": "17", "age_to": "25"},
    )
    page = client.get(there + "?kind=grant").text
    assert "Driving lessons" in page
    assert "Driving lessons" not in client.get(there + "?kind=club").text
    for number in range(30):
        a_club(match.scheme, by(match), name=f"Club {number}")
    with django_assert_max_num_queries(25):
        client.get(there)
    outsider = a_member(Role.COORDINATOR, a_match("Leah", "Mo").scheme, first_name="Out")
    client.force_login(outsider)
    assert client.get(reverse("endings:new_follow_on", args=[match.scheme.public_id])).status_code in (
        200,
        404,
    )


# ------------------------------------------------------------------------------------- looking back


def ended_with_a_welcome(**given):
    ending = an_ending()
    given = {"welcome": True, "how_to_reach": "Through my carer."} | given
    actions.welcome_look_back(ending=ending, by=by(ending), on=TUESDAY, **given)
    return actions.end(ending=ending, words="Sooner.", by=by(ending), on=SUNDAY)


def test_looking_back_is_asked_before_the_end_and_comes_after_3_and_12_months():
    ending = ended_with_a_welcome()
    assert [(one.months, one.due_on) for one in ending.look_backs.all()] == [
        (3, months_after(SUNDAY, 3)),
        (12, months_after(SUNDAY, 12)),
    ]
    assert ending.steps.get(key="look back").done_words == "welcome"


def test_who_would_rather_not_is_never_asked():
    ending = ended_with_a_welcome(welcome=False)
    assert not ending.look_backs.exists()
    assert not an_ending(a_match("Leah", "Mo")).look_backs.exists()


def test_it_opens_no_story_and_is_reached_when_the_story_has_closed(client):
    match = a_match_today()
    ending = actions.end_unplanned(match=match, kind="placement move", by=by(match), on=today())
    actions.welcome_look_back(
        ending=ending, welcome=True, how_to_reach="Through my carer.", by=by(match), on=today()
    )
    everything_done(ending, today())
    first = ending.look_backs.first()
    client.force_login(by(ending))
    assert client.get(reverse("casefile:child", args=[ending.match.child.public_id])).status_code == 404
    assert client.get(reverse("endings:ending", args=[ending.public_id])).status_code == 404
    LookBack.objects.update(due_on=today())
    page = client.get(reverse("endings:look_backs")).text
    assert "Through my carer." in page
    there = reverse("endings:look_back", args=[first.public_id])
    assert client.post(there, {"was_good": "yes", "words": "She made me laugh."}).status_code == 302
    assert "She made me laugh." in client.get(reverse("endings:look_backs") + "?show=answered").text


def test_the_young_person_answers_on_their_own_screen_says_no_or_never_again(client):
    ending = ended_with_a_welcome()
    young = a_young_person(ending.match)
    first, second = ending.look_backs.all()
    there = reverse("endings:look_back", args=[first.public_id])
    client.force_login(young)
    LookBack.objects.update(due_on=today() + timedelta(days=1))
    assert client.get(there).status_code == 404
    LookBack.objects.update(due_on=today())
    assert "You don’t have to answer" in client.get(there).text
    assert "Say one thing" in client.post(there, {"deed": "keep"}).text
    client.post(there, {"deed": "stop"})
    first.refresh_from_db()
    assert (first.declined, first.words) == (True, "")
    assert not LookBack.objects.filter(pk=second.pk).exists()


def test_a_look_back_is_answered_once_and_not_before_its_day():
    first = ended_with_a_welcome().look_backs.first()
    with pytest.raises(CannotLookBack, match="not before"):
        actions.look_back(look_back=first, by=by(first.ending), on=SUNDAY, was_good="yes")
    actions.look_back(look_back=first, by=by(first.ending), on=first.due_on, declined=True)
    with pytest.raises(CannotLookBack, match="was answered"):
        actions.look_back(look_back=first, by=by(first.ending), on=first.due_on, was_good="yes")


def test_who_was_not_asked_after_three_months_is_asked_once_after_twelve():
    ending = ended_with_a_welcome()
    first, second = ending.look_backs.all()
    assert list(LookBack.objects.due_by(second.due_on - timedelta(days=1))) == [first]
    assert list(LookBack.objects.due_by(second.due_on)) == [second]
    actions.look_back(look_back=second, by=by(ending), on=second.due_on, was_good="yes")
    assert not LookBack.objects.due_by(second.due_on).exists()


def test_another_schemes_coordinator_finds_no_look_back(client):
    first = ended_with_a_welcome().look_backs.first()
    LookBack.objects.update(due_on=today())
    other = a_scheme("Others", provider=a_provider("Others"))
    client.force_login(a_member(Role.COORDINATOR, other, first_name="Out"))
    assert client.get(reverse("endings:look_back", args=[first.public_id])).status_code == 404


# ------------------------------------------------------------------------------------- a pause, and how long it is kept


def test_after_an_ending_nobody_planned_nobody_new_is_looked_for_until_the_child_lifts_it():
    match = a_match()
    ending = actions.end_unplanned(match=match, kind=Ending.Kind.PLACEMENT, by=by(match), on=TUESDAY)
    child = match.child
    child.refresh_from_db()
    assert child.rests_until == TUESDAY + timedelta(days=28)
    actions.hear_again(ending=ending, wanted=True, by=by(match), on=SATURDAY)
    match.referral.refresh_from_db()
    with pytest.raises(CannotLook, match="has a pause until 22 December 2026"):
        make_shortlist(referral=match.referral, by=by(match), on=SATURDAY)
    lift_rest(child=child, by=by(match), on=SATURDAY)
    with pytest.raises(CannotRest, match="nothing to lift"):
        lift_rest(child=child, by=by(match), on=SATURDAY)


def test_the_child_lifts_it_with_the_same_words_that_they_would_like_somebody():
    match = a_match()
    ending = actions.end_unplanned(match=match, kind="volunteer left", by=by(match), on=TUESDAY)
    actions.hear_again(ending=ending, wanted=True, lift_pause=True, by=by(match), on=SATURDAY)
    match.child.refresh_from_db()
    assert match.child.rests_until is None


@pytest.mark.parametrize(("days", "said"), [(0, "still to come"), (400, "more than a year")])
def test_a_pause_has_a_day_that_can_be(days, said):
    match = a_match()
    with pytest.raises(CannotRest, match=said):
        let_rest(child=match.child, until=TUESDAY + timedelta(days=days), by=by(match), on=TUESDAY)


def test_the_pause_has_a_page(client):
    match = a_match_today()
    client.force_login(by(match))
    there = reverse("people:rest", args=[match.child.public_id])
    until = today() + timedelta(days=20)
    client.post(there, {"until": until.isoformat()})
    assert "Ana may lift it" in client.get(there).text
    client.post(there, {"deed": "lift"})
    match.child.refresh_from_db()
    assert match.child.rests_until is None


def test_how_long_the_record_is_kept_is_counted_from_the_end_and_shown(client):
    match = a_match_today()
    match.child.born = today().replace(year=today().year - 10, day=1)
    match.child.save()
    ending = actions.end_unplanned(match=match, kind="left care", by=by(match), on=today())
    assert ending.kept_until == kept_until(match, today()) == months_after(match.child.born, 12 * 25)
    match.child.born = None
    assert kept_until(match, SATURDAY) == months_after(SATURDAY, 84)
    client.force_login(by(match))
    assert "Record kept" in client.get(reverse("endings:ending", args=[ending.public_id])).text
