"""Returns by hand, children on the register and points to ask at, for tests."""

from collections.abc import Iterable
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from kith.access.models import User
from kith.people.models import Child
from kith.people.tests.factories import a_child
from kith.register.actions import import_return
from kith.register.models import CareSummary, ImportRun, Offer, PathwayPoint
from kith.register.reading.tests.files import a_return
from kith.schemes.models import Organisation
from kith.schemes.tests.factories import an_authority

DAY = date(2026, 11, 24)
NUMBER = count(1)


def header(child: str = "1001", sex: str = "F", born: str = "15/06/2012", ethnicity: str = "WBRI") -> str:
    return f"{child},{sex},{born},{ethnicity},,,"


def episode(
    child: str = "1001",
    began: str = "04/02/2019",
    new: str = "S",
    ended: str = "",
    why_ended: str = "",
    home: str = "U6",
    postcode: str = "LS11 5AB",
    legal: str = "C2",
) -> str:
    return f"{child},{began},{new},{legal},N1,{home},PR1,{ended},{why_ended},,LS1 4DY,{postcode},"


def review(child: str = "1001", day: str = "01/09/2025", part: str = "PN1", born: str = "15/06/2012") -> str:
    return f"{child},{born},{day},{part}"


def names(
    child: str = "1001",
    first: str = "Maya",
    last: str = "Shaw",
    known_as: str = "",
    worker: str = "",
    email: str = "",
    carer: str = "",
    phone: str = "",
    postcode: str = "",
    languages: str = "",
    officer: str = "",
) -> str:
    return f"{child},{first},{last},{known_as},{languages},{worker},{email},,{officer},,{carer},{phone},,{postcode}"


def an_import(
    folder: Path,
    *,
    authority: Organisation | None = None,
    on: date = DAY,
    year: int = 2026,
    by: User | None = None,
    **tables: Iterable[str],
) -> ImportRun:
    """A return of these tables, saved."""
    given: dict[str, Any] = {"header": [header()], "episodes": [episode()], "reviews": [review()]} | tables
    place = folder / f"return {next(NUMBER)}"
    return import_return(
        paths=[a_return(place, year=year, **given)], authority=authority or an_authority(), by=by, on=on
    )


def a_child_on_the_register(first_name: str = "Tariq", on: date = DAY, **fields: Any) -> Child:
    """A child with a summary, as after an import; columns of the summary may be given as summary__review_due."""
    told = {
        name.removeprefix("summary__"): fields.pop(name)
        for name in list(fields)
        if name.startswith("summary__")
    }
    given: dict[str, Any] = {"in_latest_import": True} | fields
    child = a_child(first_name, **given)
    CareSummary.objects.create(
        **{"child": child, "period_began": date(2020, 1, 6), "worked_out_on": on, "counted_to": on} | told
    )
    return child


def a_point(
    child: Child | None = None,
    kind: PathwayPoint.Kind = PathwayPoint.Kind.REVIEW,
    on: date = date(2026, 11, 10),
    **fields: Any,
) -> PathwayPoint:
    child = child or a_child_on_the_register()
    key = fields.pop("key", f"{kind.value}:{on.isoformat()}")
    return PathwayPoint.objects.create(child=child, kind=kind, on=on, key=key, **fields)


def an_offer(point: PathwayPoint, answer: Offer.Answer = Offer.Answer.ACCEPTED, **fields: Any) -> Offer:
    given: dict[str, Any] = {"asked": Offer.Asked.TALK, "on": point.on} | fields
    return Offer.objects.create(point=point, child=point.child, answer=answer, **given)
