"""What was let out before, what a manager writes beside it, and large schemes whose own figures are kept."""

from datetime import timedelta

import pytest

from kith.foundation.dates import now, today
from kith.matching.models import Match
from kith.outcomes import actions
from kith.outcomes.actions import reports as deeds
from kith.outcomes.command import run_all
from kith.outcomes.letting_out import differ_by_few
from kith.outcomes.models import OutcomeReport, Words
from kith.outcomes.presenters.reports import quotes_for
from kith.outcomes.report import make
from kith.outcomes.tasks import fill
from kith.outcomes.tests.factories import a_pair, a_scheme, days_ago, go, manager_of, send, text
from kith.outcomes.tests.many import a_full_scheme
from kith.outcomes.wording import CannotStandThere, may_be_told
from kith.science.results import Audience
from kith.science.results.outside import counts_of

pytestmark = pytest.mark.django_db
OUT = Audience.OUTSIDE


def let_out(scheme, by):
    report = deeds.begin_report(scheme=scheme, by=by, at=now())
    deeds.fill_report(report=report, by=by, at=now())
    return deeds.release_report(report=report, by=by, at=now())


def section(figures, key):
    return next(each for each in figures["sections"] if each["key"] == key)


@pytest.fixture
def scheme():
    return a_full_scheme(a_scheme("Bright goals", "goal-mentoring"), 60, today())


def one_more(scheme):
    """A match begun after the report, as anybody's may be."""
    other = a_full_scheme(a_scheme("Elsewhere"), 1, today(), seed=9)
    Match.objects.filter(scheme=other).update(scheme=scheme)


def test_one_match_more_does_not_show_in_the_next_report(scheme):
    before = let_out(scheme, manager_of(scheme)).figures
    one_more(scheme)
    after = make(scheme, today() + timedelta(days=30), OUT)
    assert section(before, "lengths")["basis"]["eligible"] == 60
    its = section(after, "lengths")
    assert its["basis"] == section(before, "lengths")["basis"]
    assert its["as_before"]
    inside = make(scheme, today(), Audience.INSIDE)
    assert section(inside, "lengths")["basis"]["eligible"] == 61


def test_no_two_reports_let_out_one_after_the_other_differ_by_a_few(scheme):
    """However matches come, one by one or by the dozen: no count of one report lies one to four from that of any other."""
    by = manager_of(scheme)
    told = [let_out(scheme, by)]
    for more in (1, 2, 1, 6, 3):
        for _ in range(more):
            one_more(scheme)
        told.append(let_out(scheme, by))
    for place, first in enumerate(told):
        for later in told[place + 1 :]:
            for key in first.counts.keys() & later.counts.keys():
                assert not differ_by_few(first.counts[key], later.counts[key]), key
    assert len(told[-1].counts) > 5
    assert section(told[-1].figures, "lengths")["basis"]["eligible"] > 60, "or nothing was ever told anew"


def test_counts_are_found_by_name_and_months_are_none():
    section = {
        "figure": {"by": 12, "schemes": [{"scheme": {"name": "A", "part": 7}}], "share": 0.5, "told": True},
        "basis": {"eligible": 40},
    }
    assert dict(counts_of(section)) == {"figure/schemes/A/scheme/part": 7, "basis/eligible": 40}


def test_those_who_did_not_are_counted_too():
    """Of 60 that ended 41 were planned, then 46 of 68: three more were not, though no printed number moved by three."""
    before, after, further = (
        dict(counts_of({"figure": {"part": part, "whole": whole}}))
        for part, whole in ((41, 60), (46, 68), (47, 72))
    )
    assert differ_by_few(before, after)
    assert not differ_by_few(before, further)


def test_the_page_says_of_which_day_it_is(client, scheme):
    by = manager_of(scheme)
    let_out(scheme, by)
    one_more(scheme)
    later = let_out(scheme, by)
    page = text(go(client, by, "report", later.public_id))
    assert "As it stood on" in page
    assert "telling it again would point at somebody" in page


# ------------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    "words",
    [
        "Our mentors have had a real impact.",
        "Mentoring saved the council money.",
        "This caused a fall in scores.",
        "Scores fell because of us, thanks to our volunteers.",
        "It made a difference.",
    ],
)
def test_a_manager_cannot_claim_more_than_the_figures_can(scheme, words):
    by = manager_of(scheme)
    report = deeds.begin_report(scheme=scheme, by=by, at=now())
    deeds.fill_report(report=report, by=by, at=now())
    with pytest.raises(CannotStandThere, match="no comparison group in this report"):
        deeds.release_report(report=report, by=by, at=now(), note=words)
    report.refresh_from_db()
    assert not report.released_at


