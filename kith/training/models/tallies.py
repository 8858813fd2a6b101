"""How many courses each volunteer lacks, as it was counted last: so that a list of thousands need not judge them all."""

from django.db import models

from kith.foundation.models import Record
from kith.people.models import Enlistment


class Tally(Record):
    """What one volunteer lacked in one scheme on a day. Sorts long lists; whoever is shown on one is judged anew."""

    enlistment = models.OneToOneField(Enlistment, on_delete=models.CASCADE, related_name="+")
    lacks = models.PositiveSmallIntegerField()
    first_end = models.DateField(
        null=True, blank=True, help_text="when the first of what holds runs out; empty: nothing does"
    )
    on = models.DateField(help_text="the day for which it was counted")

    class Meta:
        indexes = [
            models.Index(fields=["lacks", "enlistment"], name="training_who_lacks_something"),
            models.Index(fields=["first_end", "enlistment"], name="training_whose_runs_out_first"),
        ]
        verbose_name_plural = "tallies"

    def __str__(self) -> str:
        return f"lacks {self.lacks} on {self.on}"
