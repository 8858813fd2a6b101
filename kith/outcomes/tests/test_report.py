"""The outcome report: told or refused, never a figure alone, safe outside, quick, and without a claim."""

import json
import re
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.endings.actions import end_unplanned, volunteer_died
from kith.foundation.dates import now, today
from kith.matching.models import Match
from kith.outcomes.actions import reports as deeds
from kith.outcomes.actions.reports import CannotTellYet
from kith.outcomes.analyses.section import TOO_FEW, Section, printable, refusal_for
from kith.outcomes.facts import DIED, UNPLANNED, gather
from kith.outcomes.report import digest_of, make, make_from
from kith.outcomes.tests.factories import a_pair, a_scheme, a_use, days_ago, told
from kith.outcomes.tests.many import a_full_scheme
from kith.science.results import Audience, CannotTell
from kith.science.results.words import CLAIMS
from tests.architecture.house import PROJECT

IN, OUT = Audience.INSIDE, Audience.OUTSIDE


def section(figures, key):
    return next(each for each in figures["sections"] if each["key"] == key)


@pytest.fixture
def full(db):
    return a_full_scheme(a_scheme("Bright goals", "goal-mentoring"), 60, today())


def test_everything_is_told_of_a_scheme_with_enough_of_everything(full):
    figures = make(full, today(), OUT)
    keys = {each["key"] for each in figures["sections"]}
    assert {
        "lengths", "endings", "landmark", "months", "goals", "needs", "question there", "attendance", "status",
        "equity gender", "equity background", "change sdq home six months", "unseen sdq home six months",
        "reliable sdq home six months", "added sdq home six months", "power sdq home six months",
    } <= keys  # fmt: skip
    told_ = [each["key"] for each in figures["sections"] if not each.get("refused")]
    assert {"lengths", "goals", "change sdq home six months", "added sdq home six months"} <= set(told_)
    says = section(figures, "change sdq home six months")["lines"]["says"]
    assert "would be expected without any help in a group that starts this high" in says
    assert "of 60 who started" in says


def test_every_figure_carries_whom_it_counts_how_and_what_it_cannot_say(full):
    for figures in (make(full, today(), OUT), make(full, today(), IN)):
        for each in figures["sections"]:
            if each.get("refused"):
                continue
            assert printable(each) is each
            assert {
                "eligible",
                "with_baseline",
                "followed_up",
                "window",
                "instrument",
                "informant",
                "on",
            } <= each["basis"].keys()
            assert each["method"]["version"]
            assert each["caveats"]
            assert "eligible" in each["lines"]["small_print"]


@pytest.mark.parametrize("part", ["basis", "method", "caveats", "lines"])
def test_a_figure_without_the_rest_cannot_be_printed(full, part):
    bare = dict(section(make(full, today(), OUT), "lengths"))
    del bare[part]
    with pytest.raises(CannotTell, match="is not printed"):
        printable(bare)


def test_a_claim_cannot_be_printed_without_a_comparison_group(full):
    plain = json.loads(json.dumps(section(make(full, today(), OUT), "lengths")))
    plain["lines"]["says"] = "Mentoring led to longer matches."
    with pytest.raises(CannotTell, match="no comparison group"):
        printable(plain)


def test_no_generated_text_claims_anything(full):
    for audience in Audience:
        for each in make(full, today(), audience)["sections"]:
            texts = [each["title"], each.get("refused", ""), *each.get("lines", {}).get("beside", ())]
            assert not CLAIMS.search(" ".join(texts)), each["title"]


@pytest.mark.parametrize(
    "path", sorted((PROJECT / "templates/outcomes").glob("*.html")), ids=lambda path: path.name
)
def test_no_page_claims_anything(path):
    words = re.sub(r"{[%{#].*?[%}#]}|<[^>]*>", " ", path.read_text("utf-8"), flags=re.S)
    assert not CLAIMS.search(words.replace("Save", "").replace("saved", "")), CLAIMS.search(words)


