"""What a child would like is written down in versions, and nothing impossible is written down."""

import pytest

from kith.audit.events import Kind
from kith.audit.models import Event
from kith.matching.actions import CannotRecordWishes
from kith.matching.clashes import clashes
from kith.matching.facts import child_facts
from kith.matching.queries import latest_wishes, latest_wishes_of, wish_versions
from kith.matching.tests.factories import DAY, a_road, wishes_for
from kith.referral.states import Status
from kith.referral.tests.factories import a_paid_scheme, a_referral
from kith.schemes.tests.factories import a_provider, a_scheme
from kith.science.fit import Kind as Said
from kith.science.fit import Wish

pytestmark = pytest.mark.django_db


def test_the_first_wishes_begin_the_wait_and_are_recorded():
    road = a_road(wishes=False, volunteers=())
    assert road.referral.status == Status.ACCEPTED
    wish_list = wishes_for(road.referral)
    road.referral.refresh_from_db()
    assert road.referral.status == Status.WAITING
    assert wish_list.version == 1
    assert wish_list.created_by == road.coordinator
    assert {(wish.kind, wish.attribute, wish.value) for wish in wish_list.wishes.all()} == {
        ("must", "gender", "male"),
        ("not", "pets", "dogs"),
    }
    event = Event.objects.get(kind=Kind.WISHES_RECORDED.value)
    assert event.child == road.child.public_id
    assert "cars" not in str(event.details)


def test_a_new_version_leaves_the_one_before_as_it_was():
    road = a_road(volunteers=())
    wishes_for(road.referral, words="Somebody funny.", wishes=[("like", "age", "young")])
    versions = wish_versions(road.child, road.scheme.provider)
    assert [each.version for each in versions] == [2, 1]
    assert versions[1].wishes.count() == 2
    newest = latest_wishes(road.referral)
    assert newest is not None
    assert newest.words == "Somebody funny."


def test_what_was_told_for_another_scheme_of_the_same_provider_need_not_be_told_again():
    road = a_road(volunteers=())
    other = a_road(
        "Leah",
        a_scheme("Northbridge mentors", preset="leaving-care-mentoring", child_age_from=8),
        wishes=False,
    )
    other.referral.child = road.child
    assert latest_wishes(other.referral) == latest_wishes(road.referral)
    assert latest_wishes_of([other.referral, road.referral]).keys() == {other.referral.pk, road.referral.pk}


def test_what_was_told_to_another_provider_stays_there():
    road = a_road(volunteers=())
    stranger = a_road(
        "Leah", a_scheme("Harbour friends", provider=a_provider("Harbour")), volunteers=(), wishes=False
    )
    stranger.referral.child = road.child
    assert latest_wishes(stranger.referral) is None
    assert latest_wishes_of([stranger.referral]) == {}
    assert wish_versions(road.child, stranger.scheme.provider) == []


@pytest.mark.parametrize(
    ("wishes", "to_do"),
    [
        ([("like", "interest", "football"), ("not", "interest", "football")], []),
        ([("not", "interest", "football")], ["football"]),
        ([("must", "gender", "same"), ("not", "gender", "male")], []),
        ([("like", "ethnicity", "WBRI"), ("not", "ethnicity", "white")], []),
        ([("not", "gender", "male"), ("not", "gender", "female"), ("not", "gender", "nonbinary")], []),
    ],
)
def test_a_wish_that_another_makes_impossible_is_refused(wishes, to_do):
    road = a_road(wishes=False, gender="M", volunteers=())
    with pytest.raises(CannotRecordWishes, match="ruled out|Nobody is left"):
        wishes_for(road.referral, wishes=wishes, to_do=to_do)
    assert latest_wishes(road.referral) is None


@pytest.mark.parametrize(
    "wishes",
    [
        [Wish(Said.LIKE, "ethnicity", "white"), Wish(Said.NOT, "ethnicity", "WIRI")],
        [Wish(Said.MUST, "gender", "female"), Wish(Said.NOT, "gender", "male")],
        [Wish(Said.MUST, "gender", "same"), Wish(Said.NOT, "gender", "nonbinary")],
        [Wish(Said.LIKE, "pets", "cats"), Wish(Said.NOT, "pets", "dogs")],
    ],
)
def test_wishes_that_leave_somebody_are_no_clash(wishes):
    assert clashes(wishes, {"gender": "male", "ethnicity": None, "faith": None}) == []


@pytest.mark.parametrize(
    "said",
    [
        {"learnt": "guessed"},
        {"wishes": [("must", "hair", "red")]},
        {"wishes": [("perhaps", "gender", "male")]},
        {"to_do": ["astronomy by night"]},
        {"free_days": ["someday"]},
        {"wishes": [("must", "gender", "male"), ("like", "gender", "male")]},
    ],
)
def test_words_that_the_vocabulary_does_not_know_are_refused(said):
    road = a_road(wishes=False, volunteers=())
    with pytest.raises(CannotRecordWishes):
        wishes_for(road.referral, **said)


def test_wishes_are_written_down_only_once_the_referral_is_accepted():
    with pytest.raises(CannotRecordWishes, match="Accept the referral first"):
        wishes_for(a_referral(scheme=a_paid_scheme()), learnt="talk")


def test_what_a_child_would_like_to_do_is_something_nice_to_share():
    road = a_road(volunteers=())
    wish_list = latest_wishes(road.referral)
    assert wish_list is not None
    facts = child_facts(road.child, wish_list, DAY)
    assert [like.values for like in facts.likes] == [("cars",), ("football",)]
    assert facts.free == {"saturday"}
    assert facts.age == 13
