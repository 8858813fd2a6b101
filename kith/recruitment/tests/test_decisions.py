"""What only some may decide: a risk, an exemption; and what a volunteer says of themself on their own phone."""

from datetime import date, timedelta

import pytest

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import today
from kith.messages.models import OutboxMessage
from kith.recruitment.actions import (
    answer_independence,
    decide_risk,
    end_exemption,
    excuse,
    judge_risk,
    record_check,
    suspend,
)
from kith.recruitment.models import Check, Duty, RiskAssessment
from kith.recruitment.queries import checklist, cleared_volunteers, obstacles
from kith.recruitment.refusals import CannotExcuse, CannotJudge, CannotRecord
from kith.recruitment.tests.factories import (
    INDEPENDENT,
    a_check,
    a_colleague,
    a_policy,
    an_application,
    an_approved_volunteer,
)
from kith.recruitment.tests.pages import an_applicant, at, check_at, day_boxes
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db
JUDGED = {"nearness": "some", "age_then": "young", "how_long": "long", "pattern": "once", "said": "yes"}


@pytest.fixture
def vera(scheme):
    return a_member(Role.VETTING_OFFICER, scheme, first_name="Vera")


@pytest.fixture
def mona(scheme):
    return a_member(Role.MANAGER, scheme, first_name="Mona")


def state(volunteer, scheme, kind, on):
    return next(item.state for item in checklist(volunteer, scheme, on) if item.requirement.key == kind)


def a_certificate_that_shows_something(volunteer, scheme, by, on):
    details = {"level": "enhanced", "issued_on": (on - timedelta(days=9)).isoformat()}
    return record_check(
        volunteer=volunteer,
        scheme=scheme,
        kind="dbs",
        number="001234567890",
        details=details,
        complete=False,
        by=by,
        on=on,
    )


# A risk


def test_a_certificate_that_shows_something_counts_for_nothing_until_somebody_else_decides(
    scheme, vera, mona, day
):
    ruth = an_application("Ruth", scheme).volunteer
    check = a_certificate_that_shows_something(ruth, scheme, vera, day)
    assert state(ruth, scheme, "dbs", day) == "missing"
    risk = judge_risk(check=check, judged=JUDGED, words="Long ago, and told us at once.", by=vera, on=day)
    assert state(ruth, scheme, "dbs", day) == "missing"
    decide_risk(assessment=risk, may_go_on=True, words="No bearing on children.", by=mona, on=day)
    assert state(ruth, scheme, "dbs", day) == "met"


def test_what_stands_in_the_way_says_so_and_not_why(scheme, vera, mona, day):
    ruth = an_application("Ruth", scheme).volunteer
    check = a_certificate_that_shows_something(ruth, scheme, vera, day)
    risk = judge_risk(check=check, judged=JUDGED, words="Near to children.", by=vera, on=day)
    decide_risk(assessment=risk, may_go_on=False, words="It bears on harm.", by=mona, on=day)
    assert state(ruth, scheme, "dbs", day) == "failed"
    assert "harm" not in " ".join(obstacles(ruth, scheme, day))


def test_a_renewal_that_shows_something_stops_an_approved_volunteer_until_it_is_decided(
    scheme, vera, mona, day
):
    ben = an_approved_volunteer("Ben", scheme=scheme)
    check = a_certificate_that_shows_something(ben, scheme, vera, day)
    assert obstacles(ben, scheme, day) == ["Ben still needs a DBS check."]
    assert not cleared_volunteers(scheme, day).exists()
    risk = judge_risk(check=check, judged=JUDGED, words="Long ago.", by=vera, on=day)
    decide_risk(assessment=risk, may_go_on=True, words="No bearing.", by=mona, on=day)
    assert cleared_volunteers(scheme, day).get() == ben


def test_neither_the_recruiter_nor_whoever_judged_it_decides(scheme, vera, mona, day):
    ruth = an_application("Ruth", scheme, recruiter=mona).volunteer
    check = a_certificate_that_shows_something(ruth, scheme, vera, day)
    risk = judge_risk(check=check, judged=JUDGED, words="Long ago.", by=vera, on=day)
    for colleague in (vera, mona):
        with pytest.raises(CannotJudge, match="Somebody else must decide"):
            decide_risk(assessment=risk, may_go_on=True, words="Fine.", by=colleague, on=day)
    sally = a_member(Role.SAFEGUARDING_LEAD, scheme, first_name="Sally")
    assert decide_risk(assessment=risk, may_go_on=True, words="Fine.", by=sally, on=day).decided_by == sally


