"""Volunteers of the demo world: how they come, what is checked, who is approved, who is still on the way."""

from datetime import date, timedelta
from typing import Any

from kith.access.models import User
from kith.demo.approving import panel_approves, reviewed
from kith.demo.cast import PASSWORD, World
from kith.demo.names import grown_name
from kith.people.actions import approve_card, write_card
from kith.people.models import Volunteer
from kith.recruitment import actions
from kith.recruitment.models import Application, Check
from kith.recruitment.vetting.documents import Seen
from kith.recruitment.vetting.evidence import CONNECTIONS
from kith.recruitment.vetting.policies import required_by
from kith.schemes.models import Scheme
from kith.science.vocabulary import INTERESTS as LABELS

INTERESTS = {
    "football": 9, "cooking": 10, "baking": 8, "walks": 9, "films": 9, "cycling": 6, "swimming": 6, "music": 7,
    "art": 6, "gaming": 5, "cars": 4, "animals": 6, "horses": 2, "board_games": 6, "gardening": 5, "museums": 4,
    "reading": 5, "crafts": 4, "running": 4, "photography": 3, "instrument": 3, "woodwork": 2, "eating_out": 8,
}  # fmt: skip
PICTURES = ("bike", "ball", "guitar", "cat", "cake", "book", "planet", "leaf", "wave", "horse")
HEARD = (
    "word of mouth",
    "word of mouth",
    "social media",
    "poster",
    "website",
    "volunteer centre",
    "event",
    "employer",
)
WHY = (
    "I had one adult who stuck with me, and it made all the difference.",
    "My own children have grown up and I have time and a car.",
    "I moved here two years ago and would like to give something back.",
    "I like being out and about, and I am a good listener.",
    "A friend is a visitor and says it is the best afternoon of her month.",
)
CARDS = (
    "Hello! I like {0} and {1}. I laugh easily and I am never in a hurry.",
    "I am happiest doing {0}. I also like {1}, and trying new things badly.",
    "{0} on Saturdays, {1} on rainy days. I am good at listening and bad at mornings.",
    "I grew up in a big family. I like {0}, {1} and a good hot chocolate.",
)
INTERVIEWERS = (
    ("coordinator", "manager", "Alongside"),
    ("vetting officer", "manager", "Alongside"),
    ("second coordinator", "second manager", "Bright Steps"),
    ("vetting officer", "second manager", "Bright Steps"),
)
POSTCODES = ("LS6 2AA", "LS7 1BB", "LS8 4CC", "LS9 7DD", "LS11 5EE", "LS12 3FF", "LS13 2GG", "LS15 8HH", "LS17 6JJ", "BD4 1KK", "WF1 3LL")  # fmt: skip
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def profile(world: World, scheme: Scheme, **given: Any) -> dict[str, Any]:
    """Somebody new: about one in four a man, mostly white, as in the real field; anything may be given."""
    draw = world.draw
    woman = given["gender"] == "F" if "gender" in given else draw.random() < 0.71
    taken = set(
        Volunteer.objects.values_list("first_name", "last_name")
    )  # two of one name are looked at by vetting
    first, last = grown_name(draw, woman=woman, taken=taken)
    low, high = max(scheme.volunteer_age_from, 21), min(scheme.volunteer_age_to, 68)
    born = world.today - timedelta(days=draw.randint(low * 365 + 400, high * 365))
    interests = draw.sample(list(INTERESTS), k=5, counts=None)
    return {
        "first_name": first,
        "last_name": last,
        "gender": "F" if woman else "M",
        "born": born,
        "ethnicity": draw.choices(["WBRI", "APKN", "AIND", "BAFR", "BCRB", "MWBC", "WOTH"], [74, 6, 4, 5, 4, 4, 3])[0],
        "email": "",
        "phone": f"07700 900{draw.randint(0, 999):03d}",
        "postcode": draw.choice(POSTCODES),
        "languages": ["english"],
        "interests": sorted(set(interests)),
        "experience": ["care_experienced"] if draw.random() < (0.9 if scheme.preset == "peer-mentoring" else 0.08) else [],
        "pets": draw.choices([[], ["none"], ["dogs"], ["cats"]], [1, 5, 3, 2])[0],
        "smokes": draw.random() < 0.1,
        "free_days": sorted({"saturday", *draw.sample(DAYS, 2)}),
        "travel_miles": draw.choice([5, 8, 10, 12, 15]),
    } | given  # fmt: skip


def enquire(world: World, scheme: Scheme, on: date, **given: Any) -> Application:
    """Somebody offers themself."""
    about = profile(world, scheme, **given)
    about["email"] = (
        about["email"]
        or f"{about['first_name']}.{about['last_name']}.{Volunteer.objects.count()}@mail.example".lower()
    )
    return actions.receive_application(
        scheme=scheme, by=None, on=on, heard=world.draw.choice(HEARD), why=world.draw.choice(WHY), **about
    )


