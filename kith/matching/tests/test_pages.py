"""The pages: what they show, what a slip keeps, and what becomes of what is sent."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from kith.audit.events import Kind
from kith.audit.models import Event, Look
from kith.matching import actions
from kith.matching.models import Match, Proposal, Shortlist, WishList
from kith.matching.presenters.cards import about_them
from kith.matching.queries import latest_wishes
from kith.matching.states import ProposalStatus
from kith.matching.tests.factories import (
    DAY,
    FIRST_MEETING,
    a_road,
    agreed,
    card_of,
    who_may_come,
)
from kith.people.models import Card
from kith.people.tests.factories import with_account
from kith.recruitment.actions import suspend
from kith.recruitment.models import Suspension

pytestmark = pytest.mark.django_db


@pytest.fixture
def road():
    return a_road(volunteers=("Ben", "Samir"))


def at(name, row):
    return reverse(f"matching:{name}", args=[row.public_id])


def read(response):
    return " ".join(response.content.decode().split())


# ------------------------------------------------------------------------------------- wishes


def told(**changed):
    return {"learnt": "talk", "travel_miles": "10", "words": "Somebody funny."} | changed


def test_wishes_are_written_down_on_one_page_and_lead_to_who_could_be_there(client):
    road = a_road(wishes=False, volunteers=("Ben",))
    client.force_login(road.coordinator)
    sent = told(
        to_do_making=["cars"],
        who_gender_male="must",
        who_pets_dogs="not",
        language_1="tigrinya",
        language_1_how="like",
        free_days=["saturday", "sunday"],
        sunday_parts=["sunday_morning"],
    )
    response = client.post(at("wishes", road.referral), sent)
    assert response.url == at("look", road.referral)
    wish_list = latest_wishes(road.referral)
    assert {(each.kind, each.attribute, each.value) for each in wish_list.wishes.all()} == {
        ("must", "gender", "male"),
        ("not", "pets", "dogs"),
        ("like", "language", "tigrinya"),
    }
    assert wish_list.to_do == ["cars"]
    assert wish_list.free_days == ["saturday", "sunday_morning"]


def test_a_new_version_starts_from_the_last_and_shows_it(road, client):
    client.force_login(road.coordinator)
    page = client.get(at("wishes", road.referral))
    form = page.context["form"]
    assert form["who_gender_male"].value() == "must"
    assert form["to_do_making"].value() == ["cars"]
    assert form["words"].value().startswith("Someone who gets cars")
    assert form["learnt"].value() is None
    assert "What was said before" in read(page)


def test_what_cannot_both_be_is_refused_at_the_field_and_the_rest_is_kept(road, client):
    client.force_login(road.coordinator)
    sent = told(
        to_do_sport_and_moving=["football"], interest_1="football", interest_1_how="not", words="Keep me."
    )
    response = client.post(at("wishes", road.referral), sent)
    form = response.context["form"]
    assert response.status_code == 200
    assert list(form.errors) == ["to_do_sport_and_moving"]
    assert "“football” is both wished for and ruled out" in read(response)
    assert "Keep me." in read(response)
    assert WishList.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"language_1": "tigrinya"}, "language_1_how"),
        ({"language_1_how": "must"}, "language_1"),
        ({"learnt": ""}, "learnt"),
        (
            {
                "language_1": "arabic",
                "language_1_how": "must",
                "language_2": "arabic",
                "language_2_how": "not",
            },
            "language_2",
        ),
    ],
)
def test_a_slip_in_the_guide_is_said_where_it_happened(road, client, sent, field):
    client.force_login(road.coordinator)
    assert field in client.post(at("wishes", road.referral), told(**sent)).context["form"].errors


def test_wishes_are_for_referrals_that_were_accepted(road, client):
    road.referral.move("withdraw", by=road.coordinator, on=DAY)
    client.force_login(road.manager)
    assert client.get(at("wishes", road.referral)).url == reverse(
        "referral:referral", args=[road.referral.public_id]
    )
    assert client.get(at("look", road.referral)).url == reverse("matching:waiting")


# ------------------------------------------------------------------------------------- looking


def test_the_look_shows_their_words_the_people_the_reasons_and_the_rest(road, client):
    who_may_come("Dora", road.scheme, gender="F")
    client.force_login(road.coordinator)
    page = read(client.get(at("look", road.referral)))
    for words in (
        "Who could be there for Tariq?",
        "13 years old · waiting 118 days · wishes written down on 24 November 2026",
        "Someone who gets cars",
        "Two to choose from",
        "likes cars too",
        "no interest in football named",
        "Of 3 volunteers: 1 not a man.",
        "To talk about with Tariq:",
        "Nobody on a card is told.",
    ):
        assert words in page
    assert "fit" not in page.replace("fits", "").replace("not fit", "").replace("to fit", "").lower().split()


def test_a_look_keeps_nothing_until_cards_are_shown(road, client):
    client.force_login(road.coordinator)
    client.get(at("look", road.referral))
    assert not Shortlist.objects.exists()
    ben = road.volunteers[0]
    response = client.post(at("look", road.referral), {"show": [ben.public_id], "then": "show"})
    shortlist = Shortlist.objects.get()
    assert response.url == at("cards", shortlist)
    assert [card.volunteer for card in shortlist.cards.filter(on_cards=True)] == [ben]
    assert shortlist.shown_on == DAY


def test_cards_can_be_printed_straight_away(road, client):
    client.force_login(road.coordinator)
    sent = {"show": [each.public_id for each in road.volunteers], "then": "print"}
    assert client.post(at("look", road.referral), sent).url == at("cards_print", Shortlist.objects.get())


def test_showing_no_card_is_asked_again(road, client):
    client.force_login(road.coordinator)
    response = client.post(at("look", road.referral), {"then": "show"})
    assert "Choose at least one card to show" in read(response)
    assert not Shortlist.objects.exists()


def test_why_not_is_answered_and_somebody_who_fits_can_be_added(road, client):
    for name in ("Ali", "Jon", "Max", "Zed"):
        who_may_come(name, road.scheme)
    nick = who_may_come("Nick", road.scheme, interests=[], free_days=["monday"])
    suspend(volunteer=road.volunteers[1], reason=Suspension.Reason.CONCERN, by=road.manager, on=DAY)
    client.force_login(road.coordinator)
    page = read(client.get(at("look", road.referral), {"who": "ni"}))
    assert "Nick fits, others fit a little better" in page
    assert "Samir cannot be proposed at the moment." in read(
        client.get(at("look", road.referral), {"who": "sam"})
    )
    assert "begins with “q”" in read(client.get(at("look", road.referral), {"who": "q"}))
    client.post(at("look", road.referral), {"show": [nick.public_id], "then": "show"})
    assert [card.volunteer for card in Shortlist.objects.get().cards.filter(on_cards=True)] == [nick]


def test_a_card_set_aside_comes_back_at_the_childs_wish(road, client):
    ben = road.volunteers[0]
    shortlist = road.shortlist()
    actions.choose(
        shortlist=shortlist, set_aside=[card_of(shortlist, "Ben")], others=True, by=road.coordinator, on=DAY
    )
    client.force_login(road.coordinator)
    page = read(client.get(at("look", road.referral), {"who": "ben"}))
    assert "Tariq wants to see this card again" in page
    sent = {"show": [ben.public_id], "again": [ben.public_id], "then": "show"}
    client.post(at("look", road.referral) + f"?again={ben.public_id}", sent)
    assert Shortlist.objects.latest("id").cards.filter(volunteer=ben, on_cards=True).exists()


def test_nobody_fits_says_what_to_talk_about(client):
    road = a_road(volunteers=())
    who_may_come("Dora", road.scheme, gender="F")
    client.force_login(road.coordinator)
    page = read(client.get(at("look", road.referral)))
    assert "Nobody fits today" in page
    assert "either a man or a woman: 1 more" in page


def test_without_wishes_the_look_leads_to_the_talk(client):
    road = a_road(wishes=False, volunteers=())
    client.force_login(road.coordinator)
    assert client.get(at("look", road.referral)).url == at("wishes", road.referral)


# ------------------------------------------------------------------------------------- cards


def test_cards_are_friendly_and_tell_no_surname_no_score_no_care(road, client):
    shortlist = road.shortlist()
    client.force_login(road.coordinator)
    for page in ("cards", "cards_print"):
        shown = read(client.get(at(page, shortlist)))
        assert "I am Ben. I rebuild old cars with my dad." in shown
        assert "You both like cars" in shown
        assert "Nobody pays them to come." in shown
        for never in ("Ashworth", "LS6", "miles", " care ", "volunteer", "Northbridge", "as asked"):
            assert never not in shown.split("<main")[1].split("</main")[0], (page, never)


def test_somebody_without_an_approved_card_is_shown_with_a_neutral_one(road, client):
    Card.objects.filter(volunteer=road.volunteers[0]).update(approved_on=None)
    client.force_login(road.coordinator)
    shown = read(client.get(at("cards", road.shortlist())))
    assert "Ben has not written a card yet. Ask us about Ben." in shown
    assert "I am Ben." not in shown


def test_a_paid_scheme_does_not_say_that_nobody_is_paid(road, client):
    assert "Nobody pays" in about_them(road.scheme)
    road.scheme.preset = "skills-and-mentoring"
    road.scheme.save()
    client.force_login(road.coordinator)
    assert "Nobody pays" not in read(client.get(at("cards", road.shortlist())))


def test_a_choice_together_becomes_a_proposal(road, client):
    shortlist = road.shortlist()
    ben, samir = card_of(shortlist, "Ben"), card_of(shortlist, "Samir")
    client.force_login(road.coordinator)
    sent = {f"card_{ben.place}": "2", f"card_{samir.place}": "1", "say": "choose"}
    response = client.post(at("cards", shortlist), sent)
    proposal = Proposal.objects.get()
    assert response.url == at("proposal", proposal)
    assert proposal.volunteer.first_name == "Samir"
    assert client.get(at("cards", shortlist)).url == at("shortlist", shortlist)


def test_two_first_choices_are_asked_again_and_the_rest_is_kept(road, client):
    shortlist = road.shortlist()
    client.force_login(road.coordinator)
    response = client.post(at("cards", shortlist), {"card_1": "1", "card_2": "1", "say": "choose"})
    assert "Give it to one of them" in read(response)
    assert response.context["form"]["card_1"].value() == "1"
    assert not shortlist.cards.filter(answer="ranked").exists()


def test_no_choice_at_all_is_asked_again(road, client):
    client.force_login(road.coordinator)
    response = client.post(at("cards", road.shortlist()), {"say": "choose"})
    assert "Pick your first choice, or press" in read(response)


@pytest.mark.parametrize(("say", "field"), [("others", "asked_for_others"), ("not now", "not_now")])
def test_others_and_not_now_choose_nobody(road, client, say, field):
    shortlist = road.shortlist()
    client.force_login(road.coordinator)
    client.post(at("cards", shortlist), {"card_1": "1", "card_2": "no", "say": say})
    shortlist.refresh_from_db()
    assert getattr(shortlist, field)
    assert shortlist.cards.filter(answer="set aside").count() == 1
    assert not Proposal.objects.exists()


def test_the_kept_list_tells_what_the_child_said(road, client):
    proposal = road.choose(None, "Ben", "Samir")
    client.force_login(road.coordinator)
    page = read(client.get(at("shortlist", proposal.card.shortlist)))
    assert "Tariq chose Ben then Samir on 24 November 2026." in page
    assert "First choice" in page
    assert "Ask the next choice" not in page


def test_the_next_choice_is_asked_after_a_look_at_it(road, client):
    proposal = road.choose(None, "Ben", "Samir")
    actions.close(proposal=proposal, closed_by="coordinator", reason="cannot", by=road.coordinator, on=DAY)
    client.force_login(road.coordinator)
    assert "Ask the next choice" in read(client.get(at("shortlist", proposal.card.shortlist)))
    response = client.post(at("next_choice", proposal.card.shortlist))
    assert response.url == at("proposal", Proposal.objects.open().get())


# ------------------------------------------------------------------------------------- My space


def test_a_young_person_chooses_alone_and_reads_how_it_stands(road, client):
    shortlist = road.shortlist()
    client.force_login(with_account(road.child))
    assert client.get(reverse("matching:my_cards")).url == at("my_choice", shortlist)
    sent = {f"card_{card_of(shortlist, 'Ben').place}": "1", "say": "choose"}
    client.post(at("my_choice", shortlist), sent)
    proposal = Proposal.objects.get()
    assert proposal.changes.get().by == road.child.user
    assert "You chose Ben. We are asking Ben." in read(client.get(at("my_choice", shortlist)))


def test_my_space_without_cards_says_what_comes(road, client):
    client.force_login(with_account(road.child))
    assert "No cards yet" in read(client.get(reverse("matching:my_cards")))


def test_a_list_that_is_not_shown_yet_is_not_in_my_space(road, client):
    made = actions.make_shortlist(referral=road.referral, by=road.coordinator, on=DAY)
    client.force_login(with_account(road.child))
    assert "No cards yet" in read(client.get(reverse("matching:my_cards"), follow=True))
    assert client.get(at("my_choice", made)).url == reverse("matching:my_cards")


def test_a_young_person_changes_their_mind_and_it_is_over(road, client):
    proposal = road.proposal("meeting")
    client.force_login(with_account(road.child))
    assert "You don’t have to say why" in read(client.get(at("my_no", proposal)))
    client.post(at("my_no", proposal))
    proposal.refresh_from_db()
    assert (proposal.status, proposal.closed_by) == (ProposalStatus.CLOSED, "child")
    assert "You said no to Ben. That is fine." in read(client.get(at("my_choice", proposal.card.shortlist)))


def test_after_somebody_elses_no_nobody_is_blamed(road, client):
    proposal = road.choose(None, "Ben", "Samir")
    road.ask(proposal)
    actions.volunteer_answers(proposal=proposal, yes=False, words="Too busy.", by=road.coordinator, on=DAY)
    client.force_login(with_account(road.child))
    page = read(client.get(at("my_choice", proposal.card.shortlist)))
    assert "It can’t be Ben this time. It is nothing you did." in page
    assert "You chose Samir. We are asking Samir." in page
    assert "busy" not in page


def test_a_young_person_says_how_the_first_meeting_was(road, client, afterwards):
    proposal = road.proposal("meeting")
    client.force_login(with_account(road.child))
    assert "Say how it was" in read(client.get(at("my_choice", proposal.card.shortlist)))
    client.post(at("my_answer", proposal), {"answer": "yes"})
    assert proposal.answers.get().who == "child"


# ------------------------------------------------------------------------------------- the road of a proposal


def test_a_sketch_with_a_name_is_refused_at_the_field_and_kept(road, client):
    proposal = road.proposal()
    client.force_login(road.coordinator)
    assert "A boy aged 11 to 13 who likes cars and football." in read(client.get(at("sketch", proposal)))
    response = client.post(at("sketch", proposal), {"sketch": "Tariq likes cars."})
    assert response.context["form"].errors["sketch"] == ["Take “Tariq” out: it says who it is"]
    assert "Tariq likes cars." in read(response)
    assert client.post(at("sketch", proposal), {"sketch": "A boy who likes cars."}).url == at(
        "proposal", proposal
    )


def test_a_volunteer_says_yes_on_the_phone(road, client):
    proposal = road.proposal("asked")
    client.force_login(proposal.volunteer.user)
    page = read(client.get(at("my_proposal", proposal)))
    assert "A boy aged 11 to 13 who likes cars." in page
    assert "Every other week, for as long as the child wants." in page
    client.post(at("my_proposal", proposal), {"answer": "yes", "words": "Glad to."})
    proposal.refresh_from_db()
    assert proposal.status == ProposalStatus.ANSWERED
    assert "Two people look at it now" in read(client.get(at("my_proposal", proposal)))


def test_a_volunteers_no_is_quiet_and_the_coordinator_sees_the_next_choice(road, client):
    proposal = road.choose(None, "Ben", "Samir")
    road.ask(proposal)
    client.force_login(proposal.volunteer.user)
    client.post(at("my_proposal", proposal), {"answer": "no"})
    assert "Nothing more is needed from you here" in read(client.get(at("my_proposal", proposal)))
    client.force_login(road.coordinator)
    page = read(client.get(reverse("matching:proposals")))
    assert "Tariq and Samir" in page
    assert "Tariq and Ben" not in page


def test_a_volunteer_says_after_the_meeting_whether_to_go_on(road, client, afterwards):
    proposal = road.proposal("meeting")
    client.force_login(proposal.volunteer.user)
    assert "Would you like to go on?" in read(client.get(at("my_proposal", proposal)))
    client.post(at("my_proposal", proposal), {"answer": "yes"})
    assert proposal.answers.get().who == "volunteer"
    assert "Would you like to go on?" not in read(client.get(at("my_proposal", proposal)))


def test_the_second_person_is_told_who_can_approve(road, client):
    proposal = road.proposal("answered")
    client.force_login(road.coordinator)
    assert client.post(at("approve", proposal)).url == at("proposal", proposal)
    page = read(client.get(at("approve", proposal)))
    assert "Somebody else has to look now." in page
    assert "Dana Okafor" in page
    assert "I approve this" not in page
    client.force_login(road.manager)
    assert "Needs your approval" in read(client.get(reverse("matching:proposals")))
    client.post(at("approve", proposal))
    proposal.refresh_from_db()
    assert proposal.status == ProposalStatus.APPROVED


def test_what_stands_against_an_approval_is_shown_before_and_after_trying(road, client):
    proposal = road.proposal("answered")
    suspend(volunteer=proposal.volunteer, reason=Suspension.Reason.OWN_WISH, by=road.manager, on=DAY)
    client.force_login(road.manager)
    assert "suspended" in read(client.get(at("approve", proposal)))
    response = client.post(at("approve", proposal))
    assert response.status_code == 200
    assert "There is a problem" in read(response)


def test_a_first_meeting_is_planned_on_a_page_and_a_slip_keeps_the_rest(road, client):
    proposal = road.proposal("approved")
    client.force_login(road.coordinator)
    sent = {"on_day": "28", "on_month": "11", "on_year": "2026", "at": "2", "place": "the café"}
    response = client.post(at("first_meeting", proposal), sent)
    assert "Say whether it is morning or evening" in read(response)
    assert "the café" in read(response)
    client.post(at("first_meeting", proposal), sent | {"at": "2pm", "carer_heard": "Glad."})
    proposal.refresh_from_db()
    assert proposal.first_meeting_at == FIRST_MEETING
    page = read(client.get(at("proposal", proposal)))
    assert "Saturday 28 November, 2pm, the café" in page
    assert "Glad." in page


def test_what_each_said_after_the_meeting_is_written_down(road, client, afterwards):
    proposal = road.proposal("meeting")
    client.force_login(road.coordinator)
    for who in ("child", "volunteer", "carer"):
        client.post(at("after_meeting", proposal), {"who": who, "answer": "yes"})
    proposal.refresh_from_db()
    assert proposal.status == ProposalStatus.AGREED


def test_closing_asks_whose_no_and_says_what_it_means(road, client):
    proposal = road.proposal("answered")
    client.force_login(road.coordinator)
    assert "a later yes needs a new choice by the child" in read(client.get(at("close", proposal)))
    response = client.post(at("close", proposal), {"words": "Keep me."})
    assert {"closed_by", "reason"} <= set(response.context["form"].errors)
    assert "Keep me." in read(response)
    client.post(at("close", proposal), {"closed_by": "carer", "reason": "said no"})
    page = read(client.get(at("proposal", proposal)))
    assert "The carer: they said no" in page
    assert "A later yes needs a new choice by Tariq." in page


# ------------------------------------------------------------------------------------- the match


def on_paper(**changed):
    given = agreed() | {"usual_time": "2pm"} | changed
    for name in ("child_agreed_on", "volunteer_agreed_on"):
        day = given.pop(name)
        given |= {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
    return given


def test_a_match_begins_from_the_page_with_the_rules_filled_in(road, client, afterwards):
    proposal = road.proposal("agreed")
    client.force_login(road.coordinator)
    page = client.get(at("begin", proposal))
    assert page.context["form"]["every"].value() == 2
    assert "goals_on" not in page.context["form"].fields
    response = client.post(at("begin", proposal), on_paper())
    match = Match.objects.get()
    assert response.url == at("agreement", match)
    assert "Every other week, on Saturdays, 2pm" in read(client.get(at("agreement", match)))
    assert "What we agreed" in read(client.get(at("agreement_print", match)))


def test_an_agreement_without_a_place_is_asked_again_and_the_rest_kept(road, client, afterwards):
    proposal = road.proposal("agreed")
    client.force_login(road.coordinator)
    response = client.post(at("begin", proposal), on_paper(where="", contact="By carrier pigeon"))
    assert "where" in response.context["form"].errors
    assert "By carrier pigeon" in read(response)
    assert not Match.objects.exists()


def test_an_agreement_is_changed_and_a_match_rests_and_goes_on(road, client, afterwards):
    match = road.begin(road.proposal("agreed"))
    client.force_login(road.coordinator)
    client.post(at("revise", match), on_paper(where="the library"))
    assert "the library" in read(client.get(at("agreement", match)))
    client.post(at("pause", match), {"reason": "child"})
    match.refresh_from_db()
    assert match.status == "paused"
    client.post(at("resume", match))
    match.refresh_from_db()
    assert match.status == "active"


# ------------------------------------------------------------------------------------- lists


def waiting_rows(client, **asked):
    return [row["name"] for row in client.get(reverse("matching:waiting"), asked).context["rows"]]


def test_children_wait_longest_first_and_the_list_can_be_filtered_and_ordered(road, client):
    a_road(
        "Leah", road.scheme, volunteers=(), coordinator=road.coordinator, on=DAY, wishes=False, known_as="Lee"
    )
    client.force_login(road.manager)
    assert waiting_rows(client) == ["Tariq", "Lee"]
    assert waiting_rows(client, sort="name") == ["Lee", "Tariq"]
    assert waiting_rows(client, days="90") == ["Tariq"]
    assert waiting_rows(client, wishes="no") == ["Lee"]
    assert waiting_rows(client, scheme=str(road.scheme.public_id)) == ["Tariq", "Lee"]
    assert waiting_rows(client, days="long", sort="tall") == ["Tariq", "Lee"]
    page = read(client.get(reverse("matching:waiting"), {"days": "365"}))
    assert "Nobody matches this filter" in page


def test_the_waiting_list_says_what_is_next(road, client):
    client.force_login(road.coordinator)
    expected = ["Look for somebody"]
    seen = [client.get(reverse("matching:waiting")).context["rows"][0]["next"]]
    shortlist = road.shortlist()
    seen.append(client.get(reverse("matching:waiting")).context["rows"][0]["next"])
    expected.append("Cards are out: hear what they say")
    road.choose(shortlist, "Ben")
    seen.append(client.get(reverse("matching:waiting")).context["rows"][0]["next"])
    expected.append("Ben: write the sketch")
    assert seen == expected


def test_a_match_takes_the_child_off_the_waiting_list(road, client):
    road.begin(road.proposal("agreed"))
    client.force_login(road.coordinator)
    assert "Nobody is waiting" in read(client.get(reverse("matching:waiting")))


def test_the_list_is_taken_away_as_a_spreadsheet_without_the_childs_words(road, client):
    client.force_login(road.coordinator)
    response = client.get(reverse("matching:waiting_export"), {"wishes": "yes"})
    book = CalamineWorkbook.from_filelike(BytesIO(response.content))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0][:2] == ["First name", "Age"]
    assert rows[1][0] == "Tariq"
    assert "mum" not in str(rows)
    assert Event.objects.filter(kind=Kind.LIST_DOWNLOADED.value).count() == 1


def test_proposals_that_are_over_are_on_asking_without_whose_no_it_was(road, client):
    proposal = road.proposal("answered")
    actions.close(proposal=proposal, closed_by="carer", words="Never.", by=road.coordinator, on=DAY)
    client.force_login(road.coordinator)
    assert "No proposals here" in read(client.get(reverse("matching:proposals")))
    page = read(client.get(reverse("matching:proposals"), {"over": "yes"}))
    assert "Tariq and Ben" in page
    assert "carer" not in page


@pytest.mark.parametrize("name", ["waiting", "proposals"])
def test_a_list_asks_the_same_number_of_questions_for_two_and_for_six(road, client, name):
    def one_more(first_name, step):
        other = a_road(first_name, road.scheme, volunteers=(), coordinator=road.coordinator)
        if step:
            road.scheme.refresh_from_db()
            other.proposal(step)

    client.force_login(road.manager)
    client.get(reverse(f"matching:{name}"))
    one_more("Zara", "chosen")
    counted = []
    for more in ((), [("Kofi", None), ("Ana", "answered"), ("Leah", "asked"), ("Mo", "chosen")]):
        for first_name, step in more:
            one_more(first_name, step)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(f"matching:{name}"))
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_a_look_asks_the_same_number_of_questions_for_two_volunteers_and_for_six(road, client):
    client.force_login(road.coordinator)
    counted = []
    for more in ((), ("Ali", "Jon", "Max", "Zed")):
        for name in more:
            who_may_come(name, road.scheme)
        client.get(at("look", road.referral))
        with CaptureQueriesContext(connection) as asked:
            client.get(at("look", road.referral))
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_every_look_at_a_child_is_written_down(road, client):
    client.force_login(road.coordinator)
    client.get(at("look", road.referral))
    assert Look.objects.filter(child=road.child.public_id, by=road.coordinator.public_id).exists()
