"""Addresses of this room."""

from django.urls import path

from kith.register.views import children, coverage, importing, offers

app_name = "register"
urlpatterns = [
    path("", children.home, name="home"),
    path("children/<uuid:public_id>/", children.child, name="child"),
    path("import/", importing.send, name="import"),
    path("import/<uuid:public_id>/", importing.run, name="run"),
    path("import/<uuid:public_id>/findings/", importing.findings, name="findings"),
    path("import/<uuid:public_id>/save/", importing.save, name="save"),
    path("import/<uuid:public_id>/throw-away/", importing.throw_away, name="throw_away"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("offer/<uuid:public_id>/", offers.offer, name="offer"),
]
