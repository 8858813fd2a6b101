"""Whatever lies with one coordinator is seen to: while they are away, when they hand over, and when they are gone."""

from datetime import timedelta

import pytest

from kith.access.actions import end_role
from kith.access.models import Membership, User
from kith.access.policy import Permission, Reach, reach_of
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.endings import actions as endings
from kith.endings.models import LookBack
from kith.endings.tests.factories import a_match_today, everything_done
from kith.foundation.dates import now, today
from kith.people.actions import involve
from kith.people.models import Involvement
from kith.referral.tests.factories import a_paid_scheme
from kith.safeguarding.guarding import seal
from kith.support.actions import arrange_cover, end_cover, hand_over
from kith.support.queries import stranded_children
from kith.support.queries.cover import caseload
from kith.web.desk import QUESTIONS, AtHand
from kith.web.tests.factories import a_coordinator, days_ago, two_together
from kith.web.tests.kinds_of_tasks import OF_ONE, after_an_ending, expense, waiting

pytestmark = pytest.mark.django_db
P = Permission

OF_EVERY_COORDINATOR = {
    "asked": P.RECORD_CHECK,
    "moves": P.TAKE_OVER_MATCH,
    "open-days": P.RUN_OPEN_DAY,
    "referrals": P.ANSWER_REFERRAL,
    "referees": P.RECORD_CHECK,
    "enquiries": P.RECORD_CHECK,
    "who-came": P.RUN_TRAINING,
    "finished": P.RECORD_TRAINING,
    "training": P.RUN_TRAINING,
    "cards": P.APPROVE_CARD,
    "reviews": P.RECORD_CHECK,
}
OF_NO_COORDINATOR = {
    "concerns": P.SEE_CONCERN,
    "officer": P.SEE_CONCERN,
    "accounts": P.RESTRICT,
    "unread": P.CHASE_CONCERN,
    "opened": P.REVIEW_OPENING,
    "guards": P.TAKE_DOWN_GUARD,
    "kept-apart": P.DECIDE_CONCERN,
    "references": P.RECORD_VETTING,
    "risks": P.RECORD_VETTING,
    "panel": P.APPROVE_VOLUNTEER,
    "second": P.AGREE_WITH_PANEL,
    "letters": P.APPROVE_VOLUNTEER,
    "to-check": P.RECORD_VETTING,
    "records": P.ERASE_RECORD,
    "held-back": P.ERASE_RECORD,
}
TOLD_BY_ITSELF = {"stranded", "look-backs"}


@pytest.fixture
def scheme():
    return a_paid_scheme()


@pytest.fixture
def amara(scheme):
    return a_coordinator(scheme)


@pytest.fixture
def farah(scheme):
    return a_coordinator(scheme, "Farah")


@pytest.fixture
def dana(scheme):
    return a_member(Role.MANAGER, scheme, first_name="Dana")


def lines(user, kind):
    """As if they opened their desk anew."""
    return of_kinds(user, [kind])[kind]


def of_kinds(user, kinds):
    desk = AtHand(User.objects.get(pk=user.pk), at=now(), on=today())
    return {kind: {need.what for need in QUESTIONS[kind][0](desk)} for kind in kinds}


def is_gone(user):
    for member in Membership.objects.filter(user=user):
        end_role(membership=member, by=None, on=today())


def everything_of(user):
    return [held.child for held in caseload(user, today(), own=True)]


def away(user, stand_in):
    week = {"from_day": today(), "until_day": today() + timedelta(days=7)}
    return arrange_cover(coordinator=user, covered_by=stand_in, **week, why="leave", by=user, on=today())


def test_every_kind_on_a_desk_is_known_here():
    """A new kind of line says whose it is before it can strand."""
    known = [set(OF_ONE), set(OF_EVERY_COORDINATOR), set(OF_NO_COORDINATOR), TOLD_BY_ITSELF]
    assert set.union(*known) == set(QUESTIONS)
    assert sum(map(len, known)) == len(QUESTIONS)


@pytest.mark.parametrize("kind", OF_EVERY_COORDINATOR)
def test_what_belongs_to_no_one_in_particular_is_reached_by_every_coordinator_of_the_scheme(kind):
    assert reach_of(Role.COORDINATOR, OF_EVERY_COORDINATOR[kind]) == Reach.SCHEME


@pytest.mark.parametrize("kind", OF_NO_COORDINATOR)
def test_what_is_never_a_coordinators_does_not_leave_with_one(kind):
    assert reach_of(Role.COORDINATOR, OF_NO_COORDINATOR[kind]) == Reach.NOBODY


