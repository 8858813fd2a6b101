"""A file out of reach is opened for an hour by name and birthday, told at once, and reviewed by somebody else."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from kith.access.policy import Permission
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.models import Event, Look
from kith.foundation.dates import LONDON, now, today
from kith.messages.models import OutboxMessage
from kith.people.actions import involve
from kith.people.models import Child, Involvement, Opening
from kith.people.tests.factories import a_child_served_by, a_worker, with_account
from kith.safeguarding import guarding, opening
from kith.safeguarding.opening import CannotOpen
from kith.safeguarding.presenters import looked_in_an_emergency
from kith.schemes.tests.factories import a_scheme, an_authority

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)  # a Friday
AT = datetime(2026, 11, 20, 12, tzinfo=LONDON)
BORN = date(2013, 5, 4)
WHAT = "Their carer has rung and cannot find them since noon."


@pytest.fixture
def people(people, scheme):
    """A coordinator to whom the child is out of reach, and somebody who watches over data."""
    return people | {
        "other": a_member(Role.COORDINATOR, scheme, first_name="Sam"),
        "auditor": a_member(Role.AUDITOR, an_authority(), first_name="Ellis"),
    }


def opens(by, at=AT, **changed):
    told = {"first_name": "zerai", "last_name": "Shaw", "born": BORN, "reason": "unreachable", "words": WHAT}
    return opening.open_file(by=by, at=at, **(told | changed))


class TestOpening:
    def test_it_holds_an_hour_and_is_told_at_once(self, child, people):
        worker = a_worker(email="nia@council.example")
        part = Involvement.Part.SOCIAL_WORKER
        involve(child=child, person=worker, part=part, by=None, on=DAY, act="test")
        made = opens(people["other"])
        assert made.until_at - made.at == timedelta(hours=1)
        assert made.review_by == date(2026, 11, 27)
        told = {(str(each.to or each.to_address), each.next_try_at) for each in OutboxMessage.objects.all()}
        morning = datetime(2026, 11, 21, 9, tzinfo=LONDON)
        assert told == {
            (str(people["lead"]), AT),
            (str(people["auditor"]), AT),
            ("nia@council.example", morning),
        }
        assert Event.objects.get(kind="file opened").child == child.public_id

    def test_it_widens_no_list_and_no_other_page(self, child, people):
        opens(people["other"])
        assert not Child.objects.reachable_by(people["other"], Permission.SEE_CHILD, DAY).exists()

    @pytest.mark.parametrize(
        "wrong", [{"first_name": "Zera"}, {"last_name": "Sho"}, {"born": date(2013, 5, 5)}]
    )
    def test_a_wrong_name_and_a_sealed_file_cannot_be_told_apart_by_a_coordinator(self, child, people, wrong):
        assert opens(people["other"], **wrong) is None
        guarding.seal(child=child, why="Her father works here.", by=people["lead"], on=DAY)
        assert opens(people["other"]) is None
        assert Event.objects.filter(kind="file not found").count() == 2

    def test_a_manager_may_open_a_sealed_file(self, child, people):
        guarding.seal(child=child, why="Her father works here.", by=people["lead"], on=DAY)
        assert opens(people["manager"]).was_sealed

    def test_whoever_is_kept_from_a_child_cannot_open_the_file_either(self, child, people):
        guarding.restrict(child=child, user=people["other"], why="Her own uncle.", by=people["lead"], on=DAY)
        assert opens(people["other"]) is None

    def test_a_child_of_another_provider_is_not_found(self, people):
        from kith.schemes.tests.factories import a_provider

        elsewhere = a_scheme("Elsewhere", provider=a_provider("Bright Steps"))
        a_child_served_by(elsewhere, first_name="Zerai")
        assert opens(people["other"]) is None

    def test_what_is_in_reach_is_found_the_ordinary_way(self, child, people):
        with pytest.raises(CannotOpen, match="within your reach already"):
            opens(people["coordinator"])

    def test_a_sentence_is_asked_for(self, child, people):
        with pytest.raises(CannotOpen, match="what is happening"):
            opens(people["other"], words="Urgent")

    def test_nobody_guesses_at_names(self, child, people):
        for _ in range(5):
            assert opens(people["other"], at=now(), first_name="Nobody") is None
        with pytest.raises(CannotOpen, match="five names in a day"):
            opens(people["other"], at=now())

    def test_an_opening_not_reviewed_in_time_blocks_the_next(self, child, people):
        made = opens(people["other"])
        assert opens(people["other"], at=AT + timedelta(days=7)) is not None
        with pytest.raises(CannotOpen, match="not reviewed in time"):
            opens(people["other"], at=AT + timedelta(days=8))
        opening.review(opening=made, finding="right", words="", by=people["lead"], on=date(2026, 11, 28))
        assert opens(people["other"], at=AT + timedelta(days=8)) is not None


class TestReview:
    def test_nobody_reviews_their_own(self, child, people):
        guarding.seal(child=child, why="Her father works here.", by=people["lead"], on=DAY)
        made = opens(people["manager"])
        with pytest.raises(CannotOpen, match="Somebody else"):
            opening.review(opening=made, finding="right", words="", by=people["manager"], on=DAY)
        reach = Opening.objects.reachable_by
        assert not reach(people["manager"], Permission.REVIEW_OPENING, DAY).exists()
        assert reach(people["lead"], Permission.REVIEW_OPENING, DAY).exists()
        assert reach(people["auditor"], Permission.REVIEW_OPENING, DAY).exists()

    def test_what_was_not_right_asks_for_words_and_is_reviewed_once(self, child, people):
        made = opens(people["other"])
        with pytest.raises(CannotOpen, match="what should happen"):
            opening.review(opening=made, finding="wrong", words=" ", by=people["lead"], on=DAY)
        opening.review(opening=made, finding="wrong", words="We talk on Monday.", by=people["lead"], on=DAY)
        with pytest.raises(CannotOpen, match="reviewed already"):
            opening.review(opening=made, finding="right", words="", by=people["lead"], on=DAY)


class TestPages:
    def sign_in_again(self, client, user):
        client.force_login(user)
        client.post(reverse("account_reauthenticate"), {"password": "kith-demo-pass"})

    def typed(self, **changed):
        born = {"born_day": 4, "born_month": 5, "born_year": 2013}
        told = {"first_name": "Zerai", "last_name": "Shaw", "reason": "danger", "words": WHAT}
        return told | born | changed

    def test_the_password_is_asked_again_first(self, client, child, people):
        client.force_login(people["other"])
        answer = client.get(reverse("safeguarding:open_file"))
        assert answer.status_code == 302
        assert reverse("account_reauthenticate") in answer["Location"]

    def test_a_file_is_read_for_an_hour_and_no_longer(self, client, child, people, monkeypatch):
        self.sign_in_again(client, people["other"])
        answer = client.post(reverse("safeguarding:open_file"), self.typed())
        made = Opening.objects.get()
        page = reverse("casefile:opened", args=[made.public_id])
        assert answer["Location"] == page
        told = client.get(page).content.decode()
        assert "Zerai Shaw" in told
        assert "out of your usual reach" in told
        assert client.get(reverse("casefile:child", args=[child.public_id])).status_code == 404
        assert Look.objects.filter(about=made.public_id, child=child.public_id).count() == 1
        Opening.objects.update(at=made.at - timedelta(hours=2), until_at=made.until_at - timedelta(hours=2))
        closed = client.get(page)
        assert closed.status_code == 403
        assert "closed again" in closed.content.decode()
        assert "Zerai" not in closed.content.decode()

    def test_nobody_else_reads_what_i_opened(self, client, child, people):
        made = opens(people["other"])
        for key in ("lead", "manager", "auditor"):
            client.force_login(people[key])
            answer = client.get(reverse("casefile:opened", args=[made.public_id]))
            assert answer.status_code == 404, key

    def test_a_wrong_name_keeps_what_was_typed(self, client, child, people):
        self.sign_in_again(client, people["other"])
        told = client.post(reverse("safeguarding:open_file"), self.typed(first_name="Zera")).content.decode()
        assert "No file that you may open" in told
        assert WHAT in told
        assert Event.objects.filter(kind="file not found").exists()

    def test_a_lead_reads_why_and_reviews_and_an_auditor_reads_no_name(self, client, child, people):
        made = opens(people["other"])
        page = reverse("safeguarding:opening", args=[made.public_id])
        client.force_login(people["auditor"])
        for address in (page, reverse("safeguarding:openings")):
            shown = client.get(address).content.decode()
            assert "Zerai" not in shown
            assert "Sam" in shown
        client.force_login(people["lead"])
        assert "Zerai" in client.get(page).content.decode()
        assert "what should happen" in client.post(page, {"finding": "wrong"}).content.decode()
        client.post(page, {"finding": "avoidable", "words": "A list of who covers whom goes up."})
        made.refresh_from_db()
        assert made.reviewed_by == people["lead"]
        assert "Nothing to review" in client.get(reverse("safeguarding:openings")).content.decode()

    def test_a_coordinator_reviews_nothing(self, client, child, people):
        made = opens(people["other"])
        client.force_login(people["coordinator"])
        assert client.get(reverse("safeguarding:openings")).status_code == 403
        assert client.get(reverse("safeguarding:opening", args=[made.public_id])).status_code == 404

    def test_thirty_lines_ask_no_more_questions_than_three(
        self, client, scheme, people, django_assert_max_num_queries
    ):
        client.force_login(people["lead"])
        counts = []
        for number in (3, 27):
            for _ in range(number):
                child = a_child_served_by(scheme)
                Opening.objects.create(
                    child=child, scheme=scheme, reason="danger", words=WHAT, at=AT,
                    until_at=AT + timedelta(hours=1), review_by=DAY, created_by=people["other"],
                )  # fmt: skip
            with django_assert_max_num_queries(60) as asked:
                client.get(reverse("safeguarding:openings"))
            counts.append(len(asked))
        assert counts[0] == counts[1]


class TestMySpace:
    def test_a_young_person_reads_the_next_day_that_it_was_opened_and_never_by_whom(
        self, client, child, people
    ):
        at = now() - timedelta(days=1)
        made = opens(people["other"], at=at)
        assert looked_in_an_emergency(child, at.astimezone(LONDON).date()) == []
        client.force_login(with_account(child))
        page = client.get("/").content.decode()
        assert "Somebody looked at your page" in page
        assert "a coordinator looked at what we know about you" in page
        assert "Somebody else is checking" in page
        assert not any(secret in page for secret in ("Sam", "carer has rung", "Leo"))
        opening.review(opening=made, finding="wrong", words="We talk.", by=people["lead"], on=today())
        assert "It should not have happened, and we are sorry." in client.get("/").content.decode()

    def test_it_stands_there_for_two_months(self, child, people):
        opens(people["other"], at=AT)
        assert looked_in_an_emergency(child, DAY + timedelta(days=60))
        assert not looked_in_an_emergency(child, DAY + timedelta(days=61))
