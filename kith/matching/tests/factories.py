"""Children with wishes, short lists, and proposals at any step, made by the room's own deeds."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from kith.access.models import User
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import moment
from kith.matching import actions
from kith.matching.models import CardShown, Match, Proposal, Shortlist, WishList
from kith.people.models import Child, Volunteer
from kith.people.tests.factories import a_card, a_child
from kith.recruitment.tests.factories import an_approved_volunteer
from kith.referral.models import Referral
from kith.referral.tests.factories import a_coordinator, a_paid_scheme, an_accepted_referral
from kith.schemes.models import Scheme

DAY = date(2026, 11, 24)
FIRST_MEETING = moment(DAY + timedelta(days=4), time(14))
AFTERWARDS = DAY + timedelta(days=5)
AFTERWARDS_AT = datetime.combine(AFTERWARDS, time(9), tzinfo=FIRST_MEETING.tzinfo)

STEPS = ("chosen", "asked", "answered", "approved", "meeting", "agreed", "matched")


def wishes_for(referral: Referral, by: User | None = None, on: date = DAY, **said: Any) -> WishList:
    given: dict[str, Any] = {
        "learnt": WishList.Learnt.TALK,
        "words": "Someone who gets cars and doesn’t ask about my mum all the time.",
        "to_do": ["cars", "football"],
        "wishes": [("must", "gender", "male"), ("not", "pets", "dogs")],
        "free_days": ["saturday"],
        "travel_miles": 10,
    } | said
    return actions.record_wishes(referral=referral, by=by or referral.coordinator, on=on, **given)


def everybody_is_heard(referral: Referral, on: date = DAY) -> None:
    """Carer and worker have said what they think, as they must before cards are shown."""
    for who, words in (("carer", "Fine by us."), ("worker", "In favour.")):
        actions.hear(referral=referral, who=who, words=words, by=referral.coordinator, on=on)


def who_may_come(first_name: str, scheme: Scheme, places: int = 1, **about: Any) -> Volunteer:
    """An approved volunteer with an account and an approved card, near LS1 and free on Saturdays."""
    given: dict[str, Any] = {
        "gender": "M",
        "postcode": "LS6 2AA",
        "interests": ["cars", "cooking"],
        "free_days": ["saturday"],
        "pets": ["cats"],
    } | about
    volunteer = an_approved_volunteer(first_name, scheme, places=places, **given)
    a_card(volunteer, f"I am {first_name}. I rebuild old cars with my dad.")
    return volunteer


@dataclass
class Road:
    """One child on their way to somebody: everybody who is there, and where it has come to."""

    scheme: Scheme
    coordinator: User
    manager: User
    child: Child
    referral: Referral
    volunteers: list[Volunteer] = field(default_factory=list)

    def shortlist(self, on: date = DAY, **asked: Any) -> Shortlist:
        """A new short list, its cards shown."""
        made = actions.make_shortlist(referral=self.referral, by=self.coordinator, on=on, **asked)
        return actions.show_cards(shortlist=made, by=self.coordinator, on=on)

    def choose(self, shortlist: Shortlist | None = None, *names: str, on: date = DAY) -> Proposal | None:
        """The child ranks these people, or the first on the list."""
        shortlist = shortlist or self.shortlist()
        ranked = [card_of(shortlist, name) for name in names] or [shortlist.cards.all()[0]]
        return actions.choose(shortlist=shortlist, ranked=ranked, by=self.coordinator, on=on)

    def proposal(self, step: str = "chosen", name: str = "Ben") -> Proposal:
        """A proposal that has come as far as `step`."""
        proposal = self.choose(None, name)
        assert proposal is not None
        for deed in STEPS[1 : STEPS.index(step) + 1]:
            self.take(deed, proposal)
        return proposal

    def take(self, deed: str, proposal: Proposal) -> None:
        """One step of the road, by whoever takes it."""
        match deed:
            case "asked":
                self.ask(proposal)
            case "answered":
                self.say_yes(proposal)
            case "approved":
                actions.approve(proposal=proposal, by=self.coordinator, on=DAY)
                actions.approve(proposal=proposal, by=self.manager, on=DAY)
            case "meeting":
                self.plan(proposal)
            case "agreed":
                self.everybody_says_yes(proposal)
            case "matched":
                self.begin(proposal)

    def ask(self, proposal: Proposal, sketch: str = "A boy aged 11 to 13 who likes cars.") -> Proposal:
        return actions.set_sketch(proposal=proposal, sketch=sketch, by=self.coordinator, on=DAY)

    def say_yes(self, proposal: Proposal) -> Proposal:
        by = proposal.volunteer.user or self.coordinator
        return actions.volunteer_answers(proposal=proposal, yes=True, by=by, on=DAY)

    def say_no(self, proposal: Proposal) -> Proposal:
        by = proposal.volunteer.user or self.coordinator
        return actions.volunteer_answers(proposal=proposal, yes=False, by=by, on=DAY)

    def plan(self, proposal: Proposal, at: datetime = FIRST_MEETING) -> Proposal:
        return actions.plan_first_meeting(
            proposal=proposal, moment=at, place="the café by the pool", by=self.coordinator, on=DAY
        )

    def everybody_says_yes(self, proposal: Proposal, on: date = AFTERWARDS) -> Proposal:
        for who in ("child", "volunteer", "carer"):
            actions.answer_first_meeting(proposal=proposal, who=who, yes=True, by=self.coordinator, on=on)
        return proposal

    def begin(self, proposal: Proposal, on: date = AFTERWARDS, **changed: Any) -> Match:
        return actions.begin(proposal=proposal, by=self.coordinator, on=on, **(agreed(on) | changed))


def agreed(on: date = AFTERWARDS, **changed: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "every": 2,
        "unit": "week",
        "weekday": 5,
        "usual_time": time(14),
        "where": "outside the pool",
        "budget_per_month": 25,
        "contact": "Through the scheme.",
        "confidentiality": "It stays between us, unless somebody is not safe.",
        "how_it_will_end": "We say goodbye properly.",
        "child_agreed_on": on,
        "volunteer_agreed_on": on,
    }
    return given | changed


def a_road(
    first_name: str = "Tariq",
    scheme: Scheme | None = None,
    volunteers: tuple[str, ...] = ("Ben", "Samir", "Luke"),
    wishes: bool = True,
    heard: bool = True,
    on: date = date(2026, 7, 29),
    coordinator: User | None = None,
    **about: Any,
) -> Road:
    """A child who waits, with wishes, in a scheme with a coordinator, a manager and a few volunteers."""
    scheme = scheme or a_paid_scheme()
    coordinator = coordinator or a_coordinator(scheme)
    child = a_child(first_name, **about)
    referral = an_accepted_referral(scheme=scheme, coordinator=coordinator, child=child, on=on)
    if wishes:
        wishes_for(referral)
    if heard:
        everybody_is_heard(referral)
    return Road(
        scheme=scheme,
        coordinator=coordinator,
        manager=a_member(Role.MANAGER, scheme, first_name="Dana"),
        child=child,
        referral=referral,
        volunteers=[who_may_come(name, scheme) for name in volunteers],
    )


def card_of(shortlist: Shortlist, name: str) -> CardShown:
    return shortlist.cards.get(volunteer__first_name=name)
