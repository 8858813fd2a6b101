"""Addresses of this room."""

from django.urls import path

from kith.matching.views import cards, looking, matches, mine, proposals, waiting, wishes

app_name = "matching"
ONE = "<uuid:public_id>"
urlpatterns = [
    path("", waiting.listing, name="waiting"),
    path("list.xlsx", waiting.export, name="waiting_export"),
    path(f"wishes/{ONE}", wishes.wishes, name="wishes"),
    path(f"look/{ONE}", looking.look, name="look"),
    path(f"lists/{ONE}", looking.shortlist, name="shortlist"),
    path(f"lists/{ONE}/next", looking.next_choice, name="next_choice"),
    path(f"cards/{ONE}", cards.cards, name="cards"),
    path(f"cards/{ONE}/print", cards.cards_print, name="cards_print"),
    path("mine", cards.my_cards, name="my_cards"),
    path(f"mine/{ONE}", cards.my_choice, name="my_choice"),
    path(f"mine/{ONE}/no", cards.my_no, name="my_no"),
    path(f"mine/{ONE}/again", cards.my_answer, name="my_answer"),
    path(f"asked/{ONE}", mine.my_proposal, name="my_proposal"),
    path("proposals", proposals.listing, name="proposals"),
    path(f"proposals/{ONE}", proposals.proposal, name="proposal"),
    path(f"proposals/{ONE}/sketch", proposals.sketch, name="sketch"),
    path(f"proposals/{ONE}/answer", proposals.volunteer_answer, name="volunteer_answer"),
    path(f"proposals/{ONE}/approve", proposals.approve, name="approve"),
    path(f"proposals/{ONE}/first-meeting", proposals.first_meeting, name="first_meeting"),
    path(f"proposals/{ONE}/after", proposals.after_meeting, name="after_meeting"),
    path(f"proposals/{ONE}/close", proposals.close, name="close"),
    path(f"proposals/{ONE}/begin", matches.begin, name="begin"),
    path(f"matches/{ONE}/agreement", matches.agreement, name="agreement"),
    path(f"matches/{ONE}/agreement/print", matches.agreement_print, name="agreement_print"),
    path(f"matches/{ONE}/agreement/change", matches.revise, name="revise"),
    path(f"matches/{ONE}/pause", matches.pause, name="pause"),
    path(f"matches/{ONE}/resume", matches.resume, name="resume"),
]
