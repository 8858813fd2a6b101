"""A match that nobody looks after: whoever did so has gone, and nobody has taken it up."""

from collections.abc import Iterator

from django.urls import reverse

from kith.access.policy import Permission
from kith.matching.models import Match
from kith.support.queries import stranded as without_a_coordinator
from kith.web.desk.at_hand import AtHand
from kith.web.desk.needs import NOW, Need


def stranded(desk: AtHand) -> Iterator[Need]:
    """For managers: a coordinator's own matches have somebody."""
    if not (desk.is_wide and desk.may(Permission.ARRANGE_COVER)):
        return
    rows = Match.objects.reachable_by(desk.user, Permission.BEGIN_MATCH, desk.on).live()
    for match in without_a_coordinator(rows.with_people(), desk.on).order_by("child__first_name", "pk"):
        why = "Whoever looked after them does so no longer, and nobody has taken over."
        yield Need(
            f"Nobody looks after {match.name}", why, "Hand them over", reverse("support:stranded"), NOW
        )
