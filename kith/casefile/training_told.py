"""What a volunteer’s story tells of their training: what they have done, and until when it holds."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from kith.access.models import User
from kith.access.policy import Permission
from kith.casefile.entries import Entry
from kith.people.models import Volunteer
from kith.training.models import Completion
from kith.training.presenters.words import until_words


def of_volunteer(volunteer: Volunteer, *, reader: User, on: date) -> Iterator[Entry]:
    rows = Completion.objects.reachable_by(reader, Permission.SEE_TRAINING, on).standing()
    for done in rows.filter(volunteer=volunteer).select_related("version"):
        url = reverse("training:certificate", args=[done.public_id])
        stands = f"{until_words(done.until, on)}."
        yield Entry(done.on, f"Did the training {done.version.name}", "checks", stands, url, place=done.pk)
