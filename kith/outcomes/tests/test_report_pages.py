"""The pages of reports and of the map: who reads what, files, and words that can be taken back."""

import io
from datetime import timedelta

import pytest
from python_calamine import CalamineWorkbook

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import now, today
from kith.outcomes import actions
from kith.outcomes.actions.focus import CannotFocus, choose_focus
from kith.outcomes.command import run_outcomes
from kith.outcomes.files import values
from kith.outcomes.focus import outcomes, stages
from kith.outcomes.models import OutcomeReport, Words
from kith.outcomes.tests.factories import a_coordinator, a_scheme, days_ago, go, manager_of, send, text
from kith.outcomes.tests.many import a_full_scheme
from kith.schemes.models import Contract
from kith.schemes.tests.factories import a_contract, an_authority

pytestmark = pytest.mark.django_db


@pytest.fixture
def full():
    scheme = a_full_scheme(a_scheme(), 24, today())
    a_contract(scheme)
    return scheme


def some_words(scheme, words="They always come."):
    from kith.matching.models import Match

    match = Match.objects.filter(scheme=scheme).first()
    return actions.share_words(match=match, words=words, for_map=True, for_report=True, by=None, on=today())


def the_report(client, scheme, manager):
    send(client, manager, "make_report", scheme.public_id)
    return OutcomeReport.objects.get()


def test_the_commissioner_reads_what_was_let_out_and_nothing_else(client, full):
    manager, pays = manager_of(full), a_member(Role.COMMISSIONER, an_authority(), first_name="Dominic")
    assert "Nothing was let out to you yet" in text(go(client, pays, "reports"))
    report = the_report(client, full, manager)
    assert go(client, pays, "report", report.public_id).status_code == 404
    assert "Northbridge" in text(go(client, manager, "release", report.public_id))
    send(client, manager, "release", report.public_id)
    page = text(go(client, pays, "report", report.public_id))
    assert "How long matches last" in page
    assert "25 matches eligible" in page
    assert "Counts are to the nearest five" in page
    assert go(client, pays, "inside", full.public_id).status_code == 404
    other = a_member(Role.COMMISSIONER, an_authority("Southmoor"), first_name="Una")
    assert go(client, other, "report", report.public_id).status_code == 404


def test_who_paid_keeps_what_was_let_out_then_and_gets_nothing_new(client, full):
    """As the page of letting out says: it names those whose contract is open, and nobody else reads it from now on."""
    manager, paid = manager_of(full), a_member(Role.COMMISSIONER, an_authority(), first_name="Dominic")
    report = the_report(client, full, manager)
    send(client, manager, "release", report.public_id)
    contract = Contract.objects.get(scheme=full)
    for until, from_day, reads in (
        (today(), None, 200),
        (days_ago(1), None, 404),
        (None, today() + timedelta(days=1), 404),
        (None, days_ago(400), 200),
    ):
        contract.until_day, contract.from_day = until, from_day or contract.from_day
        contract.save()
        assert go(client, paid, "report", report.public_id).status_code == reads, (until, from_day)
        assert go(client, paid, "map", full.public_id).status_code == reads


def test_who_pays_reads_the_map_as_of_the_last_report_let_out(client, full):
    """docs/adr/0046: not before, not what came since, and of the words those only that may stand in reports too."""
    manager, pays = manager_of(full), a_member(Role.COMMISSIONER, an_authority(), first_name="Dominic")
    said = some_words(full)
    choose_focus(scheme=full, chosen=["time", "fun", "lasting"], by=manager, on=today())
    report = the_report(client, full, manager)
    assert go(client, pays, "map", full.public_id).status_code == 404
    assert "What schemes work towards" not in text(go(client, pays, "reports"))
    send(client, manager, "release", report.public_id)
    OutcomeReport.objects.update(on=days_ago(300))
    assert "and what stands behind it, as of" in text(go(client, pays, "reports"))
    page = text(go(client, pays, "map", full.public_id))
    assert "the day of the last report let out" in page
    assert "Choose what it works towards" not in page
    assert "About 265 meetings" not in page, "of the day of the report, not of today"
    assert "About 265 meetings" in text(go(client, manager, "map", full.public_id))
    assert "They always come." in page
    Words.objects.filter(pk=said.pk).update(for_report=False)
    assert "They always come." not in text(go(client, pays, "map", full.public_id))
    assert "They always come." in text(go(client, manager, "map", full.public_id))
    other = a_member(Role.COMMISSIONER, an_authority("Southmoor"), first_name="Una")
    assert go(client, other, "map", full.public_id).status_code == 404
    assert go(client, a_member(Role.ELECTED_MEMBER, an_authority()), "map", full.public_id).status_code == 403


def test_a_coordinator_reads_and_does_not_let_out(client, full):
    report = the_report(client, full, manager_of(full))
    priya = a_coordinator(full)
    assert go(client, priya, "inside", full.public_id).status_code == 200
    assert go(client, priya, "report", report.public_id).status_code == 200
    assert go(client, priya, "release", report.public_id).status_code in (403, 404)
    assert send(client, priya, "make_report", full.public_id).status_code == 403


