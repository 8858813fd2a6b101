"""Questions about referrals that one QuerySet cannot answer: whose, since when, already, and what the child said."""

import re
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import Q, QuerySet

from kith.access.models import Membership, User
from kith.access.roles import Role
from kith.foundation.dates import age_on, day_words, working_days_after, working_days_between
from kith.people.models import Child
from kith.referral.models import Referral, ReferralQuerySet
from kith.referral.states import Status
from kith.register.models import Offer
from kith.schemes.models import Contract, Organisation, Scheme, SchemeRules

LETTERS = "BCDFGHJKMNPQRTVWXY234679"  # none that look or sound alike, and no vowel to make a word with
REFERENCE_LENGTH = 8
PHONE_DIGITS = 10  # what is left of a British number without 0 or 44 before it
DAYS_WITHOUT_A_SCHEME: int = SchemeRules._meta.get_field("referral_answer_days").default


# ------------------------------------------------------------------------------------- the reference


def new_reference(draw: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """A reference nobody has, such as K7QP-4MDX: 110 thousand million of them, drawn unpredictably."""
    while True:
        reference = _in_fours("".join(draw(LETTERS) for _ in range(REFERENCE_LENGTH)))
        if not Referral.objects.filter(reference=reference).exists():
            return reference


def _in_fours(letters: str) -> str:
    return f"{letters[:4]}-{letters[4:]}"


def as_reference(typed: str) -> str:
    """What somebody typed as it is written: k7qp 4mdx is K7QP-4MDX."""
    return _in_fours(re.sub(r"[^A-Z0-9]", "", typed.upper()))


def _phone(typed: str) -> str:
    return re.sub(r"\D", "", typed)[-PHONE_DIGITS:]


def by_reference_and_contact(reference: str, contact: str) -> Referral | None:
    """The referral with this reference, if the e-mail or phone is its referrer's; a wrong pair is as good as none."""
    referral = Referral.objects.filter(reference=as_reference(reference)).select_related("scheme").first()
    if referral is None:
        return None
    email, phone = referral.referrer_email.casefold(), _phone(referral.referrer_phone)
    same_email = bool(email) and contact.strip().casefold() == email
    same_phone = len(phone) == PHONE_DIGITS and _phone(contact) == phone and "@" not in contact
    return referral if same_email or same_phone else None


# ------------------------------------------------------------------------------------- how long


def answer_days(schemes: Iterable[int], on: date) -> dict[int, int]:
    """Scheme id → the working days within which it answers a referral, by its rules of that day."""
    days: dict[int, int] = {}
    for rules in SchemeRules.objects.filter(scheme__in=set(schemes)).order_by("from_day"):
        if rules.from_day <= on or rules.scheme_id not in days:
            days[rules.scheme_id] = rules.referral_answer_days
    return days


@dataclass(frozen=True)
class Turn:
    """How long a referral has waited for the scheme's answer, in working days; what is allowed; and the last day."""

    referral: Referral
    days: int
    allowed: int
    answer_by: date

    @property
    def is_late(self) -> bool:
        return self.days > self.allowed


def turns(referrals: Iterable[Referral], on: date) -> dict[int, Turn]:
    """For those that wait for the scheme: referral id → its turn. The rows come `.timed()`, with their schemes."""
    waiting = [referral for referral in referrals if referral.status == Status.RECEIVED]
    allowed = answer_days({referral.scheme_id for referral in waiting if referral.scheme_id}, on)
    return {
        referral.pk: _turn(referral, allowed.get(referral.scheme_id or 0, DAYS_WITHOUT_A_SCHEME), on)
        for referral in waiting
    }


def turn_of(referral: Referral, on: date) -> Turn | None:
    """The turn of one referral, if it is the scheme's."""
    rows = Referral.objects.filter(pk=referral.pk).timed().select_related("scheme__provider")
    return turns(rows, on).get(referral.pk)


def _turn(referral: Referral, allowed: int, on: date) -> Turn:
    """The scheme's days begin when the referral came, and anew when its last question was answered."""
    since: date = referral.answered_on or referral.received_on  # type: ignore[attr-defined]
    nation = referral.scheme.provider.nation if referral.scheme else "ENG"
    last_day = next(islice(working_days_after(since, nation), allowed - 1, None)) if allowed else since
    return Turn(referral, working_days_between(since, on, nation), allowed, last_day)


def overdue(referrals: ReferralQuerySet, on: date) -> list[Turn]:
    """Those that have waited for an answer longer than the scheme's rules allow, longest first."""
    rows = referrals.filter(status=Status.RECEIVED).timed().select_related("child", "scheme__provider")
    late = [turn for turn in turns(rows, on).values() if turn.is_late]
    return sorted(late, key=lambda turn: (-turn.days, turn.referral.pk))


# ------------------------------------------------------------------------------------- what the child said


def last_offer_answered(child: Child, on: date) -> Offer | None:
    """The last time the child was offered somebody and answered, in the register."""
    answered = [Offer.Answer.ACCEPTED, Offer.Answer.DECLINED, Offer.Answer.UNDECIDED]
    offers = Offer.objects.filter(child=child, answer__in=answered, corrected_by=None, on__lte=on)
    return offers.order_by("-on", "-id").first()


def said_yes_to(child: Child, on: date) -> Offer | None:
    """The offer to refer from: the child's last answer, if it was a yes that no referral has come from yet."""
    offer = last_offer_answered(child, on)
    if offer is None or offer.answer != Offer.Answer.ACCEPTED:
        return None
    return None if Referral.objects.filter(offer=offer).exists() else offer


def childs_no(referral: Referral, on: date) -> str:
    """Why the child's answer stands in the way, as a sentence; empty when it does not."""
    name = referral.name
    if referral.child_answer == Referral.Answer.NO:
        return (
            f"{name} was asked and said no. Their no counts, so this referral cannot be accepted: decline or "
            "withdraw it, and let them know they can change their mind. If they do, refer them anew."
        )
    offer = last_offer_answered(referral.child, on) if referral.child else None
    if offer is None or offer.answer != Offer.Answer.DECLINED:
        return ""
    if offer.on < referral.received_on and referral.child_answer == Referral.Answer.YES:
        return ""
    return (
        f"{name} said no when they were asked on {day_words(offer.on)}. Their no counts: ask again when the "
        "time is right, write the answer in the register, and refer them from it."
    )


def age_misfit(name: str, born: date | None, scheme: Scheme, on: date) -> str:
    """Why the scheme cannot take somebody of this age, as a sentence; empty when it can."""
    if born is None:
        return f"{name}’s date of birth is not known, and {scheme} is for certain ages. Write it down first."
    age = age_on(born, on)
    if scheme.serves_age(age):
        return ""
    return (
        f"{name} is {age}, and {scheme} is for ages {scheme.child_age_from} to {scheme.child_age_to}. "
        "Choose another scheme, or decline and say who else could help."
    )


# ------------------------------------------------------------------------------------- the same child


def child_on_register(authority: Organisation, authority_ref: str, born: date) -> Child | None:
    """The child with this number and date of birth. A sealed child is not found this way."""
    found = Child.objects.filter(
        authority=authority, authority_ref__iexact=authority_ref.strip(), born=born, sealed=False
    )
    return found.first() if authority_ref.strip() else None


def already_with(child: Child, scheme: Scheme | None, besides: Referral | None = None) -> Referral | None:
    """The referral by which the scheme already knows, or serves, this child."""
    living = Q(status__in=[Status.RECEIVED, Status.QUESTIONED, Status.ACCEPTED, Status.WAITING])
    if scheme is not None and not scheme.is_group:
        living |= Q(status=Status.MATCHED)
    others = Referral.objects.filter(living, child=child, scheme=scheme)
    return others.exclude(pk=besides.pk if besides else None).order_by("received_on").first()


def duplicates(referral: Referral, among: ReferralQuerySet) -> list[Referral]:
    """Other referrals, of those in `among`, that seem to be about the same child, oldest first.

    The same child on the register; or the same authority's number; or the same first name and date of birth.
    """
    child = referral.child
    authority = referral.authority_id or (child.authority_id if child else None)
    number = child.authority_ref if child else referral.authority_ref
    same = Q(pk__in=[])
    if child:
        same |= Q(child=child)
    if authority and number:
        same |= Q(authority=authority, authority_ref__iexact=number)
        same |= Q(child__authority=authority, child__authority_ref__iexact=number)
    names = {referral.first_name, child.first_name if child else "", child.known_as if child else ""} - {""}
    if referral.born_on:
        for name in sorted(names):
            same |= Q(first_name__iexact=name, born=referral.born_on)
            same |= Q(child__first_name__iexact=name, child__born=referral.born_on)
    others = (
        among.filter(same).exclude(pk=referral.pk).exclude(status__in=[Status.DECLINED, Status.WITHDRAWN])
    )
    return list(others.select_related("child", "scheme").order_by("received_on", "id"))


# ------------------------------------------------------------------------------------- who answers, and where


def coordinators_of(schemes: Iterable[Scheme], on: date) -> QuerySet[User]:
    """Everybody who is a coordinator in one of these schemes, or of its provider, that day."""
    given = list(schemes)
    members = Membership.objects.open_on(on).filter(
        Q(scheme__in=given) | Q(organisation__in={scheme.provider_id for scheme in given}),
        role=Role.COORDINATOR,
    )
    people = User.objects.filter(pk__in=members.values("user"), is_active=True)
    return people.order_by("first_name", "last_name")


def schemes_to_ask(authority: Organisation | None, on: date) -> QuerySet[Scheme]:
    """The open schemes a child can be referred to: those their authority pays for, or all where that is not known."""
    schemes = Scheme.objects.open_on(on).select_related("provider").order_by("name")
    if authority is None:
        return schemes
    return schemes.filter(pk__in=Contract.objects.open_on(on).filter(commissioner=authority).values("scheme"))


def authorities_to_ask(on: date) -> QuerySet[Organisation]:
    """The authorities that pay for an open scheme, for a public form to choose from."""
    paid = Contract.objects.open_on(on).filter(scheme__in=Scheme.objects.open_on(on))
    return Organisation.objects.filter(pk__in=paid.values("commissioner")).order_by("name")
