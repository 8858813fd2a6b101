"""The life of one match in the demo world, step by step, by the same deeds that people do on the pages."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q

from kith.demo.cast import World
from kith.endings import actions as endings
from kith.endings.models import Ending
from kith.endings.parties import parties
from kith.endings.queries import earliest_last_day
from kith.endings.steps import Key
from kith.foundation.dates import moment
from kith.matching import actions as matching
from kith.matching.drafts import sketch
from kith.matching.models import Heard, Match, Proposal, WishList
from kith.matching.queries import hearing
from kith.meetings import actions as meetings
from kith.meetings.models import Meeting
from kith.meetings.states import Status
from kith.people.models import Child, Volunteer
from kith.referral import actions as referral_actions
from kith.referral.models import Referral
from kith.register.models import Offer
from kith.schemes.models import Scheme
from kith.support import actions as support

CHILD_WORDS = (
    "Somebody who turns up when they say they will.",
    "I want to go out and do stuff, not sit and talk about feelings.",
    "Somebody funny. Not a teacher type.",
    "I’d like to bake and not be rushed.",
    "Someone I can ring when it’s rubbish.",
    "I don’t mind who as long as they’re not paid to come.",
    "Football and chips.",
    "Somebody who likes animals and lets me choose.",
)
WHY = (
    "Moved twice this year and has lost touch with friends. Would gain from one adult who stays.",
    "Settled in placement, few people outside it. Asks for somebody of their own at every review.",
    "Lives out of the area and sees little of family.",
    "Confident on the outside, lonely on the inside. School would welcome it too.",
    "Coming up to leaving care and has nobody to practise ordinary things with.",
)
HEARD = {
    Heard.Who.CARER: (
        "Good idea. Saturdays are easiest for us.",
        "Glad of it, as long as we know the plan a week before.",
        "We have talked about it. Fine by us.",
        "Would be good if somebody could be firm about bedtime on school days.",
    ),
    Heard.Who.WORKER: (
        "In favour. Please keep to this side of the city.",
        "In favour. Somebody patient would help.",
        "Nothing against it. Review is in the spring.",
    ),
}
NOTES = (
    "Went further than last time, and she chose the way.",
    "Quiet at first, then told me all about the film.",
    "We burnt the first batch. The second was fine.",
    "He beat me at everything again.",
    "Talked about school on the way back.",
    "",
    "",
    "",
)
PLACES = ("the library café", "the leisure centre", "Roundhay Park gate", "outside the swimming pool", "the bus station", "the museum steps")  # fmt: skip
KEPT, MOVED, MISSED, WITHHELD = 78, 12, 8, 1
STEADY = 2.0  # from here on nothing is withheld: for stories that tell something else
TALKED = (
    "How to leave room for silence. Next time try the skate park.",
    "Going well; talked about keeping the same day.",
    "What to say when asked about family. Boundaries round phone numbers.",
    "Thinking ahead to the next school year and what may change.",
)


def refer(world: World, scheme: Scheme, child: Child, on: date, **said: Any) -> Referral:
    """Referred by the worker after a yes; accepted within a few days."""
    draw, coordinator = world.draw, world.coordinator(scheme)
    offer = Offer.objects.filter(
        child=child, answer=Offer.Answer.ACCEPTED, corrected_by=None, on__lte=on
    ).first()
    known: Any = {} if offer else {"child_knows": True, "child_answer": "yes"}
    referral = referral_actions.refer(
        source=said.pop("source", draw.choice(["social worker", "social worker", "reviewing officer"])),
        why=said.pop("why", draw.choice(WHY)),
        by=None,
        on=on,
        scheme=scheme,
        child=child,
        offer=offer,
        referrer_name="Nia Rowe",
        referrer_email=world.staff["social worker"].email or "",
        **known,
        **said,
    )
    answered = min(world.today, on + timedelta(days=draw.randint(1, 6)))
    return referral_actions.accept(
        referral=referral, scheme=scheme, coordinator=coordinator, by=coordinator, on=answered
    )


def wish(world: World, referral: Referral, on: date, **given: Any) -> WishList:
    """What the child would like, written down with them by the coordinator."""
    draw = world.draw
    likes = draw.sample(["football", "baking", "walks", "films", "swimming", "cooking", "animals", "art", "gaming", "cycling"], 3)  # fmt: skip
    wishes = [("like", "interest", like) for like in likes]
    if referral.child and referral.child.gender == "M" and draw.random() < 0.28:
        wishes.append(("must", "gender", "male"))
    if referral.child and referral.child.gender == "F" and draw.random() < 0.3:
        wishes.append(("must", "gender", "female"))
    values: dict[str, Any] = {
        "learnt": draw.choice(["talk", "talk", "activity"]),
        "words": draw.choice(CHILD_WORDS),
        "to_do": likes[:2],
        "wishes": wishes,
        "free_days": ["saturday", "sunday"],
        "travel_miles": draw.choice([8, 10, 15]),
    }
    coordinator = world.coordinator(referral.scheme or world.schemes["visitors"])
    return matching.record_wishes(referral=referral, by=coordinator, on=on, **(values | given))


def choose(world: World, referral: Referral, on: date, who: Volunteer | None = None) -> Proposal | None:
    """The cards are shown and the child takes the first (or the one named); nobody there, nothing proposed."""
    coordinator = world.coordinator(referral.scheme or world.schemes["visitors"])
    shortlist = matching.make_shortlist(referral=referral, by=coordinator, on=on, only=[who] if who else None)
    cards = list(shortlist.cards.filter(on_cards=True)[:5])
    if not cards:
        return None
    hear(world, referral, on)
    matching.show_cards(shortlist=shortlist, by=coordinator, on=on)
    return matching.choose(shortlist=shortlist, ranked=cards[:1], set_aside=cards[1:2], by=coordinator, on=on)


def hear(world: World, referral: Referral, on: date) -> None:
    """Carer and worker say what they think before a card is shown; a few could not be reached."""
    coordinator, draw = world.coordinator(referral.scheme or world.schemes["visitors"]), world.draw
    for each in hearing(referral, on):
        if each.said:
            continue
        if draw.random() < 0.07:
            said: dict[str, Any] = {"why_not": "Could not be reached for a week; we go on and try again."}
        else:
            said = {"words": draw.choice(HEARD[each.who])}
        matching.hear(referral=referral, who=each.who.value, by=coordinator, on=on, **said)


def volunteer_says_yes(world: World, proposal: Proposal, on: date) -> None:
    coordinator = world.coordinator(proposal.scheme)
    words = sketch(proposal.child, proposal.card.shortlist.wish_list if proposal.card else None, on)
    matching.set_sketch(proposal=proposal, sketch=words, by=coordinator, on=on)
    by = proposal.volunteer.user or coordinator
    matching.volunteer_answers(proposal=proposal, yes=True, by=by, on=on + timedelta(days=2))


def introduce(world: World, proposal: Proposal, on: date, **agreement: Any) -> Match:
    """Approved by two, a first meeting with the coordinator, everybody says yes again, an agreement: a match."""
    scheme, draw = proposal.scheme, world.draw
    coordinator = world.coordinator(scheme)
    volunteer_says_yes(world, proposal, on)
    for person in (coordinator, world.manager(scheme)):
        matching.approve(proposal=proposal, by=person, on=on + timedelta(days=4))
    met = on + timedelta(days=11)
    place = draw.choice(PLACES)
    matching.plan_first_meeting(
        proposal=proposal, moment=moment(met, time(16, 30)), place=place, by=coordinator,
        on=on + timedelta(days=5), carer_heard="Glad of it.", worker_heard="In favour.",
    )  # fmt: skip
    for who in ("child", "volunteer", "carer"):
        if proposal.status == "meeting":
            matching.answer_first_meeting(
                proposal=proposal, who=who, yes=True, by=coordinator, on=met + timedelta(days=1)
            )
    return begin(world, proposal, met + timedelta(days=3), place, **agreement)


def begin(world: World, proposal: Proposal, on: date, place: str, **agreement: Any) -> Match:
    """The match begins, with the rhythm its scheme suggests for the child's age."""
    scheme = proposal.scheme
    *early, row = scheme.rules_on(on).rhythms_for(proposal.child.age_on(on) or 12)
    values: dict[str, Any] = {
        "stages": [{"until": each.months[1], "every": each.every, "unit": each.unit} for each in early],
        "every": row.every,
        "unit": row.unit,
        "weekday": world.draw.choice([5, 5, 6, 2]),
        "usual_time": time(world.draw.choice([11, 14, 16]), 0),
        "where": place,
        "budget_per_month": scheme.budget_per_month,
        "contact": "Through Kith, or the coordinator’s phone. No numbers are swapped.",
        "confidentiality": "What we say stays between us, unless somebody may get hurt.",
        "how_it_will_end": "We tell each other early, and have a few meetings to say goodbye.",
        "child_agreed_on": on,
        "volunteer_agreed_on": on,
    }
    return matching.begin(proposal=proposal, by=world.coordinator(scheme), on=on, **(values | agreement))


