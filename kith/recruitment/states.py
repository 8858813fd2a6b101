"""The life of an application. References, DBS and training run side by side: they are checks, not states."""

from django.db import models

from kith.foundation.lifecycle import Lifecycle


class Status(models.TextChoices):
    ENQUIRED = "enquired", "Enquired"
    APPLIED = "applied", "Applied"
    INTERVIEWED = "interviewed", "Interviewed"
    CHECKING = "checking", "Being checked"
    READY = "ready", "Ready for panel"
    APPROVED = "approved", "Approved"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


ON_THE_WAY = (Status.ENQUIRED, Status.APPLIED, Status.INTERVIEWED, Status.CHECKING, Status.READY)
OVER = (Status.DECLINED, Status.WITHDRAWN)

FORWARD = {
    "apply": (Status.ENQUIRED, Status.APPLIED),
    "interview": (Status.APPLIED, Status.INTERVIEWED),
    "check": (Status.INTERVIEWED, Status.CHECKING),
    "put to panel": (Status.CHECKING, Status.READY),
}
BACK = {
    "back to enquiry": (Status.APPLIED, Status.ENQUIRED),
    "back to application": (Status.INTERVIEWED, Status.APPLIED),
    "back to interview": (Status.CHECKING, Status.INTERVIEWED),
    "back to checks": (Status.READY, Status.CHECKING),
}
APPLICATION = Lifecycle(
    "application",
    Status,
    {
        **FORWARD,
        **BACK,
        "approve": (Status.READY, Status.APPROVED),
        "decline": (ON_THE_WAY, Status.DECLINED),
        "withdraw": (ON_THE_WAY, Status.WITHDRAWN),
        "reopen": (OVER, Status.APPLIED),
    },
)


class WhyDeclined(models.TextChoices):
    """Read by those who vet. The letter to the applicant never says it."""

    MOTIVES = "motives", "Why they want to do it"
    UNDERSTANDING = "understanding", "How they see children or care"
    TIME = "time", "Not enough time, or not for long enough"
    REFERENCES = "references", "References"
    DECLARATION = "declaration", "What they declared"
    DBS = "dbs", "DBS check"
    INDEPENDENCE = "independence", "Not independent of the council"
    TRAINING = "training", "How they took part in training"
    NO_NEED = "no need", "Nobody waits for somebody like them"
    OTHER = "other", "Another reason"


class WhyWithdrawn(models.TextChoices):
    NO_ANSWER = "no answer", "They stopped answering"
    TIME = "time", "They have no time now"
    CHANGED = "changed", "They changed their mind"
    MOVED = "moved", "They moved away"
    TOO_SLOW = "too slow", "We took too long"
    ELSEWHERE = "elsewhere", "They volunteer somewhere else"
    OTHER = "other", "Another reason"