def test_what_lies_with_one_coordinator_goes_where_the_child_goes(scheme, amara, farah, dana):
    """One of every kind at once; each kind is held against its own lines."""
    for build in OF_ONE.values():
        build(scheme, amara)
    there, nothing = of_kinds(amara, OF_ONE), dict.fromkeys(OF_ONE, set())
    assert not [kind for kind, said in there.items() if not said], "each stands on the desk"
    assert of_kinds(farah, OF_ONE) == nothing

    cover = away(amara, farah)
    assert of_kinds(farah, OF_ONE) == there, "while somebody is away it stands on the other desk too"
    end_cover(cover=cover, by=amara, on=today())
    assert of_kinds(farah, OF_ONE) == nothing

    children = everything_of(amara)
    hand_over(from_coordinator=amara, to_coordinator=farah, children=children, by=amara, on=today())
    assert of_kinds(farah, OF_ONE) == there
    assert of_kinds(amara, OF_ONE) == nothing

    is_gone(farah)
    assert lines(dana, "stranded"), "the manager hears that nobody looks after them"
    assert {child.pk for child in stranded_children(dana, today())} == {child.pk for child in children}
    hand_over(from_coordinator=None, to_coordinator=amara, children=children, by=dana, on=today())
    assert of_kinds(amara, OF_ONE) == there
    assert not lines(dana, "stranded")


@pytest.mark.parametrize("build", [waiting, after_an_ending])
def test_a_child_who_waits_or_has_an_ending_behind_them_is_not_forgotten_either(
    build, scheme, amara, farah, dana
):
    build(scheme, amara)
    (child,) = everything_of(amara)
    is_gone(amara)
    assert lines(dana, "stranded") == {f"Nobody looks after {child.name}"}
    hand_over(from_coordinator=None, to_coordinator=farah, children=[child], by=dana, on=today())
    assert not lines(dana, "stranded")
    assert child.involvements.get(part="coordinator", until_day=None).user == farah


def test_whoever_stands_in_may_be_away_or_gone_too(scheme, amara, farah, dana):
    two_together(coordinator=amara, scheme=scheme)
    away(amara, farah)
    assert not lines(dana, "stranded")
    cover = away(farah, a_coordinator(scheme, "Zoe"))
    assert lines(dana, "stranded") == {"Amara is away, and nobody is there"}
    end_cover(cover=cover, by=farah, on=today())
    assert not lines(dana, "stranded")
    is_gone(farah)
    assert lines(dana, "stranded") == {"Amara is away, and nobody is there"}


def test_looking_back_goes_to_whoever_is_there_and_then_to_a_manager(scheme, amara, farah, dana):
    match = a_match_today(scheme=scheme, coordinator=amara)
    over = endings.end_unplanned(match=match, kind="placement move", by=amara, on=days_ago(5))
    LookBack.objects.create(ending=over, months=3, due_on=days_ago(1))
    everything_done(over, days_ago(4))
    there = {"Look back with Ana, 3 months after Ruth"}
    assert lines(amara, "look-backs") == there
    assert not lines(farah, "look-backs") | lines(dana, "look-backs")
    cover = away(amara, farah)
    assert lines(farah, "look-backs") == there
    end_cover(cover=cover, by=amara, on=today())
    is_gone(amara)
    assert lines(dana, "look-backs") == there


def test_what_a_volunteer_paid_for_is_seen_to_after_the_coordinator_has_left_the_story(scheme, amara, dana):
    child = expense(scheme, amara).match.child
    assert lines(amara, "expenses")
    assert not lines(dana, "expenses")
    child.involvements.filter(part="coordinator").update(until_day=today())
    assert not lines(amara, "expenses")
    assert lines(dana, "expenses") == {"One expense waits for a yes"}


def test_a_sealed_story_without_a_coordinator_is_told_to_whoever_may_name_one(scheme, amara, farah, dana):
    match = two_together(coordinator=amara, scheme=scheme)
    grace = a_member(Role.SAFEGUARDING_LEAD, scheme, first_name="Grace")
    seal(child=match.child, why="Threats by her father.", by=grace, on=today())
    is_gone(amara)
    assert lines(grace, "stranded") == {f"Nobody looks after {match.name}"}
    assert not lines(dana, "stranded"), "a manager learns nothing of it"
    involve(child=match.child, person=farah, part=Involvement.Part.NAMED, by=grace, on=today(), act="test")
    assert lines(farah, "stranded") == {f"Nobody looks after {match.name}"}
    hand_over(from_coordinator=None, to_coordinator=farah, children=[match.child], by=farah, on=today())
    assert not lines(farah, "stranded") | lines(grace, "stranded")
