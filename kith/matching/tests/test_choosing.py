"""Who is suggested and why; what the child answers; and what comes of it."""

from datetime import date, timedelta

import pytest

from kith.matching import actions, queries
from kith.matching.actions import CannotChoose, CannotLook, CannotPropose
from kith.matching.models import CardShown, Proposal
from kith.matching.queries import Why, look_for
from kith.matching.states import ProposalStatus
from kith.matching.tests.factories import DAY, a_road, card_of, who_may_come, wishes_for
from kith.people.tests.factories import a_volunteer
from kith.recruitment.actions import suspend
from kith.recruitment.models import Suspension

pytestmark = pytest.mark.django_db
TOMORROW = DAY + timedelta(days=1)


@pytest.fixture(scope="module")
def laid_road(rows_that_last):
    return a_road()


# ------------------------------------------------------------------------------------- looking


def test_a_list_says_who_fits_why_and_who_does_not(road):
    who_may_come("Dora", road.scheme, gender="F")
    who_may_come("Hugo", road.scheme, pets=["dogs"])
    a_volunteer("Nell", road.scheme, gender="M")
    look = look_for(road.referral, DAY)
    assert look is not None
    assert {person.volunteer.first_name for person in look.people} == {"Ben", "Samir", "Luke"}
    assert all("a man, as asked" in person.suggestion.reasons for person in look.people)
    assert look.considered == 6
    assert [line["words"] for line in look.ruled_out] == ["1 in training", "1 not a man", "1 with dogs"]
    assert look.considered == len(look.people) + sum(line["number"] for line in look.ruled_out)


def test_no_list_is_made_before_the_child_has_said_what_they_would_like():
    road = a_road(wishes=False, volunteers=())
    assert look_for(road.referral, DAY) is None
    with pytest.raises(CannotLook, match="Write down first what Tariq would like"):
        actions.make_shortlist(referral=road.referral, by=road.coordinator, on=DAY)


def test_the_list_is_kept_as_it_was_that_day(road):
    made = actions.make_shortlist(referral=road.referral, by=road.coordinator, on=DAY)
    assert made.considered == 3
    assert len(made.inputs_hash) == 64
    assert made.wish_list == queries.latest_wishes(road.referral)
    cards = list(made.cards.all())
    assert [card.place for card in cards] == [1, 2, 3]
    assert all(card.reasons and card.on_cards and card.miles is not None for card in cards)
    assert not any(field.name in ("fit", "score") for field in CardShown._meta.get_fields())


def test_only_the_cards_that_were_picked_are_shown(road):
    ben, samir, luke = road.volunteers
    made = actions.make_shortlist(referral=road.referral, by=road.coordinator, on=DAY, only=[ben, luke])
    assert {card.volunteer for card in made.cards.filter(on_cards=True)} == {ben, luke}
    assert made.cards.count() == 3


def test_somebody_who_does_not_fit_cannot_be_shown_anyway(road):
    dora = who_may_come("Dora", road.scheme, gender="F")
    with pytest.raises(CannotLook, match="Dora cannot be shown: Tariq said it must be a man"):
        actions.make_shortlist(referral=road.referral, by=road.coordinator, on=DAY, only=[dora])


def test_a_list_to_show_has_between_one_and_five_cards(road):
    six = [*road.volunteers, *(who_may_come(name, road.scheme) for name in ("Ali", "Jon", "Max"))]
    with pytest.raises(CannotLook, match="at most 5"):
        actions.make_shortlist(referral=road.referral, by=road.coordinator, on=DAY, only=six)
    with pytest.raises(CannotLook, match="at least one card"):
        actions.make_shortlist(referral=road.referral, by=road.coordinator, on=DAY, only=[])


def test_why_not_is_answered_in_one_sentence_and_safety_has_no_reason(road):
    ben, samir, luke = road.volunteers
    dora = who_may_come("Dora", road.scheme, gender="F")
    suspend(volunteer=samir, reason=Suspension.Reason.CONCERN, by=road.manager, on=DAY)
    look = look_for(road.referral, DAY)
    assert look is not None
    assert look.why_not(dora) == "Tariq said it must be a man."
    assert look.why_not(samir) == "Samir cannot be proposed at the moment."
    assert look.why_not(ben) == ""
    assert "1 cannot be proposed" in [line["words"] for line in look.ruled_out]


