"""What somebody began to write is kept until they send it or throw it away."""

import json
from datetime import datetime

from django.db import transaction

from kith.access.models import User
from kith.meetings.models import Draft, Meeting


@transaction.atomic
def keep_draft(*, meeting: Meeting, said: dict[str, list[str]], by: User, at: datetime) -> Draft:
    """The fields as they were left; the newest replaces the one before."""
    draft, _ = Draft.objects.update_or_create(
        meeting=meeting, by=by, defaults={"said": json.dumps(said), "at": at}
    )
    return draft


def drop_draft(*, meeting: Meeting, by: User | None) -> None:
    """It has been said, so that nothing of it need be kept."""
    Draft.objects.filter(meeting=meeting, by=by).delete()
