"""The tables Kith reads, and what each of their cells means.

A table is told by its columns, never by its file's name. `needed` columns must be there; the others may be missing,
since returns of different years and systems differ. A column that goes `into` no field is looked at and not kept.
"""

from kith.register.reading import rows, values
from kith.register.reading.annex_a import annex_a_tables
from kith.register.reading.names import names_table
from kith.register.reading.schema import Column, Table, check, identifier


def all_tables(this_year: int) -> tuple[Table, ...]:
    """Every table, with readers that know which century a year of two figures is in."""
    made = (*_kept_tables(this_year), *_other_tables(this_year), *annex_a_tables(this_year), names_table())
    for table in made:
        check(table)
    return made


def _kept_tables(this_year: int) -> tuple[Table, ...]:
    read, code, flag = values.day, values.code, values.flag
    dob = Column("DOB", "dob", read(this_year=this_year), needed=False)
    header = Table(
        "Header",
        "the Header table",
        (
            identifier(),
            Column("SEX", "sex", code("SEX", blank="U")),
            Column("DOB", "dob", read(this_year=this_year, needed=True)),
            Column("ETHNIC", "ethnicity", code("ETHNIC")),
            Column("UPN", "", values.upn(), needed=False),
            Column("MOTHER", "mother", flag(), needed=False),
            Column("MC_DOB", "", read(this_year=this_year), needed=False),
        ),
        rows.HeaderRow,
    )
    episodes = Table(
        "Episodes",
        "the Episodes table",
        (
            identifier(),
            Column("DECOM", "began", read(this_year=this_year, needed=True)),
            Column("RNE", "reason_begun", code("RNE")),
            Column("LS", "legal_status", code("LS")),
            Column("CIN", "need", code("CIN"), needed=False),
            Column("PLACE", "placement", code("PLACE"), titles=("place", "pl")),
            Column("PLACE_PROVIDER", "provider", code("PLACE_PROVIDER", needed=False), needed=False),
            Column("DEC", "ended", read(this_year=this_year, vital=True)),
            Column("REC", "reason_ended", code("REC", needed=False)),
            Column(
                "REASON_PLACE_CHANGE", "reason_moved", code("REASON_PLACE_CHANGE", needed=False), needed=False
            ),
            Column("HOME_POST", "home_postcode", values.postcode(), needed=False),
            Column("PL_POST", "placement_postcode", values.postcode(), needed=False),
            Column("URN", "urn", values.urn(), needed=False),
        ),
        rows.EpisodeRow,
    )
    reviews = Table(
        "Reviews",
        "the Reviews table",
        (
            identifier(),
            dob,
            Column("REVIEW", "day", read(this_year=this_year, needed=True)),
            Column("REVIEW_CODE", "part", code("REVIEW_CODE")),
        ),
        rows.ReviewRow,
    )
    health = ("CONVICTED", "HEALTH_CHECK", "IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT")
    help_given = ("SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED")
    measures = Table(
        "OC2",
        "the OC2 table (health and SDQ)",
        (
            identifier(),
            dob,
            Column("SDQ_SCORE", "sdq_score", values.number(0, 40)),
            Column("SDQ_REASON", "sdq_reason", code("SDQ_REASON", needed=False)),
            *(Column(name, name.lower(), flag(), needed=False) for name in (*health, *help_given)),
        ),
        rows.MeasureRow,
        yearly=True,
    )
    leavers = Table(
        "OC3",
        "the OC3 table (care leavers)",
        (
            identifier(),
            dob,
            Column("IN_TOUCH", "in_touch", code("IN_TOUCH")),
            Column("ACTIV", "activity", code("ACTIV")),
            Column("ACCOM", "accommodation", code("ACCOM")),
        ),
        rows.LeaverRow,
        yearly=True,
    )
    uasc = Table(
        "UASC",
        "the UASC table (unaccompanied asylum-seeking children)",
        (
            identifier(),
            Column("SEX", "sex", code("SEX", blank="U", needed=False), needed=False),
            dob,
            Column("DUC", "ceased", read(this_year=this_year)),
        ),
        rows.UascRow,
    )
    missing = Table(
        "Missing",
        "the Missing table",
        (
            identifier(),
            dob,
            Column("MISSING", "kind", code("MISSING")),
            Column("MIS_START", "began", read(this_year=this_year, needed=True)),
            Column("MIS_END", "ended", read(this_year=this_year, vital=True)),
        ),
        rows.MissingRow,
    )
    workers = Table(
        "SWEpisodes",
        "the table of social workers (SW episodes)",
        (
            identifier(),
            dob,
            Column("SW_ID", "worker", values.words(40)),
            Column("SW_DECOM", "began", read(this_year=this_year, needed=True)),
            Column("SW_DEC", "ended", read(this_year=this_year, vital=True)),
            Column("SW_REASON", "reason", code("SW_REASON", needed=False)),
        ),
        rows.WorkerEpisodeRow,
    )
    return (header, episodes, reviews, measures, leavers, uasc, missing, workers)


def _other_tables(this_year: int) -> tuple[Table, ...]:
    """Tables of the return that Kith has no use for: adoption, earlier permanence, deprivation of liberty."""
    day, code = values.day(this_year=this_year), values.code
    dob = Column("DOB", "", day, needed=False)
    adoption = (
        Column("DATE_INT", "", day),
        Column("DATE_MATCH", "", day),
        Column("FOSTER_CARE", "", values.flag()),
        Column("NB_ADOPTR", "", values.number(1, 2)),
        Column("SEX_ADOPTR", "", code("SEX_ADOPTR")),
        Column("LS_ADOPTR", "", code("LS_ADOPTR")),
    )
    placed = (
        Column("DATE_PLACED", "", day),
        Column("DATE_PLACED_CEASED", "", day),
        Column("REASON_PLACED_CEASED", "", code("REASON_PLACED_CEASED", needed=False)),
    )
    earlier = (
        Column("PREV_PERM", "", code("PREV_PERM")),
        Column("LA_PERM", "", values.words(), needed=False),
        Column("DATE_PERM", "", values.day_in_part()),
    )
    liberty = (Column("DOLO_START", "", day), Column("DOLO_END", "", day))
    return (
        Table("AD1", "the AD1 table (adoption)", (identifier(), dob, *adoption)),
        Table("PlacedAdoption", "the table of children placed for adoption", (identifier(), dob, *placed)),
        Table("PrevPerm", "the table of earlier permanence", (identifier(), dob, *earlier)),
        Table("DoLo", "the table of deprivation of liberty", (identifier(), dob, *liberty)),
    )
