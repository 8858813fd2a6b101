"""Annex A, the workbook that authorities keep ready for inspection: list 8 (children looked after), list 9 (leavers).

It is fresher than the yearly return and names the worker, but it is a picture of one day: one placement and one review
for each child. `records_from` makes of it what the return would have said, as far as that goes, so that a register can
begin with Annex A alone. Where the return was read as well, the return counts.
"""

from kith.register.reading import rows, values
from kith.register.reading.schema import Column, Table, identifier
from kith.register.reading.values import Reader

FROM_ANNEX = "from_annex_a"
"""The flag of a row that was made from Annex A."""

ANNEX_TITLES = {
    "DOB": "Date of Birth",
    "DECOM": "Start Date of Most Recent Placement",
    "DEC": "Date Ceased to be Looked After",
    "REC": "Reason Ceased to be Looked After",
    "REVIEW": "Date of Latest Statutory Review",
}
"""What the return's columns are called in list 8."""

CATEGORIES = (
    ("former", "FORMER"),
    ("relevant", "RELEVANT"),
    ("qualifying", "QUALIFYING"),
    ("eligible", "ELIGIBLE"),
    ("other", "OTHER"),
)


def annex_a_tables(this_year: int) -> tuple[Table, ...]:
    return (_children(this_year), _leavers(this_year))


def _children(this_year: int) -> Table:
    day = values.day(this_year=this_year)
    end = values.day(this_year=this_year, vital=True)
    out = values.choice(("out", True), ("in", False))
    return Table(
        "List 8",
        "Annex A, list 8 (children looked after)",
        (
            identifier("childuniqueid"),
            *_who(this_year),
            _column("UASC", "uasc", values.flag(), "unaccompaniedasylum"),
            _column("DISABILITY", "disabled", values.flag(), "doesthechildhaveadisability", "disability"),
            _column("CARE_BEGAN", "care_began", day, "datestartedtobelookedafter", needed=True),
            _column("NEED", "need", _code("CIN"), "childscategoryofneed", "categoryofneed"),
            _column("STATUS_BEGAN", "legal_status_since", day, "startdateofcurrentlegalstatus"),
            _column("STATUS", "legal_status", _code("LS"), "childslegalstatus", "legalstatus", needed=True),
            _column("LAST_REVIEW", "last_review", day, "dateoflateststatutoryreview", needed=True),
            _column("LAST_VISIT", "last_worker_visit", day, "dateoflastsocialworkvisit"),
            _column("LAST_IRO", "last_officer_visit", day, "dateoflastiro"),
            _column("PLACEMENTS", "placements_in_year", values.number(0, 366), "numberofplacements"),
            _column("CARE_ENDED", "care_ended", end, "dateceasedtobelookedafter", "dateceased"),
            _column("REASON_ENDED", "reason_ended", _code("REC"), "reasonceased"),
            _column("PLACEMENT_BEGAN", "placement_began", day, "startdateofmostrecentplacement"),
            _column("PLACEMENT", "placement", _code("PLACE"), "placementtype"),
            _column("PROVIDER", "provider", _code("PLACE_PROVIDER"), "placementprovider"),
            _column("POSTCODE", "placement_postcode", values.postcode(), "placementpostcode"),
            _column("URN", "urn", values.urn(), "urnofplacement"),
            _column("LOCATION", "placed_out_of_area", out, "placementlocation"),
            _column("TEAM", "team", values.words(), "allocatedteam"),
            _column("WORKER", "worker", values.words(), "allocatedworker"),
        ),
        rows.AnnexChildRow,
        by_beginning=True,
        lines_in_a_row=20,
    )


def _leavers(this_year: int) -> Table:
    day = values.day(this_year=this_year)
    return Table(
        "List 9",
        "Annex A, list 9 (care leavers)",
        (
            identifier("childuniqueid"),
            *_who(this_year),
            _column("UASC", "uasc", values.flag(), "unaccompaniedasylum"),
            _column("DISABILITY", "disabled", values.flag(), "doesthechildhaveadisability", "disability"),
            _column("TEAM", "team", values.words(), "allocatedteam"),
            _column("WORKER", "worker", values.words(), "allocatedworker"),
            _column("ADVISER", "adviser", values.words(), "allocatedpersonaladvis", needed=True),
            _column("CATEGORY", "category", values.choice(*CATEGORIES), "eligibilitycategory", needed=True),
            _column("PATHWAY_REVIEW", "last_pathway_review", day, "latestpathwayplanreview"),
            _column("IN_TOUCH", "in_touch", values.flag(), "laintouch"),
            _column("LAST_CONTACT", "last_contact", day, "latestdateofcontact"),
            _column("ACCOM", "accommodation", values.first_letter("ACCOM"), "typeofaccommodation"),
            _column("SUITABLE", "suitable", _suitable(), "suitabilityofaccommodation"),
            _column("ACTIV", "activity", _code("ACTIV"), "activitystatus"),
        ),
        rows.AnnexLeaverRow,
        by_beginning=True,
        lines_in_a_row=20,
    )


def _who(this_year: int) -> tuple[Column, ...]:
    return (
        _column("GENDER", "sex", values.sex_in_words(), "gender", "sex"),
        _column("ETHNICITY", "ethnicity", _code("ETHNIC"), "ethnicity"),
        _column("DOB", "dob", values.day(this_year=this_year, needed=True), "dateofbirth", needed=True),
    )


def _column(name: str, into: str, read: Reader, *titles: str, needed: bool = False) -> Column:
    return Column(name, into, read, needed=needed, titles=titles)


def _code(name: str) -> Reader:
    return values.code(name, needed=False, in_words=True)


def _suitable() -> Reader:
    return values.choice(("unsuitable", False), ("not suitable", False), ("suitable", True))
