"""Safety plans of two people: the coordinator's page, and what the volunteer reads on their phone."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may, opens
from kith.access.models import User
from kith.access.policy import Permission
from kith.foundation.dates import now, today
from kith.foundation.forms import Confirmation
from kith.people.models import Child, Involvement, Volunteer
from kith.people.nearness import near_as_volunteer
from kith.safeguarding import planning_safety
from kith.safeguarding.safety_forms import WriteSafetyPlan
from kith.safeguarding.safety_plans import SafetyPlan, kinds_asked
from kith.schemes.models import Scheme

P = Permission
Kind = SafetyPlan.Kind


def _together(request: Request, child: Child, volunteer: UUID) -> tuple[Volunteer, Scheme]:
    """The volunteer, and the scheme that serves the child and has the volunteer."""
    rows = Volunteer.objects.reachable_by(request.user, P.SEE_VOLUNTEER).filter(public_id=volunteer)
    found: Volunteer | None = rows.first()
    if found is None:
        raise Http404
    served = Involvement.objects.open_on(today()).filter(child=child, scheme__isnull=False)
    enlisted = found.enlistments.open_on(today()).values("scheme")
    scheme = Scheme.objects.filter(pk__in=served.values("scheme")).filter(pk__in=enlisted).first()
    if scheme is None:
        raise Http404
    return found, scheme


@opens(Child, P.SEE_SAFETY_PLANS)
def safety_plans(request: Request, child: Child, volunteer: UUID) -> HttpResponse:
    """For what the scheme asks for a plan, for what there is one, and for what somebody has asked."""
    found, scheme = _together(request, child, volunteer)
    rows = SafetyPlan.objects.reachable_by(request.user, P.SEE_SAFETY_PLANS)
    rows = rows.filter(child=child, volunteer=found, scheme=scheme, ended_on=None)
    rows = rows.prefetch_related("lines").select_related("created_by")
    standing = {plan.kind: plan for plan in rows if plan.agreed_on}
    asked = {plan.kind: plan for plan in rows if not plan.agreed_on}
    wanted = kinds_asked(scheme, today())
    kinds = [
        (kind, standing.get(kind), asked.get(kind), kind in wanted)
        for kind in Kind
        if kind in wanted or kind in standing or kind in asked
    ]
    told = {
        "child": child,
        "volunteer": found,
        "scheme": scheme,
        "kinds": kinds,
        "may_write": Child.objects.reachable_by(request.user, P.KEEP_SAFETY_PLAN).contains(child),
        "others": [kind for kind in Kind if kind not in {each[0] for each in kinds}],
        "today": today(),
        "back_url": reverse("casefile:child", args=[child.public_id]),
        "back_text": child.name,
    }
    return render(request, "safeguarding/safety_plans.html", told)


@opens(Child, P.KEEP_SAFETY_PLAN)
def write_safety_plan(request: Request, child: Child, volunteer: UUID, kind: str) -> HttpResponse:
    """Write a plan for one kind of thing, or write it anew."""
    found, scheme = _together(request, child, volunteer)
    if kind not in Kind.values:
        raise Http404
    rows = SafetyPlan.objects.reachable_by(request.user, P.KEEP_SAFETY_PLAN).standing()
    old = rows.filter(child=child, volunteer=found, scheme=scheme, kind=kind).first()
    form = (
        WriteSafetyPlan(request.POST)
        if request.method == "POST"
        else WriteSafetyPlan(initial=WriteSafetyPlan.initial_of(old))
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            planning_safety.agree_plan(
                child=child,
                volunteer=found,
                scheme=scheme,
                kind=kind,
                lines=form.lines(),
                agreed_with=form.cleaned_data["agreed_with"],
                until=form.cleaned_data["until"],
                by=request.user,
                at=now(),
            )
            messages.success(request, f"Agreed. {found.first_name} finds it on their phone.")
            return redirect("safeguarding:safety_plans", child.public_id, found.public_id)
    told = {
        "form": form,
        "child": child,
        "volunteer": found,
        "kind": Kind(kind),
        "old": old,
        "back_url": reverse("safeguarding:safety_plans", args=[child.public_id, found.public_id]),
        "back_text": "Safety plans",
    }
    return render(request, "safeguarding/write_safety_plan.html", told)


@opens(SafetyPlan, P.KEEP_SAFETY_PLAN)
def end_safety_plan(request: Request, plan: SafetyPlan) -> HttpResponse:
    """Are you sure that it holds no more?"""
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    back = reverse("safeguarding:safety_plans", args=[plan.child.public_id, plan.volunteer.public_id])
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            planning_safety.end_plan(plan=plan, by=request.user, on=today())
            messages.success(request, "Ended.")
            return redirect(back)
    told = {"form": form, "plan": plan, "back_url": back, "back_text": "Safety plans"}
    return render(request, "safeguarding/end_safety_plan.html", told)


@may(P.READ_SAFETY_PLAN)
def my_safety(request: Request) -> HttpResponse:
    """On the volunteer's phone: what was agreed with each young person, and asking for what was not."""
    on, user = today(), request.user
    if request.method == "POST":
        return _say(request)
    near = near_as_volunteer(user, on)
    plans = SafetyPlan.objects.reachable_by(user, P.READ_SAFETY_PLAN).filter(ended_on=None)
    by_child: dict[int, list[SafetyPlan]] = {}
    for plan in plans.prefetch_related("lines"):
        by_child.setdefault(plan.child_id, []).append(plan)
    told = []
    for each in near.select_related("child").order_by("from_day", "pk"):
        mine = by_child.get(each.child_id, [])
        in_force = [plan for plan in mine if plan.agreed_on and plan.until_day and plan.until_day > on]
        asked = {plan.kind for plan in mine if not plan.agreed_on}
        ready = {plan.kind for plan in in_force}
        scheme = _scheme_of(each.child, user)
        wanted = kinds_asked(scheme, on) if scheme else []
        told.append(
            (
                each.child,
                in_force,
                [(kind, kind in asked) for kind in wanted if kind not in {*ready, Kind.MEETING}],
            )
        )
    return render(request, "safeguarding/my_safety.html", {"children": told})


