"""Small returns made by hand, for tests that spoil one thing at a time."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from kith.register.reading import Finding, Reading, read_return

TODAY = date(2026, 11, 21)
SAMPLES = Path(__file__).parents[4] / "tests" / "data" / "register"
FULL_RETURN = SAMPLES / "full-return"
DIRTY = SAMPLES / "dirty"
ANNEX_A = SAMPLES / "annex-a" / "Annex_A_2024_Jan.xlsx"

COLUMNS = {
    "header": "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB",
    "episodes": "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN",
    "reviews": "CHILD,DOB,REVIEW,REVIEW_CODE",
    "uasc": "CHILD,SEX,DOB,DUC",
    "oc2": "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,"
    "HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED",
    "oc3": "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM",
    "missing": "CHILD,DOB,MISSING,MIS_START,MIS_END",
    "sw_episodes": "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON",
    "names": "CHILD,First names,Surname,Known as,Languages,Social worker,Social worker e-mail,Team,"
    "Reviewing officer,Personal adviser,Carer,Carer phone,Carer e-mail,Postcode",
}

CHILD = "1001,F,15/06/2012,WBRI,A012345678901,,"
EPISODE = "1001,04/02/2019,S,C2,N1,U6,PR1,,,,LS1 4DY,LS11 5AB,SC123456"
REVIEW = "1001,15/06/2012,01/03/2019,PN1"


def table(kind: str, *rows: str, columns: str = "") -> str:
    return "\n".join([columns or COLUMNS[kind], *rows, ""])


def write(folder: Path, name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def a_return(
    folder: Path,
    *,
    header: Iterable[str] = (CHILD,),
    episodes: Iterable[str] = (EPISODE,),
    reviews: Iterable[str] = (REVIEW,),
    year: int = 2026,
    **others: Iterable[str],
) -> Path:
    """A folder with the usual tables and whatever else is asked for, named for the year."""
    tables = {"header": header, "episodes": episodes, "reviews": reviews, **others}
    for kind, rows in tables.items():
        write(folder, f"{kind}_{year}.csv", table(kind, *rows))
    return folder


def read(*paths: Path, today: date = TODAY, names: Iterable[Path] = ()) -> Reading:
    return read_return(paths, today=today, names=tuple(names))


def codes(reading: Reading) -> set[str]:
    return {finding.code for finding in reading.findings}


def found(reading: Reading, code: str) -> list[Finding]:
    return [finding for finding in reading.findings if finding.code == code]


def the(reading: Reading, code: str) -> Finding:
    """The one finding of that kind."""
    (finding,) = found(reading, code)
    return finding
