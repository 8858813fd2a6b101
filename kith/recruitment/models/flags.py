"""What those who vet must look at before anybody decides: an earlier application, a match with a barred contact."""

from typing import Self

from django.db import models
from django.db.models import Q

from kith.access.models import User
from kith.access.policy import Reach
from kith.access.reach import Ground, ReachableQuerySet
from kith.foundation.encryption import EncryptedTextField
from kith.foundation.models import Record
from kith.recruitment.models.applications import Application
from kith.safeguarding.models import BarredContact


class FlagQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        """Those who vet in the scheme; never the applicant, whatever else they are."""
        if ground.reach != Reach.SCHEME:
            return Q(pk__in=[])
        about_me = Q(application__volunteer__user=ground.user)
        return Q(application__scheme__in=ground.schemes()) & ~about_me

    def unsettled(self) -> Self:
        return self.filter(settled_on=None)

    def in_the_way(self) -> Self:
        """A conflict that nobody has looked at yet, or that was found to be one: nobody is approved beside it."""
        conflicts = self.filter(kind=Flag.Kind.CONFLICT)
        return conflicts.filter(Q(settled_on=None) | Q(finding=Flag.Finding.SAME))


class Flag(Record):
    """Something about an application that only those who vet may know of. Names no child."""

    class Kind(models.TextChoices):
        EARLIER = "earlier", "They may have applied before"
        CONFLICT = "conflict", "They may be somebody a child must be kept from"

    class Finding(models.TextChoices):
        SAME = "same", "It is the same person"
        OTHER = "other", "It is somebody else"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="flags")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    alike = models.JSONField(default=list, help_text="what is alike: codes, never the thing itself")
    closeness = models.PositiveSmallIntegerField(default=0, help_text="0 to 100")
    earlier = models.ForeignKey(
        Application, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    contact = models.ForeignKey(
        BarredContact, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    raised_on = models.DateField()
    finding = models.CharField(max_length=10, choices=Finding.choices, blank=True)
    words = EncryptedTextField(blank=True, help_text="how it was settled")
    settled_on = models.DateField(null=True, blank=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = FlagQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "earlier"],
                condition=Q(earlier__isnull=False),
                name="an_earlier_application_is_flagged_once",
            ),
            models.UniqueConstraint(
                fields=["application", "contact"],
                condition=Q(contact__isnull=False),
                name="a_barred_contact_is_flagged_once",
            ),
            models.CheckConstraint(
                condition=Q(settled_on=None) | ~Q(finding=""), name="a_settled_flag_says_what_was_found"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} from {self.raised_on}"
