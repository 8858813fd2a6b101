"""Addresses of this room."""

from django.urls import URLPattern, path

from kith.recruitment.applying.urls import front, pipeline
from kith.recruitment.vetting.urls import vetting
from kith.recruitment.views import (
    agenda,
    applications,
    bringing,
    checks,
    lists,
    mine,
    panels,
    reviews,
    volunteers,
)

app_name = "recruitment"
ONE = "<uuid:public_id>"
urlpatterns: list[URLPattern] = [
    path("", lists.volunteers, name="volunteers"),
    path("list.xlsx", lists.volunteers_sheet, name="volunteers_sheet"),
    path("new/", applications.new, name="new"),
    path(f"applications/{ONE}/", applications.application, name="application"),
    path(f"applications/{ONE}/step/<slug:step>/", applications.step, name="step"),
    path(f"applications/{ONE}/check/", checks.checks, name="check"),
    path(f"applications/{ONE}/check/<slug:kind>/", checks.check, name="check"),
    path(f"applications/{ONE}/file/", checks.file, name="file"),
    path(f"applications/{ONE}/approve/", panels.approve, name="approve"),
    path(f"applications/{ONE}/decline/", applications.decline, name="decline"),
    path(f"applications/{ONE}/withdraw/", applications.withdraw, name="withdraw"),
    path(f"applications/{ONE}/reopen/", applications.reopen, name="reopen"),
    *vetting,
    path(f"checks/{ONE}/withdraw/", checks.withdraw_check, name="withdraw_check"),
    path(f"people/{ONE}/profile/", volunteers.profile, name="profile"),
    path(f"people/{ONE}/suspend/", volunteers.suspend, name="suspend"),
    path(f"people/{ONE}/lift/", volunteers.lift, name="lift"),
    path(f"cards/{ONE}/", volunteers.approve_card, name="approve_card"),
    path("lists/", bringing.bring, name="bring"),
    path(f"lists/{ONE}/", bringing.bringing, name="bringing"),
    path(f"lists/{ONE}/columns/", bringing.columns, name="bring_columns"),
    path(f"lists/{ONE}/save/", bringing.save, name="save_list"),
    path(f"lists/{ONE}/throw-away/", bringing.throw_list_away, name="throw_list_away"),
    path(f"lists/{ONE}/to-mend.xlsx", bringing.failed_rows, name="failed_rows"),
    path("panels/", panels.panels, name="panels"),
    path(f"panels/{ONE}/", panels.panel, name="panel"),
    path(f"panels/{ONE}/pack.pdf", panels.panel_pack, name="panel_pack"),
    path(f"applications/{ONE}/panel/<uuid:panel>/", panels.put_on_agenda, name="put_on_agenda"),
    path(f"agenda/{ONE}/", agenda.agenda_item, name="agenda_item"),
    path(f"agenda/{ONE}/decide/", agenda.decide, name="decide"),
    path(f"agenda/{ONE}/agree/", agenda.agree, name="agree"),
    path(f"agenda/{ONE}/disagree/", agenda.disagree, name="disagree"),
    path(f"agenda/{ONE}/take-back/", agenda.take_back, name="take_back"),
    path(f"agenda/{ONE}/settle/", agenda.settle, name="settle"),
    path(f"agenda/{ONE}/take-off/", agenda.take_off, name="take_off"),
    path("reviews/", reviews.reviews, name="reviews"),
    path(f"applications/{ONE}/review/", reviews.review, name="review"),
    path(f"applications/{ONE}/leave/", reviews.leave, name="leave"),
    path(f"leavings/{ONE}/", reviews.leaving, name="leaving"),
    path("mine/", mine.my_checks, name="my_checks"),
    path("mine/card/", mine.card, name="card"),
    path("mine/profile/", mine.my_profile, name="my_profile"),
    *front,
    *pipeline,
]