@pytest.mark.django_db
def test_a_young_scheme_refuses_in_sentences():
    use = a_use()
    for place in range(6):
        told(use, a_pair(days_ago(250), f"C{place}", f"V{place}"))
    figures = make(use.scheme, today(), IN)
    assert section(figures, "lengths")["refused"].startswith("To show a curve")
    assert section(figures, "change sdq home six months")["refused"] == (
        "We followed up 0 of 6 children. That is too few to say how the group changed."
    )
    outside = make(use.scheme, today(), OUT)
    assert outside["sections"] == []
    assert "Nothing is told of so few" in outside["withheld"]


def test_a_refusal_outside_does_not_say_how_few():
    assert refusal_for("We followed up 3 of 41 children.", OUT) == TOO_FEW
    assert refusal_for("We followed up 3 of 41 children.", IN) != TOO_FEW
    assert refusal_for("We followed up 9 of 41 children.", OUT).startswith("We followed up 9")


def test_fewer_than_half_followed_up_is_no_figure_for_anybody(db):
    scheme = a_full_scheme(a_scheme(), 40, today(), followed=0.3)
    for audience in Audience:
        assert (
            "too few to say how the group changed"
            in section(make(scheme, today(), audience), "change sdq home six months")["refused"]
        )


def test_a_scheme_without_goals_has_no_table_of_goals_and_loses_nothing(db):
    figures = make(a_full_scheme(a_scheme(), 40, today()), today(), OUT)
    assert "goals" not in {each["key"] for each in figures["sections"]}
    assert not section(figures, "lengths").get("refused")


def test_a_sealed_child_is_in_nobodys_figures(full):
    before = make(full, today(), IN)
    match = next(iter(gather([full], today())[full.pk].matches))
    from kith.matching.models import Match

    child = Match.objects.get(pk=match.pk).child
    child.sealed = True
    child.save()
    after = make(full, today(), IN)
    assert (
        section(after, "lengths")["basis"]["eligible"] == section(before, "lengths")["basis"]["eligible"] - 1
    )


def test_outside_no_small_group_follows_from_those_shown(db):
    """Of 40 referred two are girls: neither they nor, by subtraction, the boys."""
    scheme = a_full_scheme(a_scheme(), 40, today())
    from kith.people.models import Child

    Child.objects.all().update(gender="M")
    two = list(Child.objects.order_by("pk").values_list("pk", flat=True)[:2])
    Child.objects.filter(pk__in=two).update(gender="F")
    assert section(make(scheme, today(), OUT), "equity gender")["refused"] == (
        "Side by side these groups would give a few children away. Tell the whole only."
    )
    inside = section(make(scheme, today(), IN), "equity gender")
    assert "Boys" in inside["lines"]["says"]


def test_two_schemes_are_never_ranked_and_pooled_only_when_large(full):
    a_full_scheme(a_scheme("Stepping out", "leaving-care-mentoring"), 30, today(), seed=2)
    figures = make(full, today(), IN)
    assert section(figures, "funnel")["refused"], "two schemes are too few to set side by side"
    a_full_scheme(a_scheme("Third", "leaving-care-mentoring"), 30, today(), seed=3)
    figures = make(full, today(), IN)
    assert "no first and no last" in " ".join(section(figures, "funnel")["lines"]["beside"])
    assert "Over 3 schemes" in section(figures, "pooled")["lines"]["says"]


def test_a_scheme_may_be_called_impact(full):
    """A name claims nothing: it stands in the funnel as it is, while a claim beside it is still refused."""
    for place, name in enumerate(("Impact Friends", "Third", "Fourth", "Saved Seats")):
        a_full_scheme(a_scheme(name, "leaving-care-mentoring"), 40, today(), seed=place + 2)
    for audience in Audience:
        its = section(make(full, today(), audience), "funnel")
        assert not its.get("refused")
        assert printable(its) is its
        assert "Impact Friends" in its["names"]
    its = its | {"lines": its["lines"] | {"says": "Impact Friends has had an impact."}}
    with pytest.raises(CannotTell, match="no comparison group"):
        printable(its)


