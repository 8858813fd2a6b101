"""A record whose time is over goes when two people agree, after the young person was offered what is kept for them."""

from datetime import time, timedelta

import pytest

from kith.access.models import User
from kith.access.policy import Permission
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.models import Event
from kith.endings import actions
from kith.endings.actions import CannotErase, CannotHoldBack
from kith.endings.erasure import SOMETHING_ELSE, counts, due, obstacles, ready_to_go, standing_as
from kith.endings.models import Ending, Erasing, Keepsake, KeptLonger, Letter
from kith.endings.tests.factories import a_match_today, a_young_person, coordinator_of
from kith.endings.tests.old_records import A_WEEK, agreed_by_two, an_old_record, two_who_may_erase
from kith.foundation.dates import moment, months_after, today
from kith.matching.models import Match
from kith.meetings.models import Meeting
from kith.meetings.tests.factories import a_meeting
from kith.messages.actions import send
from kith.messages.models import OutboxMessage
from kith.people.models import Child
from kith.referral.models import Referral
from kith.safeguarding.models import Concern
from kith.safeguarding.tests.factories import a_concern

pytestmark = pytest.mark.django_db
KEPT_FOR = (Keepsake, Letter)


def night(day):
    return moment(day, time(2, 50))


def a_letter(ending):
    return Letter.objects.create(
        ending=ending,
        words="You were brave.",
        signed="Ruth",
        written_on=ending.ended_on,
        given_on=ending.ended_on,
    )


def erased(ending, on=None):
    on = on or today()
    agreed_by_two(ending, on)
    return actions.erase_agreed(at=night(on + A_WEEK))


def test_a_record_is_due_the_day_after_its_last_and_stands_on_the_list_a_year_before():
    ending = an_old_record(over_for=timedelta(days=0))
    last = ending.kept_until
    rows = Ending.objects.all()
    assert not due(rows, last).exists()
    assert due(rows, last + timedelta(days=1)).get() == ending
    assert standing_as(rows, "coming", last).get() == ending
    assert counts(rows, last) == {"due": 0, "said": 0, "agreed": 0, "held": 0, "coming": 1}
    assert not standing_as(rows, "coming", months_after(last, -13)).exists()
    assert "and on that day too" in obstacles(ending, last)[0]


def test_one_person_says_it_another_agrees_and_a_week_later_it_goes_at_night():
    ending = an_old_record()
    first, second = two_who_may_erase(ending.match.scheme)
    actions.say_it_may_go(ending=ending, by=first, on=today())
    with pytest.raises(CannotErase, match="Somebody else must agree"):
        actions.say_it_may_go(ending=ending, by=first, on=today())
    actions.say_it_may_go(ending=ending, by=second, on=today())
    with pytest.raises(CannotErase, match="Two people have agreed"):
        actions.say_it_may_go(ending=ending, by=first, on=today())
    assert actions.erase_agreed(at=night(today() + A_WEEK - timedelta(days=1))) == 0
    assert actions.erase_agreed(at=night(today() + A_WEEK)) == 1
    assert actions.erase_agreed(at=night(today() + A_WEEK)) == 0
    ending.refresh_from_db()
    assert ending.match.erased_on == today() + A_WEEK
    assert ending.reason_words == ending.child_words == ""
    kinds = list(Event.objects.values_list("kind", flat=True))
    assert kinds.count("record erased") == kinds.count("child forgotten") == 1


def test_until_the_night_anybody_of_them_takes_it_back():
    ending = an_old_record()
    agreed_by_two(ending, today())
    actions.take_it_back(ending=ending, by=two_who_may_erase(ending.match.scheme)[1], on=today())
    assert actions.erase_agreed(at=night(today() + A_WEEK)) == 0
    with pytest.raises(CannotErase, match="Nobody has said"):
        actions.take_it_back(ending=ending, by=coordinator_of(ending.match), on=today())
    assert erased(ending) == 1
    with pytest.raises(CannotErase, match="was erased on"):
        actions.take_it_back(ending=ending, by=coordinator_of(ending.match), on=today())


