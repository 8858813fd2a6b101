"""The points of the care pathway, and what a child was offered and answered at them."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from kith.foundation.models import Record, SignedRecord
from kith.people.models import AboutChildQuerySet, Child
from kith.register.models.care import OFFERED_FROM_AGE, CareSummary, born_by


class PathwayPointQuerySet(AboutChildQuerySet):
    scheme_path = None

    def standing(self) -> Self:
        """Those that the returns still say there were, or will be."""
        return self.filter(withdrawn_on=None)

    def unanswered(self) -> Self:
        return self.standing().exclude(pk__in=Offer.objects.values("point"))

    def to_ask(self, on: date) -> Self:
        """The newest point of each child who is old enough and looked after, if nothing is written down at it.

        Older points without a word are past. A child who said yes, or who asked for time, is not asked again until then.
        """
        reached = PathwayPoint.objects.standing().filter(child=OuterRef("child"), on__lte=on)
        later = reached.filter(Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), pk__gt=OuterRef("pk")))
        settled = CareSummary.objects.filter(
            Q(ask_again_on__gt=on) | Q(last_answer__in=Offer.SETTLED), child=OuterRef("child")
        )
        return self.unanswered().filter(
            ~Exists(later),
            ~Exists(settled),
            on__lte=on,
            child__looked_after=True,
            child__born__lte=born_by(OFFERED_FROM_AGE, on),
        )


class PathwayPoint(Record):
    """A moment of the care pathway at which a child should be considered for somebody. Derived; the key is stable.

    The next review due stands here too, marked as expected, so that its answer has a place before the return tells of it.
    A point that a corrected return no longer tells of is withdrawn, unless somebody has answered at it.
    """

    class Kind(models.TextChoices):
        CAME_INTO_CARE = "came into care", "Came into care"
        REVIEW = "review", "Review"
        MOVED = "moved", "Moved placement"
        THIRTEEN = "thirteen", "Turned 13"
        SIXTEEN = "sixteen", "Turned 16"
        SEVENTEEN = "seventeen", "Turned 17"
        LEFT_CARE = "left care", "Left care"

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    on = models.DateField()
    key = models.CharField(max_length=80)
    expected = models.BooleanField(default=False, help_text="a review that is due and not yet told of")
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = PathwayPointQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "key"], name="a_pathway_point_is_derived_once")
        ]
        indexes = [models.Index(fields=["on", "kind"])]
        ordering = ["-on"]

    def __str__(self) -> str:
        return f"{self.what} on {self.on}"

    @property
    def what(self) -> str:
        return "Review due" if self.expected else self.get_kind_display()


class OfferQuerySet(AboutChildQuerySet):
    scheme_path = None

    def standing(self) -> Self:
        """Those that were not put right by a later one."""
        return self.filter(corrected_by=None)


class Offer(SignedRecord):
    """At one point: was the child considered, offered somebody, how were they asked, what did they say.

    Never edited: a mistake is put right by a new row that the old one points to.
    """

    class Answer(models.TextChoices):
        NOT_CONSIDERED = "not considered", "Not considered"
        NOT_NOW = "not in interests", "Considered, not in their interests now"
        TOO_YOUNG = "too young", "Too young"
        HAS_SOMEBODY = "has somebody", "Already has a trusted adult"
        ACCEPTED = "accepted", "Offered, said yes"
        DECLINED = "declined", "Offered, said no"
        UNDECIDED = "undecided", "Offered, not sure yet"
        CONTINUE = "continue", "Already matched, wants to go on"
        END_ASKED = "end asked", "Already matched, wants to stop"
        WAITING = "waiting", "Already waiting"

    class Asked(models.TextChoices):
        TALK = "talk", "In a conversation"
        LEAFLET = "leaflet", "With a leaflet made for their age"
        ADVOCATE = "advocate", "Through an advocate"
        SYMBOLS = "symbols", "With pictures or symbols"
        NOT_ASKED = "not asked", "Not asked"

    OFFERED = frozenset(
        {Answer.ACCEPTED, Answer.DECLINED, Answer.UNDECIDED, Answer.CONTINUE, Answer.END_ASKED}
    )
    """Answers only a child can give: they were asked."""

    SETTLED = frozenset({Answer.ACCEPTED, Answer.CONTINUE, Answer.WAITING})
    """Answers after which nobody asks again: somebody is coming, or there already."""

    point = models.ForeignKey(PathwayPoint, on_delete=models.PROTECT, related_name="offers")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20, choices=Answer.choices)
    asked = models.CharField(max_length=12, choices=Asked.choices, default=Asked.NOT_ASKED)
    why = models.CharField(max_length=300, blank=True, help_text="why not, where not")
    child_words = models.TextField(blank=True, max_length=1000)
    on = models.DateField()
    ask_again_on = models.DateField(null=True, blank=True)
    corrected_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["point"],
                condition=Q(corrected_by=None),
                name="a_point_has_one_standing_offer",
            ),
            models.CheckConstraint(
                condition=Q(ask_again_on=None) | Q(ask_again_on__gt=F("on")),
                name="a_child_is_asked_again_after_the_offer",
            ),
        ]
        indexes = [models.Index(fields=["child", "-on"])]

    def __str__(self) -> str:
        return f"{self.answer} on {self.on}"

    @property
    def was_considered(self) -> bool:
        return self.answer != self.Answer.NOT_CONSIDERED

    @property
    def was_offered(self) -> bool:
        return self.answer in self.OFFERED

    @property
    def tells_of_asking(self) -> bool:
        """Does it mean that the child was asked, now or before?"""
        return self.was_offered or self.answer == self.Answer.WAITING