def test_it_takes_the_same_number_of_queries_however_many_matches(db):
    scheme = a_full_scheme(a_scheme(), 12, today())

    def cost():
        with CaptureQueriesContext(connection) as asked:
            gather([scheme], today())
        return len(asked)

    few = cost()
    a_full_scheme(a_scheme("Other"), 1, today(), seed=4)
    from kith.matching.models import Match

    Match.objects.filter(scheme__name="Other").update(scheme=scheme)
    assert cost() == few <= 15


def test_of_300_matches_every_section_can_be_worked_out(db):
    scheme = a_full_scheme(a_scheme("Large", "goal-mentoring"), 300, today())
    figures = make(scheme, today(), OUT)
    assert len(figures["sections"]) >= 15


def test_starting_up_imports_no_science():
    """A web process pays for no analysis before somebody asks for one."""
    program = (
        "import os, sys; os.environ.update(DJANGO_SETTINGS_MODULE='kith.config.settings', KITH_MODE='test'); import django; django.setup();"
        "import kith.config.urls;"
        "heavy = [m for m in sys.modules if m.startswith(tuple('kith.science.' + n for n in "
        "('change', 'pairs', 'scales', 'sdq', 'pooling', 'missing', 'funnel', 'spc', 'goals', 'needs', 'power', 'comparison')) "
        "+ ('kith.outcomes.analyses', 'kith.outcomes.report', 'numpy', 'scipy'))]; print(heavy)"
    )
    told_ = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told_.stdout.strip() == "[]"


def test_a_report_is_frozen_sealed_and_let_out_once(full):
    from kith.outcomes.tests.factories import manager_of

    manager = manager_of(full)
    report = deeds.begin_report(scheme=full, by=manager, at=now())
    with pytest.raises(CannotTellYet, match="still being worked out"):
        deeds.release_report(report=report, by=manager, at=now())
    deeds.fill_report(report=report, by=manager, at=now())
    assert report.digest == digest_of(report.figures)
    deeds.release_report(report=report, by=manager, at=now())
    with pytest.raises(CannotTellYet, match="already"):
        deeds.release_report(report=report, by=manager, at=now())


def test_figures_changed_behind_our_back_are_not_let_out(full):
    from kith.outcomes.tests.factories import manager_of

    manager = manager_of(full)
    report = deeds.fill_report(
        report=deeds.begin_report(scheme=full, by=manager, at=now()), by=manager, at=now()
    )
    report.figures["withheld"] = "x"
    with pytest.raises(CannotTellYet, match="not those that were made"):
        deeds.release_report(report=report, by=manager, at=now())


def test_made_from_facts_it_is_the_same_twice(full):
    facts = gather([full], today())
    assert make_from(facts, full.pk, OUT) == make_from(facts, full.pk, OUT)
    assert make_from(gather([full], today() - timedelta(days=400)), full.pk, OUT) != make_from(
        facts, full.pk, OUT
    )


def test_a_section_is_told_or_refused():
    assert Section("a", "A", refused="Too few.").as_plain() == {
        "key": "a",
        "title": "A",
        "refused": "Too few.",
    }


def test_what_was_asked_in_all_is_for_the_scheme_s_own_eyes(full):
    inside, outside = (make(full, today(), audience)["burden"]["lines"] for audience in (IN, OUT))
    assert any(who == "All carers together" and "in the last year" in words for who, words in inside)
    assert not any("together" in who for who, _ in outside)


def test_a_volunteer_s_death_is_no_ending_without_a_plan(full):
    first, second = Match.objects.filter(scheme=full).live().with_people().order_by("pk")[:2]
    by = a_member(Role.COORDINATOR, full)
    volunteer_died(volunteer=first.volunteer, died_on=today(), by=by, on=today())
    end_unplanned(match=second, kind="volunteer left", by=by, on=today())
    ways = {each.pk: each.way for each in gather([full], today())[full.pk].matches}
    assert (ways[first.pk], ways[second.pk]) == (DIED, UNPLANNED)
    told_ = section(make(full, today(), IN), "endings")["lines"]["says"]
    assert "end because one of the two died" in told_
