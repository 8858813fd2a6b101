"""What stands in the top bar for whom, and the few things every page says about whoever is signed in."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from kith.access.models import User
from kith.access.policy import Permission
from kith.access.reach import may
from kith.access.roles import STAFF, Role
from kith.foundation.dates import today
from kith.web.finding import may_search
from kith.web.homes import doors_of

P = Permission
MOST = 8
DESK, PHONE, MY_SPACE, OUTSIDE = (f"layouts/{name}.html" for name in ("base", "phone", "my_space", "public"))


@dataclass(frozen=True)
class Place:
    """One entry of the bar: its words, its address, any one right that calls for it, and the pages it holds.

    `holds` are beginnings of the names of pages; of two entries that hold a page, the longer beginning wins.
    `lists` stand side by side above each of them: what else there is to look through under this entry. Of one of
    them, `holds` are the names of further pages of the same list.
    """

    words: str
    url_name: str
    permissions: tuple[Permission, ...]
    holds: tuple[str, ...] = ()
    lists: tuple["Place", ...] = ()

    def claim(self, view_name: str) -> int:
        """How strongly a page belongs here: the length of the beginning that it shares, or nothing."""
        beginnings = (self.url_name, *self.holds, *(each.url_name for each in self.lists))
        return max((len(each) for each in beginnings if view_name.startswith(each)), default=0)


OF_A_MATCH = tuple(f"matching:{page}" for page in ("agreement", "begin", "pause", "resume", "revise"))
PLACES = (
    Place("Desk", "web:home", (P.SEE_DESK,)),
    Place(
        "Concerns",
        "safeguarding:concerns",
        (P.SEE_CONCERN,),
        ("safeguarding:", "support:allegation", "matching:open_day_caution"),
        (
            Place("Concerns", "safeguarding:concerns", (P.SEE_CONCERN,)),
            Place("Kept away", "safeguarding:kept_away", (P.BAR_CONTACT,)),
            Place("Guarded stories", "safeguarding:guarded", (P.SEAL_CHILD,)),
            Place("Accounts to look at", "safeguarding:alike", (P.RESTRICT,)),
            Place("Who stands in", "safeguarding:cover", (P.STAND_IN,)),
            Place("Opened in an emergency", "safeguarding:openings", (P.REVIEW_OPENING,)),
            Place("Numbers to ring", "safeguarding:numbers", (P.KEEP_RING_NUMBERS,)),
        ),
    ),
    Place("Referrals", "referral:list", (P.SEE_REFERRAL,), ("referral:",)),
    Place(
        "Children",
        "casefile:children",
        (P.SEE_CHILD,),
        ("casefile:child", "people:", "matching:"),
        (
            Place("Children", "casefile:children", (P.SEE_CHILD,)),
            Place("Waiting", "matching:waiting", (P.RECORD_WISHES,)),
            Place("Proposals", "matching:proposals", (P.SEE_PROPOSAL,)),
            Place("Open days", "matching:open_days", (P.RUN_OPEN_DAY,)),
            Place("Rounds", "matching:rounds", (P.RUN_ROUND,)),
            Place("Fairness", "matching:fairness", (P.SEE_FAIRNESS,)),
            Place("Guarded stories", "safeguarding:guarded", (P.TAKE_DOWN_GUARD,)),
            Place("In an emergency", "safeguarding:emergency", (P.BREAK_GLASS,)),
        ),
    ),
    Place(
        "Volunteers",
        "recruitment:volunteers",
        (P.RECORD_CHECK, P.SEE_VETTING),
        ("recruitment:", "casefile:volunteer", "training:", "planning:"),
        (
            Place("Volunteers", "recruitment:volunteers", (P.RECORD_CHECK, P.SEE_VETTING)),
            Place("Board", "recruitment:board", (P.SEE_VOLUNTEER,)),
            Place("Panel", "recruitment:panels", (P.AGREE_WITH_PANEL, P.RECORD_CHECK)),
            Place("Reviews", "recruitment:reviews", (P.RECORD_CHECK,)),
            Place("Training", "training:home", (P.RUN_TRAINING,)),
            Place("Who lacks training", "training:lacking", (P.RECORD_TRAINING,)),
            Place(
                "Who is needed",
                "planning:needed",
                (P.SEE_WHO_IS_NEEDED,),
                ("planning:road", "planning:sources"),
            ),
        ),
    ),
    Place(
        "Matches",
        "casefile:matches",
        (P.SEE_MATCH,),
        ("casefile:match", "endings:", "support:", *OF_A_MATCH),
        (
            Place("Matches", "casefile:matches", (P.SEE_MATCH,)),
            Place("Supervision", "support:list", (P.RECORD_SUPERVISION,)),
            Place("How it goes", "support:check_ins", (P.ASK_HOW_IT_GOES,)),
            Place("Reviews", "support:reviews", (P.HOLD_REVIEW,)),
            Place("Thanks", "support:thanks", (P.THANK,)),
            Place("Cover", "support:cover", (P.ARRANGE_COVER,)),
            Place("What young people asked", "endings:asks", (P.PLAN_ENDING,)),
            Place("Endings", "endings:endings", (P.PLAN_ENDING,)),
            Place("What follows", "endings:follow_ons", (P.PLAN_ENDING,)),
            Place("Looking back", "endings:look_backs", (P.LOOK_BACK,)),
            Place("Records", "endings:records", (P.ERASE_RECORD,), ("endings:record", "endings:period")),
        ),
    ),
    Place(
        "Calendar",
        "meetings:calendar",
        (P.SEE_MEETINGS,),
        ("meetings:",),
        (
            Place("Calendar", "meetings:calendar", (P.SEE_MEETINGS,)),
            Place("Planning ahead", "meetings:planning", (P.KEEP_IDEAS,)),
            Place("Get-together", "meetings:together", (P.KEEP_IDEAS,)),
            Place("Days off", "meetings:holidays", (P.KEEP_HOLIDAYS,)),
            Place("Least", "meetings:least", (P.SET_UP_SCHEME,)),
            Place("Expenses", "meetings:expenses", (P.APPROVE_EXPENSE,)),
            Place("Ideas", "meetings:ideas", (P.KEEP_IDEAS,)),
        ),
    ),
    Place("Register", "register:home", (P.SEE_REGISTER,), ("register:",)),
    Place(
        "Reports",
        "reporting:reports",
        (P.SEE_REPORT,),
        ("reporting:", "outcomes:"),
        (
            Place("Reports", "reporting:reports", (P.SEE_REPORT,)),
            Place("Outcomes", "outcomes:reports", (P.SEE_OUTCOMES,)),
            Place("What is due", "outcomes:due", (P.RECORD_MEASURE,)),
            Place("What schemes measure", "outcomes:home", (P.CHOOSE_MEASURES,)),
            Place("Bring in a file", "outcomes:bring", (P.RECORD_MEASURE,)),
        ),
    ),
    Place("Schemes", "administration:schemes", (P.SET_UP_SCHEME,), ("administration:",)),
    Place("Who is needed", "planning:needed", (P.SEE_WHO_IS_NEEDED,), ("planning:",)),
    Place("Fairness", "matching:fairness", (P.SEE_FAIRNESS,)),
    Place("For members", "reporting:members", (P.SEE_MEMBERS_PAGE,)),
    Place("Asked and answered", "register:coverage", (P.SEE_COVERAGE,)),
    Place("Import", "register:import", (P.IMPORT_REGISTER,), ("register:run",)),
    Place(
        "People",
        "administration:people",
        (P.GIVE_ROLES,),
        ("administration:invite", "administration:end_role"),
    ),
    Place("Who saw what", "administration:audit", (P.SEE_AUDIT,)),
    Place("Opened in an emergency", "safeguarding:openings", (P.REVIEW_OPENING,)),
)
MY_CHILDREN = Place("My children", "web:home", ())
ON_A_PHONE = (
    Place("Home", "web:home", (P.ANSWER_PROPOSAL,), ("matching:my_", "endings:", "support:")),
    Place("Meetings", "meetings:my_meetings", (P.RECORD_MEETING,), ("meetings:",)),
    Place("My checks", "recruitment:my_checks", (P.WRITE_CARD,), ("recruitment:",)),
    Place("My training", "training:mine", (P.SIGN_UP_FOR_TRAINING,), ("training:",)),
)


def places_of(user: User) -> list[Place]:
    """Everywhere this person may go from any page, the most used first."""
    roles = user.roles_on(today())
    if not roles & STAFF:
        return [place for place in ON_A_PHONE if _may_go(user, place)]
    places = [place for place in PLACES if _may_go(user, place)]
    beside = {each.url_name for place in places for each in place.lists}
    places = [place for place in places if place.lists or place.url_name not in beside]
    if Role.WORKER in roles and not may(user, P.SEE_DESK):
        places.insert(0, MY_CHILDREN)
    return places


def _may_go(user: User, place: Place) -> bool:
    return any(may(user, permission) for permission in place.permissions)


def _bar(request: HttpRequest, places: list[Place]) -> list[tuple[str, str, bool]]:
    """The entries with their addresses, and which of them the page at hand belongs to."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    strongest = max(places, key=lambda place: place.claim(here), default=None)
    current = strongest if strongest and strongest.claim(here) else None
    return [(place.words, reverse(place.url_name), place is current) for place in places]


