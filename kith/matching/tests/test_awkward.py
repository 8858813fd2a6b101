"""What happens between a card and a choice, and what is not as it should be: said in words, with nothing lost."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.foundation.errors import Cannot
from kith.matching import actions
from kith.matching.actions import CannotPropose
from kith.matching.models import Proposal, Shortlist
from kith.matching.queries import look_for, too_old
from kith.matching.states import ProposalStatus
from kith.matching.tests.factories import (
    AFTERWARDS,
    DAY,
    FIRST_MEETING,
    a_road,
    card_of,
    who_may_come,
    wishes_for,
)
from kith.matching.tests.pages import at, read
from kith.people.models import Child, Volunteer
from kith.people.tests.factories import with_account
from kith.recruitment.actions import suspend
from kith.recruitment.models import Suspension

pytestmark = pytest.mark.django_db
TOMORROW = DAY + timedelta(days=1)


@pytest.fixture(scope="module")
def laid_road(rows_that_last):
    return a_road(volunteers=("Ben", "Samir"))


def break_of(road, name):
    volunteer = next(each for each in road.volunteers if each.first_name == name)
    suspend(volunteer=volunteer, reason=Suspension.Reason.OWN_WISH, by=road.manager, on=DAY)


# ------------------------------------------------------------------------------------- between card and choice


def test_a_card_leaves_the_table_and_what_the_child_said_of_it_on_paper_is_kept(road, client):
    shortlist = road.shortlist()
    ben, samir = card_of(shortlist, "Ben"), card_of(shortlist, "Samir")
    break_of(road, "Ben")
    client.force_login(road.coordinator)
    page = read(client.get(at("cards", shortlist)))
    assert "Ben can’t come just now" in page
    assert "I am Ben." not in page
    client.post(
        at("cards", shortlist), {f"card_{ben.place}": "1", f"card_{samir.place}": "2", "say": "choose"}
    )
    assert Proposal.objects.get().volunteer.first_name == "Samir"
    assert card_of(shortlist, "Ben").rank == 1


def test_a_child_who_chose_somebody_who_cannot_come_any_more_is_told_kindly(road, client):
    shortlist = road.shortlist()
    break_of(road, "Ben")
    actions.choose(
        shortlist=shortlist, ranked=[card_of(shortlist, "Ben"), card_of(shortlist, "Samir")],
        by=road.coordinator, on=DAY,
    )  # fmt: skip
    client.force_login(with_account(road.child))
    page = read(client.get(at("my_choice", shortlist)))
    assert "It can’t be Ben this time. It is nothing you did." in page
    assert "You chose Samir. We are asking Samir." in page


def test_when_nobody_on_the_table_can_come_the_child_asks_for_others_in_one_press(road, client):
    shortlist = road.shortlist()
    for name in ("Ben", "Samir"):
        break_of(road, name)
    client.force_login(with_account(road.child))
    assert "Nobody here can come just now. It is nothing you did." in read(
        client.get(at("my_choice", shortlist))
    )
    client.post(at("my_choice", shortlist), {"say": "others"})
    shortlist.refresh_from_db()
    assert shortlist.asked_for_others


def test_a_place_taken_elsewhere_in_between_is_passed_over(road):
    shortlist = road.shortlist()
    other = a_road("Leah", road.scheme, volunteers=(), coordinator=road.coordinator)
    other.take("approved", other.proposal("answered", "Ben"))
    proposal = road.choose(shortlist, "Ben", "Samir")
    assert proposal.volunteer.first_name == "Samir"


def test_a_table_asks_the_same_of_the_database_for_one_card_and_for_five(road, client):
    for name in ("Ali", "Jon", "Max"):
        who_may_come(name, road.scheme)
    client.force_login(road.coordinator)
    counted = []
    for chosen in (road.volunteers[:1], [person.volunteer for person in look_for(road.referral, DAY).people]):
        shortlist = road.shortlist(only=chosen)
        client.get(at("cards", shortlist))
        with CaptureQueriesContext(connection) as asked:
            client.get(at("cards", shortlist))
        counted.append(len(asked))
    assert counted[0] == counted[1]


# ------------------------------------------------------------------------------------- wishes change meanwhile


def test_new_wishes_while_cards_are_out_are_said_where_the_cards_are(road, client):
    shortlist = road.shortlist()
    wishes_for(road.referral, on=TOMORROW, wishes=[("must", "gender", "female")])
    client.force_login(road.coordinator)
    assert "said something new since these cards were picked" in read(client.get(at("shortlist", shortlist)))
    assert "You have said something new" in read(client.get(at("cards", shortlist)))
    proposal = road.choose(shortlist, "Ben", on=TOMORROW)
    page = read(client.get(at("proposal", proposal)))
    assert "Ask Tariq whether Ben still is who they would like" in page


def test_after_a_no_the_next_choice_is_not_asked_by_itself_once_the_wishes_are_new(road):
    proposal = road.choose(None, "Ben", "Samir")
    road.ask(proposal)
    wishes_for(road.referral, on=DAY, wishes=[("must", "gender", "female")])
    road.say_no(proposal)
    assert not Proposal.objects.open().exists()


# ------------------------------------------------------------------------------------- growing up


EVE = date(2026, 11, 24)
BIRTHDAY = date(2026, 11, 25)


@pytest.fixture
def nearly():
    """Eighteen tomorrow, in a scheme for young people up to seventeen."""
    road = a_road("Ana", volunteers=("Ben",), born=date(2008, 11, 25))
    road.scheme.child_age_to = 17
    road.scheme.save()
    return road


def test_on_the_day_before_everything_goes_on_and_on_the_birthday_it_says_what_then(nearly):
    assert too_old(nearly.child, nearly.scheme, EVE) == ""
    assert too_old(nearly.child, nearly.scheme, BIRTHDAY).startswith("Ana is 18 now, and ")
    shortlist = nearly.shortlist()
    with pytest.raises(CannotPropose, match="Talk with Ana about which scheme could follow"):
        nearly.choose(shortlist, "Ben", on=BIRTHDAY)
    shortlist.refresh_from_db()
    assert shortlist.answered_on is None


ON_THE_BIRTHDAY = {
    "chosen": lambda road, proposal: actions.set_sketch(
        proposal=proposal, sketch="A girl.", by=road.coordinator, on=BIRTHDAY
    ),
    "answered": lambda road, proposal: actions.approve(proposal=proposal, by=road.coordinator, on=BIRTHDAY),
    "approved": lambda road, proposal: actions.plan_first_meeting(
        proposal=proposal, moment=FIRST_MEETING, place="the pool", by=road.coordinator, on=BIRTHDAY
    ),
    "meeting": lambda road, proposal: actions.answer_first_meeting(
        proposal=proposal, who="child", yes=True, by=road.coordinator, on=AFTERWARDS
    ),
    "agreed": lambda road, proposal: road.begin(proposal),
}


@pytest.mark.parametrize("step", ON_THE_BIRTHDAY)
def test_no_step_after_the_birthday_and_a_no_is_still_heard(nearly, step):
    proposal = nearly.proposal("meeting" if step == "agreed" else step)
    if step == "agreed":
        proposal.move("agree", by=nearly.coordinator, on=EVE)
    with pytest.raises(Cannot, match="Ana is 18 now"):
        ON_THE_BIRTHDAY[step](nearly, proposal)
    actions.close(proposal=proposal, closed_by="child", by=nearly.coordinator, on=BIRTHDAY)
    assert proposal.status == ProposalStatus.CLOSED


def test_the_look_says_it_too(nearly, client, set_the_clock):
    set_the_clock(BIRTHDAY)
    client.force_login(nearly.coordinator)
    page = read(client.get(at("look", nearly.referral)))
    assert "Ana is 18 now" in page
    assert "1 approved for other ages" in page or "Ben" in page


# ------------------------------------------------------------------------------------- places nobody knows


@pytest.mark.parametrize("area", ["", "ZZ9", "BT1"])
def test_a_child_whose_area_is_not_known_is_listed_without_distances_and_it_is_said(client, area):
    road = a_road(volunteers=("Ben",), area=area)
    client.force_login(road.coordinator)
    page = read(client.get(at("look", road.referral)))
    assert "One person to choose from" in page
    assert "No postcode was found for Tariq, so distances are not known." in page
    assert "Roughly where" not in page


def test_a_volunteer_whose_postcode_is_not_known_is_not_on_the_drawing_and_it_is_said(client):
    road = a_road(volunteers=("Ben",))
    who_may_come("Luke", road.scheme, postcode="")
    client.force_login(road.coordinator)
    page = read(client.get(at("look", road.referral)))
    assert "distance not known: no postcode found for Luke" in page
    assert "<strong>Luke</strong>: not on the drawing: no postcode that is known" in page
    made = actions.make_shortlist(referral=road.referral, by=road.coordinator, on=DAY)
    assert card_of(made, "Luke").miles is None


def test_a_list_is_kept_even_when_half_of_everything_is_unknown(client):
    road = a_road(volunteers=(), area="", gender="U", ethnicity="")
    Child.objects.update(born=None)
    Volunteer.objects.update(born=None)
    road.referral.refresh_from_db()
    who_may_come("Ben", road.scheme, postcode="", interests=[], free_days=[], pets=[])
    client.force_login(road.coordinator)
    page = read(client.get(at("look", road.referral)))
    assert "free days not known" in page
    assert "’s age is not recorded" in page
    assert Shortlist.objects.count() == 0
    assert road.shortlist().cards.count() == 1
