"""The life of an import: read to look at, then saved or thrown away."""

from django.db import models

from kith.foundation.lifecycle import Lifecycle


class Status(models.TextChoices):
    READING = "reading", "Being read"
    READ = "read", "Read, nothing saved yet"
    SAVING = "saving", "Being saved"
    SAVED = "saved", "Saved"
    REFUSED = "refused", "Refused"
    FAILED = "failed", "Stopped by a fault"
    THROWN_AWAY = "thrown away", "Thrown away"


AT_WORK = (Status.READING, Status.SAVING)
IMPORT = Lifecycle(
    "import",
    Status,
    {
        "preview": (Status.READING, Status.READ),
        "refuse": (AT_WORK, Status.REFUSED),
        "fail": (Status.READING, Status.FAILED),
        "begin saving": (Status.READ, Status.SAVING),
        "save": (Status.SAVING, Status.SAVED),
        "give back": (Status.SAVING, Status.READ),
        "throw away": ((Status.READ, Status.REFUSED, Status.FAILED), Status.THROWN_AWAY),
    },
)
