"""The page of one concern: what its clock waits for stands open, all else is folded behind a press."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kith.access.models import User
from kith.foundation.forms import Form
from kith.people.models import Restriction, Volunteer
from kith.safeguarding import actions
from kith.safeguarding.clock import OFFICER, SERVICES
from kith.safeguarding.forms import AddEntry, InWords, KeepFrom
from kith.safeguarding.meaning import colleagues_for
from kith.safeguarding.models import Concern, ConcernEntry
from kith.safeguarding.staff_roles import RoleHeld, roles_of
from kith.safeguarding.states import Status

Kind = ConcernEntry.Kind
HEADINGS = {  # and what stands on the button
    "decide": ("What will be done?", "Write down the decision"),
    "tell": ("Who has been told?", "Write it down"),
    "add": ("Add to it", "Add"),
    "close": ("Close it", "Close with this outcome"),
    "learn": ("What we learnt", "Write it down"),
    "reopen": ("Open it again", "Open it again"),
    "keep_from": ("Is it about a colleague?", "Keep it from them"),
}


@dataclass(frozen=True)
class Part:
    """One thing that may be done about a concern."""

    deed: str
    form: Form
    is_next: bool
    is_again: bool = False

    @property
    def heading(self) -> str:
        return "Decide something else" if self.is_again else HEADINGS[self.deed][0]

    @property
    def button(self) -> str:
        return HEADINGS[self.deed][1]


def form_of(deed: str, concern: Concern, kinds: set[str], on: date, typed: Any = None) -> Form:
    """What is typed for it; each label belongs to the box of its own, for several forms stand on the page."""
    ids = f"id_{deed}_%s"
    if deed == "keep_from":
        return KeepFrom(typed, people=colleagues_for(concern, on), auto_id=ids)
    if deed == "tell":
        sent_late = [*OFFICER, *SERVICES]  # somebody else has just written it down, and this is kept, too
        asked = sent_late if typed else _untold(concern, kinds)
        return AddEntry(typed, only=(*asked, Kind.POLICE), auto_id=ids)
    return (AddEntry if deed == "add" else InWords)(typed, auto_id=ids)


def do(deed: str, *, concern: Concern, by: User, at: datetime, told: dict[str, Any]) -> None:
    """The deed itself: that somebody was told is one more thing added."""
    getattr(actions, "add" if deed == "tell" else deed)(concern=concern, by=by, at=at, **told)


def parts_of(concern: Concern, kinds: set[str], on: date, sent: tuple[str, Form] | None) -> list[Part]:
    """What may be done now, what is next first; what was sent stays with what was typed, whatever happened meanwhile."""
    waited = _waited_for(concern, kinds)
    forms = dict([sent] if sent else [])
    for deed in dict.fromkeys([*waited, *_may_be_done(concern)]):
        forms.setdefault(deed, form_of(deed, concern, kinds, on))
    is_decided = concern.status == Status.DECIDED
    parts = [
        Part(deed, form, deed in waited, deed == "decide" and is_decided) for deed, form in forms.items()
    ]
    return sorted(parts, key=lambda part: (not part.is_next, list(HEADINGS).index(part.deed)))


def _may_be_done(concern: Concern) -> list[str]:
    if concern.status == Status.CLOSED:
        return ["learn", "reopen"]
    if concern.status == Status.DECIDED:
        return ["close", "add", "decide", "keep_from"]
    return ["decide", "add", "keep_from"]


def _waited_for(concern: Concern, kinds: set[str]) -> set[str]:
    """What the clock waits for. An officer must hear of an allegation within a day, decided or not."""
    if concern.status == Status.CLOSED:
        return set() if Kind.LESSON in kinds else {"learn"}
    is_decided = concern.status == Status.DECIDED
    waited = set() if is_decided else {"decide"}
    if _untold(concern, kinds) and (is_decided or concern.is_allegation):
        waited.add("tell")
    elif is_decided:
        waited.add("close")
    return waited


def _untold(concern: Concern, kinds: set[str]) -> list[str]:
    """What can be written down of whoever must hear of it, and of whom nothing is written yet."""
    must_hear = [OFFICER, SERVICES] if concern.is_allegation else [SERVICES]
    return [kind for pair in must_hear if kinds.isdisjoint(pair) for kind in pair]


@dataclass(frozen=True)
class AccusedLine:
    """A volunteer who is accused: what of this house is still open to them, and whether the child's story is."""

    volunteer: Volunteer
    roles: list[RoleHeld]
    is_kept_away: bool


def accused_lines(concern: Concern, on: date) -> list[AccusedLine]:
    accused = [each.volunteer for each in concern.accused.select_related("volunteer__user")]
    roles = roles_of(accused, on)
    kept = set(
        Restriction.objects.open_on(on).filter(child=concern.child).values_list("user", flat=True)
        if roles and concern.child
        else ()
    )
    return [AccusedLine(each, roles.get(each.user_id or 0, []), each.user_id in kept) for each in accused]
