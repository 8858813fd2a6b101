"""The register is the authority’s own: a scheme that forgets a child changes nothing in it."""

from kith.foundation.forgetting import Stays, tell
from kith.people.models import Child
from kith.register.models import (
    Absence,
    CareSummary,
    Episode,
    LeaverSnapshot,
    Offer,
    PathwayPoint,
    Review,
    YearMeasure,
)

WHY = "the authority’s own register, kept by the authority’s own rules"
MODELS = (Absence, CareSummary, Episode, LeaverSnapshot, Offer, PathwayPoint, Review, YearMeasure)


tell(Child, [Stays(model, "child", WHY) for model in MODELS])
