"""Where a child lives: encrypted, shown one at a time with a reason, and every look kept."""

from django.db import models
from django.db.models import F, Q

from kith.foundation.encryption import EncryptedTextField
from kith.foundation.models import SignedRecord
from kith.people.children import Child


class PlacementAddress(SignedRecord):
    """Where a child lived, from when to when. Encrypted; shown one at a time, with a reason, and logged."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="addresses")
    address = EncryptedTextField(blank=True)
    postcode = EncryptedTextField(blank=True)
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "from_day"], name="a_child_moves_once_a_day"),
            models.CheckConstraint(
                condition=Q(until_day=None) | Q(until_day__gte=F("from_day")),
                name="a_placement_address_ends_after_it_begins",
            ),
        ]
        verbose_name_plural = "placement addresses"

    def __str__(self) -> str:
        return f"an address from {self.from_day}"


class PlacementAddressLook(SignedRecord):
    """Somebody was shown where a child lives: who, when, and why they said they needed it."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="address_looks")
    reason = EncryptedTextField()
    on = models.DateField()

    def __str__(self) -> str:
        return f"a look on {self.on}"