def test_with_a_comparison_group_a_manager_may_speak_of_an_effect():
    compared = {"sections": [{"key": "comparison", "basis": {"comparison": "by lottery"}}]}
    assert may_be_told("The effect on scores was small.", compared)
    refused = {"sections": [{"key": "comparison", "refused": "Too few.", "basis": {"comparison": "x"}}]}
    with pytest.raises(CannotStandThere):
        may_be_told("The effect on scores was small.", refused)


def test_a_scheme_s_own_name_is_no_claim():
    assert may_be_told("Impact Friends opened a second group.", {"scheme": "Impact Friends"})
    with pytest.raises(CannotStandThere, match="impact"):
        may_be_told("Impact Friends has an impact.", {"scheme": "Impact Friends"})


@pytest.mark.parametrize(
    "words", ["3 children moved away.", "Two of our young people left.", "One boy stopped."]
)
def test_a_manager_cannot_count_a_few(words):
    with pytest.raises(CannotStandThere, match="counts so few"):
        may_be_told(words, {})


def test_a_manager_does_not_tell_the_exact_count_that_the_figures_round():
    with pytest.raises(CannotStandThere, match="Write “about 40”"):
        may_be_told("We followed up 38 children.", {})
    assert may_be_told("About 40 children, over 18 months, in 2026.", {})


def test_a_manager_s_words_stand_on_the_page_and_a_claim_is_said_at_its_box(client, scheme):
    by = manager_of(scheme)
    report = deeds.begin_report(scheme=scheme, by=by, at=now())
    deeds.fill_report(report=report, by=by, at=now())
    answer = text(send(client, by, "release", report.public_id, note="A huge impact on 40 children."))
    assert "“impact” says why something changed" in answer
    assert "A huge impact on 40 children." in answer, "what was typed is still there"
    send(client, by, "release", report.public_id, note="We opened a second group in June.")
    assert "We opened a second group in June." in text(go(client, by, "report", report.public_id))


def test_a_coordinator_cannot_write_a_claim_down_as_a_child_s_words_for_others(client):
    match = a_pair(days_ago(40))
    said = {"words": "They saved my life.", "by": None, "on": today(), "match": match}
    for where in ("for_map", "for_report"):
        with pytest.raises(actions.CannotHope, match="“saved” says why something changed"):
            actions.share_words(**said, **{where: True})
    assert actions.share_words(**said, for_team=True).for_team


def test_claims_that_were_kept_before_stand_in_no_report(scheme):
    match = Match.objects.filter(scheme=scheme)[0]
    for words in ("It was fun.", "It had an impact on me."):
        Words.objects.create(match=match, words=words, said_on=today(), agreed_on=today(), for_report=True)
    assert quotes_for(scheme, Words.Where.REPORT) == ["It was fun."]


# ------------------------------------------------------------------------------- large schemes


def test_a_large_scheme_s_own_figures_are_kept_and_say_of_which_day(client, scheme, monkeypatch):
    monkeypatch.setattr(deeds, "AT_ONCE", 10)
    by = manager_of(scheme)
    assert "Work them out" in text(go(client, by, "inside", scheme.public_id))
    assert not OutcomeReport.objects.exists(), "looking makes nothing"
    send(client, by, "inside", scheme.public_id)
    report = OutcomeReport.objects.get()
    assert report.inside
    if not report.is_ready:
        assert "percent done" in text(go(client, by, "inside", scheme.public_id))
        fill.func(str(report.public_id), str(by.public_id))
    page = text(go(client, by, "inside", scheme.public_id))
    assert "As the records stood on" in page
    assert "Work them out anew" in page
    report.refresh_from_db()
    assert report.progress == 100


def test_a_copy_of_every_number_is_neither_listed_nor_let_out_nor_a_file(client, scheme):
    by = manager_of(scheme)
    report = deeds.begin_report(scheme=scheme, by=by, at=now(), inside=True)
    deeds.fill_report(report=report, by=by, at=now())
    with pytest.raises(deeds.CannotTellYet, match="stays in the scheme"):
        deeds.release_report(report=report, by=by, at=now())
    assert "No report yet" in text(go(client, by, "reports"))
    assert go(client, by, "download", report.public_id, "xlsx").status_code == 404


def test_a_nation_s_reports_are_made_by_one_command(scheme, capsys):
    a_full_scheme(a_scheme("Third", "leaving-care-mentoring"), 30, today(), seed=3)
    assert run_all(to_json=False) == 0
    told = capsys.readouterr().out
    assert "1 of 2:" in told
    assert "2 of 2:" in told
    made = list(OutcomeReport.objects.all())
    assert [report.is_ready for report in made] == [True, True]
    assert not any(report.released_at for report in made)
    alone = make(scheme, today(), OUT)
    assert next(report for report in made if report.scheme == scheme).figures == alone
