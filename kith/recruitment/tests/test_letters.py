"""What applicants are told: kindly, by a link of their own, never the private reason; and whose turn it is."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from kith.foundation.dates import moment, today
from kith.messages.actions import send_due
from kith.messages.models import OutboxMessage
from kith.recruitment import letters
from kith.recruitment.actions import (
    await_answer,
    decline,
    note_answer,
    reopen,
    see_to_the_quiet,
    send_form,
    take_step,
    write_letter,
)
from kith.recruitment.models import Application, Letter
from kith.recruitment.refusals import CannotSend
from kith.recruitment.states import Status
from kith.recruitment.tests.applicants import an_application_sent, an_enquiry
from kith.recruitment.tests.factories import an_application
from kith.recruitment.tests.pages import an_applicant, at
from kith.recruitment.views.answers import LETTER_OPEN

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)
WHY = "She spoke of children as if they were to be mended."


def at_night(day):
    from datetime import time

    return moment(day, time(6, 40))


@pytest.fixture
def declined(scheme, manager):
    application = an_application("Ruth", scheme, status="applied")
    return decline(application=application, reason="understanding", words=WHY, by=manager, on=today())


def letter_at(application, kind="declined"):
    return reverse("recruitment:write_letter", args=[application.public_id, kind])


# ------------------------------------------------------------------------------- letters


@pytest.mark.parametrize("kind", list(letters.USUAL))
def test_every_letter_has_kind_words_to_begin_with(scheme, kind):
    words = letters.draft(kind, an_application("Ruth", scheme), sender="Mona Okafor", until="1 May 2027")
    assert words.startswith("Dear Ruth,")
    assert "Mona Okafor" in words
    for cold in ("unfortunately", "regret", "unsuccessful", "rejected", "because", "{"):
        assert cold not in words.lower(), cold


def test_saying_no_leads_to_the_letter_which_is_edited_and_read_by_link(client, manager, scheme):
    application = an_application("Ruth", scheme, status="applied")
    answer = client.post(at("decline", application), {"reason": "understanding", "words": WHY})
    assert answer.url == letter_at(application)
    told = client.get(answer.url).text
    assert "will not go further with your application" in told
    assert "mended" not in told
    client.post(answer.url, {"words": "Dear Ruth,\n\nThank you. Not this time.\nMona", "how": "e-mail"})
    message = OutboxMessage.objects.get(event="letter for applicant")
    assert "Ruth" not in str(message.values)
    client.logout()
    page = "/" + message.values["link"].split("/", 3)[3]
    read = client.get(page).text
    assert "Not this time." in read
    assert "mended" not in read


def test_the_letter_cannot_repeat_what_is_for_those_who_vet(client, declined):
    told = client.post(letter_at(declined), {"words": f"Dear Ruth, {WHY.upper()}", "how": "e-mail"})
    assert "This letter repeats what was written for those who vet" in told.text
    assert "MENDED" in told.text
    assert not Letter.objects.filter(kind="declined").exists()


def test_without_an_address_a_letter_is_printed_or_told(client, manager, scheme):
    application = an_application("Ruth", scheme, status="applied", email="")
    decline(application=application, reason="time", by=manager, on=today())
    assert "E-mail them" not in client.get(letter_at(application)).text
    with pytest.raises(CannotSend, match="no e-mail address"):
        write_letter(
            application=application, kind="declined", how="e-mail", words="x", by=manager, on=today()
        )
    answer = client.post(letter_at(application), {"words": "Dear Ruth, thank you.", "how": "paper"})
    assert "Print this page" in client.get(answer.url).text
    letter = Letter.objects.get()
    assert client.get(at("letter", letter)).status_code == 404


def test_telling_somebody_oneself_is_written_down_without_a_letter(client, declined):
    page = at("application", declined)
    assert "Nobody has told Ruth yet" in client.get(page).text
    client.post(letter_at(declined), {"words": "anything", "how": "told"})
    assert Letter.objects.get(kind="declined").words == ""
    told = client.get(page).text
    assert "Nobody has told Ruth yet" not in told
    assert "Told in person or by phone" in told


def test_a_letter_is_not_open_for_ever(client, declined, manager):
    letter = write_letter(
        application=declined, kind="declined", how="e-mail", words="Thank you.", by=manager, on=today()
    )
    assert client.get(at("letter", letter)).status_code == 200
    Letter.objects.update(on=today() - LETTER_OPEN - timedelta(days=1))
    assert client.get(at("letter", letter)).status_code == 404


def test_a_coordinator_does_not_write_the_no_of_a_manager(client, coordinator, scheme):
    assert client.get(letter_at(an_applicant(scheme))).status_code == 403
    assert client.get(letter_at(an_applicant(scheme), "nonsense")).status_code == 404


# ------------------------------------------------------------------------------- whose turn


def test_sending_the_form_makes_it_their_turn(client, coordinator, scheme):
    application = an_applicant(scheme, recruiter=coordinator)
    assert "It is our turn" in client.get(at("application", application)).text
    client.post(at("send_form", application))
    application.refresh_from_db()
    assert application.asked_on == today()
    assert OutboxMessage.objects.filter(event="form for applicant").exists()
    client.post(at("answered", application))
    application.refresh_from_db()
    assert application.asked_on is None
    with pytest.raises(CannotSend, match="no e-mail address"):
        send_form(application=an_applicant(scheme, "Olu", email=""), by=coordinator, on=today())


def test_any_step_makes_it_our_turn_again(scheme, coordinator):
    application = an_enquiry(scheme)
    assert application.asked_on == application.received_on
    take_step(application=application, step="apply", by=coordinator, on=DAY)
    assert (application.asked_on, application.at_step_since) == (None, DAY)


def test_nobody_lapses_while_it_is_our_turn(scheme):
    application = an_application_sent(scheme)
    assert see_to_the_quiet(at=at_night(DAY + timedelta(days=400))) == (0, 0)
    application.refresh_from_db()
    assert application.status == Status.APPLIED


def test_who_does_not_answer_is_warned_then_closed_with_a_letter_each(scheme):
    application = an_enquiry(scheme, on=DAY)
    assert see_to_the_quiet(at=at_night(DAY + timedelta(days=45))) == (0, 0)
    assert see_to_the_quiet(at=at_night(DAY + timedelta(days=46))) == (1, 0)
    assert see_to_the_quiet(at=at_night(DAY + timedelta(days=46))) == (0, 0)
    assert see_to_the_quiet(at=at_night(DAY + timedelta(days=59))) == (0, 0)
    assert see_to_the_quiet(at=at_night(DAY + timedelta(days=60))) == (0, 1)
    application.refresh_from_db()
    assert application.status == Status.LAPSED
    kinds = list(application.letters.values_list("kind", flat=True))
    assert kinds == ["form", "reminder", "lapsed"]
    assert "31 October 2026" in application.letters.get(kind="reminder").words


def test_a_warning_that_went_out_late_still_gives_a_fortnight(scheme):
    application = an_enquiry(scheme, on=DAY)
    late = DAY + timedelta(days=100)
    assert see_to_the_quiet(at=at_night(late)) == (1, 0)
    assert see_to_the_quiet(at=at_night(late + timedelta(days=13))) == (0, 0)
    assert see_to_the_quiet(at=at_night(late + timedelta(days=14))) == (0, 1)
    application.refresh_from_db()
    assert application.status == Status.LAPSED


def test_an_answer_in_time_stops_it_and_what_lapsed_opens_again(scheme, manager):
    application = an_enquiry(scheme, on=DAY)
    see_to_the_quiet(at=at_night(DAY + timedelta(days=46)))
    application.refresh_from_db()
    note_answer(application=application, by=manager, on=DAY + timedelta(days=50))
    assert see_to_the_quiet(at=at_night(DAY + timedelta(days=90))) == (0, 0)
    await_answer(application=application, by=manager, on=DAY + timedelta(days=90))
    see_to_the_quiet(at=at_night(DAY + timedelta(days=140)))
    see_to_the_quiet(at=at_night(DAY + timedelta(days=160)))
    application.refresh_from_db()
    assert application.status == Status.LAPSED
    reopen(application=application, by=manager, on=DAY + timedelta(days=170))
    assert application.status == Status.APPLIED


def test_somebody_without_an_address_lapses_too_and_staff_are_left_the_letter(client, coordinator, scheme):
    application = an_application("Olu", scheme, email="", recruiter=coordinator)
    await_answer(application=application, by=coordinator, on=DAY)
    see_to_the_quiet(at=at_night(DAY + timedelta(days=46)))
    see_to_the_quiet(at=at_night(DAY + timedelta(days=60)))
    assert not Letter.objects.exists()
    assert "Tell Olu that the application is closed" in client.get(at("application", application)).text


def test_the_letters_themselves_go_out(scheme):
    an_enquiry(scheme)
    from kith.foundation.dates import now

    assert send_due(at=now()) >= 1
    assert Application.objects.get().letters.get().kind == "form"
