"""Those who work with a child or care for them, with an account or without one."""

from datetime import date

from django.db import models

from kith.access.models import User
from kith.foundation.models import Record
from kith.people.children import Child, Involvement
from kith.schemes.models import Organisation

WORKERS = (Involvement.Part.SOCIAL_WORKER, Involvement.Part.PERSONAL_ADVISER)


class Person(Record):
    """Somebody near children who may or may not sign in."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Worker(Person):
    """A social worker, reviewing officer, personal adviser or teacher."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Involvement.Part.choices)
    team = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["name"]


class Carer(Person):
    """A foster carer, a relative who cares, or the person to ring at a home."""

    class Meta:
        ordering = ["name"]


def near_in(child: Child, part: Involvement.Part, on: date) -> Involvement | None:
    """The worker or carer near a child in this part; of several, whoever came last."""
    near = child.involvements.open_on(on).of(part).exclude(worker=None, carer=None)
    return near.select_related("carer", "worker").order_by("from_day", "pk").last()
