"""People a child must be kept from. All they are called and reached by is encrypted; keyed digests tell only sameness."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from kith.access.models import User
from kith.access.reach import Ground
from kith.foundation.encryption import EncryptedTextField
from kith.foundation.models import Record, SignedRecord
from kith.people.models import AboutChildQuerySet, Child, Restriction


class BarredContactQuerySet(AboutChildQuerySet):
    scheme_path = None

    def open_on(self, day: date) -> Self:
        return self.filter(Q(until_day=None) | Q(until_day__gt=day), from_day__lte=day)


class BarredContact(SignedRecord):
    """Somebody who must not come near one child, and why; compared with everybody who offers to volunteer."""

    class Relation(models.TextChoices):
        PARENT = "parent", "Parent or step-parent"
        RELATIVE = "relative", "Another relative"
        KNOWN = "known", "Somebody the child knew"
        STRANGER = "stranger", "Somebody the child did not know"
        NOT_SAID = "not said", "Not said"

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(max_length=20, choices=Relation.choices)
    name = EncryptedTextField()
    aliases = EncryptedTextField(blank=True, help_text="a name a line")
    addresses = EncryptedTextField(blank=True, help_text="an address a line, with its postcode")
    phones = EncryptedTextField(blank=True, help_text="a number a line")
    emails = EncryptedTextField(blank=True, help_text="an address a line")
    why = EncryptedTextField(help_text="who says so, such as an order of a court")
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_why = EncryptedTextField(blank=True)

    objects = BarredContactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_day=None) | Q(until_day__gte=F("from_day")),
                name="a_barred_contact_ends_after_it_begins",
            )
        ]
        indexes = [models.Index(fields=["child", "until_day"])]

    def __str__(self) -> str:
        return f"barred contact from {self.from_day}"


class BarredMark(Record):
    """A keyed digest of one thing known of a barred contact: tells whether another is the same, nothing else."""

    class Kind(models.TextChoices):
        NAME = "name", "Name"
        SOUND = "sound", "Sound of a name"
        ADDRESS = "address", "Address"
        PHONE = "phone", "Phone number"
        EMAIL = "email", "E-mail address"

    contact = models.ForeignKey(BarredContact, on_delete=models.CASCADE, related_name="marks")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    digest = models.CharField(max_length=64, db_index=True)

    def __str__(self) -> str:
        return self.kind


class AccountAlikeQuerySet(AboutChildQuerySet):
    child_path = "contact__child"
    scheme_path = None

    def within(self, ground: Ground) -> Q:
        """Nobody looks at their own account."""
        return super().within(ground) & ~Q(user=ground.user)

    def to_look_at(self, day: date) -> Self:
        """Nobody has said yet whether they are the same, and the account is not kept from the child."""
        kept = Restriction.objects.open_on(day).filter(
            user=OuterRef("user"), child=OuterRef("contact__child")
        )
        open_now = self.filter(settled_on=None, user__is_active=True)
        return open_now.filter(contact__in=BarredContact.objects.open_on(day)).exclude(Exists(kept))


class AccountAlike(SignedRecord):
    """Somebody who signs in here may be somebody a child must be kept from; a lead looks and says whether they are."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    contact = models.ForeignKey(BarredContact, on_delete=models.CASCADE, related_name="+")
    alike = models.JSONField(default=list, help_text="in what: name, sound, phone, email")
    found_on = models.DateField()
    settled_on = models.DateField(
        null=True, blank=True, help_text="the day on which a lead said: somebody else"
    )
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = EncryptedTextField(blank=True, help_text="how the lead found out")

    objects = AccountAlikeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "contact"], name="an_account_is_alike_with_somebody_once")
        ]
        verbose_name_plural = "accounts alike"

    def __str__(self) -> str:
        return f"{self.user_id} is alike with {self.contact_id}"

    @property
    def child(self) -> Child:
        return self.contact.child
