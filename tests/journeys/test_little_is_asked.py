"""Little is asked, mistakes are said in words, a young person's hopes and words stay theirs, and what is told is let out once."""

from datetime import timedelta
from pathlib import Path

from django.urls import reverse

from kith.outcomes import actions
from kith.outcomes.models import Score, Words
from kith.outcomes.tests.many import a_full_scheme
from tests.journeys.people import Cast


def at(name: str, *args: object) -> str:
    return reverse(f"outcomes:{name}", args=args)


def test_a_manager_chooses_and_a_coordinator_writes_a_form_down(cast: Cast):
    began = cast.clock.today() - timedelta(days=20)
    match = cast.two_together("Tariq", "Ruth", begun_on=began)
    sam, amara, scheme = cast.sam, cast.amara, match.scheme.public_id

    sam.goes_to(at("measures", scheme)).sees("Nobody is asked to fill anything in.")
    sam.follows("Use it", within="SDQ")
    sam.chooses("What is typed into Kith?", "The codes of the single answers").presses("Save")
    sam.sees("may be keyed only with its owners’ leave")
    sam.chooses("What is typed into Kith?", "Scores from a paper form or the licensed site").presses("Save")
    sam.sees("Each young person", "nothing is asked", "In use:")

    amara.goes_to(at("due")).sees("SDQ, Tariq and Ruth").follows("Write it down")
    amara.dates("Day of the form", began).writes("Total difficulties", "47").presses("Write it down")
    amara.sees("47 cannot be: total difficulties goes from 0 to 40")
    amara.writes("Total difficulties", "17").presses("Write it down").is_told("Written down: SDQ of Tariq")
    amara.sees("Nothing here")
    assert Score.objects.get().head == 17


def test_a_file_with_faults_saves_nothing_and_names_each(cast: Cast, tmp_path: Path):
    began = cast.clock.today() - timedelta(days=20)
    match = cast.two_together("Tariq", "Ruth", begun_on=began)
    actions.take_up(scheme=match.scheme, measure="sdq", informant="carer", by=None, on=began)
    file, ref = tmp_path / "scores.csv", match.child.authority_ref
    head = "child,measure,who,wave,day,total\n"
    file.write_text(f"{head}{ref},sdq,carer,baseline,{began},17\n{ref},sdq,carer,baseline,{began},16\n")
    amara = cast.amara
    amara.goes_to(at("bring")).hands_in("The file", file).presses("Read it")
    amara.sees("Nothing was saved", "has SDQ at the start already")
    assert not Score.objects.exists()
    file.write_text(f"{head}{ref},sdq,carer,baseline,{began},17\n")
    amara.hands_in("The file", file).presses("Read it").is_told("1 form saved.")


def test_a_young_person_hopes_and_says_and_takes_it_back(cast: Cast):
    match = cast.two_together("Tariq", "Ruth", goals_on=True)
    match.scheme.goals = match.scheme.Goals.OPTIONAL
    match.scheme.save(update_fields=["goals"])
    tariq, amara = cast.tariq, cast.amara
    tariq.goes_to("/").follows("What I hoped, and what changed").follows("Add something")
    tariq.writes("What would you like?", "Ride a bike").chooses(
        "What kind of thing is it?", "Something fun or new"
    )
    tariq.presses("Save").follows("Ride a bike").presses("Reached")
    tariq.goes_to(at("mine")).sees("“Ride a bike” was reached.")
    tariq.follows("Say what it is like with Ruth").writes(
        "What is it like?", "It is the best bit of my week."
    )
    tariq.ticks("My coordinator and their team").presses("Save").sees("Who may read it: my coordinator")
    amara.goes_to(at("way", match.public_id)).sees("Ride a bike", "It is the best bit of my week.")
    tariq.goes_to(at("mine")).presses("Take it back").sees("Nobody reads it.")
    amara.goes_to(at("way", match.public_id)).does_not_see("It is the best bit of my week.")
    assert Words.objects.get().withdrawn_on


def test_a_report_is_made_read_and_let_out(cast: Cast):
    scheme = a_full_scheme(cast.scheme, 24, cast.clock.today())
    sam, dominic = cast.sam, cast.dominic
    sam.goes_to(at("reports")).presses("Make a report for those who pay").sees(
        "How long matches last", "25 matches eligible"
    )
    sam.follows("Let it out").sees("can read it from now on").presses("Let it out").is_told("can read it now")
    dominic.goes_to(at("reports")).follows(f"{scheme.name}, as of").sees("How long matches last")
    dominic.sees("There is no comparison group, so this cannot say why anything changed.")
    dominic.finds_nothing_at(at("inside", scheme.public_id))
