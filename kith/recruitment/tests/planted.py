"""Somebody who has gone all the way to a panel's no, with a word planted wherever people type: told by them, or sealed."""

from dataclasses import dataclass
from datetime import date, timedelta

from kith.access.models import User
from kith.access.roles import Role
from kith.people.actions import write_card
from kith.people.tests.factories import a_child_served_by
from kith.recruitment.actions import (
    answer_reference,
    ask_for_reference,
    decide_risk,
    excuse,
    judge_risk,
    keep_section,
    plan_interview,
    record_check,
    send_answers,
    settle_flag,
    take_step,
    verify_reference,
    write_letter,
    write_view,
)
from kith.recruitment.actions.panels import Decision, agree, decide, disagree, put_before, settle
from kith.recruitment.models import Application
from kith.recruitment.tests.applicants import HOME, SAID, an_enquiry
from kith.recruitment.tests.factories import (
    a_check,
    a_colleague,
    everything_checked,
    trained_to_interview,
)
from kith.recruitment.tests.test_decisions import JUDGED
from kith.safeguarding.barring import bar_contact
from kith.schemes.models import Scheme
from kith.training.tests.factories import a_completion, a_course, a_place, a_session

REASON = "understanding"


@dataclass
class Planted:
    """The application, and the words to look for: `theirs` is who they are, `sealed` what only those who vet may read."""

    application: Application
    theirs: str
    sealed: str


def declined_by_a_panel(scheme: Scheme, on: date, theirs: str, sealed: str) -> Planted:
    staff = {
        "rina": a_colleague(Role.COORDINATOR, scheme, "Rina"),
        "vera": a_colleague(Role.VETTING_OFFICER, scheme, "Vera"),
        "mona": a_colleague(Role.MANAGER, scheme, "Mona"),
        "grace": a_colleague(Role.SAFEGUARDING_LEAD, scheme, "Grace"),
    }
    application = _applies(scheme, on, theirs, sealed, staff)
    _is_met_and_checked(application, on, theirs, sealed, staff)
    _is_turned_down(application, on, theirs, sealed, staff)
    application.refresh_from_db()
    assert application.status == "declined"
    return Planted(application, theirs, sealed)


def _applies(scheme: Scheme, on: date, theirs: str, sealed: str, staff: dict[str, User]) -> Application:
    child = a_child_served_by(scheme, on=on)
    bar_contact(
        child=child, name="Nobody Else", relation="relative", why="An order.", phones="07700 900123",
        by=staff["grace"], on=on,
    )  # fmt: skip
    address = f"{theirs}@example.org".lower()
    application = an_enquiry(scheme, on=on, last_name=theirs, email=address, why=f"Why: {theirs}.")
    changed = {
        "about-you": {"last_name": theirs, "other_names": f"Daniel {theirs}"},
        "why": {"why": f"I am {theirs}.", "hopes": f"{theirs} hopes."},
        "life": {"life": f"The life of {theirs}.", "needs": f"Room for {theirs}."},
        "homes": {"homes": [HOME | {"address": f"1 {theirs} Lane\nLeeds"}]},
        "referees": {"name_1": f"Pat {theirs}", "email_1": f"pat.{address}"},
        "declaration": {"more": f"{sealed} in 2009."},
    }
    for slug, said in SAID.items():
        keep_section(application=application, slug=slug, said=said | changed.get(slug, {}), on=on)
    send_answers(application=application, on=on)
    for flag in application.flags.all():
        settle_flag(flag=flag, finding="other", words=f"Rang: {sealed}.", by=staff["grace"], on=on)
    return application


def _is_met_and_checked(
    application: Application, on: date, theirs: str, sealed: str, staff: dict[str, User]
) -> None:
    volunteer, scheme, rina, vera = application.volunteer, application.scheme, staff["rina"], staff["vera"]
    trained_to_interview(rina, vera, scheme=scheme, on=on)
    interview = plan_interview(
        application=application, first=rina, second=vera, place=f"At {theirs}’s", held_on=on, by=rina, on=on
    )
    for who in (rina, vera):
        write_view(interview=interview, leaning="yes", met={}, words=f"{who}: {sealed}.", by=who, on=on)
    application.refresh_from_db()
    take_step(application=application, step="check", by=rina, on=on)
    for name in ("Pat", "Lee"):
        reference = ask_for_reference(
            application=application, name=f"{name} {theirs}", email=f"{name}.{theirs}@example.org".lower(),
            relation="work", by=rina, on=on,
        )  # fmt: skip
        told = {"relation": "work", "years": 4, "like": f"Like {sealed}.", "relied_on": "yes", "worry": "no"}
        answer_reference(reference=reference, answer=told | {"phone": "0113 496 0123"}, on=on)
        verify_reference(
            reference=reference,
            verified="phone",
            vetting_words=f"Said {sealed}.",
            passed=True,
            by=vera,
            on=on,
        )
    certificate = record_check(
        volunteer=volunteer, scheme=scheme, kind="dbs", number="009876543210", complete=False, by=vera, on=on,
        details={"level": scheme.check_level, "issued_on": (on - timedelta(days=9)).isoformat()},
    )  # fmt: skip
    risk = judge_risk(check=certificate, judged=JUDGED, words=f"Judged {sealed}.", by=vera, on=on)
    decide_risk(assessment=risk, may_go_on=True, words=f"Decided {sealed}.", by=staff["mona"], on=on)
    excuse(
        volunteer=volunteer, scheme=scheme, kind="agreement", reason=f"Because {sealed}.",
        until=on + timedelta(days=60), by=staff["mona"], on=on,
    )  # fmt: skip
    a_check(volunteer, scheme, "identity", on=on, seen=f"Passport of {theirs}", vetting_words=f"Id {sealed}.")
    done = ("reference", "dbs", "agreement", "identity", "interview")
    everything_checked(volunteer, scheme, on=on, but=done)
    course = a_course()
    a_place(a_session(course), volunteer)
    a_completion(volunteer, course, on=on)
    write_card(
        volunteer=volunteer, picture="bike", words=f"Hello, I am {theirs} and I like cake.", by=rina, on=on
    )


def _is_turned_down(
    application: Application, on: date, theirs: str, sealed: str, staff: dict[str, User]
) -> None:
    take_step(application=application, step="put to panel", by=staff["rina"], on=on)
    item = put_before(panel=None, application=application, by=staff["rina"], on=on)
    no = Decision("decline", reason=REASON, minutes=f"Weighed {sealed}.")
    decide(item=item, decision=no, by=staff["mona"], on=on)
    disagree(item=item, words=f"Not sure: {sealed}.", by=staff["grace"], on=on)
    decide(item=item, decision=no, by=staff["mona"], on=on)
    agree(item=item, by=staff["grace"], on=on)
    settle(item=item, by=staff["mona"], on=on)
    application.refresh_from_db()
    write_letter(
        application=application, kind="declined", how="e-mail",
        words=f"Dear Daniel {theirs},\n\nThank you. Not this time.", by=staff["mona"], on=on,
    )  # fmt: skip