def come_as_far_as(world: World, application: Application, step: str) -> None:
    """Take an application along the usual road, a few weeks a step, as far as a step or today."""
    draw, recruiter = world.draw, world.coordinator(application.scheme)
    on = application.received_on
    for name in ("apply", "interview", "check", "put to panel"):
        on += timedelta(days=draw.randint(6, 24))
        if on > world.today:
            return
        if name == "interview":
            interviewed(world, application, on)
        else:
            if name == "put to panel":
                everything(world, application, on)
            actions.take_step(application=application, step=name, by=recruiter, on=on)
        if name == step:
            return


def interviewed(world: World, application: Application, on: date) -> None:
    """Two trained people talk with them and both say yes, which takes the application its step on."""
    first, second = world.coordinator(application.scheme), world.vetting_officer(application.scheme)
    interview = actions.plan_interview(
        application=application, first=first, second=second, held_on=on, by=first, on=on - timedelta(days=4)
    )
    for each in (first, second):
        met = {"motives": 4, "staying": 3}
        actions.write_view(interview=interview, leaning="yes", met=met, words="", by=each, on=on)


def train_interviewers(world: World) -> None:
    """Those who interview have been trained to, and again three years later."""
    for first in (world.today - timedelta(days=1810), world.today - timedelta(days=720)):
        for key, by, provider in INTERVIEWERS:
            actions.mark_interviewer(
                user=world.staff[key],
                provider=world.providers[provider],
                training="Safer recruitment and interviewing, two days, given by the council",
                trained_on=first,
                by=world.staff[by],
                on=first + timedelta(days=1),
            )


def everything(
    world: World, application: Application, on: date, without: tuple[str, ...] = ("interview",)
) -> None:
    """All that the scheme asks for, recorded a little before a day by those who may."""
    for requirement in required_by(application.scheme, on):
        if requirement.key not in without:
            for turn in range(requirement.count):
                check(world, application, requirement.key, on, turn)


def check(world: World, application: Application, kind: str, on: date, turn: int = 0, **given: Any) -> None:
    """One requirement met, with the evidence its kind asks for."""
    scheme, number = application.scheme, (application.volunteer_id * 1_000_003 + on.year) % 10**12
    level = scheme.check_level if scheme.check_level.startswith("enhanced") else "enhanced"
    evidence: dict[str, dict[str, Any]] = {
        "identity": {
            "documents": [
                Seen("passport", f"{number % 10**9:09d}", on + timedelta(days=1400)),
                Seen("utility bill"),
            ]
        },
        "right to volunteer": {"details": {"right": "citizen"}},
        "reference": {
            "given_by": ("Pat Dunmore", "Lee Farrow")[turn],
            "details": {"relation": ("work", "friend")[turn], "worry": False},
        },
        "dbs": {
            "number": f"{number:012d}",
            "details": {"level": level, "issued_on": (on - timedelta(days=20)).isoformat()},
        },
        "independence": {"details": dict.fromkeys(CONNECTIONS, False)},
    }
    actions.record_check(
        volunteer=application.volunteer,
        scheme=scheme,
        kind=kind,
        by=world.vetting_officer(scheme),
        on=on,
        **(evidence.get(kind, {}) | given),
    )


def approve(world: World, application: Application, on: date, places: int = 1) -> Volunteer:
    """Approved by the manager, with an account and a card."""
    scheme, volunteer = application.scheme, application.volunteer
    panel_approves(world, application, on, places)
    volunteer.refresh_from_db()
    if volunteer.user:
        volunteer.user.set_password(PASSWORD)
        volunteer.user.save()
    write_their_card(world, volunteer, on)
    for requirement in required_by(scheme, on):
        if requirement.months:
            _renew(world, application, requirement.key)
    reviewed(world, application)
    return volunteer


def _renew(world: World, application: Application, kind: str) -> None:
    """What runs out is recorded anew six weeks before, up to today."""
    while True:
        held = Check.objects.filter(volunteer=application.volunteer, kind=kind).latest("on", "pk")
        again = (held.until or world.today) - timedelta(days=42)
        if held.until is None or again > world.today:
            return
        check(world, application, kind, again)


def write_their_card(world: World, volunteer: Volunteer, on: date) -> None:
    if volunteer.cards.exists():
        return  # they are a volunteer elsewhere already
    likes = [LABELS[key].label for key in volunteer.interests[:2]] or ["walking", "talking"]
    words = world.draw.choice(CARDS).format(*likes).strip()
    by: User = volunteer.user or world.staff["coordinator"]
    card = write_card(
        volunteer=volunteer,
        picture=world.draw.choice(PICTURES),
        words=words[0].upper() + words[1:],
        by=by,
        on=on,
    )
    scheme = volunteer.enlistments.get().scheme
    approve_card(card=card, by=world.coordinator(scheme), on=on)


def ready(world: World, scheme: Scheme, on: date, places: int = 1, **given: Any) -> Volunteer:
    """Somebody approved on a day, having come along the whole road before it."""
    application = enquire(world, scheme, on - timedelta(days=110), **given)
    come_as_far_as(world, application, "put to panel")
    application.refresh_from_db()
    return approve(world, application, on, places)
