"""The tables Kith reads, and what each of their cells means.

A table is told by its columns, never by its file's name. `needed` columns must be there; the others may be missing,
since returns of different years and systems differ. A column that goes `into` no field is looked at and not kept.
"""

from kith.register.reading import rows, values
from kith.register.reading.annex_a import annex_a_tables
from kith.register.reading.names import names_table
from kith.register.reading.schema import Column, Table, check, identifier
from kith.register.reading.values import Reader


def all_tables(this_year: int) -> tuple[Table, ...]:
    """Every table, with readers that know which century a year of two figures is in."""
    made = (
        _header(this_year),
        _episodes(this_year),
        _reviews(this_year),
        _health(this_year),
        _leavers(this_year),
        _uasc(this_year),
        _missing(this_year),
        _workers(this_year),
        *_without_use(this_year),
        *annex_a_tables(this_year),
        names_table(),
    )
    for table in made:
        check(table)
    return made


def _maybe(name: str, into: str, read: Reader) -> Column:
    """A column that returns of some years or systems lack."""
    return Column(name, into, read, needed=False)


def _day(this_year: int) -> Reader:
    return values.day(this_year=this_year)


def _start(this_year: int) -> Reader:
    """A date without which the row means nothing."""
    return values.day(this_year=this_year, needed=True)


def _end(this_year: int) -> Reader:
    """A date that may be blank, which means that something lasts; so one that cannot be read must not be blank."""
    return values.day(this_year=this_year, vital=True)


def _born(this_year: int) -> Column:
    return _maybe("DOB", "dob", _day(this_year))


def _header(this_year: int) -> Table:
    columns = (
        identifier(),
        Column("SEX", "sex", values.code("SEX", blank="U")),
        Column("DOB", "dob", _start(this_year)),
        Column("ETHNIC", "ethnicity", values.code("ETHNIC")),
        _maybe("UPN", "", values.upn()),
        _maybe("MOTHER", "mother", values.flag()),
        _maybe("MC_DOB", "", _day(this_year)),
    )
    return Table("Header", "the Header table", columns, rows.HeaderRow)


def _episodes(this_year: int) -> Table:
    why_moved = values.code("REASON_PLACE_CHANGE", needed=False)
    columns = (
        identifier(),
        Column("DECOM", "began", _start(this_year)),
        Column("RNE", "reason_begun", values.code("RNE")),
        Column("LS", "legal_status", values.code("LS")),
        _maybe("CIN", "need", values.code("CIN")),
        Column("PLACE", "placement", values.code("PLACE"), titles=("place", "pl")),
        _maybe("PLACE_PROVIDER", "provider", values.code("PLACE_PROVIDER", needed=False)),
        Column("DEC", "ended", _end(this_year)),
        Column("REC", "reason_ended", values.code("REC", needed=False)),
        _maybe("REASON_PLACE_CHANGE", "reason_moved", why_moved),
        _maybe("HOME_POST", "home_postcode", values.postcode()),
        _maybe("PL_POST", "placement_postcode", values.postcode()),
        _maybe("URN", "urn", values.urn()),
    )
    return Table("Episodes", "the Episodes table", columns, rows.EpisodeRow)


def _reviews(this_year: int) -> Table:
    columns = (
        identifier(),
        _born(this_year),
        Column("REVIEW", "day", _start(this_year)),
        Column("REVIEW_CODE", "part", values.code("REVIEW_CODE")),
    )
    return Table("Reviews", "the Reviews table", columns, rows.ReviewRow)


def _health(this_year: int) -> Table:
    flags = (
        "CONVICTED",
        "HEALTH_CHECK",
        "IMMUNISATIONS",
        "TEETH_CHECK",
        "HEALTH_ASSESSMENT",
        "SUBSTANCE_MISUSE",
        "INTERVENTION_RECEIVED",
        "INTERVENTION_OFFERED",
    )
    columns = (
        identifier(),
        _born(this_year),
        Column("SDQ_SCORE", "sdq_score", values.number(0, 40)),
        Column("SDQ_REASON", "sdq_reason", values.code("SDQ_REASON", needed=False)),
        *(_maybe(name, name.lower(), values.flag()) for name in flags),
    )
    return Table("OC2", "the OC2 table (health and SDQ)", columns, rows.MeasureRow, yearly=True)


def _leavers(this_year: int) -> Table:
    columns = (
        identifier(),
        _born(this_year),
        Column("IN_TOUCH", "in_touch", values.code("IN_TOUCH")),
        Column("ACTIV", "activity", values.code("ACTIV")),
        Column("ACCOM", "accommodation", values.code("ACCOM")),
    )
    return Table("OC3", "the OC3 table (care leavers)", columns, rows.LeaverRow, yearly=True)


def _uasc(this_year: int) -> Table:
    columns = (
        identifier(),
        _maybe("SEX", "sex", values.code("SEX", blank="U", needed=False)),
        _born(this_year),
        Column("DUC", "ceased", _day(this_year)),
    )
    return Table("UASC", "the UASC table (unaccompanied asylum-seeking children)", columns, rows.UascRow)


def _missing(this_year: int) -> Table:
    columns = (
        identifier(),
        _born(this_year),
        Column("MISSING", "kind", values.code("MISSING")),
        Column("MIS_START", "began", _start(this_year)),
        Column("MIS_END", "ended", _end(this_year)),
    )
    return Table("Missing", "the Missing table", columns, rows.MissingRow)


def _workers(this_year: int) -> Table:
    columns = (
        identifier(),
        _born(this_year),
        Column("SW_ID", "worker", values.words(40)),
        Column("SW_DECOM", "began", _start(this_year)),
        Column("SW_DEC", "ended", _end(this_year)),
        Column("SW_REASON", "reason", values.code("SW_REASON", needed=False)),
    )
    return Table("SWEpisodes", "the table of social workers (SW episodes)", columns, rows.WorkerEpisodeRow)


def _without_use(this_year: int) -> tuple[Table, ...]:
    """Tables of the return that Kith has no use for: adoption, earlier permanence, deprivation of liberty."""
    day, code = _day(this_year), values.code
    who = (identifier(), _maybe("DOB", "", day))
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
        _maybe("LA_PERM", "", values.words()),
        Column("DATE_PERM", "", values.day_in_part()),
    )
    liberty = (Column("DOLO_START", "", day), Column("DOLO_END", "", day))
    return (
        Table("AD1", "the AD1 table (adoption)", (*who, *adoption)),
        Table("PlacedAdoption", "the table of children placed for adoption", (*who, *placed)),
        Table("PrevPerm", "the table of earlier permanence", (*who, *earlier)),
        Table("DoLo", "the table of deprivation of liberty", (*who, *liberty)),
    )
