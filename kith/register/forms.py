"""What a person may send or type: a return, and what became of an offer."""

from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from kith.foundation.dates import day_words
from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField
from kith.foundation.gov.widgets import Radios
from kith.foundation.uploads import MOST_BYTES
from kith.register.models import Offer, PathwayPoint
from kith.schemes.models import Organisation

KINDS = (".csv", ".zip", ".xlsx", ".xlsm", ".xml", ".txt")
NAMES_KINDS = (".csv", ".xlsx", ".xlsm")
MOST_FILES = 60


class SeveralFiles(forms.ClearableFileInput):
    """One box that takes several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files of known kinds, none of them empty, together not too large."""

    widget = SeveralFiles

    def __init__(self, *, kinds: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kinds = kinds
        self.widget.attrs["accept"] = ",".join(kinds)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = [file for file in (data if isinstance(data, list | tuple) else [data]) if file]
        files = [super(FilesField, self).clean(file, initial) for file in given]
        if not files and self.required:
            raise ValidationError("Choose the files of the return", code="required")
        for file in files:
            self._check_kind(file)
        if len(files) > MOST_FILES:
            raise ValidationError(f"Choose at most {MOST_FILES} files, or one zip file that holds them all")
        if sum(file.size or 0 for file in files) > MOST_BYTES:
            limit = MOST_BYTES // (1024 * 1024)
            raise ValidationError(f"Together the files must be smaller than {limit} MB")
        return files

    def _check_kind(self, file: UploadedFile) -> None:
        name = PurePosixPath(file.name or "").name
        if PurePosixPath(name).suffix.lower() not in self.kinds:
            raise ValidationError(
                f"{name} is of a kind that Kith does not read. Choose {_or(self.kinds)} files"
            )


def _or(kinds: tuple[str, ...]) -> str:
    return f"{', '.join(kinds[:-1])} or {kinds[-1]}"


class SendReturn(Form):
    """The files of a return, and perhaps the file of names."""

    authority = forms.ModelChoiceField(
        label="Whose return is it?", queryset=Organisation.objects.none(), widget=Radios, empty_label=None
    )
    sent = FilesField(
        label="The return",
        kinds=KINDS,
        help_text="All its files at once, or one zip file: SSDA903 tables as CSV of any year, its XML, or an Annex A "
        "workbook. They are known by their columns, so their names do not matter. At most 50 MB.",
        error_messages={"empty": "One of the files is empty. Export it again, or leave it out"},
    )
    names = FilesField(
        label="Names, workers and carers",
        kinds=NAMES_KINDS,
        required=False,
        help_text="A second file from your own system, one line for each child with the identifier of the return, "
        "since the return holds no names.",
        error_messages={"empty": "The file of names is empty. Export it again, or leave it out"},
    )

    def __init__(self, *args: Any, authorities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["names"].widget.allow_multiple_selected = False
        if len(authorities) == 1:
            del self.fields["authority"]
            self.only = authorities[0]
        else:
            self.fields["authority"].queryset = authorities  # type: ignore[attr-defined]

    def authority_chosen(self) -> Organisation:
        chosen: Organisation = self.cleaned_data.get("authority") or self.only
        return chosen

    def names_file(self) -> UploadedFile | None:
        given: list[UploadedFile] = self.cleaned_data.get("names") or []
        return given[0] if given else None


ANSWERS = (
    Offer.Answer.ACCEPTED,
    Offer.Answer.DECLINED,
    Offer.Answer.UNDECIDED,
    Offer.Answer.CONTINUE,
    Offer.Answer.END_ASKED,
    Offer.Answer.WAITING,
    Offer.Answer.NOT_NOW,
    Offer.Answer.HAS_SOMEBODY,
    Offer.Answer.TOO_YOUNG,
    Offer.Answer.NOT_CONSIDERED,
)
"""In the order in which they are asked: what the child said first."""


class RecordOffer(Form):
    """What happened at one point: was somebody offered, how was the child asked, what did they say."""

    says_optional = False
    answer = forms.ChoiceField(
        label="What happened?",
        choices=[(answer.value, answer.label) for answer in ANSWERS],
        widget=Radios(
            dividers={Offer.Answer.CONTINUE: "or", Offer.Answer.NOT_NOW: "or"},
            hints={
                Offer.Answer.DECLINED: "Their no counts. Kith reminds you at the next review.",
                Offer.Answer.UNDECIDED: "Kith reminds you at the next review.",
            },
        ),
    )
    asked = forms.ChoiceField(
        label="How were they asked?",
        choices=[("", "Nobody asked them")]
        + [(way.value, way.label) for way in Offer.Asked if way != Offer.Asked.NOT_ASKED],
        required=False,
    )
    child_words = forms.CharField(
        label="What did they say, in their own words?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="As they said it. It goes with a referral, so that nobody asks them twice.",
    )
    why = forms.CharField(
        label="If somebody was not offered, why not?",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    on = DateField(label="When was this?")
    ask_again_on = DateField(
        label="Ask again on",
        required=False,
        help_text="Leave it empty to ask again at the next review.",
    )

    def __init__(self, *args: Any, point: PathwayPoint, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].latest = today  # type: ignore[attr-defined]
        self.fields["on"].initial = today
        self.fields["on"].help_text = f"Not later than today, {day_words(today)}."
        self.point = point

    def told(self) -> dict[str, Any]:
        """What the deed takes."""
        told = dict(self.cleaned_data)
        told["asked"] = told["asked"] or Offer.Asked.NOT_ASKED
        return told


class CoverageSpan(Form):
    """From which day to which."""

    says_optional = False
    since = DateField(label="From", required=False)
    until = DateField(label="To", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", "The last day must not be before the first")
        return cleaned
