"""That somebody who vets has something to look at: said plainly to them, and in neutral words to whoever recruits.

A conflict is a mark for those who vet alone (ADR 18). That somebody may be here twice is known to whoever reads the list,
since both entries stand on it; what became of the earlier one, and what is found, is not (ADR 29).
"""

from collections.abc import Collection

from django.db.models import Q

from kith.access.models import User
from kith.access.policy import Permission
from kith.recruitment.models import Application, Flag
from kith.recruitment.presenters.reader import Reader, named
from kith.recruitment.states import ON_THE_WAY

Mark = tuple[str, str]  # tint, words
LOOK_FIRST: Mark = ("coral", "Look first")
LOOKED_AT: Mark = ("plain", "Vetting looks at this")


def marks(user: User, applications: Collection[int]) -> dict[int, Mark]:
    """Application → its mark, for this reader. The earlier of two entries carries it too, as long as it is open."""
    told = Q(application__in=applications) | Q(earlier__in=applications, earlier__status__in=ON_THE_WAY)
    rows = Flag.objects.unsettled().filter(told).order_by("pk")
    found = list(rows.values_list("pk", "kind", "application", "earlier", "earlier__status"))
    reachable = Flag.objects.reachable_by(user, Permission.SEE_VETTING)
    mine = set(reachable.filter(pk__in=[pk for pk, *_ in found]).values_list("pk", flat=True))
    shown: dict[int, Mark] = {}
    for pk, kind, later, earlier, status in found:
        both = [later, earlier] if earlier and status in ON_THE_WAY else [later]
        for application in set(both) & set(applications):
            if pk in mine:
                shown[application] = LOOK_FIRST
            elif kind == Flag.Kind.EARLIER:
                shown.setdefault(application, LOOKED_AT)
    return shown


def who_looks(reader: Reader) -> str:
    """On the page of one application, for whoever recruits: who looks at it. Empty when nobody need."""
    application: Application = reader.application
    if application.pk not in marks(reader.user, [application.pk]):
        return ""
    who = [user for user in reader.who(Permission.RECORD_VETTING) if user.pk != application.recruiter_id]
    return named(who, "Somebody who vets")
