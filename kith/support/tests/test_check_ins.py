"""Asking how it goes: each by themself, seldom, and never against their wish."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.access.tests.factories import a_user
from kith.foundation.dates import now, today
from kith.meetings import actions as meetings
from kith.meetings.tests.factories import a_coordinator, a_match
from kith.messages.models import OutboxMessage
from kith.people.actions import leave
from kith.schemes.actions import change_rules
from kith.schemes.tests.factories import a_scheme
from kith.support import actions, links
from kith.support.actions import CannotAsk
from kith.support.models import CheckIn
from kith.support.queries import asked_of, check_ins_due, check_ins_next
from kith.support.tests.people import (
    a_carer_of,
    coordinator_of,
    days_ago,
    everybody,
    go,
    manager_of,
    send,
    text,
)

pytestmark = pytest.mark.django_db
NAMES = ("child", "carer", "worker")


def ask(match, who="child", on=None):
    return actions.ask(match=match, who=who, by=coordinator_of(match), on=on or today())


def told(match, who="child", on=None, **said):
    said = said or {"feeling": "good"}
    return actions.write_down(match=match, who=who, by=coordinator_of(match), on=on or today(), **said)


# ------------------------------------------------------------------------------------------- when


def test_each_is_asked_four_weeks_after_they_began_and_then_on_the_rhythm():
    match = everybody(begun_on=days_ago(30))
    assert {found.who: found.due_on for found in check_ins_due([match], today())} == dict.fromkeys(
        NAMES, days_ago(2)
    )
    told(match, "carer")
    assert {found.who for found in check_ins_due([match], today())} == {"child", "worker"}
    coming = next(found for found in check_ins_next([match], today()) if found.who == "carer")
    assert coming.due_on == today() + timedelta(days=91)
    assert "The rhythm is every 3 months." in coming.why


def test_a_carer_who_came_later_is_asked_four_weeks_after_they_came():
    match = a_match(coordinator=a_coordinator(), begun_on=days_ago(1000))
    a_carer_of(match.child, on=days_ago(5))
    (found,) = [each for each in check_ins_next([match], today()) if each.who == "carer"]
    assert found.due_on == days_ago(5) + timedelta(days=28)
    assert "Not asked yet in 5 days" in found.why


def test_the_rhythm_is_the_scheme_s_and_none_asks_nobody():
    match = everybody()
    change_rules(scheme=match.scheme, by=None, from_day=days_ago(1), check_in_days=0)
    assert check_ins_next([match], today()) == []


def test_nobody_is_asked_who_is_not_near():
    match = a_match(coordinator=a_coordinator(), begun_on=days_ago(100))
    assert [found.who for found in check_ins_next([match], today())] == ["child"]
    with pytest.raises(CannotAsk, match="No carer is near Ana"):
        ask(match, "carer")


def test_a_question_without_an_answer_comes_back_after_three_weeks():
    match = everybody()
    ask(match, "worker", on=days_ago(22))
    due = next(found for found in check_ins_due([match], today()) if found.who == "worker")
    assert "no answer yet" in due.why
    again = ask(match, "worker")
    assert [row.outcome for row in CheckIn.objects.order_by("id")] == ["taken back", ""]
    assert again.is_open


# ------------------------------------------------------------------------------------------- refusing


def test_not_for_now_holds_for_half_a_year_against_everybody_s_asking():
    match = everybody()
    actions.decline(check_in=ask(match), for_now=True, by=match.child.user, on=today())
    assert "child" not in {found.who for found in check_ins_due([match], today() + timedelta(days=181))}
    assert "child" in {found.who for found in check_ins_due([match], today() + timedelta(days=182))}
    for deed in (ask, told):
        with pytest.raises(CannotAsk, match="would rather not be asked before"):
            deed(match)


def test_whoever_put_it_off_may_be_asked_again_when_they_say_so():
    match = everybody()
    priya = coordinator_of(match)
    actions.write_down_refusal(match=match, who="carer", for_now=True, by=priya, on=days_ago(5))
    actions.ask_me_again(match=match, who="carer", by=priya, on=today())
    assert ask(match, "carer").is_open


def test_a_child_who_said_stop_asking_of_meetings_is_not_asked_this_either():
    match = everybody()
    meetings.stop_asking(child=match.child, by=match.child.user, on=today())
    assert "child" not in {found.who for found in check_ins_next([match], today())}
    with pytest.raises(CannotAsk, match="That holds here too"):
        ask(match)


def test_an_ended_match_asks_nobody():
    match = everybody()
    type(match).objects.filter(pk=match.pk).update(status="ended", ended_on=today())
    with pytest.raises(CannotAsk, match="has ended"):
        ask(match)


def test_a_letter_names_nobody_and_goes_only_where_there_is_an_address():
    match = everybody()
    ask(match, "carer")
    ask(match, "worker")
    letters = OutboxMessage.objects.filter(event="how it goes").order_by("id")
    assert [(bool(letter.to), letter.to_address) for letter in letters] == [
        (False, "jo@home.example"),
        (True, ""),
    ]
    assert not any("Ana" in str(letter.values) for letter in letters)
    other = a_match("Leah", "Mo", coordinator=coordinator_of(match), begun_on=days_ago(90))
    a_carer_of(other.child, "Bo Lind", email="")
    with pytest.raises(CannotAsk, match="No e-mail address is known"):
        ask(other, "carer")


def test_only_the_one_who_was_asked_answers():
    match = everybody()
    asked = ask(match)
    for other in (coordinator_of(match), match.volunteer.user, None):
        with pytest.raises(CannotAsk, match="Only the person who was asked"):
            actions.answer(check_in=asked, feeling="good", by=other, on=today())
    actions.answer(check_in=asked, feeling="okay", words=" Longer, please ", by=match.child.user, on=today())
    asked.refresh_from_db()
    assert (asked.outcome, asked.feeling, asked.words) == ("answered", "okay", "Longer, please")
    with pytest.raises(CannotAsk, match="answered already"):
        actions.answer(check_in=asked, feeling="good", by=match.child.user, on=today())


def test_an_empty_answer_is_no_answer():
    match = everybody()
    with pytest.raises(CannotAsk, match="Choose good, okay"):
        told(match, words="  ", feeling="")


# ------------------------------------------------------------------------------------------- pages


def test_the_list_says_whom_to_ask_and_why(client):
    match = everybody()
    read = text(go(client, coordinator_of(match), "check_ins"))
    for said in ("<h2>Ana and Ruth</h2>", "Ana: Not asked yet", "Jo, carer: Not asked yet", "Ask Nia"):
        assert said in read
    assert "Nobody here" in text(go(client, coordinator_of(match), "check_ins", show="waiting"))
    assert "Nobody to ask yet" in text(go(client, a_coordinator(first_name="Noor"), "check_ins"))


def test_the_list_is_downloaded(client):
    match = everybody()
    response = go(client, coordinator_of(match), "check_ins", **{"as": "xlsx"})
    assert response.headers["Content-Disposition"].endswith('filename="who-to-ask.xlsx"')


def test_a_longer_list_asks_the_database_no_more(client):
    priya, scheme = a_coordinator(), a_scheme()

    def cost(number, prefix):
        for turn in range(number):
            match = a_match(
                f"{prefix}{turn}", f"R{prefix}{turn}", scheme, coordinator=priya, begun_on=days_ago(99)
            )
            a_carer_of(match.child, f"Jo{prefix}{turn} Pell")
            told(match, on=days_ago(95))
        client.force_login(priya)
        with CaptureQueriesContext(connection) as queries:
            assert f"{prefix}0" in text(client.get(reverse("support:check_ins"), {"show": "all"}))
        return len(queries)

    assert cost(2, "Ana") == cost(20, "Lea")


def test_what_was_said_in_a_talk_is_written_down_and_read_by_the_coordinator_only(client):
    match = everybody()
    priya = coordinator_of(match)
    shown = text(go(client, priya, "check_in", match.public_id, "child"))
    assert shown.index("Ruth, the carer and the worker cannot") < shown.index('name="words"')
    typed = {"outcome": "answered", "feeling": "not great", "words": "She is always late."}
    assert send(client, priya, "check_in", match.public_id, "child", **typed).url == reverse(
        "support:check_ins"
    )
    assert "She is always late." in text(go(client, priya, "check_in", match.public_id, "child"))
    for nobody in (manager_of(match), match.volunteer.user, a_coordinator(first_name="Noor")):
        assert go(client, nobody, "check_in", match.public_id, "child").status_code == 404


def test_an_empty_form_is_explained_and_a_refusal_needs_no_words(client):
    match = everybody()
    priya = coordinator_of(match)
    read = text(send(client, priya, "check_in", match.public_id, "carer", outcome="answered"))
    assert "Choose good, okay or not great, or write a few words" in read
    send(client, priya, "check_in", match.public_id, "carer", outcome="later")
    read = text(go(client, priya, "check_in", match.public_id, "carer"))
    assert "They would rather not be asked before" in read
    send(client, priya, "ask_again", match.public_id, "carer")
    assert "Write it down" in text(go(client, priya, "check_in", match.public_id, "carer"))


def test_a_child_answers_on_their_own_space_and_nobody_else_finds_the_page(client):
    match = everybody()
    priya = coordinator_of(match)
    send(client, priya, "ask", match.public_id, "child")
    asked = CheckIn.objects.get()
    read = text(go(client, match.child.user, "how_it_goes", asked.public_id))
    assert "How is it going with you and Ruth?" in read
    assert "Ruth can’t." in read
    for other in (priya, match.volunteer.user, a_user("Jo")):
        assert go(client, other, "how_it_goes", asked.public_id).status_code == 404
    assert send(client, match.child.user, "how_it_goes", asked.public_id, feeling="good").url == "/"
    asked.refresh_from_db()
    assert asked.feeling == "good"


def test_a_worker_answers_on_their_own_page_while_they_are_near(client):
    match = everybody()
    asked = ask(match, "worker")
    nia = asked.involvement.user
    assert "Ana and Ruth" in text(go(client, nia, "how_it_goes", asked.public_id))
    leave(involvement=asked.involvement, by=None, on=today(), act="test")
    assert go(client, nia, "how_it_goes", asked.public_id).status_code == 404


def test_a_carer_without_an_account_answers_by_a_link_that_does_not_name_the_child(client):
    match = everybody()
    asked = ask(match, "carer")
    address = links.address_of(asked)
    read = text(client.get(address))
    assert "How is it going with A. and Ruth?" in read
    assert "Ana" not in read
    assert client.get(reverse("support:say", args=[asked.public_id, "0" * 32])).status_code == 404
    client.post(address, {"feeling": "okay", "words": "He comes home muddy and happy."})
    asked.refresh_from_db()
    assert (asked.outcome, asked.feeling) == ("answered", "okay")
    assert "muddy" not in text(client.get(address))


def test_a_link_refuses_too_and_closes_when_the_carer_has_left(client):
    match = everybody()
    asked = ask(match, "carer")
    client.post(links.address_of(asked), {"answer": "not for now"})
    assert "Nobody minds." in text(client.get(links.address_of(asked)))
    assert "carer" not in {found.who for found in check_ins_due([match], today())}
    address = links.address_of(asked)
    leave(involvement=asked.involvement, by=None, on=today(), act="test")
    read = text(client.get(address))
    assert "This is not asked any more" in read
    assert "Ruth" not in read


def test_a_link_leads_whoever_has_an_account_since_to_their_own_page(client):
    match = everybody()
    asked = ask(match, "carer")
    address = links.address_of(asked)
    own = actions.give_carer_page(child=match.child, by=coordinator_of(match), at=now())
    back = client.get(address)
    assert back.url == reverse("support:how_it_goes", args=[asked.public_id])
    assert "How is it going" in text(go(client, own, "how_it_goes", asked.public_id))


def test_a_strange_part_is_no_page(client):
    match = everybody()
    assert go(client, coordinator_of(match), "check_in", match.public_id, "dog").status_code == 404
    assert send(client, coordinator_of(match), "ask", match.public_id, "dog").status_code == 404


def test_a_home_is_told_of_what_its_own_people_were_asked_and_nothing_else():
    match = everybody()
    asked = {who: ask(match, who) for who in NAMES}
    nia = asked["worker"].involvement.user
    assert asked_of(match.child.user, today()) == [asked["child"]]
    assert asked_of(nia, today()) == [asked["worker"]]
    assert asked_of(match.volunteer.user, today()) == []
    actions.decline(check_in=asked["worker"], by=nia, on=today())
    assert asked_of(nia, today()) == []


def test_without_an_address_there_is_no_button_that_leads_nowhere(client):
    match = a_match(coordinator=a_coordinator(), begun_on=days_ago(100))
    amara, there = coordinator_of(match), reverse("people:carer", args=[match.child.public_id])
    page = go(client, amara, "check_in", match.public_id, "carer").content.decode()
    assert "Write down who cares for Ana" in page
    a_carer_of(match.child, email="")
    page = go(client, amara, "check_in", match.public_id, "carer").content.decode()
    assert "No e-mail address of Jo is known." in page
    assert there in page
    assert "Ask them" not in page


def test_whoever_was_asked_today_is_not_asked_once_more_today(client):
    match = everybody()
    ask(match, "carer", on=days_ago(1))
    page = go(client, coordinator_of(match), "check_in", match.public_id, "carer")
    assert "Ask once more" in text(page)
    ask(match, "carer")
    page = text(go(client, coordinator_of(match), "check_in", match.public_id, "carer"))
    assert "from tomorrow on" in page
    assert "Ask once more" not in page
