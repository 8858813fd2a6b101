"""A match begins with an agreement; later it may rest, go on, and be agreed anew."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.errors import Cannot
from kith.foundation.forgetting import forget
from kith.foundation.holding import hold
from kith.matching.actions.closing import close
from kith.matching.actions.standing import check_age, check_goes_on, check_room, check_volunteer
from kith.matching.models import Agreement, Match, Proposal
from kith.matching.states import MatchStatus, ProposalStatus
from kith.people.actions import involve
from kith.people.models import Involvement, kept_from_of
from kith.recruitment.queries import obstacles
from kith.referral import actions as referrals

AGREED_IN_WORDS = {
    "where": "where they meet",
    "contact": "how they reach each other in between",
    "confidentiality": "what stays between them, and what cannot",
    "how_it_will_end": "how it will end",
}


class CannotBegin(Cannot):
    """The match cannot begin yet."""


class CannotAgree(Cannot):
    """The agreement cannot be written as given."""


class CannotPause(Cannot):
    """The match cannot be paused, or go on, as asked."""


@transaction.atomic
def forget_match(*, match: Match, on: date) -> list[UUID]:
    """Whatever told of the two goes, in every room, and nobody reaches what is left to be counted.

    The public ids of all rows that were touched come back, for messages about them.
    """
    audit.record(Kind.RECORD_ERASED, about=match, by=None, on=on)
    touched = [match.public_id, *forget(match)]
    Match.objects.filter(pk=match.pk).update(erased_on=on)
    others = Match.objects.filter(referral=match.referral_id, erased_on=None)
    return touched if others.exists() else touched + [match.referral.public_id, *forget(match.referral)]


@transaction.atomic
def begin(
    *,
    proposal: Proposal,
    by: User,
    on: date,
    childs_word: str = "",
    goals_on: bool | None = None,
    **agreement: Any,
) -> Match:
    """Begin a match: everybody has said yes again, and the two have agreed how it goes and how it will end."""
    hold(proposal.referral)
    hold(proposal)
    others = list(
        Proposal.objects.open()
        .filter(child=proposal.child, scheme=proposal.scheme)
        .exclude(pk=proposal.pk)
        .order_by("pk")
        .select_for_update()
    )
    check_goes_on(proposal, CannotBegin)
    if proposal.status != ProposalStatus.AGREED:
        raise CannotBegin(
            "Ask everybody after the first meeting; when all have said yes, the match can begin."
        )
    check_age(proposal, CannotBegin, on)
    check_volunteer(proposal, CannotBegin, on)
    check_room(proposal, CannotBegin, on)
    match = _make_match(proposal, by, on, childs_word, goals_on)
    _write(match, by, on, agreement)
    proposal.move("begin", by=by, on=on)
    referrals.mark_matched(referral=proposal.referral, by=by, on=on)
    for other in others:
        close(
            proposal=other,
            closed_by=Proposal.ClosedBy.COORDINATOR,
            reason=Proposal.CloseReason.MATCHED,
            by=by,
            on=on,
        )
    audit.record(Kind.MATCH_BEGUN, about=match, by=by, on=on)
    return match


def _make_match(proposal: Proposal, by: User, on: date, childs_word: str, goals_on: bool | None) -> Match:
    scheme, child, volunteer = proposal.scheme, proposal.child, proposal.volunteer
    if volunteer.user is None:
        raise CannotBegin(
            f"{volunteer.first_name} has no way to sign in yet. Make them an account first, so that {child.name}’s "
            "plan is theirs to see."
        )
    if (
        not scheme.is_group
        and Match.objects.live().filter(child=child, scheme=scheme, in_group=False).exists()
    ):
        raise CannotBegin(f"{child.name} has somebody in {scheme} already.")
    goals = scheme.goals == scheme.Goals.EXPECTED if goals_on is None else goals_on
    match = Match.objects.create(
        child=child,
        volunteer=volunteer,
        scheme=scheme,
        referral=proposal.referral,
        proposal=proposal,
        begun_on=on,
        in_group=scheme.is_group,
        goals_on=goals,
        childs_word=childs_word.strip(),
        created_by=by,
    )
    involve(
        child=child,
        person=volunteer.user,
        part=Involvement.Part.VOLUNTEER,
        by=by,
        on=on,
        act="matching.begin",
    )
    return match


@transaction.atomic
def revise_agreement(*, match: Match, by: User, on: date, **agreement: Any) -> Agreement:
    """Write what the two have agreed anew; the versions before it stay."""
    hold(match)
    if not match.is_live:
        raise CannotAgree("This match has ended, so its agreement stays as it is.")
    return _write(match, by, on, agreement)


def _write(match: Match, by: User, on: date, agreement: dict[str, Any]) -> Agreement:
    for name, meaning in AGREED_IN_WORDS.items():
        if not str(agreement.get(name, "")).strip():
            raise CannotAgree(f"Write down in a few words {meaning}.")
    for name, who in (
        ("child_agreed_on", match.child.name),
        ("volunteer_agreed_on", match.volunteer.first_name),
    ):
        agreed = agreement.get(name)
        if agreed is None or agreed > on:
            raise CannotAgree(f"Say on which day {who} agreed; it cannot be a day to come.")
    last = match.agreements.order_by("-version").first()
    written = Agreement.objects.create(
        match=match, version=last.version + 1 if last else 1, on=on, created_by=by, **agreement
    )
    audit.record(Kind.AGREEMENT_WRITTEN, about=match, by=by, on=on, version=written.version)
    return written


@transaction.atomic
def pause(*, match: Match, reason: str, by: User, on: date, words: str = "") -> Match:
    """Let a match rest. Everything stays as it is until it goes on or ends."""
    hold(match)
    if not match.may("pause"):
        raise CannotPause(
            f"Only an active match can be paused; this one is {match.get_status_display().lower()}."
        )
    match.move("pause", by=by, on=on, reason=reason, words=words.strip())
    audit.record(Kind.MATCH_PAUSED, about=match, by=by, on=on, reason=reason)
    return match


@transaction.atomic
def resume(*, match: Match, by: User, on: date, words: str = "") -> Match:
    """A paused match goes on, if the volunteer may still meet a child."""
    hold(match)
    if match.status != MatchStatus.PAUSED:
        raise CannotPause("This match is not paused, so there is nothing to go on with.")
    if missing := obstacles(match.volunteer, match.scheme, on):
        raise CannotPause(" ".join(missing))
    if match.volunteer.user and match.child_id in kept_from_of(match.volunteer.user, on):
        raise CannotPause(
            f"{match.volunteer.first_name} may not come near {match.child.name} for now. Ask the safeguarding lead."
        )
    match.move("resume", by=by, on=on, words=words.strip())
    audit.record(Kind.MATCH_RESUMED, about=match, by=by, on=on)
    return match
