"""What a certificate from abroad shows goes the road of every risk; and no newer check passes by a decision."""

from datetime import timedelta

import pytest

from kith.recruitment.actions import decide_risk, judge_risk, record_check, withdraw_check
from kith.recruitment.queries import obstacles
from kith.recruitment.refusals import CannotJudge, CannotRecord
from kith.recruitment.tests.factories import a_check, a_policy, an_application
from kith.recruitment.tests.test_decisions import (
    JUDGED,
    a_certificate_that_shows_something,
    a_declaration_of_something,
    mona,
    vera,
)
from kith.recruitment.vetting.risks import waits_for_a_decision

__all__ = ["mona", "vera"]  # fixtures
pytestmark = pytest.mark.django_db


def a_certificate_from_abroad(volunteer, scheme, by, on, *, seen=("Poland",), shows=True):
    details = {"countries": ["Poland", "Eritrea"], "certificates": list(seen), "shows": shows}
    return record_check(volunteer=volunteer, scheme=scheme, kind="overseas", details=details, by=by, on=on)


def something(kind, volunteer, scheme, by, on):
    """A check of a kind that shows something."""
    if kind == "overseas":
        return a_certificate_from_abroad(volunteer, scheme, by, on)
    if kind == "dbs":
        return a_certificate_that_shows_something(volunteer, scheme, by, on)
    return a_declaration_of_something(volunteer, scheme, by, on)


def test_a_certificate_from_abroad_that_shows_something_is_decided_by_somebody_else(scheme, vera, mona, day):
    a_policy(scheme, "overseas")
    ruth = an_application("Ruth", scheme).volunteer
    check = a_certificate_from_abroad(ruth, scheme, vera, day, seen=("Poland", "Eritrea"))
    assert not check.complete
    assert "Ruth still needs an overseas check." in obstacles(ruth, scheme, day)
    risk = judge_risk(check=check, judged=JUDGED, words="Long ago.", by=vera, on=day)
    with pytest.raises(CannotJudge, match="recorded or judged"):
        decide_risk(assessment=risk, may_go_on=True, words="Fine.", by=vera, on=day)
    decide_risk(assessment=risk, may_go_on=True, words="No bearing.", by=mona, on=day)
    check.refresh_from_db()
    assert (check.complete, check.passed) == (True, True)
    assert "Ruth still needs an overseas check." not in obstacles(ruth, scheme, day)


def test_a_certificate_from_abroad_may_stand_in_the_way(scheme, vera, mona, day):
    a_policy(scheme, "overseas")
    ruth = an_application("Ruth", scheme).volunteer
    check = a_certificate_from_abroad(ruth, scheme, vera, day)
    risk = judge_risk(check=check, judged=JUDGED, words="Near to children.", by=vera, on=day)
    decide_risk(assessment=risk, may_go_on=False, words="It bears on children.", by=mona, on=day)
    assert any(
        line.startswith("Something in Ruth’s overseas check stands") for line in obstacles(ruth, scheme, day)
    )


def test_what_was_decided_of_one_country_leaves_the_others_still_to_come(scheme, vera, mona, day):
    a_policy(scheme, "overseas")
    ruth = an_application("Ruth", scheme).volunteer
    check = a_certificate_from_abroad(ruth, scheme, vera, day)
    risk = judge_risk(check=check, judged=JUDGED, words="Long ago.", by=vera, on=day)
    decide_risk(assessment=risk, may_go_on=True, words="No bearing.", by=mona, on=day)
    check.refresh_from_db()
    assert (check.complete, waits_for_a_decision(check)) == (False, False)
    both = a_certificate_from_abroad(ruth, scheme, vera, day, seen=("Poland", "Eritrea"), shows=False)
    assert both.complete


@pytest.mark.parametrize("kind", ["dbs", "self-declaration", "overseas"])
def test_nothing_newer_is_recorded_over_what_waits_for_a_decision(scheme, vera, day, kind):
    a_policy(scheme, "overseas")
    ruth = an_application("Ruth", scheme).volunteer
    first = something(kind, ruth, scheme, vera, day)
    with pytest.raises(CannotRecord, match="nobody has decided about it yet"):
        a_check(ruth, scheme, kind, on=day)
    withdraw_check(check=first, by=vera, on=day)
    assert a_check(ruth, scheme, kind, on=day).complete


@pytest.mark.parametrize("kind", ["dbs", "self-declaration", "overseas"])
def test_after_a_no_whatever_is_recorded_next_is_decided_by_somebody_else_again(
    scheme, vera, mona, day, kind
):
    a_policy(scheme, "overseas")
    ruth = an_application("Ruth", scheme).volunteer
    first = something(kind, ruth, scheme, vera, day)
    risk = judge_risk(check=first, judged=JUDGED, words="Near.", by=vera, on=day)
    decide_risk(assessment=risk, may_go_on=False, words="It bears on children.", by=mona, on=day)
    second = a_check(ruth, scheme, kind, on=day)
    assert waits_for_a_decision(second)
    again = judge_risk(check=second, judged=JUDGED, words="Nothing new.", by=vera, on=day)
    decide_risk(assessment=again, may_go_on=True, words="We know more now.", by=mona, on=day)
    third = a_check(ruth, scheme, kind, on=day)
    assert third.complete


def test_a_look_at_the_update_service_does_not_pass_by_the_decision(scheme, vera, day):
    ruth = an_application("Ruth", scheme).volunteer
    told = {"level": "enhanced", "issued_on": (day - timedelta(days=9)).isoformat()}
    told |= {"update_service": True, "result": "current"}
    record_check(
        volunteer=ruth,
        scheme=scheme,
        kind="dbs",
        number="001234567891",
        details=told,
        complete=False,
        by=vera,
        on=day,
    )
    look = {"evidence": "status check", "result": "current"}
    with pytest.raises(CannotRecord, match="nobody has decided about it yet"):
        record_check(volunteer=ruth, scheme=scheme, kind="dbs", details=look, by=vera, on=day)
