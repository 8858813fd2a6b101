"""A return of which one file cannot be read is refused whole: nothing is left behind, and what to mend is said."""

from pathlib import Path

import pytest

from tests.journeys.people import Cast, the_worker_works

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n929007,1,07/09/2013,WBRI,,,\n"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
EPISODE = "929007,01/06/2020,S,C2,N1,U1,PR1,,,,LS1 4AP,LS6 2AA,SC123456\n"


@pytest.mark.on_both
def test_a_return_with_one_refused_file_leaves_nothing_behind_and_says_what_to_mend(
    cast: Cast, tmp_path: Path
):
    header, broken, mended = tmp_path / "header.csv", tmp_path / "episodes.csv", tmp_path / "mended.csv"
    header.write_text(HEADER)
    broken.write_text(EPISODES.replace("DECOM,", "") + EPISODE)
    mended.write_text(EPISODES + EPISODE)

    amara = cast.amara.goes_by_the_bar("Import")
    amara.presses("Read it").is_told("Choose the files of the return")
    amara.hands_in("The return", header, broken).presses("Read it").sees("percent read")
    the_worker_works()
    amara.waits_for("Why it was refused").sees("episodes.csv", "The register is as it was before.")
    amara.goes_by_the_bar("Register").sees("Nobody is on the register yet")

    amara.goes_by_the_bar("Import").hands_in("The return", header, mended).presses("Read it")
    the_worker_works()
    amara.waits_for("What changes").presses("Save to the register")
    the_worker_works()
    amara.waits_for("What changed")
    amara.goes_by_the_bar("Register").sees("1 child").does_not_see("Nobody is on the register yet")
