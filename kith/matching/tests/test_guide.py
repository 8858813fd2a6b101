"""The conversation guide: everything that can be wished for, drafts that are never lost, versions, and paper."""

from datetime import timedelta
from typing import Any, cast

import pytest
from django.db import connection
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import now
from kith.matching import actions, drafts, queries
from kith.matching.actions import CannotRecordWishes
from kith.matching.forms import WishForm
from kith.matching.models import WishDraft, WishList
from kith.matching.presenters import wishes as presenters
from kith.matching.tests.factories import DAY, a_road, wishes_for
from kith.matching.tests.pages import at, read
from kith.people.tests.factories import with_account
from kith.science.vocabulary import ATTRIBUTES, INTERESTS, SLOTS

pytestmark = pytest.mark.django_db
TOMORROW = DAY + timedelta(days=1)
EVERYTHING = [
    (attribute.key, value)
    for attribute in ATTRIBUTES.values()
    if attribute.key != "time"
    for value, _ in attribute.choices()
]


@pytest.fixture(scope="module")
def laid_road(rows_that_last):
    return a_road(volunteers=())


def told(**more):
    return {"travel_miles": "10", "learnt": "talk"} | more


def said_in_the_guide(child, kind, attribute, value):
    """What the guide makes of one wish, said as a coordinator would: in its own row, or picked from its list."""
    row = f"who_{attribute}_{value}"
    picked = {f"{attribute}_1": value, f"{attribute}_1_how": kind}
    plain = WishForm(child=child, before=None)
    form = WishForm(told(**({row: kind} if row in plain.fields else picked)), child=child, before=None)
    assert form.is_valid(), form.errors
    return form.wishes()


def test_everything_the_vocabulary_knows_can_be_a_must_a_like_and_a_no(road):
    for attribute, value in EVERYTHING:
        for kind in ("must", "like", "not"):
            assert said_in_the_guide(road.child, kind, attribute, value) == [(kind, attribute, value)]


def test_everything_one_likes_doing_and_every_part_of_every_day_can_be_said(road):
    days = {slot.split("_")[0] for slot in SLOTS}
    parts = {f"{day}_parts": [slot for slot in SLOTS if slot.startswith(day)] for day in days}
    plain = WishForm(child=road.child, before=None)
    to_do = {
        name: [key for key, _ in cast(Any, plain.fields[name]).choices]
        for name in plain.fields
        if name.startswith("to_do")
    }
    form = WishForm(told(free_days=sorted(days), **parts, **to_do), child=road.child, before=None)
    assert form.is_valid(), form.errors
    assert set(form.told()["to_do"]) == set(INTERESTS)
    assert set(form.told()["free_days"]) == set(SLOTS)


def test_days_can_be_good_days_or_days_it_has_to_be(road, client):
    client.force_login(road.coordinator)
    client.post(at("wishes", road.referral), told(free_days=["saturday", "sunday"], days_matter="must"))
    kept = queries.latest_wishes(road.referral)
    assert {(wish.kind, wish.attribute, wish.value) for wish in kept.wishes.all()} == {
        ("must", "time", "saturday"),
        ("must", "time", "sunday"),
    }
    assert presenters.tags(kept)["must"] == ["Saturdays or Sundays"]
    form = client.get(at("wishes", road.referral)).context["form"]
    assert form["days_matter"].value() == "must"
    response = client.post(at("wishes", road.referral), told(days_matter="must"))
    assert "free_days" in response.context["form"].errors


