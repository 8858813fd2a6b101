"""Addresses of this room."""

from django.urls import path

from kith.meetings.views import asking, calendar, planning, reading, recording

app_name = "meetings"
urlpatterns = [
    path("", calendar.calendar, name="calendar"),
    path("mine", reading.my_meetings, name="my_meetings"),
    path("plan/<uuid:public_id>", planning.plan, name="plan"),
    path("plan-ahead/<uuid:public_id>", planning.plan_ahead, name="plan_ahead"),
    path("not-planned/<uuid:public_id>", recording.off_plan, name="off_plan"),
    path("asking", asking.asking, name="asking"),
    path("<uuid:public_id>", reading.meeting, name="meeting"),
    path("<uuid:public_id>/record", recording.record, name="record"),
    path("<uuid:public_id>/not-kept", recording.not_kept, name="not_kept"),
    path("<uuid:public_id>/move", planning.move, name="move"),
    path("<uuid:public_id>/call-off", planning.call_off, name="call_off"),
    path("<uuid:public_id>/put-right", recording.put_right, name="put_right"),
    path("<uuid:public_id>/how-it-was", asking.how_it_was, name="how_it_was"),
]
