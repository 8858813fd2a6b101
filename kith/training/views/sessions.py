"""Sessions, for those who run them: the list, one of them, planning, changing, calling off, offering."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access.doors import Request, may, opens
from kith.access.downloads import attached, download
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.foundation.dates import count_words, now, today
from kith.foundation.forms import Confirmation
from kith.foundation.sheets import Sheet
from kith.people.models import Volunteer
from kith.training import actions
from kith.training.calendar import ICS, calendar_file
from kith.training.forms import CallOffForm, SessionForm
from kith.training.models import Booking, Course, Finish, Session
from kith.training.presenters.words import clock_words, free_words, when_words, where_words
from kith.training.queries import held_on, volunteers_of
from kith.training.states import HAS_A_PLACE, BookingStatus, SessionStatus
from kith.training.views.common import same_but

P = Permission
PAGE = 50
NAMED = 50  # so many are named before a letter goes to all
SHOWS = {
    "coming": "To come",
    "record": "Who came?",
    "past": "Took place",
    "off": "Called off",
}


@may(P.RUN_TRAINING)
def home(request: Request) -> HttpResponse:
    """All sessions within reach, by what has become of them."""
    reach = Session.objects.reachable_by(request.user, P.RUN_TRAINING)
    shown = request.GET.get("show", "coming")
    shown = shown if shown in SHOWS else "coming"
    conditions = _conditions()
    counts = reach.aggregate(**{key: Count("pk", filter=condition) for key, condition in conditions.items()})
    rows = reach.filter(conditions[shown]).with_course().counted()
    rows = rows.order_by("begins_at" if shown in ("coming", "record") else "-begins_at", "pk")
    if request.GET.get("as") == "xlsx":
        return download(
            request, name="training-sessions", sheet=_sheet(rows), filters=[("Show", SHOWS[shown])]
        )
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    finishes = Finish.objects.reachable_by(request.user, P.RECORD_TRAINING).waiting()
    told = {
        "rows": [_row(session) for session in page],
        "finishes": finishes.exclude(volunteer__user=request.user).count(),
        "page": page,
        "keep": f"&show={shown}",
        "chips": [
            (f"{words} ({counts[key]:,})", f"?show={key}", key == shown) for key, words in SHOWS.items()
        ],
        "shown": shown,
        "any_course": Course.objects.reachable_by(request.user, P.RUN_TRAINING).exists(),
        "sheet_url": same_but(request, **{"as": "xlsx"}),
    }
    return render(request, "training/home.html", told)


def _conditions() -> dict[str, Q]:
    planned, at = Q(status=SessionStatus.PLANNED), now()
    return {
        "coming": planned & Q(begins_at__gt=at),
        "record": planned & Q(begins_at__lte=at),
        "past": Q(status=SessionStatus.HELD),
        "off": Q(status=SessionStatus.CALLED_OFF),
    }


def _row(session: Any) -> dict[str, Any]:
    return {
        "session": session,
        "name": session.version.name,
        "owner": session.course.owner,
        "clock": clock_words(session),
        "where": where_words(session),
        "free": free_words(session, session.taken),
        "url": reverse("training:session", args=[session.public_id]),
        "attendance_url": reverse("training:attendance", args=[session.public_id]),
    }


def _sheet(rows: Any) -> Sheet:
    columns = ("Day", "Time", "Course", "Where", "Who runs it", "Places", "Taken", "Waiting", "Came", "State")
    lines = [
        (
            session.day,
            clock_words(session),
            session.version.name,
            where_words(session),
            session.trainer,
            session.places,
            session.taken,
            session.waiting,
            session.came,
            session.get_status_display(),
        )
        for session in rows
    ]
    return Sheet("Training sessions", columns, lines)


@opens(Session, P.RUN_TRAINING)
def session(request: Request, session: Session) -> HttpResponse:
    """One session: when and where, who comes, who waits, how it was."""
    all_of_it = list(session.bookings.with_session().order_by("signed_up_at", "pk"))
    mine = set(
        Booking.objects.reachable_by(request.user, P.RUN_TRAINING)
        .filter(session=session)
        .values_list("pk", flat=True)
    )
    on_it = [each for each in all_of_it if each.status in HAS_A_PLACE]
    waiting = [each for each in all_of_it if each.status == BookingStatus.WAITING]
    gone = [each for each in all_of_it if each.status in (BookingStatus.CANCELLED, BookingStatus.CALLED_OFF)]
    called_off = session.changes.filter(step="call off").last()
    on_it.sort(key=lambda booking: (booking.volunteer.first_name, booking.volunteer.last_name))
    told = {
        "session": session,
        "when": when_words(session),
        "where": where_words(session),
        "free": free_words(session, len(on_it)),
        "on_it": [each for each in on_it if each.pk in mine],
        "others": sum(each.pk not in mine for each in (*on_it, *waiting)),
        "waiting": [each for each in waiting if each.pk in mine],
        "gone": [each for each in gone if each.pk in mine],
        "said": [each.feedback for each in on_it if each.feedback],
        "called_off": called_off,
        "all_were_told": bool(called_off and called_off.recorded_at < session.begins_at),
        "is_ahead": session.is_ahead(now()),
        "is_to_record": session.status == SessionStatus.PLANNED and session.has_begun(now()),
        "back_url": reverse("training:home"),
        "back_text": "Training",
    }
    return render(request, "training/session.html", told)


@opens(Course, P.RUN_TRAINING)
def plan(request: Request, course: Course) -> HttpResponse:
    """One more session of a course."""
    form = SessionForm(request.POST if request.method == "POST" else None)
    version = course.version_on(today())
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made = actions.plan_session(course=course, by=request.user, at=now(), **form.cleaned_data)
            over = made.has_begun(now())
            messages.success(
                request,
                f"{version.name} took place on {when_words(made)}. Sign up whoever was there, then say who came."
                if over
                else f"{version.name} is planned for {when_words(made)}.",
            )
            return redirect("training:session", made.public_id)
    back = {"back_url": reverse("training:course", args=[course.public_id]), "back_text": version.name}
    told = {"form": form, "course": course, "version": version, "session": None, **back}
    return render(request, "training/plan.html", told)


@opens(Session, P.RUN_TRAINING)
def change(request: Request, session: Session) -> HttpResponse:
    """Another time, another place, more or fewer places."""
    form = SessionForm(request.POST if request.method == "POST" else None, session=session)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            was = session.changes_told
            changed = actions.change_session(session=session, by=request.user, at=now(), **form.cleaned_data)
            heard = " Everybody who signed up has been told." if changed.changes_told > was else ""
            messages.success(request, f"Saved.{heard}")
            return redirect("training:session", session.public_id)
    told = {"form": form, "session": session, "version": session.version, **_back_to(session)}
    return render(request, "training/plan.html", told)


def _back_to(session: Session) -> dict[str, str]:
    return {
        "back_url": reverse("training:session", args=[session.public_id]),
        "back_text": session.version.name,
    }


@opens(Session, P.RUN_TRAINING)
def call_off(request: Request, session: Session) -> HttpResponse:
    """Call a session off, after a look at whom that concerns."""
    form = CallOffForm(request.POST if request.method == "POST" else None)
    live = session.bookings.live().count()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.call_off(session=session, by=request.user, at=now(), **form.cleaned_data)
            heard = f" {count_words(live, 'person has', 'people have')} been told." if live else ""
            messages.success(request, f"The session is called off.{heard}")
            return redirect("training:session", session.public_id)
    told = {"form": form, "session": session, "when": when_words(session), "live": live, **_back_to(session)}
    return render(request, "training/call_off.html", told)


@opens(Session, P.RUN_TRAINING)
def offer(request: Request, session: Session) -> HttpResponse:
    """Write to those who lack the course and have not signed up for it."""
    form = Confirmation(request.POST if request.method == "POST" else None)
    who = _who_lacks_it(request, session)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            many = actions.offer(session=session, volunteers=list(who), by=request.user, at=now())
            messages.success(request, f"{count_words(many, 'letter is', 'letters are')} on the way.")
            return redirect("training:session", session.public_id)
    told = {"form": form, "session": session, "when": when_words(session), **_back_to(session)}
    many, named = who.count(), list(who[:NAMED])
    told |= {"many": many, "who": named, "unnamed": many - len(named)}
    return render(request, "training/offer.html", told)


def _who_lacks_it(request: Request, session: Session) -> "QuerySet[Volunteer]":
    """Volunteers within reach for whom the course is, who have not done it and have no place in a session of it."""
    course = session.course
    schemes = schemes_for(request.user, P.RUN_TRAINING).filter(
        Q(pk=course.scheme_id) | Q(provider=course.provider_id)
    )
    signed_up = Booking.objects.live().filter(
        session__version__course=course, session__status=SessionStatus.PLANNED
    )
    rows = volunteers_of(schemes, today()).filter(~Q(held_on(course, OuterRef("pk"), today())))
    rows = rows.exclude(pk__in=signed_up.values("volunteer"))
    return rows.select_related("user").order_by("first_name", "last_name", "pk")


@require_POST
@opens(Session, P.RECORD_TRAINING)
def undo_attendance(request: Request, session: Session) -> HttpResponse:
    """Put back what was said of who came."""
    form = Confirmation(request.POST)
    with form.refusals():
        actions.undo_attendance(session=session, by=request.user, at=now())
        messages.success(request, "Put back. Nobody counts as having come until you say so again.")
    for words in form.non_field_errors():
        messages.warning(request, str(words))
    return redirect("training:session", session.public_id)


@opens(Session, P.SEE_TRAINING)
def calendar(request: Request, session: Session) -> HttpResponse:
    """The session for somebody's own calendar."""
    return as_calendar(session)


def as_calendar(session: Session) -> HttpResponse:
    return attached(calendar_file(session), ICS, f"training-{session.day.isoformat()}.ics")
