"""Numbers that can be and numbers that cannot; what does not fit together; reusing what the authority holds."""

from datetime import date, timedelta

import pytest

from kith.foundation.dates import today
from kith.outcomes import actions
from kith.outcomes.actions import CannotScore
from kith.outcomes.actions.scores import Sheet
from kith.outcomes.models import NoMoreAsking, Score
from kith.outcomes.queries.due import due, window_of
from kith.outcomes.queries.reuse import reusable_totals
from kith.outcomes.registry import measure
from kith.outcomes.scoring import read_items, read_scores
from kith.outcomes.tasks import reuse_register
from kith.outcomes.tests.factories import a_coordinator, a_pair, a_use, days_ago, held_by_register, told

SDQ, WELL, MENTORS = measure("sdq"), measure("swemwbs"), measure("relationship-volunteer")
FOUR = {"emotional": "5", "conduct": "3", "hyperactivity": "6", "peer": "4"}


def test_a_total_alone_will_do():
    assert read_scores(SDQ, "carer", {"total": "18"}).values == {"total": 18}


def test_four_scales_make_the_total_or_must_agree_with_it():
    assert read_scores(SDQ, "carer", FOUR).values["total"] == 18
    wrong = read_scores(SDQ, "carer", FOUR | {"total": "19"}).wrong
    assert wrong == {"total": "The four scales add up to 18, and the total says 19. Look at the form again"}
    assert "add up to 9 already" in read_scores(SDQ, "carer", {"emotional": "9", "total": "4"}).wrong["total"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"total": "41"}, "41 cannot be: total difficulties goes from 0 to 40"),
        ({"total": "-1"}, "goes from 0 to 40"),
        ({"total": "17.5"}, "comes in whole numbers"),
        ({"total": "high"}, "“high” is not a number"),
        ({"total": "nan"}, "cannot be"),
        ({}, "Enter total difficulties"),
        ({"conduct": "3"}, "Enter the total"),
    ],
)
def test_a_score_that_cannot_be_is_named(typed, said):
    read = read_scores(SDQ, "carer", typed)
    assert said in " ".join(read.wrong.values())
    assert not read.values


def test_a_teachers_impact_score_ends_at_six():
    assert read_scores(SDQ, "carer", {"total": "18", "impact": "8"}).values["impact"] == 8
    assert "from 0 to 6" in read_scores(SDQ, "teacher", {"total": "18", "impact": "8"}).wrong["impact"]


def test_item_3_for_an_item_that_goes_to_2_is_named():
    typed = {f"q{item}": "1" for item in range(1, 26)} | {"q7": "3"}
    read = read_items(SDQ, typed)
    assert read.wrong == {"q7": "3 for item 7 cannot be: answers go from 0 to 2. Look at the form again"}


def test_single_answers_are_scored_by_the_keys():
    """All "not true" is a total of 10, all "certainly true" 30: sdqinfo's own test."""
    assert read_items(SDQ, {f"q{item}": "0" for item in range(1, 26)}).values["total"] == 10
    assert read_items(SDQ, {f"q{item}": "2" for item in range(1, 26)}).values["total"] == 30
    assert "Too few answers" in read_items(SDQ, {"q1": "1"}).wrong["q1"]


def test_a_volunteer_s_single_answers_make_a_mean_of_each_part():
    """Items 13 and 14 are about getting together; 2 and 14 are turned round, as the scheme's own form says."""
    codes = [5, 1, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 2, 1]
    typed = {f"q{item}": str(code) for item, code in enumerate(codes, 1)}
    read = read_items(MENTORS, typed, turned=(2, 14), apart=(13, 14))
    assert read.values == {"affective": 5, "logistical": 3.5}
    without = read_items(MENTORS, typed | {"q14": ""}, turned=(2, 14), apart=(13, 14))
    assert without.values == {"affective": 5}, "half an answer makes no mean"
    assert "from 1 to 5" in read_items(MENTORS, typed | {"q3": "6"}, (2,), (13, 14)).wrong["q3"]


def test_wellbeing_is_told_on_the_metric_scale():
    assert read_scores(WELL, "self", {"raw": "25"}).values == {"raw": 25, "metric": 22.35}
    seven = {f"q{item}": "4" for item in range(1, 8)}
    assert read_items(WELL, seven).values == {"raw": 28, "metric": 25.03}
    assert "Too few" in read_items(WELL, seven | {"q7": ""}).wrong["q1"]


