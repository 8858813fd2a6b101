"""A scheme's own words for its letters: safe places, earlier versions, nothing of care and no reasons."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.models import Event
from kith.foundation.dates import moment
from kith.recruitment import letters
from kith.recruitment.actions import (
    change_letter_words,
    decline,
    note_answer,
    see_to_the_quiet,
    send_form,
    write_letter,
)
from kith.recruitment.actions.letter_words import refuse_unfit_words
from kith.recruitment.actions.panels import Decision, decide, put_before
from kith.recruitment.models import Letter, LetterWords
from kith.recruitment.refusals import CannotSend, CannotWord
from kith.recruitment.tests.factories import a_check, an_application
from kith.schemes.tests.factories import a_provider, a_scheme

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)
OURS = "Hello {first_name},\n\nnot this time, and thank you.\n\n{sender}, {scheme}"


def changed(scheme, manager, kind="declined", words=OURS, on=DAY):
    return change_letter_words(scheme=scheme, kind=kind, words=words, by=manager, on=on)


def page_of(scheme, kind="declined"):
    return reverse("recruitment:one_letter_s_words", args=[scheme.public_id, kind])


def test_a_letter_begins_with_the_scheme_s_own_words(scheme, manager):
    changed(scheme, manager)
    words = letters.draft("declined", an_application("Ruth", scheme), sender="Mona Okafor")
    assert words == "Hello Ruth,\n\nnot this time, and thank you.\n\nMona Okafor, Northbridge visitors"
    other = a_scheme("Mentors", preset="goal-mentoring")
    assert letters.draft("declined", an_application("Ruth", other), sender="Mona").startswith("Dear Ruth,")
    event = Event.objects.get(kind="letter words changed")
    assert event.details == {"letter": "declined", "version": 1}


def test_every_change_is_a_version_and_the_usual_words_are_never_lost(scheme, manager):
    changed(scheme, manager)
    changed(scheme, manager, words=OURS + "\n{provider}")
    changed(scheme, manager, words="")
    assert [row.version for row in LetterWords.objects.all()] == [3, 2, 1]
    assert letters.words_of("declined", scheme) == letters.USUAL[Letter.Kind.DECLINED]
    with pytest.raises(CannotWord, match="Nothing has changed"):
        changed(scheme, manager, words=letters.USUAL[Letter.Kind.DECLINED])


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("Dear {surname}, no.", "“{surname}” is not filled in by anything"),
        ("Dear {first_name}, by {until}.", "“{until}” is not filled in"),
        ("Dear {first_name.__class__}, no.", "is not filled in by anything"),
        ("Dear {first_name, no.", "A curly bracket stands alone"),
        ("Dear {first_name}, children in care need others.", "“in care” says that this is about care"),
        ("Dear {first_name}, our foster families …", "“foster” says that this is about care"),
        ("Dear {first_name}, your references did not help.", "sounds like a reason"),
        ("Dear {first_name}, the DBS certificate …", "“dbs” sounds like a reason"),
    ],
)
def test_what_no_letter_may_say_is_refused_in_words(scheme, manager, words, refusal):
    with pytest.raises(CannotWord) as caught:
        changed(scheme, manager, words=words)
    assert refusal in str(caught.value)
    assert caught.value.field == "words"
    assert not LetterWords.objects.exists()


def test_the_usual_words_pass_what_is_asked_of_a_scheme_s_own():
    for kind, words in letters.USUAL.items():
        refuse_unfit_words(kind, words)


def test_a_reminder_says_until_when(scheme, manager):
    with pytest.raises(CannotWord, match="until when they can answer"):
        changed(scheme, manager, kind="reminder", words="Dear {first_name}, are you there?")
    changed(scheme, manager, kind="reminder", words="{first_name}, are you there? We wait until {until}.")
    application = an_application("Ruth", scheme, on=DAY)
    send_form(application=application, by=application.recruiter, on=DAY)
    see_to_the_quiet(at=moment(DAY + timedelta(days=47), time(6, 40)))
    letter = Letter.objects.get(kind="reminder")
    assert letter.words == "Ruth, are you there? We wait until 1 November 2026."
    note_answer(application=application, by=application.recruiter, on=DAY + timedelta(days=48))


@given(st.text(alphabet="{}ab _firstname.%$\\", max_size=60), st.text(max_size=20))
def test_filling_in_reads_nothing_but_the_places(words, name):
    told = {"first_name": name, "sender": "{scheme}", "scheme": "S"}
    filled = letters.fill_in(words, told)
    rest = letters.PLACE.sub("", words)
    assert len(filled) >= len(rest) - words.count("{first_name}")
    if "{" not in words:
        assert filled == words


def test_what_is_filled_in_is_not_filled_in_again():
    told = {"first_name": "{sender}", "sender": "Mona"}
    assert letters.fill_in("Dear {first_name}, {sender}", told) == "Dear {sender}, Mona"


@pytest.mark.parametrize(
    "where", ["interview", "check", "minutes"], ids=["of an interview", "of a check", "of a panel"]
)
def test_a_sentence_for_those_who_vet_goes_into_no_letter(scheme, manager, where):
    secret = "He asked which children bathe alone."
    application = an_application("Ruth", scheme, status="ready", on=DAY)
    if where == "check":
        a_check(application.volunteer, scheme, "identity", on=DAY, vetting_words=f"Late. {secret}")
    elif where == "interview":
        a_check(application.volunteer, scheme, "interview", on=DAY, vetting_words=secret)
    else:
        item = put_before(panel=None, application=application, by=application.recruiter, on=DAY)
        decide(item=item, decision=Decision("defer", minutes=secret), by=manager, on=DAY)
    decline(application=application, reason="motives", words="", by=manager, on=DAY)
    with pytest.raises(CannotSend, match="repeats what was written for those who vet"):
        write_letter(
            application=application,
            kind="declined",
            how="paper",
            words=f"Dear Ruth,\n{secret.upper()} So no.",
            by=manager,
            on=DAY,
        )


def test_on_the_pages_words_are_tried_saved_and_taken_back(client, manager, scheme):
    assert "The usual words" in client.get(reverse("recruitment:letter_words")).text
    tried = client.post(page_of(scheme), {"do": "see", "words": OURS})
    assert "Hello Ruth," in tried.context["preview"]
    assert not LetterWords.objects.exists()
    wrong = client.post(page_of(scheme), {"do": "save", "words": "Dear {surname}"})
    assert "is not filled in by anything" in wrong.context["form"].errors["words"][0]
    assert "Dear {surname}" in wrong.text
    empty = client.post(page_of(scheme), {"do": "save", "words": " "})
    assert "go back to the usual words" in empty.context["form"].errors["words"][0]
    client.post(page_of(scheme), {"do": "save", "words": OURS})
    assert "In your own words since" in client.get(reverse("recruitment:letter_words")).text
    client.post(page_of(scheme), {"do": "usual", "words": OURS})
    assert letters.words_of("declined", scheme) == letters.USUAL[Letter.Kind.DECLINED]
    again = client.get(f"{page_of(scheme)}?version=1")
    assert again.context["form"].initial["words"] == OURS


def test_only_managers_of_the_scheme_change_its_letters(client, coordinator, scheme):
    assert client.get(page_of(scheme)).status_code == 403
    elsewhere = a_member(Role.MANAGER, a_scheme("Other", provider=a_provider("Another")), first_name="Eva")
    client.force_login(elsewhere)
    assert client.get(page_of(scheme)).status_code == 404
    assert client.get(page_of(scheme, "form")).status_code == 404


def test_thirty_schemes_cost_as_many_questions_as_one(client, manager, scheme, django_assert_max_num_queries):
    for number in range(8):
        other = a_scheme(f"Scheme {number}")
        changed(other, manager)
    with django_assert_max_num_queries(30):
        assert client.get(reverse("recruitment:letter_words")).status_code == 200
