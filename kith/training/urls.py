"""Addresses of this room."""

from django.urls import URLPattern, path

from kith.training.views import courses, finishes, group, mine, sessions, standing

app_name = "training"
ONE = "<uuid:public_id>"
urlpatterns: list[URLPattern] = [
    path("", sessions.home, name="home"),
    path("courses/", courses.courses, name="courses"),
    path("courses/begin/", courses.begin, name="begin"),
    path("courses/new/", courses.new, name="new_course"),
    path(f"courses/{ONE}/", courses.course, name="course"),
    path(f"courses/{ONE}/change/", courses.change_course, name="change_course"),
    path(f"courses/{ONE}/end/", courses.retire, name="retire"),
    path(f"courses/{ONE}/plan/", sessions.plan, name="plan"),
    path(f"sessions/{ONE}/", sessions.session, name="session"),
    path(f"sessions/{ONE}/change/", sessions.change, name="change_session"),
    path(f"sessions/{ONE}/call-off/", sessions.call_off, name="call_off"),
    path(f"sessions/{ONE}/offer/", sessions.offer, name="offer"),
    path(f"sessions/{ONE}/sign-up/", group.sign_up, name="sign_up"),
    path(f"sessions/{ONE}/who-came/", group.attendance, name="attendance"),
    path(f"sessions/{ONE}/who-came/undo/", sessions.undo_attendance, name="undo_attendance"),
    path(f"sessions/{ONE}/calendar.ics", sessions.calendar, name="calendar"),
    path(f"places/{ONE}/take-off/", group.take_off, name="take_off"),
    path("finished/", finishes.finishes, name="finishes"),
    path(f"finished/{ONE}/confirm/", finishes.confirm, name="confirm_finish"),
    path(f"finished/{ONE}/decline/", finishes.decline, name="decline_finish"),
    path("lacking/", standing.lacking, name="lacking"),
    path(f"volunteers/{ONE}/", standing.volunteer, name="volunteer"),
    path(f"volunteers/{ONE}/record/", standing.record, name="record"),
    path(f"done/{ONE}/withdraw/", standing.withdraw, name="withdraw"),
    path(f"done/{ONE}/", mine.see_certificate, name="certificate"),
    path(f"done/{ONE}/certificate.pdf", mine.certificate_on_paper, name="certificate_pdf"),
    path("mine/", mine.mine, name="mine"),
    path(f"mine/{ONE}/", mine.session_mine, name="session_mine"),
    path(f"mine/{ONE}/give-back/", mine.give_back, name="give_back"),
    path(f"mine/{ONE}/how-it-was/", mine.how_it_was, name="how_it_was"),
    path(f"mine/courses/{ONE}/finished/", finishes.finished, name="finished"),
    path(f"mine/finished/{ONE}/take-back/", finishes.take_back, name="take_back_finish"),
    path("place/<str:key>/", mine.place, name="place"),
    path("place/<str:key>/calendar.ics", mine.place_calendar, name="place_calendar"),
]
