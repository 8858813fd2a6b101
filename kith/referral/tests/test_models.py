"""What the database itself holds to, and who may reach a referral."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kith.access.policy import Permission
from kith.access.roles import Role
from kith.access.tests.factories import a_member, a_user
from kith.people.actions import involve
from kith.people.models import Involvement
from kith.people.tests.factories import a_child
from kith.referral.models import Question, Referral
from kith.referral.tests.factories import DAY, a_coordinator, a_paid_scheme, a_referral
from kith.schemes.models import Contract
from kith.schemes.tests.factories import a_contract, a_provider, a_scheme, an_authority

pytestmark = pytest.mark.django_db
SEE, ANSWER = Permission.SEE_REFERRAL, Permission.ANSWER_REFERRAL


def refused(**changed):
    referral = a_referral(scheme=a_paid_scheme(), child=a_child(), by=a_user())
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(**changed)


def test_an_accepted_referral_has_a_child_and_a_scheme():
    refused(status="accepted", child=None)
    refused(status="waiting", scheme=None)


def test_only_a_child_who_was_asked_has_answered():
    refused(child_answer="yes", child_knows=False)


def test_a_reference_is_nobody_else_s():
    refused(reference=a_referral(scheme=a_paid_scheme()).reference)


def test_a_child_has_one_open_referral_to_a_scheme():
    referral = a_referral(scheme=a_paid_scheme(), child=a_child(), by=a_user())
    second = a_referral(scheme=referral.scheme)
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=second.pk).update(child=referral.child)


def test_a_referral_has_one_open_question():
    referral = a_referral(scheme=a_paid_scheme())
    Question.objects.create(referral=referral, words="One?", asked_on=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.create(referral=referral, words="Two?", asked_on=DAY)


def test_an_answered_question_has_an_answer():
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.create(
            referral=a_referral(scheme=a_paid_scheme()), words="One?", asked_on=DAY, answered_on=DAY
        )


# ------------------------------------------------------------------------------------- reach


def reached(user, permission=SEE):
    return set(Referral.objects.reachable_by(user, permission, DAY))


def test_a_coordinator_reaches_the_referrals_of_their_scheme_linked_or_not():
    scheme = a_paid_scheme()
    ours = {a_referral(scheme=scheme), a_referral(scheme=scheme, child=a_child(), by=a_user())}
    a_referral(scheme=a_paid_scheme("Other", provider=a_provider("Another")))
    assert reached(a_coordinator(scheme)) == ours
    assert reached(a_coordinator(scheme), ANSWER) == ours


def test_a_referral_to_no_scheme_reaches_the_schemes_its_authority_pays_for():
    scheme = a_paid_scheme()
    other = a_scheme("Other", provider=a_provider("Another"))
    a_contract(other, an_authority("Farshire"))
    unclaimed = a_referral()
    assert reached(a_coordinator(scheme)) == {unclaimed}
    assert reached(a_coordinator(other)) == set()


def test_a_contract_that_is_over_reaches_nothing():
    scheme = a_paid_scheme()
    a_referral()
    Contract.objects.update(until_day=DAY - timedelta(days=1))
    assert reached(a_coordinator(scheme)) == set()


def test_a_referral_from_nobody_knows_where_reaches_every_scheme():
    other = a_scheme("Other", provider=a_provider("Another"))
    lost = a_referral(authority=None)
    assert reached(a_coordinator(a_paid_scheme())) == reached(a_coordinator(other)) == {lost}


def test_a_sealed_child_s_referral_is_out_of_a_scheme_s_reach():
    scheme = a_paid_scheme()
    for wanted in (scheme, None):
        a_referral(scheme=wanted, child=a_child(sealed=True), by=a_user())
    assert reached(a_coordinator(scheme)) == set()


def test_a_worker_reaches_their_own_and_their_children_s():
    scheme, child = a_paid_scheme(), a_child()
    nia = a_member(Role.WORKER, an_authority(), first_name="Nia")
    involve(child=child, person=nia, part=Involvement.Part.SOCIAL_WORKER, by=None, on=DAY, act="test")
    own = a_referral(scheme=scheme, by=nia)
    near = a_referral(scheme=scheme, child=child, by=a_user())
    a_referral(scheme=scheme)
    assert reached(nia) == {own, near}
    assert reached(nia, ANSWER) == set()


def test_an_authority_reaches_its_children_s_and_those_that_name_it():
    scheme = a_paid_scheme()
    lead = a_member(Role.AUTHORITY_COORDINATOR, an_authority())
    far = an_authority("Farshire")
    a_contract(scheme, far)
    linked, named = a_referral(scheme=scheme, child=a_child(), by=a_user()), a_referral(scheme=scheme)
    a_referral(scheme=scheme, authority=far)
    assert reached(lead) == {linked, named}


@pytest.mark.parametrize(
    "role", [Role.VOLUNTEER, Role.CARER, Role.COMMISSIONER, Role.VETTING_OFFICER, Role.SAFEGUARDING_LEAD]
)
def test_nobody_else_reaches_a_referral(role):
    scheme = a_paid_scheme()
    a_referral(scheme=scheme)
    assert reached(a_member(role, scheme)) == set()
