"""What keeps a relationship going stands on the desk of whoever looks after it: once, with its why and a step."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import now, today
from kith.referral.tests.factories import a_paid_scheme
from kith.support.actions import begin_map, finish_map, moved, put_on_map, thank
from kith.support.models import KeepTie
from kith.web.desk import AtHand, groups
from kith.web.tests.factories import a_coordinator, a_talk, days_ago, two_together

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme():
    return a_paid_scheme()


@pytest.fixture
def amara(scheme):
    return a_coordinator(scheme)


def needs_of(user):
    return [need for group in groups(AtHand(user, at=now(), on=today())) for need in group.needs]


def the_need(user):
    (need,) = needs_of(user)
    return need


def test_a_review_that_is_due_leads_to_hearing_everybody(amara):
    match = two_together(coordinator=amara, reviewed=None)
    need = the_need(amara)
    assert need.what == "The review of Ana and Ruth is due"
    assert need.why.endswith("There has been no review yet.")
    assert need.url == reverse("support:reviews_of", args=[match.public_id])


def test_several_reviews_are_one_line(amara):
    for child, volunteer in (("Ana", "Ruth"), ("Kofi", "Sunil")):
        two_together(child, volunteer, coordinator=amara, reviewed=None)
    need = the_need(amara)
    assert need.what == "Two reviews of matches are due"
    assert need.url == reverse("support:reviews")


def test_a_child_whom_nobody_asked_for_long_is_asked_how_it_goes(amara):
    match = two_together(coordinator=amara, asked=None)
    need = the_need(amara)
    assert need.what == "Ask Ana how it goes"
    assert need.url == reverse("support:check_in", args=[match.public_id, "child"])
    two_together("Kofi", "Sunil", coordinator=amara, asked=None, days=150)
    need = the_need(amara)
    assert need.what == "Two people should be asked how it goes"
    assert need.why.startswith("The longest wait is Kofi’s, about Kofi and Sunil.")


def test_a_volunteer_who_finds_it_harder_has_a_line_of_their_own_and_no_number(amara):
    match = two_together(coordinator=amara)
    a_talk(match, days_ago(2), wellbeing="low")
    first, second = needs_of(amara)
    assert (first.what, first.how_soon, first.action) == ("Ruth finds it hard", "soon", "Talk with Ruth")
    assert "was low when you talked on" in first.why
    assert second.what == "Thank Ruth"


def test_an_anniversary_is_a_reason_to_thank_and_goes_when_they_are_thanked(amara):
    match = two_together(coordinator=amara, days=350)
    need = the_need(amara)
    assert need.what == "Thank Ruth"
    assert need.url == reverse("support:thank", args=[match.public_id])
    thank(
        match=match,
        occasion="year",
        words="A year of Saturdays. Thank you.",
        signed="Amara",
        picture="sun",
        by=amara,
        on=today(),
    )
    assert needs_of(amara) == []


def test_a_tie_that_should_be_kept_after_a_move_stands_there_until_somebody_says_how(amara):
    match = two_together(coordinator=amara)
    drawn = begin_map(child=match.child, by=amara, on=days_ago(60))
    put_on_map(drawn=drawn, name="Nan Joy", ring=1, kind="family", keep=True, by=amara)
    finish_map(drawn=drawn, by=amara, on=days_ago(60))
    moved(child=match.child, moved_on=days_ago(40), by=amara, on=days_ago(40))
    task = KeepTie.objects.get()
    KeepTie.objects.update(due_on=days_ago(1))
    need = the_need(amara)
    assert need.what == "Ana should not lose Nan Joy"
    assert need.url == reverse("support:see_to", args=[task.public_id])
    KeepTie.objects.update(due_on=today() + timedelta(days=1))
    assert needs_of(amara) == []


def of_age(match, days):
    match.scheme.ends_when_care_ends = True
    match.scheme.save()
    match.child.born = today() - timedelta(days=18 * 366 + days)
    match.child.save()
    return match


def test_young_people_who_are_18_already_are_one_line_that_leads_to_their_list(amara):
    leah = of_age(two_together("Leah", "Mo", coordinator=amara), 40)
    assert the_need(amara).url == reverse("endings:seventeen", args=[leah.public_id])
    for number in range(3):
        of_age(two_together(f"Child{number}", "Ruth", coordinator=amara), number)
    need = the_need(amara)
    assert need.what == "Four young people are 18, and nothing is settled yet"
    assert need.why.startswith("Leah has been for longest")
    assert need.url == reverse("casefile:matches") + "?show=eighteen"


def test_the_small_steps_are_the_coordinator_s_and_not_on_a_manager_s_desk(amara, scheme):
    two_together(coordinator=amara, scheme=scheme, asked=None, reviewed=None, days=350)
    manager = a_member(Role.MANAGER, scheme)
    mine = {need.what for need in needs_of(amara)}
    assert {"Ask Ana how it goes", "The review of Ana and Ruth is due", "Thank Ruth"} <= mine
    assert not mine & {need.what for need in needs_of(manager)}
