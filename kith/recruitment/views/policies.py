"""What a scheme asks of its volunteers: the version in force, the one being written, whom it touches, and the undo."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access.doors import Request, may, opens
from kith.access.downloads import download
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.foundation.dates import today
from kith.foundation.forms import Confirmation
from kith.foundation.sheets import Sheet
from kith.recruitment import actions
from kith.recruitment.actions.policies import refuse_unfit_day
from kith.recruitment.models import Policy
from kith.recruitment.presenters import policies as presented
from kith.recruitment.refusals import CannotSet
from kith.recruitment.vetting.affected import Affected, affected_by
from kith.recruitment.vetting.modules import courses_of, names_of
from kith.recruitment.vetting.policies import as_line, as_requirements, required_by
from kith.recruitment.vetting.policy_forms import AgreePolicy, LineForm
from kith.recruitment.vetting.requirements import BY_SLUG, REQUIREMENTS
from kith.recruitment.vetting.states import PolicyStatus
from kith.schemes.models import Scheme

P = Permission
SHOWN = 100


def _schemes(request: Request) -> "QuerySet[Scheme]":
    """The schemes whose lists somebody works with."""
    return schemes_for(request.user, P.RECORD_CHECK).order_by("name")


@may(P.RECORD_CHECK)
def policies(request: Request) -> HttpResponse:
    """Each scheme and how it stands; straight to the one, where there is only one."""
    schemes = list(_schemes(request))
    if len(schemes) == 1:
        return redirect("recruitment:policy", schemes[0].public_id)
    told = {"schemes": schemes, "back_url": reverse("recruitment:volunteers"), "back_text": "Volunteers"}
    return render(request, "recruitment/policies.html", told)


@may(P.RECORD_CHECK)
def policy(request: Request, public_id: str) -> HttpResponse:
    """What is asked today, what will be, and what was."""
    scheme = get_object_or_404(_schemes(request), public_id=public_id)
    day = today()
    versions = Policy.objects.filter(scheme=scheme).select_related("created_by")
    agreed = versions.filter(status=PolicyStatus.AGREED).order_by("-from_day")
    told = {
        "scheme": scheme,
        "rows": presented.rows(asked := required_by(scheme, day), names_of(asked, on=day)),
        "in_force": agreed.filter(from_day__lte=day).first(),
        "coming": list(agreed.filter(from_day__gt=day).order_by("from_day")),
        "earlier": list(agreed.filter(from_day__lte=day)[1:10]),
        "draft": versions.filter(status=PolicyStatus.DRAFTED).first(),
        "may_change": schemes_for(request.user, P.CHANGE_REQUIREMENTS).filter(pk=scheme.pk).exists(),
        "back_url": reverse("recruitment:volunteers"),
        "back_text": "Volunteers",
    }
    return render(request, "recruitment/policy.html", told)


@may(P.CHANGE_REQUIREMENTS)
@require_POST
def change_policy(request: Request, public_id: str) -> HttpResponse:
    """Begin a new version, or go on with the one that is being written."""
    scheme = get_object_or_404(schemes_for(request.user, P.CHANGE_REQUIREMENTS), public_id=public_id)
    policy = actions.draft_policy(scheme=scheme, by=request.user, on=today())
    return redirect("recruitment:policy_version", policy.public_id)


@opens(Policy, P.RECORD_CHECK)
def version(request: Request, policy: Policy) -> HttpResponse:
    """One version: whom it touches, for everybody who can help them; to write it or call it off, for the manager."""
    may_change = (
        Policy.objects.reachable_by(request.user, P.CHANGE_REQUIREMENTS).filter(pk=policy.pk).exists()
    )
    if policy.status == PolicyStatus.DRAFTED and not may_change:
        raise Http404
    new, old = as_requirements(policy.lines.all()), required_by(policy.scheme, today())
    called = names_of(old, new, on=today())
    keys = {requirement.key for requirement in new}
    told = _about(policy) | {
        "lines": [
            (requirement, presented.how(requirement, called), _may_leave_out(policy, requirement))
            for requirement in new
        ],
        "more": [requirement for requirement in REQUIREMENTS if requirement.key not in keys],
        "differences": presented.differences(old, new, called),
        "panel": presented.PANEL,
    }
    if policy.status != PolicyStatus.DRAFTED:
        told |= _affected(policy, affected_by(policy, policy.from_day or today(), today()))
        ahead = policy.from_day is not None and policy.from_day > today()
        told["may_call_off"] = may_change and policy.may("call off") and ahead
    return render(request, "recruitment/policy_version.html", told)


def _about(policy: Policy) -> dict[str, Any]:
    return {
        "policy": policy,
        "scheme": policy.scheme,
        "is_draft": policy.status == PolicyStatus.DRAFTED,
        "back_url": reverse("recruitment:policy", args=[policy.scheme.public_id]),
        "back_text": f"What {policy.scheme} asks",
    }


def _may_leave_out(policy: Policy, requirement: Any) -> bool:
    return not (requirement.fixed and requirement.wanted(policy.scheme))


def _affected(policy: Policy, found: list[Affected]) -> dict[str, Any]:
    return {
        "people": presented.people(found[:SHOWN]),
        "touched": len(found),
        "stopped": sum(each.may_meet_nobody for each in found),
        "not_shown": max(len(found) - SHOWN, 0),
    }


@opens(Policy, P.CHANGE_REQUIREMENTS)
def line(request: Request, policy: Policy, kind: str) -> HttpResponse:
    """One thing that is asked, in a version that is being written."""
    plain = BY_SLUG.get(kind)
    if plain is None or policy.status != PolicyStatus.DRAFTED:
        raise Http404
    held = policy.lines.filter(kind=plain.key).first() or as_line(plain, policy)
    (requirement,) = as_requirements([held])
    asked: dict[str, Any] = {
        "requirement": requirement,
        "courses": courses_of(policy.scheme, today()) if plain.key == "training" else [],
    }
    form = LineForm(request.POST, **asked) if request.method == "POST" else LineForm(**asked)
    back = reverse("recruitment:policy_version", args=[policy.public_id])
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            given = {"count": requirement.count} | form.cleaned_data
            actions.set_line(policy=policy, kind=plain.key, by=request.user, on=today(), **given)
            return redirect(back)
    told = {"form": form, "requirement": requirement, "scheme": policy.scheme, "back_url": back}
    return render(request, "recruitment/policy_line.html", told)


@opens(Policy, P.CHANGE_REQUIREMENTS)
@require_POST
def leave_out(request: Request, policy: Policy, kind: str) -> HttpResponse:
    """Ask for it no more, in a version that is being written; it can be put back on the same page."""
    plain = BY_SLUG.get(kind)
    if plain is None:
        raise Http404
    try:
        actions.leave_out(policy=policy, kind=plain.key, by=request.user, on=today())
    except CannotSet as refusal:
        messages.error(request, str(refusal))
    return redirect("recruitment:policy_version", policy.public_id)


@opens(Policy, P.CHANGE_REQUIREMENTS)
def agree(request: Request, policy: Policy) -> HttpResponse:
    """First say from which day; then see whom it touches and what each will lack; only then does it apply."""
    if policy.status != PolicyStatus.DRAFTED:
        return redirect("recruitment:policy_version", policy.public_id)
    form = AgreePolicy(request.POST) if request.method == "POST" else AgreePolicy()
    told = _about(policy) | {"form": form}
    old, new = required_by(policy.scheme, today()), as_requirements(policy.lines.all())
    told["differences"] = presented.differences(old, new, names_of(old, new, on=today()))
    told["back_url"] = reverse("recruitment:policy_version", args=[policy.public_id])
    if request.method == "POST" and form.is_valid():
        from_day = form.cleaned_data["from_day"]
        with form.refusals():
            if "sure" in request.POST:
                actions.agree_policy(policy=policy, by=request.user, on=today(), **form.cleaned_data)
                messages.success(request, "Agreed. Until its day you can call it off here.")
                return redirect("recruitment:policy_version", policy.public_id)
            refuse_unfit_day(policy, from_day, today())
            told |= _affected(policy, affected_by(policy, from_day, today())) | {"from_day": from_day}
    return render(request, "recruitment/agree_policy.html", told)


@opens(Policy, P.CHANGE_REQUIREMENTS)
def call_off(request: Request, policy: Policy) -> HttpResponse:
    """The undo: what is in force goes on as it was."""
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.call_off_policy(policy=policy, by=request.user, on=today())
            messages.success(request, "Called off. What is asked stays as it was.")
            return redirect("recruitment:policy", policy.scheme.public_id)
    return render(request, "recruitment/call_off_policy.html", _about(policy) | {"form": form})


@opens(Policy, P.RECORD_CHECK)
def affected_sheet(request: Request, policy: Policy) -> HttpResponse:
    """Everybody whom an agreed version touches, to work through."""
    if policy.from_day is None:
        raise Http404
    found = presented.people(affected_by(policy, policy.from_day, today()))
    rows = [[each["name"], each["lacks"], each["means"]] for each in found]
    sheet = Sheet("Affected", ["Name", "Will lack", "What it means"], rows)
    return download(request, name="affected", sheet=sheet, filters=[("Version", str(policy.version))])
