"""Rounds: who is in them, what comes out, what a coordinator decides, and that nothing else is touched."""

import json
from datetime import timedelta

import pytest

from kith.audit.events import Kind
from kith.audit.models import Event
from kith.matching import actions
from kith.matching.actions.rounds import CannotRun
from kith.matching.answers import made_again, what_if
from kith.matching.models import Match, Proposal, Round, RoundLine, RoundPair, Shortlist
from kith.matching.queries.names import Names
from kith.matching.queries.rounds import gather, put_forward
from kith.matching.states import RoundStatus
from kith.matching.tests.factories import DAY, a_road, who_may_come, wishes_for
from kith.messages.models import OutboxMessage
from kith.recruitment.tests.factories import an_application

pytestmark = pytest.mark.django_db

ANYBODY = {"wishes": [], "to_do": ["cars"]}


def a_round(road, on=DAY, **asked):
    made = actions.ask_for_round(scheme=road.scheme, by=road.manager, on=on, **asked)
    return actions.work_out(asked=made, by=road.manager, on=on)


def another(road, first_name, days=0, **said):
    """One more child who waits in the same scheme."""
    more = a_road(
        first_name, road.scheme, volunteers=(), wishes=False, coordinator=road.coordinator,
        on=DAY - timedelta(days=days),
    )  # fmt: skip
    wishes_for(more.referral, **(ANYBODY | said))
    return more


def line_of(made, name):
    return made.lines.select_related("child", "volunteer", "round").get(child__first_name=name)


@pytest.fixture(scope="module")
def laid_road(rows_that_last):
    """Tariq has waited four months; Ben has one place."""
    return a_road(volunteers=("Ben",))


def test_a_round_proposes_and_tells_nobody_anything(road):
    letters = OutboxMessage.objects.count()
    made = a_round(road)
    assert made.status == RoundStatus.MADE
    assert line_of(made, "Tariq").volunteer.first_name == "Ben"
    assert OutboxMessage.objects.count() == letters
    assert not Proposal.objects.exists()
    assert not Shortlist.objects.exists()
    assert Event.objects.filter(kind=Kind.ROUND_MADE.value).count() == 1


def test_whoever_has_waited_much_longer_comes_first_and_the_other_is_told_why_not_without_a_name(road):
    another(road, "Zara", days=10)
    made = a_round(road)
    zara = line_of(made, "Zara")
    assert zara.volunteer is None
    words = Names(made, made.lines.all()).put_into(zara.why_not[0]["words"])
    assert words == "Ben’s place went to a child who has waited much longer."
    assert "Tariq" not in words


def test_children_with_cards_before_them_or_somebody_on_the_way_or_not_now_are_not_in_it(road):
    for name in ("Zara", "Kofi", "Ana"):
        who_may_come(f"For{name}", road.scheme)
    zara, kofi, ana = (another(road, name) for name in ("Zara", "Kofi", "Ana"))
    zara.shortlist()
    kofi.choose(kofi.shortlist())
    actions.choose(shortlist=ana.shortlist(), not_now=True, by=road.coordinator, on=DAY)
    made = a_round(road)
    assert [line.child.first_name for line in made.lines.select_related("child")] == ["Tariq"]
    assert made.beside == {"choose": 1, "proposal": 1, "not now": 1}


def test_a_sealed_child_is_in_no_round(road):
    road.child.sealed = True
    road.child.save()
    assert a_round(road).record["children"] == 0


def test_whoever_has_only_applied_is_in_no_round_so_that_they_can_be_erased_in_time(road):
    applicant = an_application("Nora", road.scheme)
    made = a_round(road)
    assert [each.volunteer.first_name for each in made.volunteers.select_related("volunteer")] == ["Ben"]
    assert not made.volunteers.filter(volunteer__first_name=applicant.volunteer.first_name).exists()


def test_a_place_somebody_is_being_asked_to_take_is_not_given_twice(road):
    zara = another(road, "Zara", days=2)
    road.choose(road.shortlist(), "Ben")
    assert zara.referral.status
    assert line_of(a_round(road), "Zara").volunteer is None