def a_declaration_of_something(volunteer, scheme, by, on):
    return record_check(
        volunteer=volunteer, scheme=scheme, kind="self-declaration", details={"declared": True}, by=by, on=on
    )


def test_a_declaration_that_shows_something_goes_the_same_road(scheme, vera, mona, day):
    ruth = an_application("Ruth", scheme).volunteer
    check = a_declaration_of_something(ruth, scheme, vera, day)
    assert not check.complete
    assert state(ruth, scheme, "self-declaration", day) == "missing"
    risk = judge_risk(check=check, judged=JUDGED, words="Long ago.", by=vera, on=day)
    with pytest.raises(CannotJudge, match="Somebody else must decide"):
        decide_risk(assessment=risk, may_go_on=True, words="Fine.", by=vera, on=day)
    decide_risk(assessment=risk, may_go_on=True, words="No bearing on children.", by=mona, on=day)
    assert state(ruth, scheme, "self-declaration", day) == "met"


def test_whoever_recorded_it_does_not_decide_either(scheme, vera, mona, day):
    ruth = an_application("Ruth", scheme).volunteer
    both = a_member(Role.VETTING_OFFICER, scheme, user=mona)
    check = a_declaration_of_something(ruth, scheme, mona, day)
    risk = judge_risk(check=check, judged=JUDGED, words="Long ago.", by=vera, on=day)
    with pytest.raises(CannotJudge, match="recorded or judged"):
        decide_risk(assessment=risk, may_go_on=True, words="Fine.", by=both, on=day)


def test_only_what_shows_something_is_judged(scheme, vera, day):
    a_policy(scheme, "overseas")
    ruth = an_application("Ruth", scheme).volunteer
    abroad = a_check(ruth, scheme, "overseas", details={"countries": ["Poland"], "certificates": []}, on=day)
    assert not abroad.complete
    with pytest.raises(CannotJudge, match="does not wait for a decision"):
        judge_risk(check=abroad, judged=JUDGED, words="Long ago.", by=vera, on=day)


def test_only_those_who_may_decide_are_told(scheme, vera, mona, day):
    rina = a_colleague(Role.COORDINATOR, scheme, "Rina")
    ruth = an_application("Ruth", scheme, recruiter=rina).volunteer
    check = a_certificate_that_shows_something(ruth, scheme, vera, day)
    OutboxMessage.objects.all().delete()
    judge_risk(check=check, judged=JUDGED, words="Long ago.", by=vera, on=day)
    assert [letter.to for letter in OutboxMessage.objects.all()] == [mona]


@pytest.mark.parametrize("key", list(JUDGED))
def test_every_question_about_a_risk_is_answered(scheme, vera, day, key):
    ruth = an_application("Ruth", scheme).volunteer
    check = a_certificate_that_shows_something(ruth, scheme, vera, day)
    with pytest.raises(CannotJudge) as refusal:
        judge_risk(check=check, judged=JUDGED | {key: ""}, words="Long ago.", by=vera, on=day)
    assert refusal.value.field == key


def test_a_coordinator_sees_only_that_the_check_is_still_to_come(client, scheme, vera, mona):
    rina = a_member(Role.COORDINATOR, scheme, first_name="Rina")
    application = an_applicant(scheme, recruiter=rina)
    check = a_certificate_that_shows_something(application.volunteer, scheme, vera, today())
    judge_risk(check=check, judged=JUDGED, words="Shoplifting at nineteen", by=vera, on=today())
    client.force_login(rina)
    page = client.get(at("application", application)).text
    assert "Shoplifting" not in page
    assert "DBS check recorded" not in page
    risk = RiskAssessment.objects.get()
    assert client.get(at("decide_risk", risk)).status_code == 404
    assert client.get(at("judge_risk", check)).status_code == 404
    assert client.get(at("file", application)).status_code == 404