def _beside(request: HttpRequest, user: User) -> dict[str, Any]:
    """On a list: the other lists under the same entry, if there is more than one that this person may see."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    for place in PLACES:
        lists = [each for each in place.lists if _may_go(user, each)]
        shown = [(each.words, reverse(each.url_name), here in (each.url_name, *each.holds)) for each in lists]
        if len(lists) > 1 and any(is_here for _, _, is_here in shown):
            return {"lists": shown, "lists_of": place.words}
    return {}


def _menu(user: User, rest: list[Place]) -> list[tuple[str, str]]:
    """What stands under the name: other front doors, what the bar has no room for, and one's sign-in."""
    others = [
        (door.words, f"{reverse('web:home')}?{urlencode({'as': door.key})}")
        for door in doors_of(user, today())[1:]
        if not isinstance(door.leads_to, str)
    ]
    return [
        *others,
        *((place.words, reverse(place.url_name)) for place in rest),
        ("Sign-in and security", reverse("mfa_index")),
    ]


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: bar, search, who is signed in, and where a worry goes."""
    everybody = {"safe_url": reverse("safeguarding:raise"), "own_layout": OUTSIDE}
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return everybody | _strangers(request)
    roles = user.roles_on(today())
    if roles == {Role.YOUNG_PERSON}:
        return everybody | {"my_name": user.first_name, "own_layout": MY_SPACE, "is_young": True}
    places = places_of(user)
    held = [membership.place for membership in user.memberships_on(today())]
    is_staff = bool(roles & STAFF)
    searching = request.resolver_match and request.resolver_match.view_name == "web:search"
    return everybody | {
        **_beside(request, user),
        "nav": _bar(request, places[:MOST]),
        "can_search": is_staff and may_search(user),
        "search_url": reverse("web:search"),
        "search_words": request.GET.get("q", "") if searching else "",
        "my_name": user.name if is_staff else user.first_name,
        "my_place": held[0] if held and is_staff else "",
        "my_links": _menu(user, places[MOST:]),
        "own_layout": DESK if is_staff else PHONE,
    }


def _strangers(request: HttpRequest) -> dict[str, Any]:
    """On the sign-in page of a demonstration: whom one may be, and the password."""
    signing_in = request.resolver_match and request.resolver_match.view_name == "account_login"
    if not (settings.DEMO and signing_in):
        return {}
    from kith.demo.stage import sign_ins  # a real installation never reads it

    return {"demo_people": sign_ins()}
