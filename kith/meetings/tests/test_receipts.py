"""Receipts: drawn anew, encrypted, and not lost when something else in the form is wrong."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kith.foundation.encryption import cipher
from kith.meetings import actions
from kith.meetings.models import Expense, Receipt, WaitingReceipt
from kith.meetings.money.receipts import CannotRead, drawn_anew
from kith.meetings.tests.factories import a_png
from kith.meetings.tests.pages import a_pair_lately, page, send, text, typed_claim, typed_day
from kith.meetings.tests.test_money import a_claim, a_pair_with_money

pytestmark = pytest.mark.django_db


def test_a_receipt_is_drawn_anew_and_tells_no_place():
    sent = a_png()
    kept = drawn_anew(sent)
    assert b"GPS" in sent
    assert kept.startswith(b"\x89PNG")
    assert b"GPS" not in kept
    assert b"tEXt" not in kept


def test_what_is_no_picture_is_refused_in_words():
    for sent, sentence in (
        (b"MZ a program", "Choose a JPEG or PNG picture, or a PDF"),
        (b"\xff\xd8\xff" + b"x" * 200, "damaged"),
        (a_png(declared=(60_000, 60_000)), "too many pixels"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * (13 * 1024 * 1024), "larger than 12 MB"),
    ):
        with pytest.raises(CannotRead, match=sentence):
            drawn_anew(sent)


def test_a_receipt_is_kept_encrypted():
    expense = a_claim(a_pair_with_money(), receipts=[a_png()], why_no_receipt="")
    kept = bytes(Receipt.objects.get(expense=expense).picture)
    assert b"PNG" not in kept[:50]
    assert cipher().decrypt(kept).startswith(b"\x89PNG")


def a_picture():
    return SimpleUploadedFile("till.png", a_png(), "image/png")


def waits(answer):
    found = re.search(r'name="waiting" value="([^"]+)"', answer.content.decode())
    assert found
    return found[1]


def test_a_picture_is_not_lost_when_something_else_is_wrong(client):
    match = a_pair_lately()
    ruth, wrong = match.volunteer.user, typed_claim(amount="twelve", why_no_receipt="")
    answer = send(client, ruth, "claim", match, **wrong, receipt=a_picture())
    assert "Write pounds and pence, such as 12.40" in text(answer)
    assert "Kept now: till.png" in text(answer)
    kept = WaitingReceipt.objects.get()
    assert b"GPS" not in cipher().decrypt(bytes(kept.picture))
    once_more = send(client, ruth, "claim", match, **wrong, waiting=waits(answer))
    assert "Kept now: till.png" in text(once_more)
    right = typed_claim(amount="12.40", why_no_receipt="", waiting=waits(once_more))
    assert send(client, ruth, "claim", match, **right).status_code == 302
    assert Receipt.objects.get(expense__amount="12.40")
    assert not WaitingReceipt.objects.exists()
    assert "till.png" not in text(page(client, ruth, "claim", match))


def test_a_picture_waits_also_when_the_deed_refuses_and_when_an_expense_came_back(client):
    match = a_pair_lately()
    ruth = match.volunteer.user
    early = typed_claim(why_no_receipt="") | typed_day(match.begun_on - timedelta(days=9))
    answer = send(client, ruth, "claim", match, **early, receipt=a_picture())
    assert "is not within the time of" in text(answer)
    assert "Kept now: till.png" in text(answer)
    send(client, ruth, "claim", match, **typed_claim())
    expense = Expense.objects.get()
    send(client, match.child.involvements.get(part="coordinator").user, "send_back", expense, words="Where?")
    answer = send(client, ruth, "send_again", expense, words="", amount="9.60", receipt=a_picture())
    send(client, ruth, "send_again", expense, words="A swim", amount="9.60", waiting=waits(answer))
    assert expense.receipts.count() == 1


def test_a_picture_that_waits_is_its_senders_alone_and_goes_at_night(client):
    match = a_pair_lately()
    answer = send(client, match.volunteer.user, "claim", match, **typed_claim(amount=""), receipt=a_picture())
    other = a_pair_lately("Leah", "Mo")
    sent = typed_claim(amount="9", why_no_receipt="", waiting=waits(answer))
    assert "Add a picture of the receipt" in text(send(client, other.volunteer.user, "claim", other, **sent))
    at = WaitingReceipt.objects.get().at
    assert actions.tidy_waiting_receipts(at=at + timedelta(hours=20)) == 0
    assert actions.tidy_waiting_receipts(at=at + timedelta(hours=25)) == 1


def test_a_file_that_is_no_picture_is_refused_beside_what_else_is_wrong(client):
    match = a_pair_lately()
    broken = SimpleUploadedFile("till.png", b"no picture", "image/png")
    answer = text(
        send(client, match.volunteer.user, "claim", match, **typed_claim(amount=""), receipt=broken)
    )
    assert "Say how much it was" in answer
    assert "Choose a JPEG or PNG picture" in answer
    assert not WaitingReceipt.objects.exists()