def _scheme_of(child: Child, user: User) -> Scheme | None:
    served = Involvement.objects.open_on(today()).filter(child=child, scheme__isnull=False).values("scheme")
    mine = Volunteer.objects.filter(user=user).values("enlistments__scheme")
    return Scheme.objects.filter(pk__in=served).filter(pk__in=mine).first()


def _key(request: Request) -> UUID | None:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return None


def _say(request: Request) -> HttpResponse:
    """“I have read it”, or “I would like a plan for this”."""
    user, deed, key = request.user, request.POST.get("deed", ""), _key(request)
    if deed == "read":
        rows = SafetyPlan.objects.reachable_by(user, P.READ_SAFETY_PLAN).standing()
        plan = rows.filter(public_id=key).first() if key else None
        if plan:
            planning_safety.read_plan(plan=plan, by=user, on=today())
            messages.success(request, "Thank you.")
        return redirect("safeguarding:my_safety")
    near = near_as_volunteer(user, today())
    child = Child.objects.filter(pk__in=near.values("child"), public_id=key).first() if key else None
    volunteer = Volunteer.objects.filter(user=user).first()
    scheme = _scheme_of(child, user) if child else None
    kind = request.POST.get("kind", "")
    if child and volunteer and scheme and kind in Kind.values:
        planning_safety.ask_for_plan(
            child=child, volunteer=volunteer, scheme=scheme, kind=kind, by=user, at=now()
        )
        messages.success(request, "Your coordinator knows. Please wait until it is agreed.")
    return redirect("safeguarding:my_safety")
