"""What comes afterwards: staying in touch, what a child goes on to, and looking back together."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from kith.access.policy import Reach
from kith.access.reach import NOTHING, Ground, ReachableQuerySet
from kith.endings.models.endings import Ending
from kith.foundation.models import SignedRecord
from kith.people.models import AboutChildQuerySet, Child
from kith.schemes.models import Scheme


class ContactAnswer(SignedRecord):
    """What one of them said about staying in touch afterwards. A later answer stands for an earlier one."""

    class Who(models.TextChoices):
        CHILD = "child", "The young person"
        VOLUNTEER = "volunteer", "The volunteer"
        CARER = "carer", "The carer"
        WORKER = "worker", "The worker"

    ending = models.ForeignKey(Ending, on_delete=models.CASCADE, related_name="contact_answers")
    who = models.CharField(max_length=10, choices=Who.choices)
    yes = models.BooleanField()
    words = models.CharField(max_length=300, blank=True)
    on = models.DateField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.who}: {'yes' if self.yes else 'no'}"


class FollowOnQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        """Whole schemes: the list says nothing of any child."""
        if ground.reach in (Reach.SCHEME, Reach.CASELOAD):
            return Q(scheme__in=ground.schemes())
        return NOTHING

    def offered(self) -> Self:
        return self.filter(retired_on=None)

    def for_age(self, age: int | None) -> Self:
        return self if age is None else self.filter(age_from__lte=age, age_to__gte=age)


class FollowOn(SignedRecord):
    """Something a child can go on to when a match has ended, from the scheme's own small list."""

    class Kind(models.TextChoices):
        CLUB = "club", "A club or a group"
        GRANT = "grant", "A grant"
        PEOPLE = "people", "People who stay"
        HELP = "help", "Advice or help"

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    name = models.CharField(max_length=80)
    words = models.CharField(max_length=300, blank=True, help_text="what it is, as a child would be told")
    reach = models.CharField(max_length=120, blank=True, help_text="a website, a number, whom to ask for")
    age_from = models.PositiveSmallIntegerField(default=0)
    age_to = models.PositiveSmallIntegerField(default=25)
    retired_on = models.DateField(null=True, blank=True)

    objects = FollowOnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "name"],
                condition=Q(retired_on=None),
                name="a_scheme_lists_a_follow_on_once",
            ),
            models.CheckConstraint(
                condition=Q(age_to__gte=F("age_from")), name="a_follow_on_is_for_ages_in_order"
            ),
        ]
        ordering = ["kind", "name"]
        verbose_name_plural = "follow-ons"

    def __str__(self) -> str:
        return self.name


class GoesOnTo(SignedRecord):
    """What one child goes on to: from the list, or in words of its own."""

    ending = models.ForeignKey(Ending, on_delete=models.CASCADE, related_name="goes_on_to")
    follow_on = models.ForeignKey(FollowOn, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=200, blank=True)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ending", "follow_on"],
                condition=Q(follow_on__isnull=False),
                name="a_child_goes_on_to_a_thing_once",
            ),
            models.CheckConstraint(
                condition=Q(follow_on__isnull=False) | ~Q(words=""), name="what_follows_is_said_somehow"
            ),
        ]
        ordering = ["id"]
        verbose_name_plural = "goes on to"

    def __str__(self) -> str:
        return self.words or str(self.follow_on)


class LookBackQuerySet(AboutChildQuerySet):
    """Reached by the scheme, for the child's story has closed; nothing of it is opened by this."""

    child_path = "ending__match__child"
    scheme_path = "ending__match__scheme"

    def own(self, ground: Ground) -> Q:
        return super().own(ground) & Q(due_on__lte=ground.on)

    def open(self) -> Self:
        return self.filter(answered_on=None)

    def due_by(self, day: date) -> Self:
        """Nobody is asked for three months and for twelve at once: the later one overtakes what was not answered."""
        later = LookBack.objects.filter(
            ending=OuterRef("ending"), months__gt=OuterRef("months"), due_on__lte=day
        )
        return self.open().filter(~Exists(later), due_on__lte=day)

    def with_people(self) -> Self:
        return self.select_related(
            "ending__match__child", "ending__match__volunteer", "ending__match__scheme"
        )


class LookBack(SignedRecord):
    """Some months after an ending, if that is welcome: a question or two, and a no is an answer."""

    class Said(models.TextChoices):
        YES = "yes", "Yes"
        PARTLY = "partly", "Partly"
        NO = "no", "No"

    ending = models.ForeignKey(Ending, on_delete=models.CASCADE, related_name="look_backs")
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    declined = models.BooleanField(default=False, help_text="they would rather not, or could not be reached")
    was_good = models.CharField(max_length=6, choices=Said.choices, blank=True)
    has_somebody = models.CharField(max_length=6, choices=Said.choices, blank=True)
    words = models.TextField(blank=True, max_length=600)

    objects = LookBackQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ending", "months"], name="one_looks_back_once_each_time"),
            models.CheckConstraint(
                condition=Q(declined=False) | Q(was_good="", has_somebody="", words=""),
                name="who_would_rather_not_has_said_nothing",
            ),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(answered_on=None), name="open_look_backs")]
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return f"after {self.months} months"

    @property
    def child(self) -> Child:
        return self.ending.match.child