def test_the_pages_of_a_risk(client, scheme, vera, mona):
    application = an_applicant(scheme)
    client.force_login(vera)
    sent = {"number": "001234567890", "level": "enhanced", "update_service": "no", "shows": "yes"}
    issued = day_boxes("issued_on", today() - timedelta(days=9)) | day_boxes("done_on", today())
    response = client.post(check_at(application, "dbs"), sent | issued)
    check = Check.objects.get()
    assert response.url == at("judge_risk", check)
    response = client.post(response.url, JUDGED | {"words": ""})
    assert list(response.context["form"].errors) == ["words"]
    assert client.post(at("judge_risk", check), JUDGED | {"words": "Long ago"}).status_code == 302
    risk = RiskAssessment.objects.get()
    client.force_login(mona)
    assert "Long ago" in client.get(at("decide_risk", risk)).text
    client.post(at("decide_risk", risk), {"may_go_on": "yes", "words": "No bearing"})
    risk.refresh_from_db()
    assert (risk.may_go_on, risk.decided_by) == (True, mona)


# An exemption


def test_somebody_excused_may_do_without_until_the_day(scheme, mona, day):
    a_policy(scheme, "overseas")
    ben = an_approved_volunteer("Ben", scheme=scheme)
    Check.objects.filter(kind="overseas").delete()
    assert obstacles(ben, scheme, day) == ["Ben still needs an overseas check."]
    last = day + timedelta(days=90)
    excuse(
        volunteer=ben,
        scheme=scheme,
        kind="overseas",
        reason="No such paper exists",
        until=last,
        by=mona,
        on=day,
    )
    assert obstacles(ben, scheme, last) == []
    assert cleared_volunteers(scheme, last).get() == ben
    assert obstacles(ben, scheme, last + timedelta(days=1)) == ["Ben still needs an overseas check."]
    assert not cleared_volunteers(scheme, last + timedelta(days=1)).exists()


def test_an_exemption_can_be_ended_and_stays_in_the_file(scheme, mona, day):
    a_policy(scheme, "overseas")
    ben = an_approved_volunteer("Ben", scheme=scheme)
    Check.objects.filter(kind="overseas").delete()
    made = excuse(
        volunteer=ben,
        scheme=scheme,
        kind="overseas",
        reason="No such paper exists",
        until=day + timedelta(days=90),
        by=mona,
        on=day,
    )
    end_exemption(exemption=made, by=mona, on=day)
    assert obstacles(ben, scheme, day) == ["Ben still needs an overseas check."]
    made.refresh_from_db()
    assert (made.ended_on, made.ended_by) == (day, mona)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"kind": "dbs"}, "kind"),
        ({"kind": "identity"}, "kind"),
        ({"kind": "driving"}, "kind"),
        ({"reason": " "}, "reason"),
        ({"until": date(2026, 11, 24)}, "until"),
        ({"until": date(2028, 11, 24)}, "until"),
    ],
)
def test_an_exemption_that_will_not_do_is_refused_at_its_box(scheme, mona, day, changed, field):
    ruth = an_application("Ruth", scheme).volunteer
    given = {"kind": "training", "reason": "Trained elsewhere", "until": date(2027, 2, 1)} | changed
    with pytest.raises(CannotExcuse) as refusal:
        excuse(volunteer=ruth, scheme=scheme, by=mona, on=day, **given)
    assert refusal.value.field == field


def test_a_recruiter_excuses_nobody_they_recruited(scheme, mona, day):
    ruth = an_application("Ruth", scheme, recruiter=mona).volunteer
    with pytest.raises(CannotExcuse, match="Somebody other than you"):
        excuse(
            volunteer=ruth,
            scheme=scheme,
            kind="training",
            reason="Trained elsewhere",
            until=date(2027, 2, 1),
            by=mona,
            on=day,
        )


def test_an_exemption_outweighs_nothing_that_stands_in_the_way(scheme, mona, day):
    ben = an_approved_volunteer("Ben", scheme=scheme)
    a_check(ben, scheme, "interview", on=day, passed=False)
    excuse(
        volunteer=ben,
        scheme=scheme,
        kind="interview",
        reason="Known to us",
        until=date(2027, 2, 1),
        by=mona,
        on=day,
    )
    assert state(ben, scheme, "interview", day) == "failed"
    assert not cleared_volunteers(scheme, day).exists()


