"""What is due and until when; the list and the page of one form."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.foundation.dates import today
from kith.outcomes.models import Score
from kith.outcomes.queries.due import due
from kith.outcomes.tests.factories import (
    a_coordinator,
    a_pair,
    a_scheme,
    a_use,
    days_ago,
    go,
    manager_of,
    send,
    text,
    told,
    typed_day,
)
from kith.outcomes.waves import usual_waves, windows
from kith.science.pairs import SIX_MONTHS, TWELVE_MONTHS

BEGUN = date(2024, 2, 29)
ALL = ["baseline", "6 months", "yearly", "ending"]


def test_each_wave_has_its_days():
    found = {each.wave: each for each in windows(BEGUN, None, ALL, date(2026, 6, 1))}
    assert list(found) == ["baseline", "6 months", "12 months", "24 months"]
    assert (found["6 months"].from_day, found["6 months"].until_day) == (
        date(2024, 6, 30),
        date(2024, 10, 29),
    )
    assert found["12 months"].holds(BEGUN + timedelta(days=365))


def test_the_days_are_those_that_science_counts():
    found = {each.wave: each for each in windows(BEGUN, None, ALL, date(2026, 6, 1))}
    for wave, its in (("6 months", SIX_MONTHS), ("12 months", TWELVE_MONTHS)):
        days = [
            (day - BEGUN).days for day in (found[wave].from_day, found[wave].around, found[wave].until_day)
        ]
        assert days == [its.from_, its.around, its.until]
    start = found["baseline"]
    assert [(day - BEGUN).days for day in (start.from_day, start.until_day)] == [
        SIX_MONTHS.baseline_from,
        SIX_MONTHS.baseline_until,
    ]


def test_the_child_is_followed_when_the_match_has_ended_but_not_for_years():
    early, late = BEGUN + timedelta(days=100), BEGUN + timedelta(days=800)
    assert [each.wave for each in windows(BEGUN, early, ALL, date(2028, 1, 1))] == [
        "baseline",
        "ending",
        "6 months",
        "12 months",
    ]
    assert [each.wave for each in windows(BEGUN, late, ALL, date(2028, 1, 1))] == [
        "baseline",
        "6 months",
        "12 months",
        "24 months",
        "ending",
    ]


def test_an_ending_soon_after_the_start_asks_nobody_again():
    assert "ending" not in [
        each.wave for each in windows(BEGUN, BEGUN + timedelta(days=60), ALL, date(2026, 1, 1))
    ]


def test_waves_follow_the_length_of_the_programme():
    assert usual_waves(("baseline", "yearly", "ending"), 12) == ["baseline", "ending"]
    assert usual_waves(("baseline", "yearly", "ending"), None) == ["baseline", "yearly", "ending"]


@pytest.mark.django_db
def test_a_wave_is_due_while_its_days_last_and_then_missed():
    a_use()
    match = a_pair(days_ago(150))
    states = {one.wave: one.state for one in due([match], today())}
    assert states == {"baseline": "missed", "6 months": "due"}


@pytest.mark.django_db
def test_nobody_is_asked_for_what_was_over_before_the_scheme_took_it_up():
    a_use(on=days_ago(10))
    match = a_pair(days_ago(150))
    assert [one.wave for one in due([match], today())] == ["6 months"]


@pytest.mark.django_db
def test_the_list_asks_the_same_number_of_questions_for_3_and_for_30(client):
    a_use()
    a_use(measure="relationship", informant="self")
    priya = a_coordinator()

    def cost():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert go(client, priya, "due").status_code == 200
        return len(asked)

    for place in range(3):
        a_pair(days_ago(140 + place), f"C{place}", f"V{place}", priya)
    go(client, priya, "due")
    few = cost()
    for place in range(3, 15):
        a_pair(days_ago(140 + place), f"C{place}", f"V{place}", priya)
    assert cost() == few


@pytest.mark.django_db
def test_the_list_filters_and_says_what_to_do_when_empty(client):
    priya = a_coordinator()
    assert "measure nothing" in text(go(client, priya, "due"))
    a_use()
    a_pair(days_ago(150), coordinator=priya)
    assert "SDQ, Ana and Ruth" in text(go(client, priya, "due"))
    assert "Its days ended" in text(go(client, priya, "due", show="missed"))
    assert "Nothing here" in text(go(client, priya, "due", show="not"))
    assert go(client, priya, "due", **{"as": "xlsx"})["Content-Type"].endswith("sheet")


@pytest.mark.django_db
def test_only_those_near_the_child_write_a_form_down(client):
    use, priya = a_use(), a_coordinator()
    match = a_pair(days_ago(20), coordinator=priya)
    where = (match.public_id, use.public_id, "baseline")
    assert go(client, priya, "record", *where).status_code == 200
    assert go(client, manager_of(match.scheme), "record", *where).status_code == 200
    assert go(client, a_coordinator(first_name="Farah"), "record", *where).status_code == 404
    assert go(client, manager_of(a_scheme("Elsewhere")), "record", *where).status_code == 404
    assert go(client, priya, "record", match.public_id, use.public_id, "36 moons").status_code == 404


@pytest.mark.django_db
def test_a_form_is_written_down_on_the_page_and_taken_back(client):
    use, priya = a_use(), a_coordinator()
    match = a_pair(days_ago(20), coordinator=priya)
    where = (match.public_id, use.public_id, "baseline")
    page = send(client, priya, "record", *where, outcome="scored", total="18", **typed_day(days_ago(18)))
    assert page.status_code == 302, text(page)
    score = Score.objects.get()
    assert score.head == 18
    assert "Take it back" in text(go(client, priya, "record", *where))
    send(client, priya, "take_back", score.public_id)
    score.refresh_from_db()
    assert score.taken_back_on == today()


@pytest.mark.django_db
def test_a_mistake_is_said_at_its_box_and_nothing_typed_is_lost(client):
    use, priya = a_use(), a_coordinator()
    match = a_pair(days_ago(20), coordinator=priya)
    where = (match.public_id, use.public_id, "baseline")
    page = send(
        client,
        priya,
        "record",
        *where,
        outcome="scored",
        total="48",
        emotional="7",
        **typed_day(days_ago(18)),
    )
    assert "48 cannot be: total difficulties goes from 0 to 40" in text(page)
    assert 'value="7"' in text(page)
    assert not Score.objects.exists()
    page = send(client, priya, "record", *where, outcome="scored", total="18")
    assert "Enter the day of the form" in text(page)


@pytest.mark.django_db
def test_keyed_answers_are_scored_and_not_kept(client):
    use, priya = a_use(entry="items", licence_reference="YIM-1"), a_coordinator()
    match = a_pair(days_ago(20), coordinator=priya)
    where = (match.public_id, use.public_id, "baseline")
    codes = {f"q{item}": "1" for item in range(1, 26)}
    page = send(
        client, priya, "record", *where, outcome="scored", **(codes | {"q3": "3"}), **typed_day(days_ago(18))
    )
    assert "3 for item 3 cannot be: answers go from 0 to 2" in text(page)
    send(client, priya, "record", *where, outcome="scored", **codes, **typed_day(days_ago(18)))
    assert Score.objects.get().values["total"] == 20
    assert "q3" not in Score.objects.get().values


@pytest.mark.django_db
def test_why_there_is_no_score_is_written_down_in_one_press(client):
    use, priya = a_use(), a_coordinator()
    match = a_pair(days_ago(20), coordinator=priya)
    where = (match.public_id, use.public_id, "baseline")
    send(client, priya, "record", *where, outcome="refused")
    assert Score.objects.get().outcome == "refused"
    page = text(go(client, priya, "record", *where))
    assert "They say they may be asked again" in page
    told_first = told(use, a_pair(days_ago(20), "Bo", "Al"))
    assert told_first.is_scored
