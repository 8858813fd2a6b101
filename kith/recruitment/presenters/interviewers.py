"""Who is trained to interview, line by line; and the interviews of one applicant, without what was thought."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from kith.access.models import User
from kith.foundation.dates import day_words
from kith.recruitment.models import Interview
from kith.recruitment.vetting.interviewers import Colleague

SOON = timedelta(days=60)
TRAINED, NOT_TRAINED = "trained", "not"
FILTERS = {TRAINED: "May interview", NOT_TRAINED: "May not"}


@dataclass(frozen=True)
class Row:
    """One colleague."""

    name: str
    provider: str
    group: str
    stands: str
    training: str
    tag: str
    mark_url: str
    unmark_url: str


def rows(colleagues: Iterable[Colleague], reader: User, on: date) -> list[Row]:
    return [_row(each, reader, on) for each in colleagues]


def _row(colleague: Colleague, reader: User, on: date) -> Row:
    mark, is_trained = colleague.mark, colleague.is_trained_on(on)
    if mark is None:
        stands, tag = "Nothing is written down", "govuk-tag--grey"
    elif not is_trained:
        stands, tag = f"Ran out on {day_words(mark.until)}", "govuk-tag--red"
    else:
        stands = f"Until {day_words(mark.until)}"
        tag = "govuk-tag--yellow" if mark.until <= on + SOON else "govuk-tag--green"
    add = f"{reverse('recruitment:mark_interviewer')}?who={colleague.provider.pk}-{colleague.user.public_id}"
    return Row(
        name=colleague.user.name,
        provider=colleague.provider.name,
        group=TRAINED if is_trained else NOT_TRAINED,
        stands=stands,
        training=f"{mark.training}, {day_words(mark.trained_on)}" if mark else "",
        tag=tag,
        mark_url="" if colleague.user == reader else add,
        unmark_url=reverse("recruitment:unmark_interviewer", args=[mark.public_id])
        if mark and is_trained
        else "",
    )


def chips(listed: Sequence[Row], shown: str) -> list[tuple[str, str, bool]]:
    found = [(f"Everybody ({len(listed)})", "?", shown not in FILTERS)]
    for key, words in FILTERS.items():
        many = sum(row.group == key for row in listed)
        found.append((f"{words} ({many})", f"?show={key}", shown == key))
    return found


def interview(one: Interview) -> dict[str, str]:
    """Who and when, and whether both have written; never what."""
    views = list(one.views.all())
    missing = [view.interviewer.name for view in views if view.written_on is None]
    if one.called_off_on:
        stands = "Called off"
    else:
        stands = f"{' and '.join(missing)} still to write" if missing else "Both have written"
    return {
        "what": f"{day_words(one.on)}: {' and '.join(view.interviewer.name for view in views)}",
        "stands": stands,
        "url": reverse("recruitment:interview", args=[one.public_id]),
    }
