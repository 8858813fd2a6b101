"""Who reads a concern, who may be asked to reach a reader, and who must do neither because it is about them."""

from datetime import date, datetime

from django.db.models import Q

from kith.access.models import Membership, User
from kith.access.roles import Role
from kith.foundation.dates import LONDON
from kith.people.models import Restriction, named_of
from kith.safeguarding.models import Concern
from kith.science.likeness import letters, same_name


def leads_for(concern: Concern, at: datetime) -> list[User]:
    """The safeguarding leads who may read it: of its scheme or its provider; everybody's where no scheme is known.

    Of a sealed child those who are named for the story, if any is.
    """
    day = at.astimezone(LONDON).date()
    leads = _without_those_it_is_about(_holding(Role.SAFEGUARDING_LEAD, concern, day), concern)
    if concern.child is None:
        return leads
    kept = set(Restriction.objects.open_on(day).filter(child=concern.child).values_list("user", flat=True))
    leads = [lead for lead in leads if lead.pk not in kept]
    near = set(named_of(concern.child, day).values_list("user", flat=True)) if concern.child.sealed else set()
    return [lead for lead in leads if lead.pk in near] or leads


def managers_for(concern: Concern, at: datetime) -> list[User]:
    """Who may be asked to reach a lead: the managers of its scheme or provider, without whoever it is about."""
    if concern.scheme is None:
        return []
    day = at.astimezone(LONDON).date()
    return _without_those_it_is_about(_holding(Role.MANAGER, concern, day), concern)


def _holding(role: Role, concern: Concern, day: date) -> list[User]:
    held = Membership.objects.open_on(day).filter(role=role, user__is_active=True)
    if concern.scheme:
        held = held.filter(Q(scheme=concern.scheme) | Q(organisation=concern.scheme.provider_id))
    people = {member.user for member in held.select_related("user")}
    return sorted(people, key=lambda user: user.pk)


def _without_those_it_is_about(people: list[User], concern: Concern) -> list[User]:
    kept = {concern.about_user_id, *concern.kept.values_list("user", flat=True)}
    return [user for user in people if user.pk not in kept]


def called(name: str, people: list[User]) -> list[User]:
    """Those of these people who may be meant by a name as somebody wrote it: whole, nearly, or one part of it."""
    parts = letters(name)
    return [
        user
        for user in people
        if same_name(name, user.name) or (len(parts) == 1 and parts[0] in letters(user.name))
    ]