def test_words_stand_in_a_report_until_they_are_taken_back(client, full):
    manager = manager_of(full)
    said = some_words(full)
    report = the_report(client, full, manager)
    assert "They always come." not in str(report.figures)
    assert "They always come." in text(go(client, manager, "report", report.public_id))
    actions.withdraw_words(said=said, by=manager, on=today())
    assert "They always come." not in text(go(client, manager, "report", report.public_id))


def test_nobody_is_quoted_beside_a_small_group(client):
    small = a_full_scheme(a_scheme(), 9, today())
    some_words(small)
    manager = manager_of(small)
    report = the_report(client, small, manager)
    page = text(go(client, manager, "report", report.public_id))
    assert "They always come." not in page
    assert "Nothing is told of so few" in page


def test_the_files_carry_what_the_page_carries(client, full):
    manager = manager_of(full)
    report = the_report(client, full, manager)
    send(client, manager, "release", report.public_id, note="We opened a second group in June.")
    report.refresh_from_db()
    sheet = go(client, manager, "download", report.public_id, "xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(sheet.content))
    found = book.get_sheet_by_name("What was found").to_python()
    told = [row for row in found[1:] if row[0] == "How long matches last"]
    assert told
    assert "eligible" in told[0][3]
    assert "no comparison group" in told[0][2]
    about = dict(book.get_sheet_by_name("About this file").to_python())
    assert about["From the scheme"] == "We opened a second group in June."
    paper = go(client, manager, "download", report.public_id, "pdf")
    assert paper.content.startswith(b"%PDF")
    assert values(report.figures, [], report.digest, now(), report.note)["note"] == report.note
    assert go(client, manager, "download", report.public_id, "doc").status_code == 404


def test_a_scheme_chooses_a_few_things_to_work_towards(client, full):
    manager = manager_of(full)
    assert "Nothing is chosen yet" in text(go(client, manager, "map", full.public_id))
    sent = send(client, manager, "focus", full.public_id, inputs=["time"], medium=["calmer", "there"])
    assert sent.status_code == 302
    page = text(go(client, manager, "map", full.public_id))
    assert "About 265 meetings kept." in page
    assert "with SDQ at the start and again" in page
    assert "Asked twice, with nothing to compare it with" in page
    send(client, manager, "focus", full.public_id, inputs=["time"], medium=["there"])
    assert "Less worry" not in text(go(client, manager, "map", full.public_id))
    with pytest.raises(CannotFocus, match="at most 8"):
        choose_focus(scheme=full, chosen=list(outcomes())[:9], by=manager, on=today())
    assert go(client, a_coordinator(full), "focus", full.public_id).status_code == 403


def test_words_on_the_map_stand_there_with_leave_only(client, full):
    manager = manager_of(full)
    said = some_words(full)
    choose_focus(scheme=full, chosen=["fun", "there"], by=manager, on=today())
    page = text(go(client, manager, "map", full.public_id))
    assert page.count("They always come.") == 1
    actions.withdraw_words(said=said, by=manager, on=today())
    assert "They always come." not in text(go(client, manager, "map", full.public_id))
    assert Words.objects.count() == 1


def test_the_map_has_the_four_stages_of_the_figure():
    assert [stage.key for stage in stages()] == ["inputs", "initial", "medium", "long"]
    assert all(one.evidence for one in outcomes().values())


def test_the_command_tells_the_same(full, capsys):
    assert run_outcomes(scheme="northbridge visitors", inside=False, to_json=True) == 0
    import json

    told = json.loads(capsys.readouterr().out)
    assert told["audience"] == "outside"
    assert all(section.get("refused") or section["caveats"] for section in told["sections"])
    assert run_outcomes(scheme="northbridge visitors", inside=True, to_json=False) == 0
    assert "matches eligible" in capsys.readouterr().out
    assert run_outcomes(scheme="nowhere", inside=False, to_json=False) == 1
    assert "There is no scheme called “nowhere”" in capsys.readouterr().err


def test_the_first_screen_says_in_a_few_sentences_what_was_found_and_what_it_is_not():
    from kith.outcomes.presenters.short import COMPARED, IN_FIVES, WHY_NOT, in_short
    from kith.outcomes.report import make
    from kith.science.results import Audience
    from kith.science.results.words import CLAIMS

    figures = make(
        a_full_scheme(a_scheme("Bright goals", "goal-mentoring"), 60, today()), today(), Audience.OUTSIDE
    )
    lines = in_short(figures)
    assert 4 <= len(lines) <= 6
    assert lines[0].startswith("There have been 60 matches.")
    assert lines[-1] == f"{IN_FIVES} {WHY_NOT}"
    assert not any(CLAIMS.search(line) for line in lines)
    compared = figures | {
        "sections": [*figures["sections"], {"key": "c", "basis": {"comparison": "by lottery"}}]
    }
    assert in_short(compared)[-1] == f"{IN_FIVES} {COMPARED}"
    assert in_short({"sections": []}) == []