def meet(
    world: World, match: Match, until: date, *, steady: float = 1.0, silent_after: date | None = None
) -> None:
    """Plan and live through the meetings of a match up to a day; `steady` below 1 is a shakier match."""
    ahead = until + timedelta(days=56) if until >= world.today else until
    meetings.plan_ahead(match=match, until=ahead, by=match.volunteer.user, on=match.begun_on)
    live_through(world, match, min(until, silent_after or until), steady=steady)


def live_through(world: World, match: Match, until: date, *, steady: float = 1.0) -> None:
    """Say of each planned meeting, up to a day that has passed, what became of it."""
    rows = Meeting.objects.filter(match=match, status=Status.PLANNED).order_by("at")
    for meeting in rows.select_related("match__volunteer__user", "match__child", "match__scheme"):
        if meeting.on() >= world.today or meeting.on() > until:
            break
        _became(world, meeting, steady)


def _became(world: World, meeting: Meeting, steady: float) -> None:
    draw, by = world.draw, meeting.match.volunteer.user
    at = meeting.at + timedelta(hours=draw.choice([3, 20, 44]))
    if at.date() > world.today:
        at = meeting.at + timedelta(hours=3)
    shaky = [KEPT * steady, MOVED / steady, MISSED / steady, WITHHELD if steady < STEADY else 0]
    became = draw.choices(["kept", "moved", "missed", "withheld"], shaky)[0]
    if became == "kept":
        keep(world, meeting, at)
    elif became == "moved":
        reason = draw.choice(["school", "ill", "work", "family", "holiday"])
        who = draw.choice(["child", "volunteer", "carer"])
        to = meeting.at + timedelta(days=draw.choice([1, 7]) if draw.random() < 0.5 else 3)
        if Meeting.objects.filter(Q(at=to) | Q(at__date=to.date()), match=meeting.match).exists():
            keep(world, meeting, at)
            return
        new = meetings.move(
            meeting=meeting, to=to, who=who, reason=reason, by=by, at=meeting.at - timedelta(days=2)
        )
        if new.on() < world.today:
            keep(world, new, new.at + timedelta(hours=4))
    elif became == "missed":
        who, reason = draw.choice(
            [("child", "not today"), ("volunteer", "ill"), ("child", "school"), ("carer", "transport")]
        )
        meetings.record_missed(meeting=meeting, who=who, reason=reason, by=by, at=at)
    else:
        meetings.withhold(meeting=meeting, who="carer", reason=draw.choice(["family", "other"]), by=by, at=at)


