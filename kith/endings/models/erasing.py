"""What comes before a record of a match is erased: offered to the young person, held back, agreed by two."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from kith.access.models import User
from kith.access.policy import Reach
from kith.access.reach import NOTHING, Ground, ReachableQuerySet
from kith.endings.models.endings import Ending
from kith.foundation.models import SignedRecord
from kith.people.models import Child


class MemoriesOffered(SignedRecord):
    """Before anything goes, the young person is asked what should become of letters, pictures and words. The latest counts."""

    class Answer(models.TextChoices):
        TOOK = "took", "They have them now"
        NOT_WANTED = "not wanted", "They do not want them"
        KEEP = "keep", "They would like us to keep them"
        NOT_REACHED = "not reached", "They could not be reached"

    ending = models.ForeignKey(Ending, on_delete=models.CASCADE, related_name="offers")
    answer = models.CharField(max_length=12, choices=Answer.choices)
    words = models.CharField(max_length=300, blank=True, help_text="how they were asked, or how it was tried")
    on = models.DateField()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "memories offered"

    def __str__(self) -> str:
        return f"{self.get_answer_display()} on {self.on}"

    @property
    def child(self) -> Child:
        return self.ending.match.child


class KeptLongerQuerySet(models.QuerySet["KeptLonger"]):
    def standing(self) -> Self:
        return self.filter(lifted_on=None)


class KeptLonger(SignedRecord):
    """A record that is not erased for now, and why. It stands until somebody lifts it."""

    class Reason(models.TextChoices):
        LEGAL = "legal", "A court, a claim or a complaint"
        ENQUIRY = "enquiry", "An enquiry or an inquest"
        CHILD = "young person", "The young person would like us to keep it"
        REQUEST = "request", "Somebody has asked to see their file"
        OTHER = "other", "Another reason"

    ending = models.ForeignKey(Ending, on_delete=models.CASCADE, related_name="kept_longer")
    reason = models.CharField(max_length=12, choices=Reason.choices)
    words = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    look_again_on = models.DateField(
        null=True, blank=True, help_text="when somebody looks whether it still holds"
    )
    lifted_on = models.DateField(null=True, blank=True)
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = KeptLongerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_on=None) | Q(lifted_on__gte=F("on")),
                name="what_is_kept_longer_is_let_go_afterwards",
            ),
            models.UniqueConstraint(
                fields=["ending", "reason"],
                condition=Q(lifted_on=None),
                name="a_record_is_kept_for_a_reason_once",
            ),
        ]
        ordering = ["id"]
        verbose_name_plural = "kept longer"

    def __str__(self) -> str:
        return str(self.get_reason_display())

    @property
    def child(self) -> Child:
        return self.ending.match.child


class ErasingQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        """What was erased, by scheme: it names nobody."""
        if ground.reach == Reach.SCHEME:
            return Q(ending__match__scheme__in=ground.schemes())
        return NOTHING

    def standing(self) -> Self:
        return self.filter(taken_back_on=None)

    def open(self) -> Self:
        return self.standing().filter(erased_on=None)


class Erasing(SignedRecord):
    """One person said that a record may go, another agreed; some days later, at night, it goes."""

    ending = models.ForeignKey(Ending, on_delete=models.PROTECT, related_name="erasings")
    said_on = models.DateField()
    agreed_on = models.DateField(null=True, blank=True)
    agreed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_on = models.DateField(null=True, blank=True)
    erased_on = models.DateField(null=True, blank=True)
    name_went = models.BooleanField(default=False, help_text="the child’s name went too")

    objects = ErasingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ending"], condition=Q(taken_back_on=None), name="a_record_is_erased_once"
            ),
            models.CheckConstraint(
                condition=Q(agreed_by=None, agreed_on=None)
                | Q(agreed_by__isnull=False, agreed_on__gte=F("said_on")),
                name="a_second_person_agrees_after_the_first",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("created_by")),
                name="two_people_agree_that_a_record_goes",
            ),
            models.CheckConstraint(
                condition=Q(erased_on=None) | Q(agreed_on__isnull=False, taken_back_on=None),
                name="nothing_is_erased_that_two_did_not_agree",
            ),
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"erasing of {self.ending_id}"
