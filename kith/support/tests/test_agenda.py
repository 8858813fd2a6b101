"""What there is to talk about, several at once, a peer mentor's own support, and spirits that fall."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.foundation.dates import now, today
from kith.meetings.actions import record_kept
from kith.meetings.tests.factories import a_coordinator, a_match, a_meeting
from kith.schemes.tests.factories import a_scheme
from kith.support import actions
from kith.support.actions import CannotPlanSupport, CannotTalkTogether
from kith.support.models import PeerPlan, Supervision
from kith.support.queries import spirits_falling, supervision_due
from kith.support.queries.agenda import agenda
from kith.support.tests.people import coordinator_of, days_ago, go, send, text, typed_day

pytestmark = pytest.mark.django_db


def a_pair(child="Ana", volunteer="Ruth", coordinator=None, **fields):
    fields.setdefault("begun_on", days_ago(60))
    return a_match(child, volunteer, coordinator=coordinator or a_coordinator(), **fields)


def talked(match, on, **fields):
    given = {"how": "phone", "by": coordinator_of(match)} | fields
    return actions.record_supervision(
        volunteer=match.volunteer, scheme=match.scheme, match=match, on=on, **given
    )


def test_what_came_up_since_the_last_talk_is_said_in_sentences():
    match = a_pair()
    a_meeting(match, days_ago(50), status="withheld", who="carer", reason="sanction")
    talked(match, days_ago(40), wellbeing="low", agreed="Ruth rings before each meeting.")
    a_meeting(match, days_ago(30), status="missed", who="child")
    for days in (28, 25):
        a_meeting(match, days_ago(days), status="moved", who="volunteer")
    a_meeting(match, days_ago(12))
    a_meeting(match, days_ago(8), status="kept", off_plan=True)
    said = agenda(match, now())
    assert said == [
        "Last time you agreed: Ruth rings before each meeting.",
        f"On {talked_day(40)} it was low with Ruth.",
        "2 meetings were moved by Ruth.",
        "1 meeting was missed by Ana.",
        "Nobody has said how 1 meeting went.",
        "They met once without a plan.",
    ]


def talked_day(days):
    from kith.foundation.dates import day_words

    return day_words(days_ago(days))


def test_a_meeting_told_of_late_and_one_withheld_as_a_punishment_are_on_the_agenda():
    match = a_pair()
    late = a_meeting(match, days_ago(30))
    record_kept(meeting=late, minutes=60, activities=["out"], by=match.volunteer.user, at=now())
    a_meeting(match, days_ago(20), status="withheld", who="carer", reason="sanction")
    said = agenda(match, now())
    assert "Meetings were withheld once. Meetings are never taken away as a punishment." in said
    assert "1 meeting was told of more than a week later." in said


def test_papers_that_run_out_soon_are_on_the_agenda():
    match = a_pair(begun_on=days_ago(3 * 365 - 40), approved=True)
    assert any(" runs out on " in sentence for sentence in agenda(match, now()))


def test_a_young_match_without_anything_has_an_empty_agenda():
    assert agenda(a_pair(begun_on=days_ago(3)), now()) == []


def test_spirits_that_fall_are_a_sentence_and_never_a_number():
    priya = a_coordinator()
    low, falling, good = (
        a_pair(child, who, priya) for child, who in (("Ana", "Ruth"), ("Leah", "Mo"), ("Bo", "Al"))
    )
    talked(low, days_ago(9), wellbeing="low")
    for days, how in ((30, "good"), (9, "up and down")):
        talked(falling, days_ago(days), wellbeing=how)
    for days, how in ((30, "low"), (9, "good")):
        talked(good, days_ago(days), wellbeing=how)
    found = dict(spirits_falling([low, falling, good], today()))
    assert set(found) == {low, falling}
    assert found[low].startswith("Ruth was low when you talked on")
    assert found[falling].startswith("It has become harder for Mo since")


def test_spirits_are_asked_of_many_at_once():
    matches = [a_pair(f"Ana{turn}", f"Ruth{turn}") for turn in range(4)]
    for match in matches:
        talked(match, days_ago(5), wellbeing="low")
    with CaptureQueriesContext(connection) as queries:
        assert len(spirits_falling(matches, today())) == 4
    assert len(queries) == 1


def test_several_talked_with_at_once_have_each_been_talked_with(client):
    priya = a_coordinator()
    pairs = [a_pair("Ana", "Ruth", priya), a_pair("Leah", "Mo", priya)]
    a_pair("Bo", "Al", a_coordinator(first_name="Noor"))
    scheme = pairs[0].scheme
    shown = text(go(client, priya, "group", scheme.public_id))
    assert '<details class="kith-fold"><summary>' in shown
    assert "Ruth" in shown
    one = {"volunteers": [pairs[0].volunteer.public_id], "talked_about": "Late buses."}
    again = text(send(client, priya, "group", scheme.public_id, **one, **typed_day("on", today())))
    assert "Choose at least two" in again
    assert '<details class="kith-fold" open><summary>' in again, "what was typed is not behind a fold"
    assert "Al Ashworth" not in shown
    typed = {"volunteers": [pair.volunteer.public_id for pair in pairs], "agreed": "Phones away."}
    assert (
        send(client, priya, "group", scheme.public_id, **typed, **typed_day("on", today())).status_code == 302
    )
    assert Supervision.objects.filter(how="group", match=None, agreed="Phones away.").count() == 2
    assert supervision_due(pairs, today()) == []
    assert "Phones away." in text(go(client, pairs[1].volunteer.user, "my_supervision"))


def test_one_is_not_a_group(client):
    match = a_pair()
    with pytest.raises(CannotTalkTogether, match="at least two"):
        actions.record_group(
            scheme=match.scheme, volunteers=[match.volunteer], by=coordinator_of(match), on=today()
        )
    assert "Only one volunteer so far" in text(
        go(client, coordinator_of(match), "group", match.scheme.public_id)
    )


def test_a_peer_mentor_has_a_plan_of_their_own_in_versions(client):
    scheme = a_scheme("Peers", preset="peer-mentoring")
    match = a_pair(scheme=scheme, coordinator=a_coordinator(scheme))
    assert "Ruth has no support plan of their own yet." in agenda(match, now())
    priya = coordinator_of(match)
    typed = {"helps": "A walk.", "turns_to": "My nan", "leaves_out": "My brother."}
    send(client, priya, "peer_plan", match.public_id, **typed)
    assert agenda(match, now()) == []
    read = text(go(client, match.volunteer.user, "my_supervision"))
    assert "A walk." in read
    assert "My brother." in read
    later = now() + timedelta(days=200)
    assert any("Does it still fit?" in sentence for sentence in agenda(match, later))
    send(client, priya, "peer_plan", match.public_id, **(typed | {"helps": "Music."}))
    assert [plan.version for plan in PeerPlan.objects.all()] == [2, 1]
    missing = text(send(client, priya, "peer_plan", match.public_id, helps="", turns_to="My nan"))
    assert "My nan" in missing


def test_nobody_else_has_a_peer_plan(client):
    match = a_pair()
    assert go(client, coordinator_of(match), "peer_plan", match.public_id).status_code == 404
    with pytest.raises(CannotPlanSupport, match="Only peer mentors"):
        actions.write_peer_plan(
            volunteer=match.volunteer,
            scheme=match.scheme,
            helps="A walk.",
            turns_to="Nan",
            by=coordinator_of(match),
            on=today(),
        )


def test_the_page_of_a_talk_shows_what_came_up(client):
    match = a_pair()
    a_meeting(match, days_ago(5))
    read = text(go(client, coordinator_of(match), "supervise", match.public_id))
    assert "What came up since the last talk" in read
    assert "Nobody has said how 1 meeting went." in read
