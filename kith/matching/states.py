"""The life of a proposal, of a match, of an open day, and of somebody’s place at one."""

from django.db import models

from kith.foundation.lifecycle import Lifecycle


class ProposalStatus(models.TextChoices):
    SUGGESTED = "suggested", "Suggested"
    CHOSEN = "chosen", "The child said yes"
    ANSWERED = "answered", "The volunteer said yes"
    APPROVED = "approved", "Approved by two people"
    MEETING = "meeting", "First meeting planned"
    AGREED = "agreed", "Everybody said yes again"
    MATCHED = "matched", "Became a match"
    CLOSED = "closed", "Closed"


OPEN_PROPOSAL = tuple(
    status for status in ProposalStatus if status not in (ProposalStatus.MATCHED, ProposalStatus.CLOSED)
)
HOLDS_A_PLACE = (ProposalStatus.APPROVED, ProposalStatus.MEETING, ProposalStatus.AGREED)
PROPOSAL = Lifecycle(
    "proposal",
    ProposalStatus,
    {
        "choose": (ProposalStatus.SUGGESTED, ProposalStatus.CHOSEN),
        "say yes": (ProposalStatus.CHOSEN, ProposalStatus.ANSWERED),
        "approve": (ProposalStatus.ANSWERED, ProposalStatus.APPROVED),
        "plan first meeting": (
            (ProposalStatus.APPROVED, ProposalStatus.MEETING),
            ProposalStatus.MEETING,
        ),
        "agree": (ProposalStatus.MEETING, ProposalStatus.AGREED),
        "begin": (ProposalStatus.AGREED, ProposalStatus.MATCHED),
        "close": (OPEN_PROPOSAL, ProposalStatus.CLOSED),
    },
)


class MatchStatus(models.TextChoices):
    ACTIVE = "active", "Active"
    PAUSED = "paused", "Paused"
    ENDING = "ending", "Winding down"
    ENDED = "ended", "Ended"


LIVE_MATCH = (MatchStatus.ACTIVE, MatchStatus.PAUSED, MatchStatus.ENDING)
MATCH = Lifecycle(
    "match",
    MatchStatus,
    {
        "pause": (MatchStatus.ACTIVE, MatchStatus.PAUSED),
        "resume": (MatchStatus.PAUSED, MatchStatus.ACTIVE),
        "wind down": ((MatchStatus.ACTIVE, MatchStatus.PAUSED), MatchStatus.ENDING),
        "go on": (MatchStatus.ENDING, MatchStatus.ACTIVE),
        "end": (LIVE_MATCH, MatchStatus.ENDED),
        "take the end back": (MatchStatus.ENDED, MatchStatus.ENDING),
    },
)


class OpenDayStatus(models.TextChoices):
    PLANNED = "planned", "Planned"
    LISTENING = "listening", "Choices are being heard"
    WORKED_OUT = "worked out", "A proposal is there to be agreed"
    AGREED = "agreed", "Agreed"
    OVER = "over", "Over"
    CALLED_OFF = "called off", "Called off"


OPEN_DAY = Lifecycle(
    "open day",
    OpenDayStatus,
    {
        "close the doors": (OpenDayStatus.PLANNED, OpenDayStatus.LISTENING),
        "open the doors": (OpenDayStatus.LISTENING, OpenDayStatus.PLANNED),
        "work out": ((OpenDayStatus.LISTENING, OpenDayStatus.WORKED_OUT), OpenDayStatus.WORKED_OUT),
        "hear again": (OpenDayStatus.WORKED_OUT, OpenDayStatus.LISTENING),
        "agree": ((OpenDayStatus.WORKED_OUT, OpenDayStatus.AGREED), OpenDayStatus.AGREED),
        "call off": (OpenDayStatus.PLANNED, OpenDayStatus.CALLED_OFF),
        "leave it at that": (
            (OpenDayStatus.PLANNED, OpenDayStatus.LISTENING, OpenDayStatus.WORKED_OUT),
            OpenDayStatus.OVER,
        ),
    },
)


class GuestStatus(models.TextChoices):
    INVITED = "invited", "Not answered yet"
    COMING = "coming", "Coming"
    NOT_COMING = "not coming", "Not coming"
    CAME = "came", "Was there"
    AWAY = "away", "Did not come"
    TAKEN_BACK = "taken back", "Invitation taken back"
    CALLED_OFF = "called off", "Called off"


ASKED = (GuestStatus.INVITED, GuestStatus.COMING, GuestStatus.NOT_COMING)
EXPECTED = (GuestStatus.INVITED, GuestStatus.COMING)
MARKED = (GuestStatus.CAME, GuestStatus.AWAY)
GUEST = Lifecycle(
    "place at the open day",
    GuestStatus,
    {
        "say yes": ((GuestStatus.INVITED, GuestStatus.NOT_COMING), GuestStatus.COMING),
        "say no": ((GuestStatus.INVITED, GuestStatus.COMING), GuestStatus.NOT_COMING),
        "come": ((*ASKED, GuestStatus.AWAY), GuestStatus.CAME),
        "stay away": ((*ASKED, GuestStatus.CAME), GuestStatus.AWAY),
        "unmark, not answered": (MARKED, GuestStatus.INVITED),
        "unmark, coming": (MARKED, GuestStatus.COMING),
        "unmark, not coming": (MARKED, GuestStatus.NOT_COMING),
        "take back": ((*ASKED, *MARKED), GuestStatus.TAKEN_BACK),
        "invite again": ((GuestStatus.TAKEN_BACK, GuestStatus.CALLED_OFF), GuestStatus.INVITED),
        "call off": (ASKED, GuestStatus.CALLED_OFF),
    },
)


class RoundStatus(models.TextChoices):
    ASKED = "asked", "Being worked out"
    MADE = "made", "To be looked at"
    FINISHED = "finished", "Finished"
    FAILED = "failed", "Stopped by a fault"


ROUND = Lifecycle(
    "round",
    RoundStatus,
    {
        "work out": (RoundStatus.ASKED, RoundStatus.MADE),
        "fail": (RoundStatus.ASKED, RoundStatus.FAILED),
        "finish": (RoundStatus.MADE, RoundStatus.FINISHED),
    },
)