@pytest.mark.django_db
def test_a_form_is_written_down_and_can_be_taken_back():
    use, priya = a_use(), a_coordinator()
    match = a_pair(days_ago(30), coordinator=priya)
    score = told(use, match, total=18, by=priya)
    assert (score.head, score.version, score.source) == (18, SDQ.version, "typed")
    with pytest.raises(CannotScore, match="has SDQ at the start already"):
        told(use, match, total=17, on=days_ago(29))
    actions.take_back(score=score, by=priya, on=today())
    assert told(use, match, total=17).head == 17


@pytest.mark.django_db
def test_a_follow_up_before_the_start_is_refused():
    use = a_use()
    match = a_pair(days_ago(200))
    told(use, match, "6 months", on=days_ago(70))
    with pytest.raises(CannotScore, match="Look at both days|does not count"):
        told(use, match, "baseline", on=days_ago(60))
    late, window = days_ago(160), window_of(match, use, "baseline")
    assert window.holds(late)
    told(use, match, "baseline", on=late)


@pytest.mark.django_db
def test_a_teachers_first_form_followed_by_a_parents_is_refused_in_words():
    teacher, parent = a_use(informant="teacher"), a_use(informant="parent")
    match = a_pair(days_ago(200))
    told(teacher, match)
    with pytest.raises(CannotScore, match="At the start a teacher answered, and this form is a parent’s"):
        told(parent, match, "6 months")


@pytest.mark.django_db
def test_a_parent_and_a_carer_answer_the_same_form():
    carer, parent = a_use(), a_use(informant="parent")
    match = a_pair(days_ago(200))
    told(carer, match)
    assert told(parent, match, "6 months").is_scored


@pytest.mark.django_db
def test_a_day_outside_the_wave_says_which_days_count():
    use, match = a_use(), a_pair(days_ago(200))
    with pytest.raises(CannotScore, match="does not count for after six months"):
        told(use, match, "6 months", on=days_ago(190))
    sheet = Sheet(use, match, "6 months", today() + timedelta(days=2), {"total": "3"})
    with pytest.raises(CannotScore, match="still to come"):
        actions.record_score(sheet=sheet, by=None, on=today())


@pytest.mark.django_db
def test_a_child_too_young_for_the_form_is_not_scored():
    use, match = a_use(informant="self"), a_pair(days_ago(20))
    match.child.born = date(today().year - 9, 1, 1)
    match.child.save()
    with pytest.raises(CannotScore, match="from 11 years on"):
        told(use, match)


@pytest.mark.django_db
def test_not_asked_too_young_and_never_again_are_answers():
    use, priya = a_use(), a_coordinator()
    match = a_pair(days_ago(150), coordinator=priya)
    assert [one.wave for one in due([match], today()) if one.state != "coming"] == ["baseline", "6 months"]
    refused = actions.record_answer(
        use=use, match=match, wave="6 months", outcome="refused", by=priya, on=today()
    )
    assert NoMoreAsking.objects.open_on(today()).count() == 1
    assert all(one.refused for one in due([match], today() + timedelta(days=200)))
    actions.take_back(score=refused, by=priya, on=today())
    assert not NoMoreAsking.objects.open_on(today()).exists()
    assert any(one.asks for one in due([match], today()))


@pytest.mark.django_db
def test_a_total_that_the_return_holds_is_taken_once():
    use = a_use()
    year = today().year if today() >= date(today().year, 4, 1) else today().year - 1
    begun = date(year, 3, 10)
    match = a_pair(begun, volunteer="Ruth")
    held_by_register(match, year, 16)
    held_by_register(match, year - 1, 12)
    (found,) = reusable_totals([match], today())
    assert (found.wave, found.total, found.on) == ("baseline", 16, date(year, 3, 31))
    assert actions.reuse_totals(found=[found], by=None, on=today()) == 1
    assert reusable_totals([match], today()) == []
    assert Score.objects.get().source == "register"
    assert not any(one.wave == "baseline" for one in due([match], today()))
    assert use.measure == "sdq"


@pytest.mark.django_db
def test_the_night_reuses_for_every_scheme_but_not_for_sealed_children():
    from kith.foundation.dates import now

    a_use()
    year = today().year if today() >= date(today().year, 4, 1) else today().year - 1
    open_, sealed = a_pair(date(year, 3, 10)), a_pair(date(year, 3, 10), "Bo", "Al")
    sealed.child.sealed = True
    sealed.child.save()
    for match in (open_, sealed):
        held_by_register(match, year, 16)
    reuse_register(now())
    reuse_register(now())
    assert [score.match for score in Score.objects.all()] == [open_]
