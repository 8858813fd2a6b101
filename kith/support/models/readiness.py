"""A young person's own list for leaving care: what they can do already, and where they would like help, from whom."""

from django.db import models
from django.db.models import Q

from kith.access.policy import Reach
from kith.access.reach import Ground
from kith.foundation.models import SignedRecord
from kith.people.models import AboutChildQuerySet, Child


class ReadinessListQuerySet(AboutChildQuerySet):
    scheme_path = None

    def within(self, ground: Ground) -> Q:
        """The young person's own; everybody else only while it is shared with them."""
        if ground.reach == Reach.OWN:
            return Q(child__user=ground.user)
        return super().within(ground) & Q(shared=True)


class ReadinessList(SignedRecord):
    """The list is theirs: whether to begin it, who else may see it, and whether to be reminded."""

    child = models.OneToOneField(Child, on_delete=models.PROTECT, related_name="+")
    begun_on = models.DateField()
    shared = models.BooleanField(default=False, help_text="the coordinator and the worker may see it")
    nudges = models.BooleanField(default=True, help_text="a line on My space once a month")
    nudged_on = models.DateField(null=True, blank=True, help_text="when the last line was put away")

    objects = ReadinessListQuerySet.as_manager()

    def __str__(self) -> str:
        return f"list begun on {self.begun_on}"


class ReadinessAnswer(SignedRecord):
    """What they said of one thing on one day. The latest counts; the earlier ones show how far they have come."""

    class State(models.TextChoices):
        CAN = "can", "I can do this"
        NEARLY = "nearly", "Nearly"
        NOT_YET = "not yet", "Not yet"
        NOT_MINE = "not mine", "Not for me"

    class From(models.TextChoices):
        WORKER = "worker", "My social worker or adviser"
        VOLUNTEER = "volunteer", "The person who visits me"
        CARER = "carer", "Who I live with"
        FAMILY = "family", "Family or a friend"
        SCHOOL = "school", "School, college or work"
        NOT_SURE = "not sure", "I don’t know who"

    list = models.ForeignKey(ReadinessList, on_delete=models.CASCADE, related_name="answers")
    item = models.CharField(max_length=30)
    state = models.CharField(max_length=10, choices=State.choices)
    help_wanted = models.CharField(max_length=200, blank=True)
    help_from = models.CharField(max_length=10, choices=From.choices, blank=True)
    on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["list", "item", "-id"])]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.item}: {self.state}"