def test_nothing_goes_before_what_is_kept_for_the_young_person_was_offered():
    ending = an_old_record()
    a_letter(ending)
    by = coordinator_of(ending.match)
    assert obstacles(ending, today()) == [
        "Letters, pictures or words are kept for Ana: offer them first, and write down what Ana said."
    ]
    with pytest.raises(CannotErase, match="offer them first"):
        agreed_by_two(ending, today())
    with pytest.raises(CannotErase, match="how and when you tried"):
        actions.offer_memories(ending=ending, answer="not reached", by=by, on=today())
    with pytest.raises(CannotErase, match="what they said"):
        actions.offer_memories(ending=ending, answer="perhaps", by=by, on=today())
    actions.offer_memories(ending=ending, answer="took", words="By post.", by=by, on=today())
    assert erased(ending) == 1
    assert not Letter.objects.exists()


def test_a_young_person_who_asks_keeps_them_until_they_say_otherwise():
    ending = an_old_record()
    a_letter(ending)
    ana = a_young_person(ending.match)
    actions.offer_memories(ending=ending, answer="keep", by=ana, on=today())
    assert obstacles(ending, today()) == ["It is held back: the young person would like us to keep it."]
    with pytest.raises(CannotHoldBack, match="The young person asked"):
        actions.let_go(held=KeptLonger.objects.get(), by=coordinator_of(ending.match), on=today())
    actions.offer_memories(ending=ending, answer="took", by=ana, on=today())
    assert obstacles(ending, today()) == []


def test_nobody_is_asked_years_too_early():
    ending = an_old_record(over_for=timedelta(days=-500))
    with pytest.raises(CannotErase, match="too early"):
        actions.offer_memories(ending=ending, answer="took", by=coordinator_of(ending.match), on=today())


def test_what_is_held_back_stays_though_two_had_agreed():
    ending = an_old_record()
    agreed_by_two(ending, today())
    by = coordinator_of(ending.match)
    held = actions.hold_back(
        ending=ending, reason="legal", words="A claim.", look_again_on=today() + A_WEEK, by=by, on=today()
    )
    assert actions.erase_agreed(at=night(today() + A_WEEK)) == 0
    assert not Erasing.objects.open().exists()
    for given, said in (
        ({"reason": "legal"}, "already"),
        ({"reason": "whim"}, "Choose why"),
        ({"words": " "}, "in a few words"),
        ({"look_again_on": today()}, "a day to come"),
    ):
        with pytest.raises(CannotHoldBack, match=said):
            actions.hold_back(ending=ending, by=by, on=today(), **{"reason": "other", "words": "So."} | given)
    actions.let_go(held=held, by=by, on=today())
    with pytest.raises(CannotHoldBack, match="let go on"):
        actions.let_go(held=held, by=by, on=today())
    assert obstacles(ending, today()) == []


def test_a_sealed_story_is_never_erased():
    ending = an_old_record()
    agreed_by_two(ending, today())
    Child.objects.update(sealed=True)
    assert actions.erase_agreed(at=night(today() + A_WEEK)) == 0
    ending.match.child.refresh_from_db()
    assert "never erased" in obstacles(ending, today())[0]


def test_an_open_concern_stops_it_without_a_word_that_there_is_one():
    ending = an_old_record()
    concern = a_concern(child=ending.match.child, scheme=ending.match.scheme)
    assert obstacles(ending, today()) == [SOMETHING_ELSE]
    assert "concern" not in SOMETHING_ELSE
    Concern.objects.filter(pk=concern.pk).update(status="closed")
    assert erased(ending) == 1
    child = Child.objects.get()
    assert child.first_name == "Ana", "the name stays with the concern, which is kept for longer"
    concern.refresh_from_db()
    assert concern.words


