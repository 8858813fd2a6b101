"""Who reads a concern, who may be asked to reach a reader, and who must do neither because it is about them."""

from datetime import date, datetime

from django.db.models import Q

from kith.access.models import Membership, User
from kith.access.roles import Role
from kith.foundation.dates import LONDON
from kith.people.models import Restriction, Volunteer, named_of
from kith.safeguarding.models import Accused, Concern
from kith.safeguarding.states import Status
from kith.schemes.models import Scheme


def leads_for(concern: Concern, at: datetime) -> list[User]:
    """The safeguarding leads who may read it: of its scheme or its provider; everybody's where no scheme is known.

    Of a sealed child those who are named for the story, if any is.
    """
    day = at.astimezone(LONDON).date()
    leads = _without_those_it_is_about(leads_of(concern.scheme, day), concern)
    if concern.child is None:
        return leads
    kept = set(Restriction.objects.open_on(day).filter(child=concern.child).values_list("user", flat=True))
    leads = [lead for lead in leads if lead.pk not in kept]
    near = set(named_of(concern.child, day).values_list("user", flat=True)) if concern.child.sealed else set()
    return [lead for lead in leads if lead.pk in near] or leads


def chasers_for(concern: Concern, at: datetime) -> list[User]:
    """Who may be asked to reach a lead: the managers of its scheme or provider, without whoever it is about.

    Where neither a lead nor a manager is left, whoever gives roles there: they find somebody who may lead.
    """
    day = at.astimezone(LONDON).date()
    managers = _holding(Role.MANAGER, concern.scheme, day) if concern.scheme else []
    left = _without_those_it_is_about(managers, concern)
    if left or leads_for(concern, at):
        return left
    return _without_those_it_is_about(_holding(Role.ADMINISTRATOR, concern.scheme, day), concern)


def leads_of(scheme: Scheme | None, day: date) -> list[User]:
    """The safeguarding leads of a scheme or its provider; everybody's where no scheme is known."""
    return _holding(Role.SAFEGUARDING_LEAD, scheme, day)


def _holding(role: Role, scheme: Scheme | None, day: date) -> list[User]:
    held = Membership.objects.open_on(day).filter(role=role, user__is_active=True)
    if scheme:
        held = held.filter(Q(scheme=scheme) | Q(organisation=scheme.provider_id))
    people = {member.user for member in held.select_related("user")}
    return sorted(people, key=lambda user: user.pk)


def _without_those_it_is_about(people: list[User], concern: Concern) -> list[User]:
    accused = concern.accused.values_list("volunteer__user", flat=True)
    of_it = concern.volunteer.user_id if concern.volunteer else None
    kept = {concern.about_user_id, of_it, *accused, *concern.kept.values_list("user", flat=True)}
    return [user for user in people if user.pk not in kept]


def is_accused(volunteer: Volunteer) -> bool:
    """Whether an allegation about them has no outcome yet."""
    return Accused.objects.filter(volunteer=volunteer).exclude(concern__status=Status.CLOSED).exists()
