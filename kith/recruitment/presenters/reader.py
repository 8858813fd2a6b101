"""What one member of staff may do with one application, and who can do the rest."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.urls import reverse

from kith.access.models import User
from kith.access.policy import POLICY, Permission, Reach
from kith.access.reach import schemes_for
from kith.recruitment.models import Application
from kith.recruitment.queries import who_may

MINE = (
    Permission.RECORD_CHECK,
    Permission.RECORD_VETTING,
    Permission.SEE_VETTING,
    Permission.APPROVE_VOLUNTEER,
    Permission.AGREE_WITH_PANEL,
    Permission.EXCUSE_VOLUNTEER,
    Permission.SUSPEND_VOLUNTEER,
    Permission.APPROVE_CARD,
)


def named(people: Sequence[User], otherwise: str) -> str:
    """Dana Brook; Dana Brook or Priya Nair; or what the role is called when nobody holds it."""
    names = [person.name for person in people[:3]]
    if not names:
        return otherwise
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def roles_with(right: Permission) -> str:
    """Managers, vetting officers and safeguarding leads."""
    roles = [f"{role.label.lower()}s" for role, reach in POLICY[right].items() if reach >= Reach.CASELOAD]
    return f"{', '.join(roles[:-1])} and {roles[-1]}"


@dataclass
class Reader:
    """What one member of staff may do with one application, and who can do the rest."""

    user: User
    application: Application
    on: date
    _asked: dict[Permission, list[User]] = field(default_factory=dict)

    @cached_property
    def rights(self) -> frozenset[Permission]:
        scheme = self.application.scheme_id
        return frozenset(
            right for right in MINE if schemes_for(self.user, right, self.on).filter(pk=scheme).exists()
        )

    def may(self, right: Permission) -> bool:
        if right not in MINE:
            raise LookupError(f"{right} is not among the rights that a reader is asked for.")
        return right in self.rights

    def who(self, right: Permission) -> list[User]:
        if right not in self._asked:
            self._asked[right] = who_may(right, self.application.scheme, self.on)
        return self._asked[right]

    @property
    def vets(self) -> bool:
        return self.may(Permission.SEE_VETTING)

    @property
    def may_approve(self) -> bool:
        return self.may(Permission.APPROVE_VOLUNTEER) and self.application.recruiter_id != self.user.pk

    @property
    def who_approves(self) -> str:
        others = [
            user
            for user in self.who(Permission.APPROVE_VOLUNTEER)
            if user.pk != self.application.recruiter_id
        ]
        return named(others, "a manager who is not their recruiter")


def address_of(application: Application) -> str:
    return reverse("recruitment:application", args=[application.public_id])


def check_address(application: Application, slug: str) -> str:
    return reverse("recruitment:check", args=[application.public_id, slug])


def step_address(application: Application, step: str) -> str:
    return reverse("recruitment:step", args=[application.public_id, step.replace(" ", "-")])