def test_a_childs_own_ranking_comes_before_what_fits_and_a_no_is_kept(road):
    for name in ("Samir", "Luke"):
        who_may_come(name, road.scheme)
    shortlist = road.shortlist()
    cards = {card.volunteer.first_name: card for card in shortlist.cards.select_related("volunteer")}
    proposal = actions.choose(
        shortlist=shortlist, ranked=[cards["Ben"], cards["Luke"]], set_aside=[cards["Samir"]],
        by=road.coordinator, on=DAY,
    )  # fmt: skip
    road.ask(proposal)
    road.say_no(proposal)
    to_luke = Proposal.objects.open().get()
    actions.close(proposal=to_luke, closed_by="coordinator", reason="cannot", by=road.coordinator, on=DAY)
    asked = gather(road.scheme, DAY, mode="child_choice", improve=False, seed=1)
    key = next(iter(asked.children))
    luke = next(key for key, volunteer in asked.volunteers.items() if volunteer.first_name == "Luke")
    apart = {asked.volunteers[volunteer].first_name for _, volunteer in asked.round.could_not}
    assert asked.round.choices[key].ranked == ((luke,),)
    assert apart == {"Ben", "Samir"}
    assert line_of(a_round(road), "Tariq").volunteer.first_name == "Luke"


def test_existing_matches_and_proposals_are_never_touched(road):
    zara, kofi = another(road, "Zara"), another(road, "Kofi")
    for name in ("Max", "Jon"):
        who_may_come(name, road.scheme)
    zara.begin(zara.proposal("agreed", "Max"))
    kofi.choose(kofi.shortlist(), "Jon")
    before = list(Match.objects.values()), list(Proposal.objects.values()), list(Shortlist.objects.values())
    for mode in ("child_choice", "total_fit"):
        made = a_round(road, mode=mode)
        proposed = {line.volunteer.first_name for line in made.lines.proposed().select_related("volunteer")}
        assert proposed == {"Ben"}
        actions.agree(line=line_of(made, "Tariq"), by=road.coordinator, on=DAY)
    after = list(Match.objects.values()), list(Proposal.objects.values()), list(Shortlist.objects.values())
    assert after == before


def test_nothing_of_a_name_is_kept_in_what_was_asked_and_it_comes_out_the_same_again(road):
    another(road, "Zara", days=20)
    made = Round.objects.get(pk=a_round(road).pk)
    for name in ("Tariq", "Zara", "Ben", road.child.last_name, str(road.child.public_id)):
        assert not name or name not in made.asked
    again = made_again(made)
    assert again.holds
    assert "nothing is wrong" in again.audit


def test_a_result_that_was_tampered_with_is_found(road):
    made = a_round(road)
    made.record["result"] = "0" * 64
    assert not made_again(made).holds


def test_the_lot_is_the_same_all_day_whoever_asks(road):
    another(road, "Zara", days=10)
    first, second = a_round(road), a_round(road)
    assert first.seed == second.seed
    assert first.record["result"] == second.record["result"]
    first.refresh_from_db()
    assert first.status == RoundStatus.FINISHED


def test_keeping_a_pair_apart_shows_what_changes_first_and_then_changes_it(road):
    another(road, "Zara", days=10)
    made = a_round(road)
    tariq = line_of(made, "Tariq")
    ben = made.volunteers.get(volunteer__first_name="Ben")
    preview = what_if(made, tariq.key, ben.key, "forbidden")
    names = Names(made, made.lines.select_related("child"))
    assert sorted(names.put_into(change.words) for change in preview.changes) == [
        "Tariq would have nobody instead of Ben.",
        "Zara would have Ben instead of nobody.",
    ]
    assert line_of(made, "Tariq").volunteer is not None
    actions.keep_pair(
        referral=road.referral, volunteer=ben.volunteer, kind="forbidden", by=road.coordinator, on=DAY
    )
    assert line_of(made, "Tariq").volunteer is None
    assert line_of(made, "Zara").volunteer == ben.volunteer
    actions.lift_pair(pair=RoundPair.objects.get(), by=road.coordinator, on=DAY)
    assert line_of(made, "Tariq").volunteer == ben.volunteer


def test_a_pair_that_is_put_together_comes_before_everybody(road):
    zara = another(road, "Zara", days=10)
    made = a_round(road)
    actions.keep_pair(
        referral=zara.referral, volunteer=road.volunteers[0], kind="fixed", by=road.coordinator, on=DAY
    )
    found = line_of(made, "Zara")
    assert (found.volunteer, found.choice) == (road.volunteers[0], 0)
    assert line_of(made, "Tariq").volunteer is None
    assert line_of(a_round(road), "Zara").volunteer == road.volunteers[0]