def test_a_volunteer_is_found_by_the_beginning_of_a_name_within_the_scheme(road):
    assert queries.named(road.scheme, "sam", DAY) == [road.volunteers[1]]
    assert queries.named(road.scheme, "ben ash", DAY) == [road.volunteers[0]]
    assert queries.named(road.scheme, "  ", DAY) == []
    stranger = a_volunteer("Samuel")
    assert stranger not in queries.named(road.scheme, "sam", DAY)


def test_what_other_children_wait_for_is_said_and_nobody_is_named():
    road = a_road(volunteers=("Ben",))
    a_road("Leah", road.scheme, volunteers=(), coordinator=road.coordinator)
    look = look_for(road.referral, DAY)
    assert look is not None
    assert "Ben is the only one who fits 1 other waiting child" in look.answer.scarcity
    assert "Leah" not in str(look.answer)


# ------------------------------------------------------------------------------------- the child's answer


def test_the_first_choice_becomes_a_proposal_signed_with_the_day(road):
    proposal = road.choose(None, "Samir", "Ben")
    assert proposal.volunteer.first_name == "Samir"
    assert proposal.status == ProposalStatus.CHOSEN
    change = proposal.changes.get()
    assert (change.step, change.on, change.by) == ("choose", DAY, road.coordinator)
    assert card_of(proposal.card.shortlist, "Ben").rank == 2


def test_cards_are_shown_before_they_are_answered(road):
    made = actions.make_shortlist(referral=road.referral, by=road.coordinator, on=DAY)
    with pytest.raises(CannotChoose, match="Show the cards first"):
        actions.choose(shortlist=made, ranked=list(made.cards.all())[:1], by=road.coordinator, on=DAY)


def test_an_answer_is_given_once(road):
    shortlist = road.shortlist()
    road.choose(shortlist, "Ben")
    with pytest.raises(CannotChoose, match="answered these cards on 24 November 2026"):
        road.choose(shortlist, "Samir")


def test_a_newer_list_takes_the_place_of_an_older_one(road):
    older = road.shortlist()
    road.shortlist()
    with pytest.raises(CannotChoose, match="newer short list"):
        road.choose(older, "Ben")


@pytest.mark.parametrize(
    ("ranked", "aside", "more", "says"),
    [
        ((), (), {}, "Choose somebody"),
        (("Ben",), ("Ben",), {}, "one thing about each card"),
        (("Ben", "Ben"), (), {}, "one thing about each card"),
        (("Ben",), (), {"others": True}, "one of the three"),
        (("Ben",), (), {"not_now": True}, "one of the three"),
        ((), (), {"others": True, "not_now": True}, "one of the two"),
    ],
)
def test_an_answer_that_says_two_things_is_asked_again(road, ranked, aside, more, says):
    shortlist = road.shortlist()
    with pytest.raises(CannotChoose, match=says):
        actions.choose(
            shortlist=shortlist,
            ranked=[card_of(shortlist, name) for name in ranked],
            set_aside=[card_of(shortlist, name) for name in aside],
            by=road.coordinator,
            on=DAY,
            **more,
        )


def test_a_card_that_was_not_shown_cannot_be_chosen(road):
    shortlist = road.shortlist(only=road.volunteers[:2])
    with pytest.raises(CannotChoose, match="cards that were shown"):
        road.choose(shortlist, "Luke")


def test_asking_for_others_leaves_out_those_already_seen(road):
    shortlist = road.shortlist(only=road.volunteers[:2])
    assert actions.choose(shortlist=shortlist, others=True, by=road.coordinator, on=DAY) is None
    look = look_for(road.referral, TOMORROW)
    assert look is not None
    assert [person.volunteer.first_name for person in look.people] == ["Luke"]
    assert {"rule": "seen", "words": "2 seen already", "number": 2} in look.ruled_out
    assert look.why_not(road.volunteers[0]) == "Tariq saw this card on 24 November 2026 and asked for others."