def test_whoever_goes_on_together_elsewhere_loses_nothing_of_that():
    ending = an_old_record()
    other = a_match_today(child=ending.match.child, volunteer="Moss")
    Match.objects.filter(pk=other.pk).update(childs_word="My Moss")
    a_meeting(other, today() - timedelta(days=7), status="kept", place="The park")
    assert erased(ending) == 1
    other.refresh_from_db()
    assert (other.erased_on, other.childs_word) == (None, "My Moss")
    assert Meeting.objects.get(match=other).place == "The park"
    assert other.child.name == "Ana"
    assert Referral.objects.get(pk=other.referral_id).why == "Somebody of her own."
    assert Referral.objects.get(pk=ending.match.referral_id).why == "Erased: its time is over."


def test_of_two_matches_of_one_referral_the_last_takes_the_referral_along():
    ending = an_old_record()
    again = an_old_record("Leah", scheme=ending.match.scheme)
    Match.objects.filter(pk=again.match_id).update(referral=ending.match.referral)
    erased(ending)
    assert Referral.objects.get(pk=ending.match.referral_id).why == "Somebody of her own."
    again.refresh_from_db()
    erased(again, today())
    assert Referral.objects.get(pk=ending.match.referral_id).why == "Erased: its time is over."


def test_what_has_gone_is_read_by_nobody_and_messages_about_it_go_too(client):
    ending = an_old_record()
    match = ending.match
    a_meeting(match, match.begun_on + A_WEEK, status="kept")
    send(to_address="nia@example.org", event="something new", about=ending, at=night(today()))
    manager = a_member(Role.MANAGER, match.scheme, first_name="Olu")
    assert Match.objects.reachable_by(manager, Permission.SEE_MATCH).exists()
    erased(ending)
    for model, right in (
        (Match, Permission.SEE_MATCH),
        (Ending, Permission.SEE_MATCH),
        (Meeting, Permission.SEE_MEETINGS),
    ):
        assert not model.objects.reachable_by(manager, right).exists()
        assert model.objects.exists(), "it is counted still"
    assert Erasing.objects.reachable_by(manager, Permission.ERASE_RECORD).get().name_went
    assert not OutboxMessage.objects.filter(to_address="nia@example.org").exists()


def test_a_part_at_a_time_and_each_by_itself():
    scheme = an_old_record("Ana").match.scheme
    for name in ("Leah", "Tariq"):
        an_old_record(name, scheme=scheme)
    for ending in Ending.objects.all():
        agreed_by_two(ending, today())
    assert ready_to_go(today() + A_WEEK).count() == 3
    assert actions.erase_agreed(at=night(today() + A_WEEK), most=2) == 2
    assert actions.erase_agreed(at=night(today() + A_WEEK), most=2) == 1
    assert Child.objects.filter(first_name="").count() == 3


@pytest.mark.parametrize(("days_ago", "goes"), [(30, False), (400, True)])
def test_whoever_still_comes_into_their_own_space_keeps_their_name_and_it(client, days_ago, goes):
    ending = an_old_record()
    ana = a_young_person(ending.match)
    ana.last_login = night(today() - timedelta(days=days_ago))
    ana.save()
    assert erased(ending) == 1
    child, ana = Child.objects.get(), User.objects.get(pk=ana.pk)
    assert (child.first_name, child.user) == (("", None) if goes else ("Ana", ana))
    assert ana.is_active is not goes
    assert (ana.first_name == "Ana") is not goes
    assert not child.involvements.filter(until_day=None).exists() if goes else True


def test_who_has_lost_their_name_stands_in_no_list_of_the_authority():
    ending = an_old_record()
    match = ending.match
    authority = a_member(Role.AUTHORITY_COORDINATOR, match.child.authority, first_name="Nia")
    manager = a_member(Role.MANAGER, match.scheme, first_name="Olu")
    seen = (
        lambda: Child.objects.reachable_by(authority, Permission.SEE_CHILD),
        lambda: Referral.objects.reachable_by(authority, Permission.SEE_REFERRAL),
        lambda: Referral.objects.reachable_by(manager, Permission.SEE_REFERRAL),
    )
    assert all(rows().exists() for rows in seen)
    erased(ending)
    assert not any(rows().exists() for rows in seen)
