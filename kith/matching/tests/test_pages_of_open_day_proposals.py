"""The pages on which it is read, changed and agreed who could be there for whom after an open day."""

import pytest

from kith.matching.models import Proposal
from kith.matching.tests.open_days import LATER, an_event_that_was
from kith.matching.tests.pages import at, read

pytestmark = pytest.mark.django_db


def test_the_page_shows_the_proposal_what_would_change_and_agrees(client, set_the_clock):
    event = an_event_that_was()
    set_the_clock(LATER.date())
    event.chooses("Leah", "Ben", "Samir")
    event.chooses("Tariq", "Ben", "Samir")
    client.force_login(event.coordinator)
    page = read(client.get(at("open_day_work_out", event.day)))
    assert "Imran has not said yet whom they liked." in page
    client.post(at("open_day_work_out", event.day))
    page = read(client.get(at("open_day_proposal", event.day)))
    for words in ("Leah and Ben", "Tariq and Samir", "Second choice", "nobody has been told", "Nobody was passed over.",
                  "Ben’s place went to a child who has waited much longer.", "it comes out the same", "20261121"):  # fmt: skip
        assert words in page, words
    tariq, ben = event.children["Tariq"], event.volunteers["Ben"]
    asked = {"child": str(tariq.public_id), "volunteer": str(ben.public_id), "kind": "together"}
    page = read(client.get(at("open_day_proposal", event.day), asked))
    assert "Tariq would have Ben instead of Samir." in page
    assert "Leah would have Samir instead of Ben." in page
    assert event.got() == {"Leah": "Ben", "Tariq": "Samir"}
    client.post(at("open_day_settle", event.day), asked)
    assert event.got() == {"Leah": "Samir", "Tariq": "Ben"}
    page = read(client.get(at("open_day_proposal", event.day)))
    assert "Tariq and Ben are put together" in page
    client.post(at("open_day_unsettle", event.day), {"pin": str(event.day.pins.get().public_id)})
    assert event.got() == {"Leah": "Ben", "Tariq": "Samir"}
    pairs = [str(pair.public_id) for pair in event.day.workings.order_by("-number")[0].pairs.all()]
    client.post(at("open_day_proposal", event.day), {"pairs": pairs})
    assert Proposal.objects.count() == 2
    page = read(client.get(at("open_day_proposal", event.day)))
    assert "The child said yes" in page
    assert "Agree to these" not in page
    page = read(client.post(at("open_day_proposal", event.day), {"pairs": pairs}))
    assert Proposal.objects.count() == 2


def test_a_pair_that_cannot_be_is_answered_in_words_when_asked_what_if(client, set_the_clock):
    event = an_event_that_was(children={"Tariq": 100, "Leah": 50}, volunteers={"Ben": 1})
    set_the_clock(LATER.date())
    event.chooses("Leah", "Ben")
    event.chooses("Tariq", "Ben")
    client.force_login(event.coordinator)
    deeds = {
        "child": str(event.children["Tariq"].public_id),
        "volunteer": str(event.volunteers["Ben"].public_id),
    }
    event.work_out()
    client.post(at("open_day_settle", event.day), deeds | {"kind": "together"})
    other = {
        "child": str(event.children["Leah"].public_id),
        "volunteer": str(event.volunteers["Ben"].public_id),
    }
    page = read(client.get(at("open_day_proposal", event.day), other | {"kind": "together"}))
    assert "Ben is fixed with 2 and has places for 1." in page


def test_what_was_asked_and_what_came_out_are_taken_away_without_a_name(client, set_the_clock):
    event = an_event_that_was(children={"Tariq": 100}, volunteers={"Ben": 1})
    set_the_clock(LATER.date())
    event.chooses("Tariq", "Ben")
    event.work_out()
    client.force_login(event.coordinator)
    asked = client.get(at("open_day_file", event.day))
    answer = client.get(at("open_day_file", event.day), {"what": "answer"})
    assert asked.json()["format"] == answer.json()["format"] == "kith-match/1"
    assert answer.json()["matches"][0]["choice"] == 1
    for said in (asked, answer):
        assert not any(name in said.content.decode() for name in ("Tariq", "Ben", "Shaw", "Ashworth"))


def test_a_coordinator_talks_with_a_volunteer_and_writes_whom_they_could_not_be_there_for(
    client, set_the_clock
):
    event = an_event_that_was(children={"Tariq": 100, "Leah": 50}, volunteers={"Ben": 2})
    set_the_clock(LATER.date())
    ben, tariq = event.volunteers["Ben"], event.children["Tariq"]
    client.force_login(event.coordinator)
    client.post(at("open_day_afterwards", ben), {"places": "1", f"no_{tariq.public_id.hex}": "known"})
    said = ben.could_nots.get()
    assert (said.guest, said.reason) == (tariq, "known")
    client.force_login(ben.volunteer.user)
    assert "Tariq" not in read(client.get(at("my_open_day_volunteer", ben)))


def test_brothers_and_sisters_choose_together_from_the_page(client, set_the_clock):
    event = an_event_that_was(children={"Tariq": 100, "Leah": 50}, volunteers={"Ben": 2})
    set_the_clock(LATER.date())
    tariq, leah = event.children["Tariq"], event.children["Leah"]
    client.force_login(event.coordinator)
    page = client.post(at("open_day_share", leah), {"other": str(tariq.public_id)}, follow=True)
    assert "Whom did Tariq and Leah like?" in read(page)
    assert "They choose together" in read(client.get(at("open_day_choices", leah)))
    client.post(at("open_day_share", leah), {"undo": "yes"})
    leah.refresh_from_db()
    assert leah.shares_with is None
