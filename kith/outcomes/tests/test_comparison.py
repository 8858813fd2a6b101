"""A waiting list as a fair comparison: written down first, by a lottery anybody can draw again."""

from datetime import timedelta

import pytest

from kith.foundation.dates import today
from kith.outcomes.actions.comparison import CannotCompare, record_waiting, write_comparison
from kith.outcomes.analyses.beside import compared
from kith.outcomes.models import NoMoreAsking, Score, WaitingComparison
from kith.outcomes.report import make
from kith.outcomes.tests.factories import (
    a_coordinator,
    a_pair,
    a_scheme,
    days_ago,
    go,
    manager_of,
    send,
    text,
    typed_day,
)
from kith.people.tests.factories import a_child
from kith.referral.models import Referral
from kith.science.results import Audience

pytestmark = pytest.mark.django_db


def waiting(scheme, count):
    for place in range(count):
        Referral.objects.create(
            reference=f"WAIT-{place}", scheme=scheme, child=a_child(f"C{place}"), received_on=days_ago(400 - place),
            source="social worker", why="x", status="waiting",
        )  # fmt: skip


def design_of(scheme, places, on, order="lottery", seed=7):
    return write_comparison(
        scheme=scheme, order=order, places=places, seed=seed, by=manager_of(scheme), on=on
    )


def test_the_same_list_and_number_draw_the_same_lots():
    scheme = a_scheme()
    waiting(scheme, 12)
    first = design_of(scheme, 5, days_ago(600))
    again = design_of(scheme, 5, days_ago(300))
    drawn = [
        list(each.children.filter(begins=True).values_list("child", flat=True)) for each in (first, again)
    ]
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) == 5


def test_by_date_the_longest_waiting_begin():
    scheme = a_scheme()
    waiting(scheme, 6)
    design = design_of(scheme, 2, today(), order="date")
    assert [place.child.first_name for place in design.children.filter(begins=True)] == ["C0", "C1"]


def test_nobody_waits_where_there_is_a_place_and_one_at_a_time():
    scheme = a_scheme()
    waiting(scheme, 3)
    with pytest.raises(CannotCompare, match="nobody should wait where there is a place"):
        design_of(scheme, 3, today())
    design_of(scheme, 1, days_ago(30))
    with pytest.raises(CannotCompare, match="still going on"):
        design_of(scheme, 1, today())


def test_a_form_counts_for_the_start_or_for_half_a_year_on():
    scheme = a_scheme()
    waiting(scheme, 3)
    written = days_ago(200)
    place = design_of(scheme, 1, written).children.first()
    given = {"place": place, "total": 18, "by": manager_of(scheme), "on": today()}
    assert record_waiting(day=written, **given).wave == "baseline"
    assert record_waiting(day=written + timedelta(days=182), **given).wave == "6 months"
    with pytest.raises(CannotCompare, match="already"):
        record_waiting(day=written + timedelta(days=3), **given)
    with pytest.raises(CannotCompare, match="counts neither"):
        record_waiting(day=written + timedelta(days=80), **given)


def test_a_carer_of_a_child_who_waits_may_say_no_and_it_counts_as_an_answer():
    scheme = a_scheme()
    waiting(scheme, 3)
    place = design_of(scheme, 1, today()).children.first()
    given = {"place": place, "day": today(), "by": manager_of(scheme), "on": today()}
    with pytest.raises(CannotCompare, match="say why there is none"):
        record_waiting(total=None, **given)
    said = record_waiting(total=None, outcome="refused", **given)
    assert (said.values, said.is_scored) == ({}, False)
    assert NoMoreAsking.objects.get().child == place.child
    with pytest.raises(CannotCompare, match="already"):
        record_waiting(total=18, **given)


def test_with_both_groups_followed_up_the_report_may_speak_of_an_effect():
    scheme = a_scheme()
    waiting(scheme, 40)
    written = days_ago(260)
    design = design_of(scheme, 20, written)
    for turn, place in enumerate(design.children.all()):
        for days, total in ((0, 15 + turn % 9), (182, 15 + turn % 9 - (9 if place.begins else 0) + turn % 3)):
            Score.objects.create(
                child=place.child, scheme=scheme, measure="sdq", version="x", informant="carer", outcome="scored",
                wave="baseline" if not days else "6 months", on=written + timedelta(days=days), values={"total": float(total)},
            )  # fmt: skip
    told = compared(design, today(), Audience.OUTSIDE)
    assert told.basis.comparison.startswith("children who waited, by lottery")
    assert "this is an effect of beginning now, and a good one" in told.sentence
    inside = make(scheme, today(), Audience.INSIDE)
    assert [each["key"] for each in inside["sections"]][-1] == "comparison"


def test_the_page_writes_it_down_and_follows_it(client):
    scheme = a_scheme()
    manager = manager_of(scheme)
    assert "Nobody waits who could be compared" in text(go(client, manager, "comparison", scheme.public_id))
    waiting(scheme, 4)
    assert "A comparison takes more children than places" in text(
        send(client, manager, "comparison", scheme.public_id, order="lottery", places="9")
    )
    assert (
        send(client, manager, "comparison", scheme.public_id, order="lottery", places="2").status_code == 302
    )
    place = WaitingComparison.objects.get().children.first()
    where = (scheme.public_id, place.public_id)
    assert "Totals go from 0 to 40" in text(
        send(
            client, manager, "waiting_form", *where, outcome="scored", total="48", **typed_day(today(), "day")
        )
    )
    assert (
        send(
            client, manager, "waiting_form", *where, outcome="scored", total="18", **typed_day(today(), "day")
        ).status_code
        == 302
    )
    assert Score.objects.get().head == 18
    assert go(client, a_coordinator(scheme), "comparison", scheme.public_id).status_code == 403


def test_a_manager_sees_what_so_many_could_tell_before_anybody_is_asked(client):
    scheme = a_scheme()
    manager = manager_of(scheme)
    page = text(go(client, manager, "power", scheme.public_id))
    assert "too few matches yet" in page
    for told in (
        "3.1 points either way",
        "1.6 points either way",
        "0.9 points either way",
        "699",
        "337",
        "357",
        "173",
    ):
        assert told in page, told
    a_pair(days_ago(30), "Ana", "Ruth")
    a_pair(days_ago(30), "Kim", "Bo")
    assert "With 2 children measured twice" in text(go(client, manager, "power", scheme.public_id))