def test_who_was_set_aside_comes_back_only_at_the_childs_wish(road):
    ben = road.volunteers[0]
    shortlist = road.shortlist()
    actions.choose(
        shortlist=shortlist,
        ranked=[card_of(shortlist, "Luke")],
        set_aside=[card_of(shortlist, "Ben")],
        by=road.coordinator,
        on=DAY,
    )
    look = look_for(road.referral, TOMORROW)
    assert look is not None
    assert ben not in [person.volunteer for person in look.people]
    assert look.why_not(ben).startswith("Tariq said no to Ben on 24 November 2026.")
    with pytest.raises(CannotLook, match="Ben cannot be shown: Tariq said no to Ben"):
        actions.make_shortlist(referral=road.referral, by=road.coordinator, on=TOMORROW, only=[ben])
    again = actions.make_shortlist(referral=road.referral, by=road.coordinator, on=TOMORROW, again=[ben])
    assert ben in [card.volunteer for card in again.cards.all()]


def test_a_choice_that_came_later_outweighs_a_no_that_came_before(road):
    first = road.shortlist()
    actions.choose(
        shortlist=first, set_aside=[card_of(first, "Ben")], others=True, by=road.coordinator, on=DAY
    )
    assert queries.left_out(road.child)[road.volunteers[0].pk].why == Why.SET_ASIDE
    second = road.shortlist(on=TOMORROW, again=[road.volunteers[0]])
    proposal = road.choose(second, "Ben", on=TOMORROW)
    actions.close(
        proposal=proposal, closed_by="coordinator", reason="circumstances", by=road.manager, on=TOMORROW
    )
    assert road.volunteers[0].pk not in queries.left_out(road.child)


def test_a_child_who_has_chosen_is_not_asked_to_choose_over_it(road):
    road.choose()
    with pytest.raises(CannotChoose, match="still open"):
        road.choose()


# ------------------------------------------------------------------------------------- the next choice


def test_after_the_volunteers_no_the_next_choice_is_up(road):
    proposal = road.choose(None, "Ben", "Samir")
    road.ask(proposal)
    road.say_no(proposal)
    assert proposal.status == ProposalStatus.CLOSED
    following = Proposal.objects.open().get()
    assert following.volunteer.first_name == "Samir"
    assert following.asked_on is None


def test_after_the_last_no_nobody_is_up_and_who_said_no_is_not_suggested_again(road):
    proposal = road.choose(None, "Ben")
    road.ask(proposal)
    road.say_no(proposal)
    assert not Proposal.objects.open().exists()
    look = look_for(road.referral, DAY)
    assert look is not None
    assert look.out[road.volunteers[0].pk].why == Why.ASKED_BEFORE
    assert actions.propose_next(shortlist=proposal.card.shortlist, by=road.coordinator, on=DAY) is None


def test_a_choice_who_may_not_be_asked_any_more_is_passed_over(road):
    shortlist = road.shortlist()
    suspend(volunteer=road.volunteers[0], reason=Suspension.Reason.OWN_WISH, by=road.manager, on=DAY)
    proposal = road.choose(shortlist, "Ben", "Luke")
    assert proposal.volunteer.first_name == "Luke"


def test_one_proposal_is_open_at_a_time(road):
    proposal = road.choose(None, "Ben", "Samir")
    with pytest.raises(CannotPropose, match="still open"):
        actions.propose_next(shortlist=proposal.card.shortlist, by=road.coordinator, on=DAY)


def test_a_new_version_of_the_wishes_does_not_undo_a_choice(road):
    proposal = road.proposal("asked")
    wishes_for(road.referral, on=TOMORROW, wishes=[("like", "gender", "female")])
    assert road.say_yes(proposal).status == ProposalStatus.ANSWERED


def test_the_same_day_and_rows_give_the_same_list(road):
    one = look_for(road.referral, DAY)
    two = look_for(road.referral, DAY)
    other = look_for(road.referral, date(2027, 6, 1))
    assert one is not None
    assert two is not None
    assert other is not None
    assert one.answer.inputs_hash == two.answer.inputs_hash != other.answer.inputs_hash
