"""When nobody fits: kind words, a day that is promised and kept, and what recruitment needs to know."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kith.audit.events import Kind
from kith.audit.models import Event
from kith.matching import actions
from kith.matching.actions import CannotLook
from kith.matching.models import Shortlist
from kith.matching.queries import Next, look_for, waiting
from kith.matching.tests.factories import DAY, a_road, who_may_come, wishes_for
from kith.matching.tests.pages import at, read
from kith.people.models import Volunteer
from kith.people.tests.factories import with_account
from kith.planning.queries.needed import who_is_needed

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=28)


@pytest.fixture(scope="module")
def laid_road(rows_that_last):
    """Selam must have a woman who speaks Tigrinya; there is Dora, who does not, and Ben."""
    road = a_road("Selam", volunteers=("Ben",), gender="F")
    who_may_come("Dora", road.scheme, gender="F", languages=["english"])
    wishes_for(road.referral, wishes=[("must", "gender", "female"), ("must", "language", "tigrinya")])
    return road


def promise(road, **changed):
    given = {"look_again_on": LATER, "told_child": "Nobody yet. We go on looking."} | changed
    return actions.say_nobody_yet(referral=road.referral, by=road.coordinator, on=DAY, **given)


def next_of(road, on):
    return next(each.next for each in waiting([road.scheme], on) if each.referral == road.referral)


def test_the_page_says_who_was_looked_at_what_to_tell_what_is_needed_and_what_could_be_wider(road, client):
    client.force_login(road.coordinator)
    page = read(client.get(at("look", road.referral)))
    for words in (
        "Nobody fits today",
        "Of 2 volunteers: 1 not a woman, 1 without Tigrinya.",
        "without “Tigrinya”: 1 more",
        "Nothing is made wider without Selam.",
        "It is nothing you did or said.",
        "a woman and someone who speaks Tigrinya",
        "who is needed",
    ):
        assert words in page


def test_nothing_is_ever_made_wider_by_itself(road):
    look = look_for(road.referral, DAY)
    assert look is not None
    assert look.people == []
    dora = Volunteer.objects.get(first_name="Dora")
    with pytest.raises(
        CannotLook, match="Dora cannot be shown: Selam said it must be someone who speaks Tigrinya"
    ):
        actions.make_shortlist(referral=road.referral, by=road.coordinator, on=DAY, only=[dora])


def test_what_the_child_was_told_and_the_day_are_kept_with_who_was_looked_at(road, client):
    client.force_login(road.coordinator)
    form = client.get(at("nobody_yet", road.referral)).context["form"]
    assert "Selam" in form["told_child"].value()
    sent = {"told_child": "Not yet.", "look_again_on": LATER.isoformat()}
    assert client.post(at("nobody_yet", road.referral), sent).url == reverse("matching:waiting")
    kept = Shortlist.objects.get()
    assert (kept.told_child, kept.look_again_on, kept.considered) == ("Not yet.", LATER, 2)
    assert Event.objects.filter(kind=Kind.LOOK_AGAIN_PROMISED.value).get().details == {"days": 28}
    page = read(client.get(at("shortlist", kept)))
    assert "Selam was told: “Not yet.” We look again on 22 December 2026." in page


def test_the_child_waits_off_the_desk_until_the_day_and_is_on_it_then(road, client, set_the_clock):
    promise(road)
    assert next_of(road, DAY) == Next.LATER
    assert next_of(road, LATER) == Next.LOOK
    client.force_login(road.coordinator)
    assert "Look for somebody" not in read(client.get("/"))
    assert "look again on 22 December 2026" in read(client.get(reverse("matching:waiting")))
    set_the_clock(LATER)
    client.force_login(road.coordinator)
    page = read(client.get("/"))
    assert "You promised Selam to look again on 22 December 2026." in page


def test_the_young_person_reads_the_day_and_that_it_is_nothing_they_did(road, client):
    promise(road)
    client.force_login(with_account(road.child))
    for address in ("/", reverse("matching:my_cards")):
        page = read(client.get(address))
        assert "Nobody fits yet" in page
        assert "It is nothing you did." in page
        assert "Tuesday 22 December" in page
        assert "Tigrinya" not in page.split("What I’d like")[0]


def test_recruitment_counts_the_child_while_they_wait_for_the_day(road):
    promise(road)
    (needed,) = who_is_needed([road.scheme], DAY)
    assert [each.child.first_name for each in needed.asked] == ["Selam"]


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"look_again_on": DAY}, "still to come"),
        ({"look_again_on": DAY + timedelta(days=93)}, "within three months"),
        ({"told_child": "  "}, "Write down what Selam was told"),
    ],
)
def test_a_promise_that_is_none_is_refused(road, changed, refused):
    with pytest.raises(CannotLook, match=refused):
        promise(road, **changed)


def test_nobody_is_told_nobody_while_somebody_fits(road):
    who_may_come("Hiwet", road.scheme, gender="F", languages=["english", "tigrinya"])
    with pytest.raises(CannotLook, match="Somebody fits now: Hiwet"):
        promise(road)


def test_a_new_list_takes_the_place_of_the_promise(road):
    promise(road)
    who_may_come("Hiwet", road.scheme, gender="F", languages=["english", "tigrinya"])
    road.shortlist(on=DAY)
    assert next_of(road, DAY) == Next.CHOOSE
