"""When an application closes, however it closes, nothing goes on about a person who is gone."""

from datetime import time, timedelta

import pytest

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.endings.actions import volunteer_died
from kith.foundation.dates import moment
from kith.messages.models import OutboxMessage
from kith.recruitment.actions import (
    answer_reference,
    ask_for_reference,
    await_answer,
    chase_references,
    decline,
    plan_interview,
    reopen,
    see_to_the_quiet,
    stop,
    take_step,
    withdraw,
)
from kith.recruitment.actions.panels import Decision, agree, decide, put_before, settle
from kith.recruitment.letters import letter_to_write
from kith.recruitment.models import AgendaItem, Application
from kith.recruitment.refusals import CannotAsk
from kith.recruitment.states import WhyDeclined, WhyWithdrawn
from kith.recruitment.tests.factories import an_application, trained_to_interview
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db
YES = Decision("approve", age_from=10, age_to=17, places=2)


@pytest.fixture
def scheme():
    return a_scheme()


@pytest.fixture
def sam(scheme):
    return a_member(Role.MANAGER, scheme, first_name="Sam")


@pytest.fixture
def vera(scheme):
    return a_member(Role.VETTING_OFFICER, scheme, first_name="Vera")


def lapse(*, application, by, on):
    await_answer(application=application, by=by, on=on - timedelta(days=80))
    for day in (on - timedelta(days=30), on):
        see_to_the_quiet(at=moment(day, time(6)))


WAYS = {
    "declined": lambda **told: decline(reason=WhyDeclined.TIME, **told),
    "withdrawn": lambda **told: withdraw(reason=WhyWithdrawn.TIME, **told),
    "stopped": lambda application, by, on: stop(application=application, on=on),
    "lapsed": lapse,
}


@pytest.mark.parametrize("way", WAYS)
def test_referees_are_let_go_and_the_interview_is_called_off(way, scheme, sam, vera, day):
    trained_to_interview(sam, vera, scheme=scheme, on=day)
    ruth = an_application("Ruth", scheme, status="applied", recruiter=sam, on=day - timedelta(days=90))
    referee = {"name": "Joan Bell", "email": "joan@example.org", "relation": "work"}
    asked = ask_for_reference(application=ruth, by=sam, on=day, **referee)
    ahead = day + timedelta(days=3)
    interview = plan_interview(application=ruth, first=sam, second=vera, held_on=ahead, by=sam, on=day)
    WAYS[way](application=ruth, by=sam, on=day)
    written = OutboxMessage.objects.filter(event__startswith="reference asked").count()
    assert chase_references(on=day + timedelta(days=9)) == 0
    assert OutboxMessage.objects.filter(event__startswith="reference asked").count() == written
    asked.refresh_from_db()
    with pytest.raises(CannotAsk, match="not open any more"):
        answer_reference(reference=asked, answer={"relation": "work", "worry": "no"}, on=day)
    interview.refresh_from_db()
    assert not interview.is_open


@pytest.mark.parametrize("way", [*WAYS, "back to checks"])
def test_a_decision_that_has_not_gone_out_never_will(way, scheme, sam, vera, day):
    ben = an_application("Ben", scheme, on=day - timedelta(days=90), status="ready")
    item = put_before(panel=None, application=ben, by=sam, on=day)
    decide(item=item, decision=YES, by=sam, on=day)
    agree(item=item, by=vera, on=day)
    if way == "back to checks":
        take_step(application=ben, step=way, by=sam, on=day)
    else:
        WAYS[way](application=ben, by=sam, on=day)
    item.refresh_from_db()
    assert item.status == "taken off"
    ben = Application.objects.get()
    if way != "back to checks":
        reopen(application=ben, by=sam, on=day)
        for step in ("interview", "check"):
            take_step(application=ben, step=step, by=sam, on=day)
    take_step(application=ben, step="put to panel", by=sam, on=day)
    again = put_before(panel=None, application=ben, by=sam, on=day)
    assert list(AgendaItem.objects.open()) == [again]


def test_of_somebody_who_died_everything_closes_and_nobody_writes_about_them(scheme, sam, vera, day):
    ruth = an_application("Ruth", scheme, status="applied", recruiter=sam, on=day - timedelta(days=90))
    ask_for_reference(
        application=ruth, name="Joan Bell", email="joan@example.org", relation="work", by=sam, on=day
    )
    volunteer_died(volunteer=ruth.volunteer, died_on=day, by=sam, on=day)
    ruth.refresh_from_db()
    assert ruth.status == "withdrawn"
    assert chase_references(on=day + timedelta(days=9)) == 0
    assert letter_to_write(ruth, []) == ""


def test_what_the_panel_itself_decides_settles_its_item(scheme, sam, vera, day):
    ben = an_application("Ben", scheme, on=day - timedelta(days=20), status="ready")
    item = put_before(panel=None, application=ben, by=sam, on=day)
    decide(item=item, decision=Decision("decline", reason=WhyDeclined.TIME), by=sam, on=day)
    agree(item=item, by=vera, on=day)
    settle(item=item, by=sam, on=day)
    item.refresh_from_db()
    assert (item.status, item.application.status) == ("settled", "declined")