def test_what_for_how_often_how_long_where_and_what_may_be_told_are_kept(road, client):
    client.force_login(road.coordinator)
    sent = told(
        what_for=["talk", "goals"], how_often="fortnight", how_long="stays", where="Anywhere but near school.",
        share=["likes"], keep_back="That I moved twice.",
    )  # fmt: skip
    client.post(at("wishes", road.referral), sent)
    page = read(client.get(at("look", road.referral)))
    for words in (
        "somebody to talk to and help with something I want to reach",
        "Every two weeks",
        "As long as it is good",
        "Anywhere but near school.",
        "what I like doing",
        "That I moved twice.",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (["age", "likes", "days"], "A boy aged 11 to 13 who likes cars and football. Saturdays would suit."),
        (["likes"], "A boy who likes cars and football."),
        ([], "A boy."),
        (["for"], "A boy. Would like somebody to talk to."),
    ],
)
def test_a_volunteer_is_told_only_what_the_child_lets_be_told(road, share, words):
    kept = wishes_for(road.referral, share=share, what_for=["talk"])
    assert drafts.sketch(road.child, kept, DAY) == words


def test_choices_that_are_none_are_refused_by_the_deed(road):
    for wrong in (
        {"how_often": "daily"},
        {"what_for": ["money"]},
        {"share": ["surname"]},
        {"how_long": "ever"},
    ):
        with pytest.raises(CannotRecordWishes, match="not among the choices"):
            wishes_for(road.referral, **wrong)


# ------------------------------------------------------------------------------------- drafts


def test_what_is_half_typed_is_put_by_and_is_there_another_day(road, client):
    client.force_login(road.coordinator)
    sent = {"words": "Half a sent", "to_do_making": ["baking"], "interest_1": "horses", "then": "later"}
    response = client.post(at("wishes", road.referral), sent)
    assert response.url == at("wishes", road.referral)
    assert WishList.objects.count() == 1
    page = client.get(at("wishes", road.referral))
    form = page.context["form"]
    assert form["words"].value() == "Half a sent"
    assert form["to_do_making"].value() == ["baking"]
    assert form["interest_1"].value() == "horses"
    assert "have not kept it yet" in read(page)


def test_each_time_something_is_put_by_there_is_room_for_more(road, client):
    client.force_login(road.coordinator)
    picked = {f"interest_{place}": key for place, key in enumerate(list(INTERESTS)[:6], start=1)}
    client.post(at("wishes", road.referral), picked | {"then": "later"})
    form = client.get(at("wishes", road.referral)).context["form"]
    assert form["interest_6"].value() == list(INTERESTS)[5]
    assert "interest_8" in form.fields


def test_what_is_put_by_quietly_says_nothing_and_a_draft_is_its_typists_alone(road, client):
    client.force_login(road.coordinator)
    response = client.post(
        at("wishes", road.referral), {"words": "Mine.", "then": "quietly", "started_from": "1"}
    )
    assert (response.status_code, response.content) == (204, b"")
    client.force_login(road.manager)
    assert "Mine." not in read(client.get(at("wishes", road.referral)))
    assert queries.draft_of(road.referral, road.coordinator) is not None


def test_a_draft_is_unreadable_in_the_database(road):
    typed = {"words": ["Canary."]}
    actions.keep_draft(referral=road.referral, typed=typed, started_from=1, by=road.coordinator, at=now())
    with connection.cursor() as cursor:
        cursor.execute("select typed from matching_wishdraft")
        assert "Canary" not in str(cursor.fetchall())
    assert queries.typed_in(WishDraft.objects.get()) == typed


def test_keeping_the_wishes_ends_the_draft_and_it_can_be_thrown_away_before(road, client):
    client.force_login(road.coordinator)
    client.post(at("wishes", road.referral), {"words": "Half", "then": "later"})
    client.post(at("wishes", road.referral), told(words="Whole.", started_from="1"))
    assert not WishDraft.objects.exists()
    client.post(at("wishes", road.referral), {"words": "Half again", "then": "later", "started_from": "2"})
    assert "Throw away what you typed?" in read(client.get(at("drop_draft", road.referral)))
    client.post(at("drop_draft", road.referral))
    assert not WishDraft.objects.exists()
    assert client.get(at("wishes", road.referral)).context["form"]["words"].value() == "Whole."


def test_what_arrives_late_and_by_itself_does_not_bring_back_what_was_kept(road, client):
    client.force_login(road.coordinator)
    client.post(at("wishes", road.referral), told(words="Whole.", started_from="1"))
    client.post(at("wishes", road.referral), {"words": "Whol", "then": "quietly", "started_from": "1"})
    assert not WishDraft.objects.exists()


