"""The courses: what is taught, beginning with ordinary ones, a new version, an end."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.doors import Request, may, opens
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.foundation.dates import count_words, now, today
from kith.foundation.forms import Confirmation
from kith.training import actions, tasks
from kith.training.asking import where_asked
from kith.training.forms import CourseChangeForm, CourseForm, OrdinaryCoursesForm
from kith.training.models import Course, CourseVersion, Session
from kith.training.presenters.words import about_words, free_words, when_words, where_words
from kith.training.views.common import may_change, owners_for, require_change

P = Permission
SHOWN_SESSIONS = 8
Need = CourseVersion.Need
NEED_WORDS = {
    Need.BEFORE: "Asked of every volunteer, before they meet a child.",
    Need.YEARLY: "Asked of every volunteer every year, from the second year on.",
    Need.OPTIONAL: "For whoever would like it. Nobody is reminded.",
}


@may(P.RUN_TRAINING)
def courses(request: Request) -> HttpResponse:
    """What is taught in my schemes, and what no longer is."""
    reach = Course.objects.reachable_by(request.user, P.RUN_TRAINING)
    versions = CourseVersion.objects.current_on(today()).filter(course__in=reach).with_owner()
    rows = list(versions.order_by("name", "pk"))
    owners = owners_for(request.user)
    told = {
        "taught": [(version, about_words(version)) for version in rows if not version.course.retired_on],
        "ended": [version for version in rows if version.course.retired_on],
        "several": len(owners) > 1,
        "home_url": reverse("training:home"),
    }
    return render(request, "training/courses.html", told)


def _owners_or_refuse(request: Request) -> list[Any]:
    owners = owners_for(request.user)
    if not owners:
        raise PermissionDenied("You run no scheme for which you could begin a course.")
    return owners


@may(P.RUN_TRAINING)
def begin(request: Request) -> HttpResponse:
    """Begin with ordinary courses."""
    owners = _owners_or_refuse(request)
    already = Course.objects.filter(provider__in=[owners[0].pk] if len(owners) == 1 else []).values_list(
        "key", flat=True
    )
    posted = request.POST if request.method == "POST" else None
    form = OrdinaryCoursesForm(posted, owners=owners, already=already)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made = actions.begin_ordinary_courses(by=request.user, on=today(), **form.cleaned_data)
            tasks.count_everybody.enqueue()
            messages.success(
                request, f"{count_words(len(made), 'course')} added. Change anything in them that is yours."
            )
            return redirect("training:courses")
    back = {"back_url": reverse("training:courses"), "back_text": "Courses"}
    return render(request, "training/begin.html", {"form": form, **back})


@may(P.RUN_TRAINING)
def new(request: Request) -> HttpResponse:
    """A course of our own."""
    owners = _owners_or_refuse(request)
    form = CourseForm(request.POST if request.method == "POST" else None, owners=owners)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            version = actions.begin_course(by=request.user, on=today(), **form.cleaned_data)
            tasks.count_everybody.enqueue()
            messages.success(request, f"{version.name} is there. Plan the first session of it.")
            return redirect("training:course", version.course.public_id)
    back = {"back_url": reverse("training:courses"), "back_text": "Courses"}
    return render(request, "training/new.html", {"form": form, **back})


@opens(Course, P.RUN_TRAINING)
def course(request: Request, course: Course) -> HttpResponse:
    """One course: what it teaches, its versions, its sessions."""
    version = course.version_on(today())
    sessions = Session.objects.filter(version__course=course).counted().select_related("version")
    ahead = list(sessions.ahead(now()).order_by("begins_at")[:SHOWN_SESSIONS])
    before = list(sessions.filter(begins_at__lte=now()).order_by("-begins_at")[:SHOWN_SESSIONS])
    told = {
        "course": course,
        "version": version,
        "about": about_words(version),
        "need_words": NEED_WORDS[Need(version.need)],
        "topics": version.topic_hours.items(),
        "versions": list(course.versions.select_related("created_by").order_by("-number")),
        "ahead": [_line(session) for session in ahead],
        "before": [_line(session) for session in before],
        "asked": where_asked(course, schemes_for(request.user, P.RUN_TRAINING), today()),
        "may_change": may_change(request.user, course),
        "back_url": reverse("training:courses"),
        "back_text": "Courses",
    }
    return render(request, "training/course.html", told)


def _line(session: Any) -> dict[str, Any]:
    return {
        "session": session,
        "when": when_words(session),
        "where": where_words(session),
        "free": free_words(session, session.taken),
        "came": session.came,
        "url": reverse("training:session", args=[session.public_id]),
    }


@opens(Course, P.RUN_TRAINING)
def change_course(request: Request, course: Course) -> HttpResponse:
    """Write a new version of a course."""
    require_change(request.user, course)
    version, day = course.version_on(today()), today()
    form = CourseChangeForm(request.POST if request.method == "POST" else None, version=version, today=day)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made = actions.change_course(course=course, by=request.user, on=day, **form.cleaned_data)
            tasks.count_everybody.enqueue()
            messages.success(
                request, f"Saved as version {made.number}. What people have done stays as it was."
            )
            return redirect("training:course", course.public_id)
    back = {"back_url": reverse("training:course", args=[course.public_id]), "back_text": version.name}
    return render(request, "training/change_course.html", {"form": form, "version": version, **back})


@opens(Course, P.RUN_TRAINING)
def retire(request: Request, course: Course) -> HttpResponse:
    """End a course, after a look at what that means; or take it up again."""
    require_change(request.user, course)
    form = Confirmation(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            if course.retired_on:
                actions.teach_again(course=course, by=request.user, on=today())
                messages.success(request, "The course is taught again.")
            else:
                actions.retire_course(course=course, by=request.user, on=today())
                messages.success(request, "The course has ended. What people have done stays.")
            tasks.count_everybody.enqueue()
            return redirect("training:course", course.public_id)
    version = course.version_on(today())
    back = {"back_url": reverse("training:course", args=[course.public_id]), "back_text": version.name}
    return render(
        request, "training/retire.html", {"form": form, "course": course, "version": version, **back}
    )
