"""The front doors: a home page per role, search, the way into My space, and a sign of life for the machine."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import login
from django.db import connection, transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from kith.access.actions import user_of_key
from kith.access.doors import Request, may, public, signed_in
from kith.access.limits import Limit
from kith.access.policy import Permission
from kith.audit import actions as audit
from kith.foundation.dates import now, today
from kith.foundation.gov import style_guide
from kith.people.models import Child, Volunteer
from kith.referral.models import Referral
from kith.web.forms import SpaceKeyForm
from kith.web.homes import home_of

MOST_FOUND = 20
KEYS_TRIED = Limit("keys tried", per_session=10, per_address=30, window=timedelta(minutes=15))


@public
def healthz(request: HttpRequest) -> HttpResponse:
    """Answers while the process and its database do."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"well": True})


@signed_in
def home(request: Request) -> HttpResponse:
    """What this person needs first."""
    found = home_of(request.user, at=now(), on=today())
    if isinstance(found, str):
        return redirect(found)
    template, context = found
    with transaction.atomic():
        audit.look(by=request.user, permission=Permission.SEE_DESK.value, page="web:home")
    return render(request, template, context)


@may(Permission.SEE_CHILD)
def search(request: Request) -> HttpResponse:
    """A child, a volunteer or a referral by part of a name or by reference, within reach."""
    words = request.GET.get("q", "").strip()
    named = Q(first_name__icontains=words) | Q(last_name__icontains=words)
    groups = []
    if words:
        children = Child.objects.reachable_by(request.user, Permission.SEE_CHILD)
        volunteers = Volunteer.objects.reachable_by(request.user, Permission.SEE_VOLUNTEER)
        referrals = Referral.objects.reachable_by(request.user, Permission.SEE_REFERRAL)
        groups = [
            (
                "Children",
                "casefile:child",
                children.filter(
                    named | Q(known_as__icontains=words) | Q(authority_ref__iexact=words)
                ).order_by("first_name")[:MOST_FOUND],
            ),
            (
                "Volunteers",
                "casefile:volunteer",
                volunteers.filter(named).order_by("first_name")[:MOST_FOUND],
            ),
            ("Referrals", "referral:referral", referrals.filter(reference__iexact=words)[:MOST_FOUND]),
        ]
    found = [(title, name, list(rows)) for title, name, rows in groups]
    context = {"words": words, "groups": [group for group in found if group[2]], "most": MOST_FOUND}
    return render(request, "web/search.html", context)


@public
def my_space_key(request: HttpRequest) -> HttpResponse:
    """A young person types the key their coordinator gave them."""
    form = SpaceKeyForm(request.POST) if request.method == "POST" else SpaceKeyForm()
    if request.method == "POST" and form.is_valid():
        KEYS_TRIED.count(request, at=now())
        if KEYS_TRIED.is_reached(request, at=now()):
            form.add_error("key", "That was a lot of tries. Wait a little, then try again.")
        elif user := user_of_key(code=form.cleaned_data["key"]):
            request.session.flush()
            login(request, user, backend="django.contrib.auth.backends.ModelBackend")
            return redirect("web:home")
        else:
            form.add_error("key", "That key does not open anything. Check each letter, or ask for a new one.")
    return render(request, "web/my_space_key.html", {"form": form})


@public
def styles(request: HttpRequest) -> HttpResponse:
    """Every piece of the brand on one page, for those who build it; not in production."""
    if settings.PRODUCTION:
        return redirect("web:home")
    return render(request, "foundation/style_guide.html", style_guide.context())