def test_nobody_writes_over_what_somebody_else_has_just_kept(road, client):
    client.force_login(road.coordinator)
    first = client.get(at("wishes", road.referral)).context["form"]["started_from"].value()
    wishes_for(road.referral, by=road.manager, words="What Dana heard.")
    response = client.post(at("wishes", road.referral), told(words="What I heard.", started_from=str(first)))
    page = read(response)
    assert "Somebody wrote down newer wishes" in page
    assert "What Dana heard." in page
    assert response.context["form"]["words"].value() == "What I heard."
    again = {"words": "Both.", "started_from": str(response.context["form"]["started_from"].value())}
    client.post(at("wishes", road.referral), told(**again))
    assert queries.latest_wishes(road.referral).words == "Both."


# ------------------------------------------------------------------------------------- versions


def test_a_version_says_what_changed(road):
    wishes_for(
        road.referral, on=TOMORROW, wishes=[("must", "gender", "female"), ("like", "interest", "horses")],
        to_do=["cars"], travel_miles=15, how_long="year", words="Somebody with a horse.",
    )  # fmt: skip
    versions = queries.wish_versions(road.child, road.scheme.provider)
    assert presenters.changes(versions[0], versions[1]) == [
        "Must, new: a woman",
        "Must, gone: a man",
        "Would like, new: horses",
        "Would like, gone: football",
        "Not, gone: dogs",
        "For how long: About a year",
        "How far: 15 miles, before 10",
        "In their own words: said anew",
    ]


def test_a_young_person_sees_what_they_said_and_what_changed_and_nobody_elses(road, client):
    wishes_for(road.referral, on=TOMORROW, wishes=[("must", "gender", "female")], words="A woman please.")
    other = a_road("Leah", road.scheme, volunteers=(), coordinator=road.coordinator)
    wishes_for(other.referral, words="Something of mine.")
    client.force_login(with_account(road.child))
    page = read(client.get(reverse("matching:my_wishes")))
    for words in ("A woman please.", "It has to be, new: a woman", "Someone who gets cars", "wrote it down"):
        assert words in page
    for never in ("Something of mine.", "Leah", "volunteer", "Northbridge", " care "):
        assert never not in page.split("<main")[1].split("</main")[0]


def test_before_anything_was_said_my_space_says_so(client):
    road = a_road(wishes=False, volunteers=())
    client.force_login(with_account(road.child))
    assert "Nothing yet" in read(client.get(reverse("matching:my_wishes")))


def test_many_versions_ask_no_more_of_the_database_than_two(road, client, django_assert_max_num_queries):
    user = with_account(road.child)
    for number in range(6):
        wishes_for(road.referral, words=f"Version {number}.")
    client.force_login(user)
    client.get(reverse("matching:my_wishes"))
    with django_assert_max_num_queries(30):
        assert "Version 0." in read(client.get(reverse("matching:my_wishes")))


# ------------------------------------------------------------------------------------- paper


def test_the_guide_on_paper_asks_the_same_and_says_no_name(road, client):
    client.force_login(road.coordinator)
    page = read(client.get(at("guide_print", road.referral)))
    for words in (
        "What I’d like to do",
        "A man or a woman?",
        "Good days",
        "What for",
        "Nice",
        "Must",
        "Horses",
    ):
        assert words in page
    for never in ("Tariq", "Shaw", "Northbridge"):
        assert never not in page.split("<article")[1]


def test_the_guide_is_for_those_who_look_after_the_child(road, client):
    for user in (a_member(Role.WORKER, road.child.authority), a_member(Role.COORDINATOR, road.scheme)):
        client.force_login(user)
        for name in ("wishes", "guide_print", "drop_draft"):
            assert client.get(at(name, road.referral)).status_code == 404
    client.force_login(road.coordinator)
    assert client.get(reverse("matching:my_wishes")).status_code == 403
