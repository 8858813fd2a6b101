"""What a volunteer says of money spent, and what whoever looks at it may say back."""

import re
from datetime import date
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from kith.foundation.encryption import cipher
from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Radios
from kith.matching.models import Match
from kith.meetings.forms.common import day_of_form
from kith.meetings.models import Expense, WaitingReceipt
from kith.meetings.money.receipts import KINDS, MOST_BYTES

ENDINGS = (".jpg", ".jpeg", ".png", ".pdf")
LEAST, MOST = Decimal("0.01"), Decimal("999.99")
PENCE_AFTER_A_COMMA = re.compile(r"^(\d+),(\d\d)$")
SAY_WHAT = {"required": "Say in a few words what it was"}


class ReceiptField(forms.FileField):
    """A photograph, straight from the telephone's camera if they like, or a PDF that came by e-mail."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.widget.attrs["accept"] = "image/jpeg,image/png,application/pdf"

    def clean(self, data: Any, initial: Any = None) -> UploadedFile | None:
        file = super().clean(data, None)
        if not file:
            return None
        if PurePosixPath(file.name or "").suffix.lower() not in ENDINGS:
            raise ValidationError(f"Choose {KINDS}")
        if file.size > MOST_BYTES:
            raise ValidationError("This picture is larger than 12 MB. Take it again a little smaller")
        return file


class PoundsField(forms.DecimalField):
    """Pounds and pence as people type them: £12.40, 12.40 or 12,40."""

    default_error_messages = {"invalid": "Write pounds and pence, such as 12.40"}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=5, decimal_places=2, min_value=LEAST, max_value=MOST, **kwargs)

    def to_python(self, value: Any) -> Any:
        typed = str(value or "").strip().removeprefix("£").strip()
        return super().to_python(PENCE_AFTER_A_COMMA.sub(r"\1.\2", typed))


class ReceiptForm(Form):
    """A form with a picture that is not lost when something else in it is wrong."""

    waiting = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, among: "QuerySet[WaitingReceipt]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = str(self.data.get("waiting", ""))
        self.waits = next((one for one in among if str(one.public_id) == said), None)
        self._name_it()

    def let_wait(self, waiting: WaitingReceipt) -> None:
        """From now on the form says that this picture is kept, and sends it along."""
        self.waits = waiting
        self.data = {**self.data.dict(), "waiting": str(waiting.public_id)}  # type: ignore[attr-defined]
        self._name_it()

    def _name_it(self) -> None:
        if self.waits:
            self.initial["receipt"] = self.waits
            self["receipt"].__dict__.pop("initial", None)  # worked out while the form was read

    def sent(self) -> UploadedFile | None:
        """The picture that came with the form just now."""
        file = self.cleaned_data.get("receipt")
        return file if isinstance(file, UploadedFile) else None

    def receipts(self) -> list[bytes]:
        """The picture that was sent, or the one that waits, read whole."""
        if file := self.sent():
            file.seek(0)
            return [file.read()]
        return [cipher().decrypt(bytes(self.waits.picture))] if self.waits else []


class ClaimForm(ReceiptForm):
    """One thing that was paid for."""

    kind = forms.ChoiceField(
        label="What was it for?",
        choices=Expense.Kind.choices,
        widget=Radios(
            hints={"activity": "This comes out of the month’s money for things to do."},
            reveals={"miles": "vehicle miles"},
        ),
        error_messages={"required": "Say what it was for"},
    )
    day = DateField(label="Which day?")
    words = forms.CharField(
        label="In a few words",
        help_text="Two tickets and a hot chocolate. Name nobody.",
        max_length=200,
        error_messages=SAY_WHAT,
    )
    amount = PoundsField(
        label="How much?",
        help_text="Leave it empty if you drove: Kith reckons it from the miles.",
        required=False,
    )
    vehicle = forms.ChoiceField(
        label="In what?",
        choices=[("", "Choose one"), *Expense.Vehicle.choices],
        required=False,
    )
    miles = forms.DecimalField(
        label="How many miles, there and back?",
        max_digits=5,
        decimal_places=1,
        min_value=Decimal("0.1"),
        required=False,
    )
    receipt = ReceiptField(
        label="A picture of the receipt",
        help_text="Only what can be seen on it is kept, not where it was taken.",
    )
    why_no_receipt = forms.CharField(
        label="If there is none, why?", help_text="Up to £5 nobody asks.", max_length=200, required=False
    )
    says_optional = False
    widths = {"amount": 5, "miles": 4}
    units = {"amount": "£", "miles": "miles"}

    def __init__(self, *args: Any, match: Match, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day_of_form(self).latest = on
        self.fields["day"].initial = on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == Expense.Kind.MILES:
            if not cleaned.get("miles") and "miles" not in self.errors:
                self.add_error("miles", "Say how many miles it was")
            if not cleaned.get("vehicle"):
                self.add_error("vehicle", "Say what you drove or cycled")
        elif cleaned.get("kind") and not cleaned.get("amount") and "amount" not in self.errors:
            self.add_error("amount", "Say how much it was, such as 7.50")
        return cleaned


class SendAgainForm(ReceiptForm):
    """What came back, put right."""

    words = forms.CharField(label="In a few words", max_length=200, error_messages=SAY_WHAT)
    amount = PoundsField(label="How much?", error_messages={"required": "Say how much it was, such as 7.50"})
    receipt = ReceiptField(label="Another picture of the receipt")
    why_no_receipt = forms.CharField(label="If there is none, why?", max_length=200, required=False)
    widths = {"amount": 5}
    units = {"amount": "£"}
    says_optional = False

    def __init__(self, *args: Any, expense: Expense, **kwargs: Any) -> None:
        start = {"words": expense.words, "amount": expense.amount, "why_no_receipt": expense.why_no_receipt}
        super().__init__(*args, **({"initial": start} | kwargs))
        if expense.kind == Expense.Kind.MILES:
            del self.fields["amount"]


class SendBackForm(Form):
    """What should be put right."""

    words = forms.CharField(
        label="What should be put right?",
        help_text="The volunteer reads this.",
        error_messages={"required": "Say what should be put right"},
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PayForm(Form):
    """The reference under which finance paid."""

    reference = forms.CharField(
        label="Reference of the payment", help_text="As finance gave it: BACS 2026-11-20", max_length=40
    )
    widths = {"reference": 20}
