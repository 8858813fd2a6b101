"""A panel meets on a day, reads what is on its agenda, and two people decide about each."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from kith.access.models import User
from kith.access.policy import Reach
from kith.access.reach import Ground, ReachableQuerySet
from kith.foundation.encryption import EncryptedTextField
from kith.foundation.lifecycle import HasLifecycle
from kith.foundation.models import Change, SignedRecord
from kith.recruitment.models.applications import Application
from kith.recruitment.states import AGENDA, OPEN_ON_AGENDA, ItemStatus, WhyDeclined
from kith.schemes.models import Organisation, Scheme


class PanelQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        """Whoever works in a scheme of the provider; which lines of the agenda they see is another question."""
        if ground.reach in (Reach.CASELOAD, Reach.SCHEME):
            return Q(provider__in=ground.providers())
        return Q(pk__in=[])


class Panel(SignedRecord):
    """One meeting of a provider's panel."""

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    place = models.CharField(max_length=120, blank=True)

    objects = PanelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "on"], name="a_provider_has_one_panel_a_day")
        ]
        ordering = ["-on"]

    def __str__(self) -> str:
        return f"panel on {self.on}"


class AgendaItemQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        """Never the applicant's own: they hear by a letter."""
        if ground.reach in (Reach.CASELOAD, Reach.SCHEME):
            return Q(application__scheme__in=ground.schemes())
        return Q(pk__in=[])

    def open(self) -> Self:
        return self.filter(status__in=OPEN_ON_AGENDA)


class AgendaItem(SignedRecord, HasLifecycle):
    """One application before a panel: what was decided, by whom, and who agreed. Nothing holds until its letter goes."""

    class Outcome(models.TextChoices):
        APPROVE = "approve", "Approve"
        CONDITIONS = "approve with conditions", "Approve with conditions"
        DEFER = "defer", "Not yet: something is still needed"
        DECLINE = "decline", "Decline"

    lifecycle = AGENDA
    status = AGENDA.field()

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="items")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField(help_text="in the order in which it is read")
    outcome = models.CharField(max_length=30, choices=Outcome.choices, blank=True)
    programmes = models.ManyToManyField(Scheme, related_name="+", blank=True)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    places = models.PositiveSmallIntegerField(null=True, blank=True)
    conditions = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=20, choices=WhyDeclined.choices, blank=True)
    minutes = EncryptedTextField(blank=True, help_text="read by those who vet, nobody else")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    agreed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agreed_on = models.DateField(null=True, blank=True)
    letter_on = models.DateField(null=True, blank=True, help_text="the day the letter went and it held")

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(status__in=[str(status) for status in OPEN_ON_AGENDA]),
                name="an_application_is_on_one_agenda_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by=None) | Q(decided_by=None) | ~Q(agreed_by=F("decided_by")),
                name="a_panel_s_decision_needs_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(status=str(ItemStatus.SETTLED)) | Q(agreed_by__isnull=False),
                name="nothing_is_settled_that_nobody_agreed_to",
            ),
        ]
        ordering = ["place", "pk"]

    def __str__(self) -> str:
        return f"{self.application_id} at {self.panel_id}"

    @property
    def outcome_words(self) -> str:
        """What was decided, as a record says it: approved, not approve."""
        said = {
            "approve": "Approved",
            "approve with conditions": "Approved with conditions",
            "decline": "Declined",
        }
        return said.get(self.outcome, str(self.get_outcome_display()))

    @property
    def is_approval(self) -> bool:
        return self.outcome in (self.Outcome.APPROVE, self.Outcome.CONDITIONS)


class AgendaItemChange(Change):
    """One step of an item. Its words, such as why somebody did not agree, are read by those who vet."""

    of = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="changes")
    words = EncryptedTextField(blank=True)
