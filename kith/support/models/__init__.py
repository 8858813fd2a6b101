"""All of this room's nouns; each lives in the module of its kind."""

from kith.support.models.checkins import AskedLater, CheckIn, Who
from kith.support.models.cover import Cover, Covered, HandedOver, HandOver, Post
from kith.support.models.lone import LoneVisit, LoneWish, OnCall
from kith.support.models.network import KeepTie, NetworkMap, Tie
from kith.support.models.readiness import ReadinessAnswer, ReadinessList
from kith.support.models.reviews import MatchReview, Voice
from kith.support.models.supervision import GroupSupervision, PeerPlan, Supervision
from kith.support.models.thanks import Thanks

__all__ = [
    "AskedLater",
    "CheckIn",
    "Cover",
    "Covered",
    "GroupSupervision",
    "HandOver",
    "HandedOver",
    "KeepTie",
    "LoneVisit",
    "LoneWish",
    "MatchReview",
    "NetworkMap",
    "OnCall",
    "PeerPlan",
    "Post",
    "ReadinessAnswer",
    "ReadinessList",
    "Supervision",
    "Thanks",
    "Tie",
    "Voice",
    "Who",
]
