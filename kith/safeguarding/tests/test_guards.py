"""A sealed story is seen by those named alone; a restricted colleague sees nothing; up by one, down by two."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from kith.access.policy import Permission
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.models import Event
from kith.foundation.dates import LONDON, today
from kith.people.actions import involve
from kith.people.models import Child, Involvement, Restriction, Seal, named_of
from kith.people.tests.factories import a_child_served_by
from kith.safeguarding import guarding
from kith.safeguarding.guarding import CannotGuard
from kith.safeguarding.models import Concern
from kith.safeguarding.readers import leads_for
from kith.safeguarding.tests.factories import a_concern
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 12, tzinfo=LONDON)
WHY = "Her father works for the council and asks."
SEE = Permission.SEE_CHILD


@pytest.fixture
def people(people, scheme):
    """A second lead besides."""
    return people | {"other": a_member(Role.SAFEGUARDING_LEAD, scheme, first_name="Mara")}


def sees(user, child):
    return Child.objects.reachable_by(user, SEE, DAY).filter(pk=child.pk).exists()


def sealed(child, people, **given):
    made = guarding.seal(child=child, why=WHY, by=people["lead"], on=DAY, **given)
    child.refresh_from_db()
    return made


class TestSealing:
    def test_only_those_named_see_a_sealed_story(self, child, people):
        assert all(sees(user, child) for user in people.values())
        sealed(child, people)
        assert [key for key, user in people.items() if sees(user, child)] == ["lead", "coordinator"]

    def test_a_reason_is_asked_and_a_story_is_sealed_once(self, child, people):
        with pytest.raises(CannotGuard, match="why"):
            guarding.seal(child=child, why="Because", by=people["lead"], on=DAY)
        sealed(child, people)
        with pytest.raises(CannotGuard, match="sealed already"):
            sealed(child, people)

    def test_who_loses_their_tick_is_near_no_longer(self, child, people):
        involve(
            child=child, person=people["manager"], part=Involvement.Part.TEACHER, by=None, on=DAY, act="test"
        )
        sealed(child, people, leaving=list(named_of(child, DAY).filter(user=people["manager"])))
        assert not sees(people["manager"], child)

    def test_who_looks_after_a_match_is_not_dropped_in_passing(self, child, people):
        with pytest.raises(CannotGuard, match="handed over first"):
            sealed(child, people, leaving=list(named_of(child, DAY).filter(user=people["coordinator"])))
        assert not Seal.objects.exists()

    def test_somebody_is_named_with_a_reason_and_their_name_taken_away(self, child, people):
        seal = sealed(child, people)
        guarding.name(seal=seal, user=people["manager"], why="Stands in for Leo.", by=people["lead"], at=AT)
        assert sees(people["manager"], child)
        with pytest.raises(CannotGuard, match="may see it already"):
            guarding.name(
                seal=seal, user=people["manager"], why="Stands in for Leo.", by=people["lead"], at=AT
            )
        guarding.unname(
            seal=seal, user=people["manager"], why="Leo is back again.", by=people["lead"], on=DAY
        )
        assert not sees(people["manager"], child)
        kinds = list(seal.entries.values_list("kind", flat=True))
        assert kinds == ["sealed", "named", "left"]

    def test_the_last_lead_cannot_be_taken_away(self, child, people):
        seal = sealed(child, people)
        with pytest.raises(CannotGuard, match="No safeguarding lead would be left"):
            guarding.unname(seal=seal, user=people["lead"], why="She moves away.", by=people["lead"], on=DAY)

    def test_a_seal_is_lifted_by_two(self, child, people):
        seal = sealed(child, people)
        guarding.name(seal=seal, user=people["manager"], why="Stands in for Leo.", by=people["lead"], at=AT)
        with pytest.raises(CannotGuard, match="Nobody has asked"):
            guarding.lift(seal=seal, by=people["manager"], on=DAY)
        guarding.ask_to_lift(seal=seal, why="The father has moved away.", by=people["lead"], on=DAY)
        with pytest.raises(CannotGuard, match="Somebody else must agree"):
            guarding.lift(seal=seal, by=people["lead"], on=DAY)
        guarding.lift(seal=seal, by=people["manager"], on=DAY)
        assert all(sees(user, child) for user in people.values())
        assert not named_of(child, DAY).filter(part=Involvement.Part.NAMED).exists()
        told = list(Event.objects.filter(about=seal.public_id).order_by("pk").values_list("kind", flat=True))
        assert told == ["child sealed", "seal named", "seal asked", "seal lifted"]

    def test_the_database_refuses_one_person_alone(self, child, people):
        seal = sealed(child, people)
        with pytest.raises(IntegrityError), transaction.atomic():
            Seal.objects.filter(pk=seal.pk).update(asked_by=people["lead"], ended_by=people["lead"])

    def test_it_can_be_kept_and_asked_again(self, child, people):
        seal = sealed(child, people)
        guarding.ask_to_lift(seal=seal, why="The father has moved away.", by=people["lead"], on=DAY)
        with pytest.raises(CannotGuard, match="has asked already"):
            guarding.ask_to_lift(seal=seal, why="The father has moved away.", by=people["lead"], on=DAY)
        guarding.keep_sealed(seal=seal, why="He is back in town.", by=people["lead"], on=DAY)
        guarding.ask_to_lift(seal=seal, why="The father has moved away.", by=people["lead"], on=DAY)


class TestRestricting:
    def test_a_restriction_wins_over_every_role(self, child, people):
        for user in (people["manager"], people["other"], people["coordinator"]):
            guarding.restrict(child=child, user=user, why="An uncle of the child.", by=people["lead"], on=DAY)
            assert not sees(user, child)
        assert not named_of(child, DAY).filter(user=people["coordinator"]).exists()
        assert sees(people["lead"], child)

    def test_a_restricted_colleague_cannot_be_named(self, child, people):
        guarding.restrict(
            child=child, user=people["manager"], why="An uncle of hers.", by=people["lead"], on=DAY
        )
        seal = sealed(child, people)
        with pytest.raises(CannotGuard, match="must be kept from"):
            guarding.name(
                seal=seal, user=people["manager"], why="Stands in for Leo.", by=people["lead"], at=AT
            )

    def test_a_restriction_is_ended_by_two_and_not_by_whom_it_is_about(self, child, people):
        made = guarding.restrict(
            child=child, user=people["manager"], why="An uncle of hers.", by=people["lead"], on=DAY
        )
        with pytest.raises(CannotGuard, match="Nobody has asked"):
            guarding.end_restriction(restriction=made, by=people["other"], on=DAY)
        guarding.ask_to_end(restriction=made, why="It was another family.", by=people["lead"], on=DAY)
        for wrong in (people["lead"], people["manager"]):
            with pytest.raises(CannotGuard, match="Somebody else must agree"):
                guarding.end_restriction(restriction=made, by=wrong, on=DAY)
        guarding.end_restriction(restriction=made, by=people["other"], on=DAY)
        assert sees(people["manager"], child)

    def test_a_volunteer_is_not_cut_off_in_passing(self, child, people):
        user = a_member(Role.VOLUNTEER, a_scheme(), first_name="Ruth")
        involve(child=child, person=user, part=Involvement.Part.VOLUNTEER, by=None, on=DAY, act="test")
        with pytest.raises(CannotGuard, match="End the match first"):
            guarding.restrict(child=child, user=user, why="Once a neighbour.", by=people["lead"], on=DAY)


class TestConcerns:
    def test_a_concern_about_a_sealed_child_goes_to_the_leads_who_are_named(self, child, scheme, people):
        sealed(child, people)
        concern = a_concern(child=child, scheme=scheme, at=AT)
        assert leads_for(concern, AT) == [people["lead"]]
        reach = Concern.objects.reachable_by
        assert reach(people["lead"], Permission.SEE_CONCERN, DAY).exists()
        assert not reach(people["other"], Permission.SEE_CONCERN, DAY).exists()

    def test_where_no_lead_is_named_every_lead_reads_it(self, child, scheme, people):
        sealed(child, people)
        Involvement.objects.filter(user=people["lead"]).update(until_day=DAY)
        concern = a_concern(child=child, scheme=scheme, at=AT)
        assert set(leads_for(concern, AT)) == {people["lead"], people["other"]}
        assert Concern.objects.reachable_by(people["other"], Permission.SEE_CONCERN, DAY).exists()

    def test_a_lead_who_is_kept_from_the_child_reads_no_concern_about_them(self, child, scheme, people):
        guarding.restrict(
            child=child, user=people["other"], why="An aunt of the child.", by=people["lead"], on=DAY
        )
        concern = a_concern(child=child, scheme=scheme, at=AT)
        assert leads_for(concern, AT) == [people["lead"]]
        assert not Concern.objects.reachable_by(people["other"], Permission.SEE_CONCERN, DAY).exists()


class TestPages:
    def test_a_lead_seals_names_and_two_lift(self, client, child, people):
        lead, manager = people["lead"], people["manager"]
        client.force_login(lead)
        found = client.get(reverse("safeguarding:guarded"), {"child": "zer"})
        address = reverse("safeguarding:seal_story", args=[child.public_id])
        assert address in found.content.decode()
        keep = [str(near.public_id) for near in named_of(child, today())]
        shown = client.post(address, {"why": "Short", "staying": keep}).content.decode()
        assert "Say in a few words why" in shown
        assert "Short" in shown
        client.post(address, {"why": WHY, "staying": keep})
        seal = Seal.objects.get()
        page = reverse("safeguarding:seal", args=[seal.public_id])
        assert "Priya" in client.get(page).content.decode()
        named = {"deed": "name", "name-user": str(manager.public_id), "name-why": "Stands in for Leo."}
        assert client.post(page, named).status_code == 302
        assert client.post(page, {"deed": "ask", "ask-why": "The father has moved."}).status_code == 302
        client.force_login(manager)
        assert "Name them" not in client.get(page).content.decode()
        client.post(page, {"deed": "lift"})
        seal.refresh_from_db()
        assert seal.ended_by == manager
        assert not Child.objects.get(pk=child.pk).sealed

    def test_those_not_named_find_nothing(self, client, child, people):
        seal = sealed(child, people)
        for key in ("other", "manager", "coordinator"):
            client.force_login(people[key])
            if key != "coordinator":
                assert (
                    "Zerai"
                    not in client.get(reverse("safeguarding:guarded"), {"child": "zer"}).content.decode()
                )
            answer = client.get(reverse("safeguarding:seal", args=[seal.public_id]))
            assert answer.status_code == 404

    def test_a_colleague_is_kept_away_and_not_told(self, client, child, people):
        client.force_login(people["lead"])
        told = {"user": str(people["manager"].public_id), "why": "An uncle of the child."}
        client.post(reverse("safeguarding:restrict", args=[child.public_id]), told)
        made = Restriction.objects.get()
        assert "Dana" in client.get(reverse("safeguarding:guarded"), {"show": "kept"}).content.decode()
        page = reverse("safeguarding:restriction", args=[made.public_id])
        client.force_login(people["manager"])
        assert client.get(page).status_code == 404
        assert "Zerai" not in client.get(reverse("safeguarding:guarded"), {"show": "kept"}).content.decode()
        client.force_login(people["lead"])
        client.post(page, {"deed": "ask", "ask-why": "It was another family."})
        client.force_login(people["other"])
        client.post(page, {"deed": "end"})
        made.refresh_from_db()
        assert made.until_day

    def test_somebody_says_themself_that_they_know_the_family(self, client, child, people):
        client.force_login(people["coordinator"])
        story = reverse("casefile:child", args=[child.public_id])
        page = reverse("safeguarding:i_know_them", args=[child.public_id])
        assert page in client.get(story).content.decode()
        client.post(page, {"why": "Her mother is my neighbour."})
        assert client.get(story).status_code == 404
        assert Event.objects.get(kind="restricted").details == {"by_own_word": True}

    def test_thirty_seals_ask_no_more_questions_than_three(
        self, client, scheme, people, django_assert_max_num_queries
    ):
        client.force_login(people["lead"])
        counts = []
        for number in (3, 27):
            for _ in range(number):
                sealed(a_child_served_by(scheme), people)
            with django_assert_max_num_queries(60) as asked:
                client.get(reverse("safeguarding:guarded"))
            counts.append(len(asked))
        assert counts[0] == counts[1]
