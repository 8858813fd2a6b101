"""Addresses of this room."""

from django.urls import path

from kith.matching.views import cards, looking, matches, mine, proposals, waiting, wishes

from kith.matching.views.open_days import afterwards, cautions, days, guests
from kith.matching.views.open_days import mine as invited
from kith.matching.views.open_days import proposal as outcome

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
    path("open-days", days.listing, name="open_days"),
    path("open-days/new", days.new, name="open_day_new"),
    path("open-days/to-look-at", cautions.listing, name="open_day_cautions"),
    path(f"open-days/to-look-at/{ONE}", cautions.caution, name="open_day_caution"),
    path(f"open-days/{ONE}", days.open_day, name="open_day"),
    path(f"open-days/{ONE}/change", days.change, name="open_day_change"),
    path(f"open-days/{ONE}/again", days.again, name="open_day_again"),
    path(f"open-days/{ONE}/call-off", days.call_off, name="open_day_call_off"),
    path(f"open-days/{ONE}/lists", days.lists, name="open_day_lists"),
    path(f"open-days/{ONE}/badges", days.badges, name="open_day_badges"),
    path(f"open-days/{ONE}/invite-children", guests.invite_children, name="open_day_invite_children"),
    path(f"open-days/{ONE}/invite-volunteers", guests.invite_volunteers, name="open_day_invite_volunteers"),
    path(f"open-days/{ONE}/who-is-here", guests.on_the_day, name="open_day_on_the_day"),
    path(f"open-days/{ONE}/another-child", guests.walk_in_child, name="open_day_walk_in_child"),
    path(f"open-days/{ONE}/another-volunteer", guests.walk_in_volunteer, name="open_day_walk_in_volunteer"),
    path(f"open-days/{ONE}/over", days.close_doors, name="open_day_close_doors"),
    path(f"open-days/{ONE}/not-over", days.open_doors, name="open_day_open_doors"),
    path(f"open-days/{ONE}/work-out", outcome.work_out, name="open_day_work_out"),
    path(f"open-days/{ONE}/proposal", outcome.proposal, name="open_day_proposal"),
    path(f"open-days/{ONE}/settle", outcome.settle, name="open_day_settle"),
    path(f"open-days/{ONE}/unsettle", outcome.unsettle, name="open_day_unsettle"),
    path(f"open-days/{ONE}/hear-again", outcome.hear_again, name="open_day_hear_again"),
    path(f"open-days/{ONE}/file.json", outcome.file, name="open_day_file"),
    path(f"open-days/children/{ONE}", guests.child, name="open_day_child"),
    path(f"open-days/children/{ONE}/here", guests.mark_child, name="open_day_mark_child"),
    path(f"open-days/children/{ONE}/take-back", guests.take_back_child, name="open_day_take_back_child"),
    path(f"open-days/children/{ONE}/choices", afterwards.choices, name="open_day_choices"),
    path(f"open-days/children/{ONE}/share", afterwards.share, name="open_day_share"),
    path(f"open-days/volunteers/{ONE}", guests.volunteer, name="open_day_volunteer"),
    path(f"open-days/volunteers/{ONE}/here", guests.mark_volunteer, name="open_day_mark_volunteer"),
    path(
        f"open-days/volunteers/{ONE}/take-back", guests.take_back_volunteer, name="open_day_take_back_volunteer"
    ),
    path(f"open-days/volunteers/{ONE}/afterwards", afterwards.afterwards, name="open_day_afterwards"),
    path(f"open-days/told/{ONE}", invited.told, name="open_day_told"),
    path(f"mine/open-day/{ONE}", invited.invitation, name="my_open_day"),
    path(f"mine/open-day/{ONE}/choice", invited.choice, name="my_open_day_choice"),
    path(f"asked/open-day/{ONE}", invited.volunteer, name="my_open_day_volunteer"),
]
