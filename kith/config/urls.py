"""The URL map: one line a room."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("allauth.urls")),
    path("register/", include("kith.register.urls")),
    path("referrals/", include("kith.referral.urls")),
    path("volunteers/", include("kith.recruitment.urls")),
    path("training/", include("kith.training.urls")),
    path("matching/", include("kith.matching.urls")),
    path("meetings/", include("kith.meetings.urls")),
    path("support/", include("kith.support.urls")),
    path("concerns/", include("kith.safeguarding.urls")),
    path("endings/", include("kith.endings.urls")),
    path("outcomes/", include("kith.outcomes.urls")),
    path("people/", include("kith.people.urls")),
    path("stories/", include("kith.casefile.urls")),
    path("reports/", include("kith.reporting.urls")),
    path("planning/", include("kith.planning.urls")),
    path("administration/", include("kith.administration.urls")),
    path("", include("kith.web.urls")),
]
