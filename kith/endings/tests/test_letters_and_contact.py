"""Letters to keep, and whether they may stay in touch."""

from datetime import timedelta

import pytest

from kith.endings import actions
from kith.endings.actions import CannotAgree, CannotGive, CannotWrite
from kith.endings.models import Ending
from kith.endings.parties import parties
from kith.endings.queries import newest_letters
from kith.endings.tests.factories import SATURDAY, TUESDAY, a_match, an_ending, coordinator_of
from kith.people.actions import involve
from kith.people.models import Involvement
from kith.people.tests.factories import a_carer

pytestmark = pytest.mark.django_db
Contact = Ending.Contact


def write(ending, words="Dear Ana, it was good to know you.", signed="Ruth", by=None, on=TUESDAY):
    return actions.write_letter(
        ending=ending, words=words, signed=signed, by=by or ending.match.volunteer.user, on=on
    )


def give(letter, on=SATURDAY):
    return actions.give_letter(letter=letter, by=coordinator_of(letter.ending.match), on=on)


def asked(ending, **answers):
    for who, yes in answers.items():
        actions.answer_contact(ending=ending, who=who, yes=yes, by=coordinator_of(ending.match), on=TUESDAY)


def agree(ending, contact):
    return actions.agree_contact(ending=ending, contact=contact, by=coordinator_of(ending.match), on=TUESDAY)


# ------------------------------------------------------------------------------------- letters


def test_a_letter_is_written_and_given_and_does_its_step():
    ending = an_ending()
    letter = give(write(ending))
    assert (letter.written_on, letter.given_on) == (TUESDAY, SATURDAY)
    assert ending.steps.get(key="letter").done_words == "from Ruth"


def test_writing_it_anew_keeps_what_was_written_before():
    ending = an_ending()
    first, second = write(ending, "One."), write(ending, "Two.")
    assert ending.letters.count() == 2
    assert newest_letters(ending) == [second]
    with pytest.raises(CannotGive, match="written it anew"):
        give(first)


def test_the_coordinator_writes_for_a_volunteer_who_cannot():
    match = a_match()
    ending = actions.end_unplanned(match=match, kind="placement move", by=coordinator_of(match), on=TUESDAY)
    assert give(write(ending, by=coordinator_of(match))).signed == "Ruth"


def test_after_the_end_the_volunteer_sends_the_letter_through_the_coordinator():
    match = a_match()
    ending = actions.end_unplanned(match=match, kind="placement move", by=coordinator_of(match), on=TUESDAY)
    with pytest.raises(CannotWrite, match="Send your letter to the coordinator"):
        write(ending)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"words": " "}, "Write something"),
        ({"signed": ""}, "who signs it"),
        ({"words": "x" * 4001}, "too long"),
    ],
)
def test_a_letter_has_words_and_somebody_who_signs(given, said):
    with pytest.raises(CannotWrite, match=said):
        write(an_ending(), **given)


def test_a_letter_is_given_once():
    letter = give(write(an_ending()))
    with pytest.raises(CannotGive, match="was given this letter on 28 November 2026"):
        give(letter)


def test_letters_of_an_ending_that_was_called_off_are_neither_written_nor_given():
    ending = an_ending()
    letter = write(ending)
    actions.call_off(ending=ending, why="She stays.", by=coordinator_of(ending.match), on=TUESDAY)
    with pytest.raises(CannotGive, match="called off"):
        give(letter)
    with pytest.raises(CannotWrite, match="called off"):
        write(ending)


# ------------------------------------------------------------------------------------- in touch


def test_they_go_on_informally_when_everybody_has_said_yes():
    ending = an_ending()
    asked(ending, child=True, volunteer=True, worker=True)
    agree(ending, Contact.INFORMAL)
    assert ending.contact_afterwards == Contact.INFORMAL
    assert ending.steps.get(key="contact").done_words == "They go on informally"


def test_who_has_not_been_asked_has_not_said_yes():
    ending = an_ending()
    asked(ending, child=True)
    with pytest.raises(CannotAgree, match="Ask Ruth and the worker first"):
        agree(ending, Contact.INFORMAL)


def test_a_no_counts_and_the_last_answer_stands():
    ending = an_ending()
    asked(ending, child=True, volunteer=True, worker=False)
    with pytest.raises(CannotAgree, match="The worker said no"):
        agree(ending, Contact.INFORMAL)
    asked(ending, worker=True)
    assert agree(ending, Contact.INFORMAL)


def test_a_child_s_no_allows_no_contact_at_all():
    ending = an_ending()
    asked(ending, child=False, volunteer=True, worker=True)
    for contact in (Contact.CARDS, Contact.INFORMAL):
        with pytest.raises(CannotAgree, match="Ana said no"):
            agree(ending, contact)
    assert agree(ending, Contact.NONE).contact_afterwards == Contact.NONE


@pytest.mark.parametrize("who", ["child", "volunteer", "worker"])
def test_any_no_is_enough_and_takes_back_what_was_agreed(who):
    ending = an_ending()
    asked(ending, child=True, volunteer=True, worker=True)
    agree(ending, Contact.CARDS)
    asked(ending, **{who: False})
    ending.refresh_from_db()
    assert ending.contact_afterwards == Contact.NONE
    assert ending.steps.get(key="contact").done_words == "No contact afterwards"
    asked(ending, **{who: True})
    ending.refresh_from_db()
    assert ending.contact_afterwards == Contact.NOT_ASKED
    assert ending.steps.get(key="contact").is_open


def test_cards_too_need_the_yes_of_everybody():
    ending = an_ending()
    asked(ending, child=True, volunteer=True)
    with pytest.raises(CannotAgree, match="Ask the worker first"):
        agree(ending, Contact.CARDS)


def test_a_carer_who_is_near_is_asked_too():
    ending = an_ending()
    involve(
        child=ending.match.child,
        person=a_carer(),
        part=Involvement.Part.CARER,
        by=None,
        on=TUESDAY,
        act="test",
    )
    assert list(parties(ending, TUESDAY)) == ["child", "volunteer", "carer", "worker"]
    asked(ending, child=True, volunteer=True, worker=True)
    with pytest.raises(CannotAgree, match="Ask the carer first"):
        agree(ending, Contact.CARDS)


def test_from_eighteen_on_it_is_for_the_two_alone():
    ending = an_ending()
    ending.match.child.born = TUESDAY.replace(year=TUESDAY.year - 18)
    assert list(parties(ending, TUESDAY)) == ["child", "volunteer"]
    assert list(parties(ending, TUESDAY - timedelta(days=1))) == ["child", "volunteer", "worker"]


def test_after_an_ending_for_safety_no_contact_is_agreed():
    match = a_match()
    ending = actions.end_unplanned(match=match, kind="safety", by=coordinator_of(match), on=TUESDAY)
    asked(ending, child=True, volunteer=True, worker=True)
    with pytest.raises(CannotAgree, match="safeguarding lead"):
        agree(ending, Contact.CARDS)


def test_only_known_ways_are_agreed():
    with pytest.raises(CannotAgree, match="Choose how"):
        agree(an_ending(), Contact.NOT_ASKED)


def test_putting_the_contact_step_back_asks_again():
    ending = an_ending()
    agree(ending, Contact.NONE)
    actions.undo_step(
        step=ending.steps.get(key="contact"), by=coordinator_of(ending.match), on=TUESDAY + timedelta(days=1)
    )
    ending.refresh_from_db()
    assert ending.contact_afterwards == Contact.NOT_ASKED
