"""Users and their memberships."""

import uuid
from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from kith.access.roles import STAFF, Role
from kith.foundation.models import Record
from kith.schemes.models import Organisation, Scheme


class UserManager(BaseUserManager["User"]):
    """Makes users; signing up by oneself is not offered anywhere."""

    def create_user(self, email: str | None, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email) or None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who can sign in. A young person has no e-mail here: they come in by a key to My space."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(unique=True, null=True, blank=True)
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    session_epoch = models.PositiveIntegerField(default=0, help_text="raised to end every session at once")

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def get_full_name(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        """Changes with the password and whenever somebody's sessions are ended, so old cookies die."""
        return f"{super().get_session_auth_hash()}{self.session_epoch}"

    def memberships_on(self, day: date) -> "list[Membership]":
        """This person's memberships that day, asked of the database once a day and user object."""
        kept: dict[date, list[Membership]] = self.__dict__.setdefault("_memberships", {})
        if day not in kept:
            kept[day] = list(
                self.memberships.open_on(day)
                .select_related("organisation", "scheme__provider")
                .order_by("id")
            )
        return kept[day]

    def roles_on(self, day: date) -> set[str]:
        return {membership.role for membership in self.memberships_on(day)}

    def is_staff_on(self, day: date) -> bool:
        return bool(self.roles_on(day) & STAFF)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def open_on(self, day: date) -> Self:
        return self.filter(Q(until_day=None) | Q(until_day__gt=day), from_day__lte=day)


class Membership(Record):
    """A role in an organisation, or in one scheme, from a day up to (not with) another."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=Role.choices)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation=None, scheme__isnull=False)
                | Q(organisation__isnull=False, scheme=None),
                name="a_membership_is_of_an_organisation_or_a_scheme",
            ),
            models.CheckConstraint(
                condition=Q(until_day=None) | Q(until_day__gte=F("from_day")),
                name="a_membership_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["user", "from_day"])]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.place}"

    @property
    def place(self) -> str:
        return str(self.scheme or self.organisation)


class SpaceKey(Record):
    """A young person's way in: a short code made by their coordinator, kept only as a hash, revocable."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="space_keys")
    digest = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    from_day = models.DateField()
    revoked_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"key of {self.user_id}"
