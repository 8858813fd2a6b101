"""The list of volunteers: on a page, and as a spreadsheet."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may
from kith.access.downloads import download
from kith.access.policy import Permission
from kith.access.reach import may as has
from kith.foundation.dates import today
from kith.foundation.sheets import Sheet
from kith.recruitment import listing
from kith.recruitment.forms import Filter
from kith.recruitment.presenters.marks import marks
from kith.recruitment.presenters.pipeline import columns
from kith.recruitment.presenters.rows import COLUMNS, cells, rows
from kith.recruitment.queries import checklists

A_PAGE = 25


@may(Permission.SEE_VOLUNTEER)
def volunteers(request: Request) -> HttpResponse:
    """Everybody who has offered themself to my schemes, a page at a time."""
    day, schemes = today(), list(listing.staff_schemes(request.user))
    if not schemes:
        return redirect("recruitment:my_checks")
    form = Filter(request.GET, schemes=schemes)
    wanted = form.wanted(request.GET.get("group", ""))
    narrowed = listing.narrowed(listing.everybody_for(request.user), wanted, request.user, day)
    answer = listing.find(narrowed, wanted, request.user, day)
    numbers = answer.numbers
    page = answer.page(request.GET.get("page"), A_PAGE, wanted.group)
    found = listing.fetched(page.object_list, day)
    return render(
        request,
        "recruitment/volunteers.html",
        {
            "filters": form,
            "schemes": schemes,
            "new_url": reverse("recruitment:new"),
            "group": wanted.group,
            "rows": rows(found, checklists(found, day), day, marks(request.user, [row.pk for row in found])),
            "chips": [
                (f"{name} ({numbers[key]:,})", _same_but(request, group=key), key == wanted.group)
                for key, name in listing.GROUPS.items()
            ],
            "found": numbers[wanted.group],
            "nobody_at_all": not (
                numbers["all"] or wanted.words or wanted.scheme or wanted.lacks or wanted.step or wanted.whose
            ),
            "pages": _pages(request, page),
            "sheet_url": f"{reverse('recruitment:volunteers_sheet')}?{request.GET.urlencode()}",
            "may_add": has(request.user, Permission.RECORD_CHECK),
            "more_links": _more_links(request),
        },
    )


@may(Permission.SEE_VOLUNTEER)
def board(request: Request) -> HttpResponse:
    """Everybody on the way, a column a step, those who have waited longest on top."""
    schemes = list(listing.staff_schemes(request.user))
    if not schemes:
        return redirect("recruitment:my_checks")
    chosen = next((each for each in schemes if str(each.public_id) == request.GET.get("scheme")), None)
    rows = listing.everybody_for(request.user)
    rows = rows.filter(scheme=chosen) if chosen else rows
    found = listing.board(rows)
    shown = [each.pk for _, column in found.values() for each in column]
    address = reverse("recruitment:volunteers") + f"?scheme={chosen.public_id if chosen else ''}"
    told = {
        "columns": columns(
            found,
            marks(request.user, shown),
            today(),
            address,
        ),
        "nobody": not any(count for count, _ in found.values()),
        "chips": [("All my schemes", "?", chosen is None)]
        + [(each.name, f"?scheme={each.public_id}", each == chosen) for each in schemes],
        "several": len(schemes) > 1,
        "may_add": has(request.user, Permission.RECORD_CHECK),
    }
    return render(request, "recruitment/board.html", told)


def _more_links(request: Request) -> list[tuple[str, str]]:
    """Other pages about everybody, for those who may; the board, panels and reviews stand in the bar."""
    links = [
        ("Who interviews", "recruitment:interviewers", Permission.RECORD_CHECK),
        ("Bring in a list", "recruitment:bring", Permission.BRING_VOLUNTEERS),
        ("Look first", "recruitment:flags", Permission.SEE_VETTING),
        ("Public pages", "recruitment:fronts", Permission.KEEP_FRONT),
        ("Letters", "recruitment:letter_words", Permission.SET_UP_SCHEME),
        ("What will be erased", "recruitment:erasing", Permission.SEE_VETTING),
    ]
    return [(words, reverse(name)) for words, name, right in links if has(request.user, right)]


def _same_but(request: Request, **changed: Any) -> str:
    """This page's address with something else asked."""
    asked = request.GET.copy()
    asked.pop("page", None)
    for name, value in changed.items():
        asked[name] = str(value)
    return f"?{asked.urlencode()}"


def _pages(request: Request, page: Any) -> dict[str, Any] | None:
    if page.paginator.num_pages == 1:
        return None
    links: dict[str, Any] = {
        "items": [
            {"ellipsis": True}
            if number == page.paginator.ELLIPSIS
            else {"number": number, "href": _same_but(request, page=number), "current": number == page.number}
            for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
        ]
    }
    if page.has_previous():
        links["previous"] = {"href": _same_but(request, page=page.previous_page_number())}
    if page.has_next():
        links["next"] = {"href": _same_but(request, page=page.next_page_number())}
    return links


@may(Permission.SEE_VOLUNTEER)
def volunteers_sheet(request: Request) -> HttpResponse:
    """The same list, all of it, as a spreadsheet. No certificate numbers and no reasons."""
    day, schemes = today(), list(listing.staff_schemes(request.user))
    form = Filter(request.GET, schemes=schemes)
    wanted = form.wanted(request.GET.get("group", ""))
    narrowed = listing.narrowed(listing.everybody_for(request.user), wanted, request.user, day)
    found = listing.fetched(listing.find(narrowed, wanted, request.user, day).ids, day)
    return download(
        request,
        name=f"volunteers-{day.isoformat()}",
        sheet=Sheet("Volunteers", COLUMNS, cells(found, checklists(found, day), day)),
        filters=[("Shown", listing.GROUPS[wanted.group]), *form.told()],
    )
