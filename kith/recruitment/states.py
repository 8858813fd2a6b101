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
    LAPSED = "lapsed", "Lapsed"


ON_THE_WAY = (Status.ENQUIRED, Status.APPLIED, Status.INTERVIEWED, Status.CHECKING, Status.READY)
OVER = (Status.DECLINED, Status.WITHDRAWN, Status.LAPSED)

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
        "bring in": (
            Status.ENQUIRED,
            Status.APPROVED,
        ),  # approved already: before Kith, or in another programme
        "decline": (ON_THE_WAY, Status.DECLINED),
        "withdraw": (ON_THE_WAY, Status.WITHDRAWN),
        "lapse": (ON_THE_WAY, Status.LAPSED),
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
    STOPPED = "stopped", "They stopped by themselves; they need not say why"
    OTHER = "other", "Another reason"


class ItemStatus(models.TextChoices):
    ON_AGENDA = "on the agenda", "On the agenda"
    DECIDED = "decided", "Decided, waits for a second person"
    AGREED = "agreed", "Agreed, the letter has not gone"
    SETTLED = "settled", "Settled"
    TAKEN_OFF = "taken off", "Taken off the agenda"


OPEN_ON_AGENDA = (ItemStatus.ON_AGENDA, ItemStatus.DECIDED, ItemStatus.AGREED)
AGENDA = Lifecycle(
    "agenda item",
    ItemStatus,
    {
        "decide": (ItemStatus.ON_AGENDA, ItemStatus.DECIDED),
        "agree": (ItemStatus.DECIDED, ItemStatus.AGREED),
        "disagree": (ItemStatus.DECIDED, ItemStatus.ON_AGENDA),
        "take back": ((ItemStatus.DECIDED, ItemStatus.AGREED), ItemStatus.ON_AGENDA),
        "settle": (ItemStatus.AGREED, ItemStatus.SETTLED),
        "take off": (ItemStatus.ON_AGENDA, ItemStatus.TAKEN_OFF),
        "fall away": (OPEN_ON_AGENDA, ItemStatus.TAKEN_OFF),  # the application closed, or went back
    },
)


class BringingStatus(models.TextChoices):
    MAPPING = "mapping", "Columns to be named"
    LOOKING = "looking", "Being looked through"
    LOOKED = "looked through", "Looked through, nothing saved yet"
    SAVING = "saving", "Being saved"
    SAVED = "saved", "Saved"
    THROWN_AWAY = "thrown away", "Thrown away"


BRINGING = Lifecycle(
    "file of volunteers",
    BringingStatus,
    {
        "look": ((BringingStatus.MAPPING, BringingStatus.LOOKED), BringingStatus.LOOKING),
        "tell": (BringingStatus.LOOKING, BringingStatus.LOOKED),
        "begin saving": (BringingStatus.LOOKED, BringingStatus.SAVING),
        "save": (BringingStatus.SAVING, BringingStatus.SAVED),
        "give back": ((BringingStatus.LOOKING, BringingStatus.SAVING), BringingStatus.MAPPING),
        "throw away": ((BringingStatus.MAPPING, BringingStatus.LOOKED), BringingStatus.THROWN_AWAY),
    },
)
