"""Which measures there are, who may choose them, and what they ask of people."""

import re

import pytest

from kith.outcomes import actions
from kith.outcomes.actions import CannotChoose
from kith.outcomes.models import MeasureUse
from kith.outcomes.queries.burden import burden
from kith.outcomes.registry import FILE, measures
from kith.outcomes.tests.factories import (
    DAY,
    LONG_AGO,
    a_coordinator,
    a_scheme,
    a_use,
    go,
    manager_of,
    send,
    text,
)
from kith.outcomes.waves import CHOICES
from kith.science import sdq
from kith.science.wellbeing import SWEMWBS_ITEMS, SWEMWBS_METRIC


@pytest.mark.parametrize("measure", measures().values(), ids=list(measures()))
def test_a_measure_says_all_that_a_scheme_must_know(measure):
    assert measure.name
    assert measure.version
    assert measure.licence in ("free", "cite", "register", "reserved")
    assert measure.licence_words
    assert 0 < measure.minutes <= 10
    assert measure.informants
    assert sum(part.head for part in measure.parts) == 1
    assert all(part.least < part.most and part.better in ("lower", "higher") for part in measure.parts)
    assert set(measure.waves) <= set(CHOICES)


def test_the_registry_agrees_with_the_science_that_scores():
    its = measures()["sdq"]
    assert its.items == sdq.ITEMS
    assert {part.key for part in its.parts} == {*sdq.SCALES, "total", "impact"}
    assert set(its.informants) == set(sdq.INFORMANTS)
    assert measures()["swemwbs"].items == SWEMWBS_ITEMS
    raw = measures()["swemwbs"].part("raw")
    assert (raw.least, raw.most) == (min(SWEMWBS_METRIC), max(SWEMWBS_METRIC))


def test_no_wording_of_any_questionnaire_is_kept():
    """Parts have names of at most four words; nothing reads like a statement to agree with."""
    for measure in measures().values():
        if measure.licence != "free":
            assert all(len(part.name.split()) <= 5 for part in measure.parts)
    assert not re.search(r"\bI (am|have|get|think|feel|worry|usually|often)\b", FILE.read_text("utf-8"))


@pytest.mark.django_db
def test_a_scheme_takes_up_a_measure_at_its_usual_times():
    visiting, goals = a_use(), a_use(a_scheme("Bright goals", "goal-mentoring"))
    assert visiting.waves == ["baseline", "6 months", "yearly", "ending"]
    assert goals.waves == ["baseline", "6 months", "ending"], "a programme of a year has its ending"


@pytest.mark.django_db
def test_single_answers_are_keyed_only_with_the_owners_leave():
    with pytest.raises(CannotChoose, match="only with its owners’ leave"):
        a_use(entry="items")
    assert a_use(entry="items", licence_reference="YIM-2026-41").keys_items


@pytest.mark.django_db
def test_a_measure_that_asks_for_registration_waits_for_it():
    with pytest.raises(CannotChoose, match="Register with the owners"):
        a_use(measure="swemwbs", informant="self")
    assert a_use(measure="swemwbs", informant="self", licence_reference="WEMWBS 77")


@pytest.mark.django_db
def test_a_scheme_without_goals_cannot_measure_them_and_loses_nothing():
    with pytest.raises(CannotChoose, match="has no goals"):
        a_use(measure="goals", informant="self")


@pytest.mark.django_db
def test_a_stranger_to_the_form_is_refused():
    with pytest.raises(CannotChoose, match="who answers it"):
        a_use(informant="volunteer")


@pytest.mark.django_db
def test_taken_up_twice_it_is_changed_and_left_it_stays_in_the_past():
    use = a_use()
    again = a_use(waves=["baseline", "6 months"])
    assert (again.pk, again.waves) == (use.pk, ["baseline", "6 months"])
    manager = manager_of(use.scheme)
    actions.leave_measure(use=again, by=manager, on=DAY)
    assert not MeasureUse.objects.open().exists()
    with pytest.raises(CannotChoose, match="any more"):
        actions.leave_measure(use=again, by=manager, on=DAY)
    assert a_use(on=DAY).pk != use.pk


