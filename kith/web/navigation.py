"""What stands in the top bar for whom, and the few things every page says about whoever is signed in."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from kith.access.policy import Permission
from kith.access.reach import may
from kith.access.roles import STAFF, Role
from kith.foundation.dates import today


@dataclass(frozen=True)
class Place:
    """One entry of the bar: its words, its address, and the right that calls for it."""

    words: str
    url_name: str
    permission: Permission


DESK = (
    Place("Desk", "web:home", Permission.SEE_DESK),
    Place("Referrals", "referral:list", Permission.SEE_REFERRAL),
    Place("Children", "casefile:children", Permission.SEE_CHILD),
    Place("Volunteers", "recruitment:volunteers", Permission.RECORD_CHECK),
    Place("Matches", "casefile:matches", Permission.SEE_MATCH),
    Place("Calendar", "meetings:calendar", Permission.SEE_MEETINGS),
    Place("Register", "register:home", Permission.SEE_REGISTER),
    Place("Import", "register:import", Permission.IMPORT_REGISTER),
    Place("Concerns", "safeguarding:concerns", Permission.SEE_CONCERN),
    Place("Reports", "reporting:reports", Permission.SEE_REPORT),
    Place("For members", "reporting:members", Permission.SEE_MEMBERS_PAGE),
    Place("Set-up", "administration:schemes", Permission.SET_UP_SCHEME),
)
PHONE = (
    Place("Home", "web:home", Permission.ANSWER_PROPOSAL),
    Place("Meetings", "meetings:my_meetings", Permission.RECORD_MEETING),
    Place("My checks", "recruitment:my_checks", Permission.WRITE_CARD),
)


def _address(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def _entries(request: HttpRequest, places: tuple[Place, ...]) -> list[tuple[str, str, bool]]:
    """The places this person may go, and which of them the page at hand belongs to."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    found = []
    for place in places:
        address = _address(place.url_name)
        if address and may(request.user, place.permission):
            found.append((place.words, address, place.url_name == here or _is_below(request.path, address)))
    return found


def _is_below(path: str, address: str) -> bool:
    return address != "/" and path.startswith(address)


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: bar, search, who is signed in, and where a worry goes."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"safe_url": _address("safeguarding:raise")}
    roles = user.roles_on(today())
    if Role.YOUNG_PERSON in roles:
        return {"safe_url": _address("safeguarding:raise"), "me": user.first_name}
    staff = bool(roles & STAFF)
    places = [membership.place for membership in user.memberships_on(today())]
    return {
        "nav": _entries(request, DESK if staff else PHONE),
        "can_search": staff and may(user, Permission.SEE_CHILD),
        "search_url": _address("web:search"),
        "search_words": request.GET.get("q", "") if request.path == _address("web:search") else "",
        "me": user.first_name if not staff else user.name,
        "place": places[0] if places else "",
        "my_links": [("Sign-in and security", _address("mfa_index") or "")],
        "safe_url": _address("safeguarding:raise"),
    }
