"""Pictures of receipts: with what was claimed, or waiting while the rest of a form is put right."""

from datetime import datetime, timedelta

from django.db import transaction

from kith.access.models import User
from kith.foundation.encryption import cipher
from kith.foundation.errors import Cannot
from kith.matching.models import Match
from kith.meetings.models import Expense, Receipt, WaitingReceipt
from kith.meetings.money.receipts import drawn_anew

MOST_RECEIPTS = 4
WAITS_FOR = timedelta(days=1)


class CannotClaim(Cannot):
    """This cannot be claimed as it stands."""


@transaction.atomic
def add_receipt(*, expense: Expense, sent: bytes, by: User, at: datetime) -> Receipt:
    """Keep what can be seen on a picture of a receipt, and nothing else of the file."""
    if expense.receipts.count() >= MOST_RECEIPTS:
        raise CannotClaim(f"There are {MOST_RECEIPTS} pictures already.")
    picture = cipher().encrypt(drawn_anew(sent))
    return Receipt.objects.create(expense=expense, picture=picture, at=at, created_by=by)


@transaction.atomic
def let_receipt_wait(*, match: Match, sent: bytes, name: str, by: User, at: datetime) -> WaitingReceipt:
    """Something else in the form was wrong: the picture need not be taken twice. The newest replaces the one before."""
    drawn = {"picture": cipher().encrypt(drawn_anew(sent)), "name": name[-120:], "at": at}
    waiting, _ = WaitingReceipt.objects.update_or_create(match=match, created_by=by, defaults=drawn)
    return waiting


def drop_waiting_receipt(*, match: Match, by: User) -> None:
    """The form was right in the end."""
    WaitingReceipt.objects.filter(match=match, created_by=by).delete()


@transaction.atomic
def tidy_waiting_receipts(*, at: datetime) -> int:
    """Whose form was never sent again leaves nothing behind for longer than a day."""
    return WaitingReceipt.objects.filter(at__lt=at - WAITS_FOR).delete()[0]
