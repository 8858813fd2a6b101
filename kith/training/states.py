"""The life of a session, of one person's place in it, and of somebody's word that they have finished."""

from django.db import models

from kith.foundation.lifecycle import Lifecycle


class SessionStatus(models.TextChoices):
    PLANNED = "planned", "Planned"
    HELD = "held", "Took place"
    CALLED_OFF = "called off", "Called off"


SESSION = Lifecycle(
    "session",
    SessionStatus,
    {
        "record": (SessionStatus.PLANNED, SessionStatus.HELD),
        "put back": (SessionStatus.HELD, SessionStatus.PLANNED),
        "call off": (SessionStatus.PLANNED, SessionStatus.CALLED_OFF),
    },
)


class BookingStatus(models.TextChoices):
    WAITING = "waiting", "On the waiting list"
    BOOKED = "booked", "Has a place"
    CAME = "came", "Came"
    LATE = "late", "Came late"
    MISSED = "missed", "Did not come"
    APOLOGIES = "apologies", "Sent apologies"
    CANCELLED = "cancelled", "Gave the place back"
    CALLED_OFF = "called off", "Called off"


S = BookingStatus
LIVE = (S.WAITING, S.BOOKED)
WAS_THERE = (S.CAME, S.LATE)
MARKS = (S.CAME, S.LATE, S.MISSED, S.APOLOGIES)
HAS_A_PLACE = (S.BOOKED, *MARKS)
BOOKING = Lifecycle(
    "booking",
    BookingStatus,
    {
        "give a place": (S.WAITING, S.BOOKED),
        "cancel": (LIVE, S.CANCELLED),
        "call off": (LIVE, S.CALLED_OFF),
        "come": (S.BOOKED, S.CAME),
        "come late": (S.BOOKED, S.LATE),
        "miss": (S.BOOKED, S.MISSED),
        "send apologies": (S.BOOKED, S.APOLOGIES),
        "put back": (MARKS, S.BOOKED),
    },
)
STEP_OF = {S.CAME: "come", S.LATE: "come late", S.MISSED: "miss", S.APOLOGIES: "send apologies"}


class FinishStatus(models.TextChoices):
    SAID = "said", "Waits to be confirmed"
    CONFIRMED = "confirmed", "Confirmed"
    DECLINED = "declined", "Not confirmed"
    TAKEN_BACK = "taken back", "Taken back"


FINISH = Lifecycle(
    "finished course",
    FinishStatus,
    {
        "confirm": (FinishStatus.SAID, FinishStatus.CONFIRMED),
        "decline": (FinishStatus.SAID, FinishStatus.DECLINED),
        "take back": (FinishStatus.SAID, FinishStatus.TAKEN_BACK),
    },
)