@pytest.mark.django_db
def test_the_burden_is_minutes_a_year_of_each():
    carer, self_ = a_use(), a_use(informant="self", waves=["baseline", "6 months"])
    its = burden([carer, self_])
    assert its.first_year == {"carer": 20, "self": 10}
    assert its.later == {"carer": 5}
    assert not its.is_much
    assert ("Each young person", "10 minutes in the first year, nothing later") in its.lines()
    assert ("Each young person", "nothing is asked") in burden([carer]).lines()
    assert burden([]).sentence() == "Nobody is asked for anything."


@pytest.mark.django_db
def test_the_manager_chooses_and_nobody_else(client):
    scheme = a_scheme()
    manager = manager_of(scheme)
    page = go(client, manager, "measures", scheme.public_id)
    assert "Nobody is asked to fill anything in" in text(page)
    assert "loses nothing by it" in text(page)
    assert go(client, a_coordinator(), "measures", scheme.public_id).status_code == 403
    other = manager_of(a_scheme("Elsewhere"))
    assert go(client, other, "measures", scheme.public_id).status_code == 404
    sent = send(
        client,
        manager,
        "take_up",
        scheme.public_id,
        "sdq",
        informant="carer",
        waves=["baseline"],
        entry="scores",
    )
    assert sent.status_code == 302
    assert "In use:" in text(go(client, manager, "measures", scheme.public_id))
    assert "5 minutes in the first year" in text(go(client, manager, "measures", scheme.public_id))


@pytest.mark.django_db
def test_a_refusal_stands_on_the_form_with_what_was_typed(client):
    scheme = a_scheme()
    page = send(
        client,
        manager_of(scheme),
        "take_up",
        scheme.public_id,
        "sdq",
        informant="carer",
        waves=["baseline"],
        entry="items",
    )
    assert page.status_code == 200
    assert "only with its owners’ leave" in text(page)


@pytest.mark.django_db
def test_leaving_is_confirmed_first(client):
    use = a_use(on=LONG_AGO)
    manager = manager_of(use.scheme)
    assert "Stop using SDQ?" in text(go(client, manager, "leave", use.public_id))
    assert send(client, manager, "leave", use.public_id).status_code == 302
    use.refresh_from_db()
    assert use.until_day


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("measure", "informant", "said", "field"),
    [
        ("relationship", "self", {"turned": (2, 5, 7)}, "turned"),
        ("relationship", "self", {"turned": (2, 5, 7, 11)}, "turned"),
        ("relationship-volunteer", "volunteer", {"turned": (2,), "apart": ()}, "apart"),
        ("relationship-volunteer", "volunteer", {"turned": (2,), "apart": (15,)}, "apart"),
        ("relationship-volunteer", "volunteer", {"turned": (), "apart": (13, 14)}, "turned"),
    ],
)
def test_single_answers_are_keyed_once_it_is_known_which_items_are_which(measure, informant, said, field):
    with pytest.raises(CannotChoose, match="Look at the form") as refusal:
        a_use(None, measure, informant, entry="items", licence_reference="Toolkit, 2014", **said)
    assert refusal.value.field == field


@pytest.mark.django_db
def test_a_volunteer_s_form_is_keyed_as_the_scheme_s_own_form_says(client):
    scheme = a_scheme()
    manager = manager_of(scheme)
    page = text(go(client, manager, "take_up", scheme.public_id, "relationship-volunteer"))
    assert "Which items are about getting together?" in page
    typed = {
        "informant": "volunteer",
        "waves": ["3 months"],
        "entry": "items",
        "licence_reference": "Toolkit, 2014",
    }
    wrong = text(
        send(
            client, manager, "take_up", scheme.public_id, "relationship-volunteer", turned="2, nine", **typed
        )
    )
    assert "“nine” is not the number of an item" in wrong
    send(
        client, manager, "take_up", scheme.public_id, "relationship-volunteer",
        turned="2, 5 and 14", apart="13; 14", **typed,
    )  # fmt: skip
    use = MeasureUse.objects.get(measure="relationship-volunteer")
    assert (use.turned, use.apart) == ([2, 5, 14], [13, 14])
    use = actions.take_up(
        scheme=scheme, measure=use.measure, informant="volunteer", by=manager, on=DAY, waves=["3 months"]
    )
    assert (use.turned, use.apart) == ([], []), "scores only: nothing is keyed"
