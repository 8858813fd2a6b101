"""Which rows about a volunteer are within reach."""

from django.db.models import Q

from kith.access.policy import Reach
from kith.access.reach import Ground, ReachableQuerySet


class AboutVolunteerQuerySet(ReachableQuerySet):
    """Rows about a volunteer in a scheme: their own, or their scheme's."""

    def within(self, ground: Ground) -> Q:
        if ground.reach == Reach.OWN:
            return Q(volunteer__user=ground.user)
        if ground.reach in (Reach.CASELOAD, Reach.SCHEME):
            return Q(scheme__in=ground.schemes())
        return Q(pk__in=[])