def keep(world: World, meeting: Meeting, at: datetime) -> None:
    draw = world.draw
    meetings.record_kept(
        meeting=meeting,
        minutes=draw.choice([60, 90, 120, 120, 120, 150, 180]),
        activities=draw.sample(
            ["out", "sport", "food", "making", "talking", "games", "film"], draw.choice([1, 2])
        ),
        note=draw.choice(NOTES),
        by=meeting.match.volunteer.user,
        at=at,
    )


def supervise(world: World, match: Match, until: date, every: int = 42) -> None:
    """A talk after each of the first meetings, then on the rhythm; some are a little late, as in life."""
    day = match.begun_on + timedelta(days=16)
    while day <= until:
        support.record_supervision(
            volunteer=match.volunteer,
            scheme=match.scheme,
            match=match,
            how=world.draw.choice(["phone", "phone", "in person", "online"]),
            minutes=world.draw.choice([20, 30, 40, 45]),
            wellbeing=world.draw.choice(["good", "good", "up and down"]),
            talked_about="",
            agreed=world.draw.choice(TALKED),
            next_on=day + timedelta(days=every),
            by=world.coordinator(match.scheme),
            on=day,
        )
        day += timedelta(days=every + world.draw.choice([0, 0, 3, 9, -4]))


def wind_down(world: World, match: Match, told: date, kind: str, words: str = "") -> Ending:
    """A planned ending: the child is told, they go on meeting, and if its last day has come by now, they have parted."""
    coordinator = world.coordinator(match.scheme)
    ending = endings.begin_ending(
        match=match,
        kind=kind,
        last_day=earliest_last_day(match, told) + timedelta(days=3),
        by=coordinator,
        on=told,
        child_words=words,
    )
    endings.tell(
        ending=ending,
        told_on=told + timedelta(days=2),
        told_how=f"by {match.volunteer.first_name}, in person",
        by=coordinator,
        on=told + timedelta(days=3),
    )
    last = ending.last_day or world.today
    live_through(world, match, min(last, world.today))
    do_steps(world, ending, min(last, world.today))
    if last < world.today:
        endings.end(ending=ending, by=coordinator, on=last)
        do_steps(world, ending, world.today)
    return ending


def do_steps(world: World, ending: Ending, until: date) -> None:
    """Do what was due by a day; staying in touch is asked of all three first."""
    coordinator = world.coordinator(ending.match.scheme)
    for step in ending.steps.open().filter(due_on__lte=until):
        if step.key == Key.CONTACT:
            for who in parties(ending, step.due_on):
                endings.answer_contact(ending=ending, who=who, yes=True, by=coordinator, on=step.due_on)
            endings.agree_contact(ending=ending, contact="cards", by=coordinator, on=step.due_on)
        elif step.key == Key.TELL:
            endings.tell(
                ending=ending, told_on=step.due_on, told_how="by the worker, face to face", by=coordinator, on=step.due_on
            )  # fmt: skip
        elif step.key == Key.LOOK_BACK:
            endings.welcome_look_back(
                ending=ending, welcome=True, how_to_reach="Through my carer.", by=coordinator, on=step.due_on
            )
        elif step.key == Key.AGAIN:
            endings.hear_again(
                ending=ending, wanted=False, words="Not just now.", by=coordinator, on=step.due_on
            )
        else:
            endings.do_step(step=step, by=coordinator, on=step.due_on)


def end_badly(world: World, match: Match, on: date, kind: str) -> None:
    """An ending that nobody planned, and the steps that could still be taken."""
    coordinator = world.coordinator(match.scheme)
    ending = endings.end_unplanned(match=match, kind=kind, by=coordinator, on=on)
    lately = (world.today - on).days < 45
    do_steps(world, ending, on + timedelta(days=3) if lately else world.today)