def test_a_pair_against_a_must_cannot_be_put_together(road):
    ann = who_may_come("Ann", road.scheme, gender="F")
    with pytest.raises(CannotRun, match="Tariq and Ann cannot be put together"):
        actions.keep_pair(referral=road.referral, volunteer=ann, kind="fixed", by=road.coordinator, on=DAY)


def test_agreeing_puts_the_volunteer_forward_on_the_short_list_until_cards_are_shown(road):
    made = a_round(road)
    tariq = actions.agree(line=line_of(made, "Tariq"), by=road.coordinator, on=DAY)
    assert [line.volunteer.first_name for line in put_forward(road.referral)] == ["Ben"]
    actions.take_back(line=tariq, by=road.coordinator, on=DAY)
    assert put_forward(road.referral) == []
    actions.agree(line=tariq, by=road.coordinator, on=DAY)
    road.shortlist()
    assert put_forward(road.referral) == []


def test_what_is_agreed_stays_when_the_round_is_worked_out_again(road):
    zara = another(road, "Zara", days=10)
    made = a_round(road)
    actions.agree(line=line_of(made, "Tariq"), by=road.coordinator, on=DAY)
    with pytest.raises(CannotRun, match="taken by what was put together or agreed before"):
        actions.keep_pair(
            referral=zara.referral, volunteer=road.volunteers[0], kind="fixed", by=road.coordinator, on=DAY
        )
    assert line_of(made, "Tariq").decision == RoundLine.Decision.AGREED


def test_what_is_not_true_any_more_cannot_be_agreed(road):
    made = a_round(road)
    road.choose(road.shortlist(), "Ben")
    with pytest.raises(CannotRun, match="Tariq has chosen Ben meanwhile"):
        actions.agree(line=line_of(made, "Tariq"), by=road.coordinator, on=DAY)


def test_a_finished_round_is_only_read(road):
    made = a_round(road)
    actions.finish(asked=made, by=road.coordinator, on=DAY)
    with pytest.raises(CannotRun, match="This round is finished"):
        actions.agree(line=line_of(made, "Tariq"), by=road.coordinator, on=DAY)


def test_brothers_and_sisters_are_placed_first_and_left_out_until_they_are(road):
    omar = another(road, "Omar")
    family = [road.referral, omar.referral]
    actions.keep_siblings(referrals=family, by=road.coordinator, on=DAY)
    made = a_round(road)
    assert [line.by_hand for line in made.lines.all()] == [True, True]
    with pytest.raises(CannotRun, match="already"):
        actions.keep_siblings(referrals=family, by=road.coordinator, on=DAY)


def test_brothers_and_sisters_are_put_together_with_somebody_who_has_a_place_for_each(road):
    omar = another(road, "Omar")
    family = [road.referral, omar.referral]
    with pytest.raises(CannotRun, match="Ben has 1 place left for this; needed: 2"):
        actions.keep_siblings(referrals=family, volunteer=road.volunteers[0], by=road.coordinator, on=DAY)
    road.scheme.places_per_volunteer = 2
    road.scheme.save()
    sam = who_may_come("Sam", road.scheme, places=2)
    actions.keep_siblings(referrals=family, by=road.coordinator, on=DAY)
    actions.keep_siblings(referrals=family, volunteer=sam, by=road.coordinator, on=DAY)
    made = a_round(road)
    assert {line.volunteer for line in made.lines.all()} == {sam}


def test_total_fit_names_who_loses_by_it(road):
    made = a_round(road, mode="total_fit")
    assert made.certificate["primal"] == made.certificate["dual"]
    assert line_of(made, "Tariq").loses == ""


def test_what_is_taken_away_is_what_kith_match_verifies(road, tmp_path):
    from kith.science.matching.command import run

    another(road, "Zara", days=10)
    made = Round.objects.get(pk=a_round(road).pk)
    file = tmp_path / "round.json"
    file.write_text(made.asked, encoding="utf-8")
    said = []
    assert run(file, say=lambda words, **_: said.append(words), verify=True) == 0
    found = json.loads(said[0])
    assert found["audit"]["holds"]
    assert found["record"]["inputs"] == made.record["inputs"]
    assert found["record"]["result"] == made.record["result"]
