"""Schemes and their rules, staff and their roles, and the record of who did and saw what."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access import actions as access
from kith.access.doors import Request, may
from kith.access.models import Membership, User
from kith.access.policy import Permission
from kith.access.roles import Role
from kith.administration import queries
from kith.administration.forms import Invitation, NewScheme, RulesChange, SchemeDetails
from kith.audit.models import Event, Look
from kith.foundation.dates import now, today
from kith.foundation.forms import Confirmation
from kith.messages.actions import send
from kith.people.models import Child
from kith.safeguarding.accounts import look_at
from kith.safeguarding.models import SafetyPlan
from kith.schemes import actions as schemes_actions
from kith.schemes.models import Scheme

PAGE = 100


@may(Permission.SET_UP_SCHEME)
def schemes(request: Request) -> HttpResponse:
    """The schemes in reach, what each is and who pays."""
    rows = [(scheme, scheme.rules_on(today())) for scheme in queries.schemes_in_reach(request.user, today())]
    return render(request, "administration/schemes.html", {"rows": rows})


@may(Permission.SET_UP_SCHEME)
def new_scheme(request: Request) -> HttpResponse:
    """A scheme from a preset."""
    sent = request.POST if request.method == "POST" else None
    form = NewScheme(sent, user=request.user, on=today())
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            scheme = schemes_actions.set_up_scheme(by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, f"{scheme} is set up. Change what is different with you.")
            return redirect("administration:scheme", scheme.public_id)
    return render(request, "administration/new_scheme.html", {"form": form})


def _scheme(request: Request, public_id: UUID) -> Scheme:
    for scheme in queries.schemes_in_reach(request.user, today()):
        if scheme.public_id == public_id:
            return scheme
    raise Http404


@may(Permission.SET_UP_SCHEME)
def scheme(request: Request, public_id: UUID) -> HttpResponse:
    """One scheme: its values, its rules in force, the versions before."""
    found = _scheme(request, public_id)
    form = (
        SchemeDetails(request.POST, instance=found)
        if request.method == "POST"
        else SchemeDetails(instance=found)
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            schemes_actions.change_scheme(scheme=found, by=request.user, on=today(), **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect("administration:scheme", found.public_id)
    rules = found.rules_on(today())
    context = {
        "scheme": found,
        "form": form,
        "rules": rules,
        "rhythm": [_rhythm_line(row) for row in rules.rhythm_rows()],
        "safety_plans_for": ", ".join(
            kind.label for kind in SafetyPlan.Kind if kind.value in rules.safety_plans_for
        ),
        "versions": found.rules.order_by("-from_day"),
    }
    return render(request, "administration/scheme.html", context)


def _rhythm_line(row: object) -> str:
    ages, months = row.ages, row.months  # type: ignore[attr-defined]
    who = "every age" if ages == (0, 99) else f"ages {ages[0]} to {ages[1]}"
    when = (
        ""
        if months == (0, 1200)
        else f", months {months[0]} to {months[1]}"
        if months[1] < 1200
        else f", from month {months[0]}"
    )
    return f"{row.words} for {who}{when}"  # type: ignore[attr-defined]


@may(Permission.SET_UP_SCHEME)
def rules(request: Request, public_id: UUID) -> HttpResponse:
    """A new version of the rules from a day; what came before stays as it was."""
    found = _scheme(request, public_id)
    current = found.rules_on(today())
    fields = [name for name in RulesChange.base_fields if name != "from_day"]
    initial = {name: getattr(current, name) for name in fields}
    form = RulesChange(request.POST) if request.method == "POST" else RulesChange(initial=initial)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            schemes_actions.change_rules(scheme=found, by=request.user, **form.cleaned_data)
            messages.success(request, "The new rules are written down.")
            return redirect("administration:scheme", found.public_id)
    return render(request, "administration/rules.html", {"scheme": found, "form": form})


@may(Permission.GIVE_ROLES)
def people(request: Request) -> HttpResponse:
    """Who works here, as what, since when."""
    return render(
        request, "administration/people.html", {"rows": queries.staff_in_reach(request.user, today())}
    )


@may(Permission.GIVE_ROLES)
def invite(request: Request) -> HttpResponse:
    """Somebody new: an account, a role, and a letter with the way in."""
    places = queries.places(request.user, today())
    choices = [(key, str(place)) for key, place in places.items()]
    form = (
        Invitation(request.POST, places=choices) if request.method == "POST" else Invitation(places=choices)
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        with form.refusals():
            user = access.invite(
                first_name=told["first_name"], last_name=told["last_name"], email=told["email"],
                role=Role(told["role"]), place=places[told["place"]], by=request.user, at=now(),
            )  # fmt: skip
            look_at([user], at=now())
            send(to=user, event="welcome", about=None, link=reverse("account_reset_password"), at=now())
            messages.success(request, f"{user.name} has been invited.")
            return redirect("administration:people")
    return render(request, "administration/invite.html", {"form": form})


@may(Permission.GIVE_ROLES)
def end_role(request: Request, public_id: UUID) -> HttpResponse:
    """End somebody's role from today on, after a look at what that means."""
    found = next(
        (row for row in queries.staff_in_reach(request.user, today()) if row.public_id == public_id), None
    )
    if found is None:
        raise Http404
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            access.end_role(membership=found, by=request.user, on=today())
            messages.success(request, f"{found.user.name} is no longer {found.get_role_display().lower()}.")
            return redirect("administration:people")
    return render(request, "administration/end_role.html", {"membership": found, "form": form})


@may(Permission.SEE_AUDIT)
def audit(request: Request) -> HttpResponse:
    """What was done and looked at, newest first: who, what, when; never the content."""
    shown = request.GET.get("show", "deeds")
    in_view = queries.people_in_view(request.user, today())
    model = Look if shown == "looks" else Event
    rows = queries.told_to(model.objects.filter(by__in=in_view.values("public_id")), request.user).order_by(
        "-id"
    )
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    names = {
        user.public_id: user for user in User.objects.filter(public_id__in={row.by for row in page if row.by})
    }
    roles: dict[int, str] = {}
    for membership in Membership.objects.open_on(today()).filter(user__in=names.values()):
        roles.setdefault(membership.user_id, membership.get_role_display())
    young = set(Child.objects.filter(user__in=names.values()).values_list("user", flat=True))
    lines = []
    for row in page:
        user = names.get(row.by) if row.by else None
        who = "Kith or somebody without an account"
        if user:  # whoever reads this has no right to a child's name
            role = roles.get(user.pk, "no role now").lower()
            who = "A young person" if user.pk in young else f"{user.name}, {role}"
        lines.append((row.at, who, row.told))
    filters = [
        ("What was done", "?show=deeds", shown != "looks"),
        ("What was looked at", "?show=looks", shown == "looks"),
    ]
    return render(
        request,
        "administration/audit.html",
        {"page": page, "lines": lines, "filters": filters, "shown": shown},
    )
