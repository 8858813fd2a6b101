"""The demo world could have happened, tells its stories, and comes out the same from the same seed."""

from collections import Counter
from datetime import date

import pytest

from kith.access.models import User
from kith.access.policy import Permission
from kith.audit.chain import CHAINS, verify
from kith.demo.stage import SHOWN, sign_ins
from kith.demo.stories import PARTS, cast_children
from kith.demo.tests.factories import a_small_world
from kith.demo.the_return import childhoods, write_names, write_return
from kith.demo.world import SEED
from kith.endings.crossroads import to_ask_first
from kith.endings.models import Ask, Ending, Move
from kith.foundation.dates import age_on
from kith.matching.models import Match, Proposal
from kith.meetings import queries as meetings
from kith.messages.models import OutboxMessage
from kith.people.models import Child, Volunteer
from kith.recruitment.models import Application
from kith.recruitment.queries import checklists, obstacles
from kith.recruitment.vetting.policies import required_by
from kith.referral.models import Referral
from kith.register.reading import read_return
from kith.safeguarding.models import Concern
from kith.support.models import LoneVisit


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """Made once for all tests here."""
    with django_db_blocker.unblock(), a_small_world(date(2026, 11, 24)) as world:
        yield world


@pytest.fixture
def small(made, db):
    return made


def test_the_same_seed_and_day_make_the_same_children(day):
    assert childhoods(SEED, day) == childhoods(SEED, day)
    assert childhoods(SEED, day) != childhoods(SEED + 1, day)


def test_the_return_is_read_without_a_single_row_left_out(day, tmp_path):
    found = childhoods(SEED, day)
    write_return(tmp_path, found, seed=SEED)
    write_names(tmp_path / "names.csv", found, seed=SEED, known_email="nia@northbridge.example")
    reading = read_return([tmp_path], today=day)
    assert not reading.refused
    assert Counter(finding.severity.value for finding in reading.findings).keys() <= {"note", "warning"}
    assert reading.counts()["children"] == len(found)


def test_children_come_in_the_proportions_that_are_published(day):
    inside = [child for child in childhoods(SEED, day) if child.is_open]
    boys = sum(not child.girl for child in inside) / len(inside)
    teens = sum(10 <= age_on(child.born, day) <= 15 for child in inside) / len(inside)
    alone = sum(child.alone for child in inside) / len(inside)
    assert 0.50 < boys < 0.62
    assert 0.33 < teens < 0.45
    assert 0.05 < alone < 0.12


def test_every_part_is_played_by_a_child_who_fits_it(day):
    found = childhoods(SEED, day)
    refs = cast_children(found, day)
    by_ref = {child.ref: child for child in found}
    assert len(set(refs.values())) == len(PARTS)
    for part in PARTS:
        child = by_ref[refs[part.name]]
        assert (child.girl, age_on(child.born, day)) == (part.girl, part.age)


def test_the_stories_are_there_to_be_walked_into(small, day):
    names = {match.name: match for match in Match.objects.with_people()}
    assert names["Ana and Ruth"].status == "ending"
    live = list(Match.objects.live().with_people())
    assert "Leah and Mo" in [found.match.name for found in meetings.quiet(live, day)]
    assert "Imran and Joe" in [found.match.name for found in meetings.withheld_often(live, day)]
    assert Proposal.objects.get(child__first_name="Zara").status == "meeting"
    assert Proposal.objects.get(child__first_name="Maya").approvals.count() == 1
    assert Ask.objects.get().kind == "change"
    assert Concern.objects.get().status == "raised"
    assert Child.objects.filter(first_name="Tariq", picture="planet").count() == 1


def test_there_is_somebody_to_sign_in_as_in_every_role(small):
    shown = sign_ins()
    assert [person["role"] for person in shown] == [words for words, _, _ in SHOWN]
    for person in shown:
        user = User.objects.get(email=person["email"])
        assert user.check_password(person["password"])


def test_no_two_volunteers_are_called_the_same(small):
    names = list(Volunteer.objects.values_list("first_name", "last_name"))
    assert len(names) == len(set(names))


def test_a_scheme_asks_for_a_course_by_name_and_those_who_meet_children_have_done_it(small, day):
    goals = small.schemes["goals"]
    (training,) = [each for each in required_by(goals, day) if each.key == "training"]
    assert training.modules
    lacking = [
        item.courses
        for file in Application.objects.filter(scheme=goals).select_related("scheme")
        for item in checklists([file], day)[file.volunteer_id, goals.pk]
        if item.requirement.key == "training" and file.status == "approved" and not item.is_met
    ]
    assert lacking == []


def test_nobody_meets_a_child_who_may_not(small, day):
    for match in Match.objects.live().with_people():
        assert obstacles(match.volunteer, match.scheme, day) == []


def test_nothing_lies_ahead_of_its_time_and_the_audit_holds(small, day):
    assert not Match.objects.filter(begun_on__gt=day).exists()
    assert not Ending.objects.filter(begun_on__gt=day).exists()
    assert all(verify(model).holds for model in CHAINS)


def test_no_letter_of_the_past_is_sent_today(small):
    assert not OutboxMessage.objects.filter(state="waiting").exists()


def test_the_coordinator_has_a_caseload_and_the_manager_the_scheme(small, day):
    coordinator, manager = small.staff["coordinator"], small.staff["manager"]
    mine = Match.objects.reachable_by(coordinator, Permission.BEGIN_MATCH, day)
    schemes = Match.objects.reachable_by(manager, Permission.BEGIN_MATCH, day)
    assert 0 < mine.count() <= schemes.count()


def test_somebody_is_not_home_yet_two_went_over_and_a_child_is_back(small, day):
    """With as small a crowd as here nobody may have gone over or be back; whoever is can be found as such."""
    assert LoneVisit.objects.filter(home_at=None, told_at__isnull=False, settled_at=None).exists()
    back = Referral.objects.filter(why__startswith="Back in Northbridge").select_related("child")
    assert len(to_ask_first(back)) == len(back)
    for move in Move.objects.filter(yes=True).select_related("match"):
        assert move.match.scheme == move.to_scheme
        assert move.match.is_live
