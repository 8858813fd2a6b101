"""Which matches to review; hearing the four; what was agreed, for those who hold it and those it is about."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may, opens
from kith.access.downloads import download
from kith.access.policy import Permission
from kith.foundation.dates import today
from kith.foundation.forms import Confirmation
from kith.foundation.sheets import Sheet
from kith.matching.models import Match
from kith.meetings.queries.by_age import suggested_anew
from kith.support import actions
from kith.support.forms.reviews import NOT_HEARD, AgreedForm, VoiceForm
from kith.support.models import MatchReview, Voice
from kith.support.presenters.reviews import name_of, review_lines, voice_cards
from kith.support.queries.reviews import missing_voices, reviews_next, suggested_review

PAGE = 50
SHOW = {"due": "Due now", "coming": "Coming", "all": "Everybody"}
P = Permission


@may(P.HOLD_REVIEW)
def reviews(request: Request) -> HttpResponse:
    """Every match within reach with its next review, the longest wait first."""
    on = today()
    shown = request.GET.get("show", "due")
    shown = shown if shown in SHOW else "due"
    matches = Match.objects.reachable_by(request.user, P.HOLD_REVIEW).live().with_people()
    found = reviews_next(matches, on)
    wanted = [one for one in found if shown == "all" or one.is_due(on) == (shown == "due")]
    if request.GET.get("as") == "xlsx":
        rows = [(line.match, line.scheme, line.day, line.why) for line in review_lines(wanted, on)]
        sheet = Sheet("Reviews", ("Match", "Scheme", "Due", "Why"), rows)
        return download(request, name="reviews", sheet=sheet, filters=[("Show", SHOW[shown])])
    page = Paginator(wanted, PAGE).get_page(request.GET.get("page"))
    context = {
        "lines": review_lines(page, on),
        "page": page,
        "keep": f"&show={shown}",
        "shows": [(words, f"?show={key}", key == shown) for key, words in SHOW.items()],
        "shown": shown,
        "anybody": bool(found),
    }
    return render(request, "support/reviews.html", context)


@opens(Match, P.HOLD_REVIEW)
def reviews_of(request: Request, match: Match) -> HttpResponse:
    """The reviews of one match, and beginning the next."""
    form = Confirmation(request.POST) if request.method == "POST" else Confirmation()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            review = actions.begin_review(match=match, by=request.user, on=today())
            return redirect("support:review", review.public_id)
    held = MatchReview.objects.reachable_by(request.user, P.HOLD_REVIEW).filter(match=match)
    stands = next(iter(reviews_next([match], today())), None)
    context = {
        "match": match,
        "form": form,
        "stands": stands,
        "early": bool(stands and not stands.is_due(today())),
        "reviews": held,
        "rhythm_anew": suggested_anew(match, today()),
        "back_url": reverse("support:reviews"),
    }
    return render(request, "support/reviews_of.html", context)


@opens(MatchReview, P.HOLD_REVIEW)
def review(request: Request, found: MatchReview) -> HttpResponse:
    """One review: the four voices, the child's first, and closing it when everybody has been heard."""
    on = today()
    given = {"today": on, "suggested": suggested_review(found.match, on)}
    form = AgreedForm(request.POST, **given) if request.method == "POST" else AgreedForm(**given)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.close_review(review=found, by=request.user, on=on, **form.cleaned_data)
            messages.success(request, "The review is closed. Everybody can read what was agreed.")
            return redirect("support:review", found.public_id)
    context = {
        "review": found,
        "match": found.match,
        "form": form,
        "cards": voice_cards(found),
        "complete": not missing_voices(found),
        "rhythm_anew": suggested_anew(found.match, on),
        "back_url": reverse("support:reviews_of", args=[found.match.public_id]),
    }
    return render(request, "support/review.html", context)


@opens(MatchReview, P.HOLD_REVIEW)
def hear(request: Request, found: MatchReview, who: str) -> HttpResponse:
    """Write down what one of the four said."""
    if who not in Voice.Who.values:
        raise Http404
    name = name_of(found, who)
    given = {
        "name": name,
        "readers": "Only the coordinators near them read it; all four read what you agree.",
    }
    stands = found.voices.filter(who=who).first()
    initial = (
        {"how": stands.how or NOT_HEARD, "words": stands.words or stands.not_heard_why} if stands else {}
    )
    sent = request.POST if request.method == "POST" else None
    form = VoiceForm(sent, initial=initial, **given)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            said = form.cleaned_data
            if said["how"] == NOT_HEARD:
                actions.not_heard(review=found, who=who, why=said["words"], by=request.user, on=today())
            else:
                actions.hear(review=found, who=who, by=request.user, on=today(), **said)
            messages.success(request, "Written down.")
            return redirect("support:review", found.public_id)
    context = {
        "review": found,
        "name": name,
        "form": form,
        "back_url": reverse("support:review", args=[found.public_id]),
    }
    return render(request, "support/hear.html", context)


@may(P.SAY_HOW_IT_GOES)
def agreed(request: Request) -> HttpResponse:
    """For the young person, the carer and the worker: what was agreed when it was looked at together."""
    rows = MatchReview.objects.reachable_by(request.user, P.SAY_HOW_IT_GOES).held()
    found = rows.select_related("match__child", "match__volunteer").order_by("-held_on")[:PAGE]
    return render(request, "support/agreed.html", {"reviews": found, "back_url": "/"})
