"""The front doors: a home page per role, search, the way into My space, and a sign of life for the machine."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from kith.access.actions import user_of_key
from kith.access.doors import Request, public, signed_in
from kith.access.limits import Limit
from kith.access.models import User
from kith.audit import actions as audit
from kith.foundation.dates import now, today
from kith.foundation.gov import style_guide
from kith.web.finding import MOST, SEARCHES, find, may_search
from kith.web.forms import SpaceKeyForm
from kith.web.homes import home_of

KEYS_TRIED = Limit("keys-tried", per_session=10, per_address=30, window=timedelta(minutes=15))
BY_PASSWORD = "django.contrib.auth.backends.ModelBackend"
NO_SUCH_KEY = "That key does not open anything. Check each letter, or ask for a new one."
TOO_MANY = "That was a lot of tries. Wait a little, then try again."


@public
def healthz(request: HttpRequest) -> HttpResponse:
    """Answers while the process and its database do."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"well": True})


@signed_in
def home(request: Request) -> HttpResponse:
    """What this person needs first. Somebody with two front doors says `?as=` which."""
    page = home_of(
        request.user,
        at=now(),
        on=today(),
        wanted=request.GET.get("as", ""),
        unfolded=request.GET.get("all", ""),
    )
    if isinstance(page, str):
        return redirect(page)
    if page.permission:
        with transaction.atomic():
            audit.look(by=request.user, permission=page.permission.value, page="web:home")
    return render(request, page.template, page.values)


@signed_in
def search(request: Request) -> HttpResponse:
    """A child, a volunteer or a referral by part of a name or by reference, within reach."""
    if not may_search(request.user):
        raise PermissionDenied("Your role does not let you look people up.")
    words = request.GET.get("q", "").strip()
    groups = find(words, reader=request.user, on=today()) if words else []
    with transaction.atomic():
        shown = sum(len(group.hits) for group in groups)
        audit.look(by=request.user, permission=SEARCHES.value, page="web:search", shown=shown)
    context = {"words": words, "groups": groups, "most": MOST}
    return render(request, "web/search.html", context)


@public
def my_space_key(request: HttpRequest) -> HttpResponse:
    """A young person types the key that was made with them. Whatever is wrong with a key, the answer is the same."""
    form = SpaceKeyForm(request.POST) if request.method == "POST" else SpaceKeyForm()
    if request.method == "POST" and form.is_valid():
        if KEYS_TRIED.is_reached(request, at=now()):
            form.add_error("key", TOO_MANY)
        elif user := user_of_key(code=form.cleaned_data["key"]):
            request.session.flush()
            login(request, user, backend=BY_PASSWORD)
            return redirect("web:home")
        else:
            KEYS_TRIED.count(request, at=now())
            form.add_error("key", NO_SUCH_KEY)
    return render(request, "web/my_space_key.html", {"form": form})


@public
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """One click on the sign-in page of a demonstration, as one of those who stand there; anywhere else, nothing."""
    if not settings.DEMO or request.method != "POST":
        raise Http404
    from kith.demo.stage import sign_ins  # a real installation never reads it

    shown = [person["email"] for person in sign_ins()]
    user = User.objects.filter(email__in=shown, email=request.POST.get("person", "")).first()
    if user is None:
        raise Http404
    request.session.flush()
    login(request, user, backend=BY_PASSWORD)
    return redirect("web:home")


@public
def styles(request: HttpRequest) -> HttpResponse:
    """Every piece of the brand on one page, for those who build it; not in production."""
    if settings.PRODUCTION:
        raise Http404
    return render(request, "foundation/style_guide.html", style_guide.context())
