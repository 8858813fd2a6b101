"""The lives of what those who vet look after: a version of a scheme's list, and a reference that was asked for."""

from django.db import models

from kith.foundation.lifecycle import Lifecycle


class PolicyStatus(models.TextChoices):
    DRAFTED = "drafted", "Being written"
    AGREED = "agreed", "Agreed"
    CALLED_OFF = "called off", "Called off"


POLICY = Lifecycle(
    "list of what is asked",
    PolicyStatus,
    {
        "agree": (PolicyStatus.DRAFTED, PolicyStatus.AGREED),
        "throw away": (PolicyStatus.DRAFTED, PolicyStatus.CALLED_OFF),
        "call off": (PolicyStatus.AGREED, PolicyStatus.CALLED_OFF),
    },
)


class ReferenceStatus(models.TextChoices):
    ASKED = "asked", "Asked"
    ANSWERED = "answered", "Answered"
    VERIFIED = "verified", "Verified"
    REFUSED = "refused", "They would rather not"
    RUN_OUT = "run out", "No answer"
    TAKEN_BACK = "taken back", "Taken back"


WAITED_FOR = (ReferenceStatus.ASKED, ReferenceStatus.ANSWERED)

REFERENCE = Lifecycle(
    "reference",
    ReferenceStatus,
    {
        "answer": (ReferenceStatus.ASKED, ReferenceStatus.ANSWERED),
        "refuse": (ReferenceStatus.ASKED, ReferenceStatus.REFUSED),
        "run out": (ReferenceStatus.ASKED, ReferenceStatus.RUN_OUT),
        "ask again": (ReferenceStatus.RUN_OUT, ReferenceStatus.ASKED),
        "take back": ((*WAITED_FOR, ReferenceStatus.RUN_OUT), ReferenceStatus.TAKEN_BACK),
        "verify": (ReferenceStatus.ANSWERED, ReferenceStatus.VERIFIED),
    },
)
