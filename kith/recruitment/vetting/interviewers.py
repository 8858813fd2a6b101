"""Who may interview: colleagues who work with a scheme's volunteers, and until when each is trained to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kith.access.models import Membership, User
from kith.access.policy import POLICY, Permission, Reach
from kith.recruitment.models import Interviewer
from kith.schemes.models import Organisation, Scheme

MONTHS = 36  # how long training to interview is usually taken to hold
MOST_MONTHS = 60


@dataclass(frozen=True)
class Colleague:
    """Somebody who works with the volunteers of a provider; `mark` is what says longest that they are trained."""

    user: User
    provider: Organisation
    mark: Interviewer | None

    def is_trained_on(self, day: date) -> bool:
        return self.mark is not None and self.mark.trained_on <= day <= self.mark.until


def is_trained(user: User, scheme: Scheme, day: date) -> bool:
    """Whether a manager of the provider has put them down as trained to interview, and it holds that day."""
    return Interviewer.objects.trained_on(day).filter(provider=scheme.provider_id, user=user).exists()


def trained_among(users: Iterable[User], scheme: Scheme, day: date) -> set[int]:
    """The ids of those who are trained that day."""
    rows = Interviewer.objects.trained_on(day).filter(provider=scheme.provider_id, user__in=list(users))
    return set(rows.values_list("user", flat=True))


def colleagues(schemes: Iterable[Scheme], on: date) -> list[Colleague]:
    """Everybody who works with the volunteers of these schemes, by name, a line for each provider they work at."""
    listed = list(schemes)
    roles = [role for role, reach in POLICY[Permission.RECORD_CHECK].items() if reach >= Reach.CASELOAD]
    held = Membership.objects.open_on(on).filter(
        Q(scheme__in=listed) | Q(organisation__in={scheme.provider_id for scheme in listed}),
        role__in=roles,
        user__is_active=True,
    )
    people: dict[tuple[int, int], tuple[User, Organisation]] = {}
    for membership in held.select_related("user", "organisation", "scheme__provider"):
        provider = membership.scheme.provider if membership.scheme else membership.organisation
        if provider:
            people[provider.pk, membership.user_id] = (membership.user, provider)
    marks = _longest({provider for provider, _ in people})
    found = [Colleague(user, provider, marks.get(key)) for key, (user, provider) in people.items()]
    return sorted(found, key=lambda each: (each.user.name.casefold(), each.provider.name))


def _longest(providers: Iterable[int]) -> dict[tuple[int, int], Interviewer]:
    rows = Interviewer.objects.standing().filter(provider__in=list(providers)).order_by("until", "pk")
    return {(row.provider_id, row.user_id): row for row in rows}