def test_the_pages_of_an_exemption(client, scheme, mona):
    application = an_applicant(scheme)
    client.force_login(mona)
    address = f"/volunteers/applications/{application.public_id}/excuse/training/"
    response = client.post(address, {"reason": "Trained elsewhere"})
    assert list(response.context["form"].errors) == ["until"]
    assert "Trained elsewhere" in response.text
    until = day_boxes("until", today() + timedelta(days=60))
    assert client.post(address, {"reason": "Trained elsewhere"} | until).status_code == 302
    assert "Excused until" in client.get(at("application", application)).text
    assert client.get(address.replace("training", "dbs")).status_code == 404


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.VETTING_OFFICER])
def test_nobody_else_excuses(client, scheme, role):
    application = an_applicant(scheme)
    client.force_login(a_member(role, scheme))
    assert client.get(f"/volunteers/applications/{application.public_id}/excuse/training/").status_code == 404


# Independence


@pytest.fixture
def ben(scheme):
    return an_approved_volunteer("Ben", scheme=scheme, on=today() - timedelta(days=400))


def test_a_volunteer_answers_on_their_own_phone_every_year(client, scheme, ben):
    assert state(ben, scheme, "independence", today()) == "lapsed"
    client.force_login(ben.user)
    page = client.get(f"/volunteers/mine/independence/{scheme.public_id}/").text
    assert "Do you live with anybody" in page
    answers = dict.fromkeys(INDEPENDENT, "no")
    response = client.post(f"/volunteers/mine/independence/{scheme.public_id}/", answers)
    assert response.status_code == 302
    assert state(ben, scheme, "independence", today()) == "met"


def test_one_yes_blocks_that_scheme_at_once_and_no_other(scheme, ben, vera):
    mentors = a_scheme("Mentors", preset="leaving-care-mentoring")
    answers = INDEPENDENT | {"home": True}
    answer_independence(volunteer=ben, scheme=scheme, answers=answers, by=ben.user, on=today())
    assert state(ben, scheme, "independence", today()) == "failed"
    assert not any("independence" in words for words in obstacles(ben, mentors, today()))
    assert OutboxMessage.objects.filter(to=vera).exists()


def test_nobody_answers_for_another(scheme, ben, vera):
    with pytest.raises(CannotRecord, match="Only the volunteer"):
        answer_independence(volunteer=ben, scheme=scheme, answers=INDEPENDENT, by=vera, on=today())


def test_every_question_is_answered_and_none_is_lost(client, scheme, ben):
    client.force_login(ben.user)
    answers = dict.fromkeys(INDEPENDENT, "no") | {"home": ""}
    response = client.post(f"/volunteers/mine/independence/{scheme.public_id}/", answers)
    assert list(response.context["form"].errors) == ["home"]
    assert response.text.count('value="no" checked') == 4


def test_where_it_is_not_asked_there_is_no_page(client, ben):
    mentors = a_scheme("Mentors", preset="leaving-care-mentoring")
    client.force_login(ben.user)
    assert client.get(f"/volunteers/mine/independence/{mentors.public_id}/").status_code == 404


def test_a_suspension_says_it_everywhere_in_one_act(scheme, ben, mona):
    suspend(volunteer=ben, reason="other", by=mona, on=today())
    assert "Ben is suspended and meets no child for now." in obstacles(ben, scheme, today())


# What they do beyond being there


def test_somebody_drives_once_their_documents_are_there_and_stops(client, scheme):
    a_policy(scheme, "driving")
    application = an_applicant(scheme)
    rina = a_member(Role.COORDINATOR, scheme, first_name="Rina")
    client.force_login(rina)
    assert "Nothing beyond being there" in client.get(at("duties", application)).text
    response = client.post(at("duties", application), {"duty": "driving"})
    assert "still needs to show their driving documents" in str(response.context["form"].errors)
    assert list(client.post(at("duties", application), {}).context["form"].errors) == ["duty"]
    a_check(application.volunteer, scheme, "driving", on=today())
    assert client.post(at("duties", application), {"duty": "driving"}).status_code == 302
    page = client.get(at("duties", application)).text
    assert "Drives a young person" in page
    duty = Duty.objects.get()
    client.post(at("duties", application), {"end": str(duty.public_id)})
    assert not Duty.objects.open_on(today()).exists()
