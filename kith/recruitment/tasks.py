"""What takes too long for a page: erasing those whose time is over, a part at a time, so that others come through."""

from django_tasks import task

from kith.foundation.dates import now
from kith.recruitment.actions.erasing import erase_due
from kith.schemes.models import Scheme


@task()
def erase(schemes: list[str]) -> None:
    """One part; as long as anybody went, the next part waits its turn behind whatever else is to be done."""
    wanted = list(Scheme.objects.filter(public_id__in=schemes).select_related("provider"))
    if erase_due(at=now(), schemes=wanted):
        erase.enqueue(schemes)
