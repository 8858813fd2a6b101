"""The optional second file: who the children and the people around them are, since the return holds no names.

A .csv or .xlsx with one line for each child. It must have the child's identifier as the return has it, and at least one
of first names, surname and known as. Every other column may be missing. Titles may be written in any case, with spaces,
underscores or hyphens; each of these is understood:

| column | also called |
|---|---|
| CHILD | child id, child unique id, person id, client id, case number |
| FIRST_NAMES | first names, first name, forename(s), given name(s) |
| SURNAME | last name, family name |
| KNOWN_AS | preferred name, called |
| LANGUAGES | language(s), first language, home language, several in one cell with ; or , between them |
| WORKER | social worker (name), allocated worker, worker name |
| WORKER_EMAIL | social worker e-mail, allocated worker e-mail |
| WORKER_TEAM | team, team name, allocated team, social worker team |
| IRO | reviewing officer (name), independent reviewing officer |
| IRO_EMAIL | reviewing officer e-mail |
| ADVISER | personal adviser or advisor (name), allocated personal adviser, PA |
| ADVISER_EMAIL | personal adviser e-mail, PA e-mail |
| CARER | carer name, foster carer (name), main carer |
| CARER_PHONE | carer telephone, carer mobile, carer phone number |
| CARER_EMAIL | carer e-mail, foster carer e-mail |
| POSTCODE | post code, placement postcode, home postcode of the placement |
"""

from kith.register.reading import rows, values
from kith.register.reading.schema import Column, Table, identifier

NAMED = ("FIRST_NAMES", "SURNAME", "KNOWN_AS")

_ADVISER = (
    "personaladviser",
    "personaladvisor",
    "allocatedpersonaladviser",
    "allocatedpersonaladvisor",
    "pa",
)
_WORKER = ("socialworker", "allocatedworker", "allocatedsocialworker", "worker")
_OFFICER = ("reviewingofficer", "independentreviewingofficer", "iro")
_CARER = ("carer", "fostercarer", "maincarer", "leadcarer")


def names_table() -> Table:
    """The file of names as a table; as an optional file it may span lines within a cell."""

    def name(column: str, into: str, *titles: str) -> Column:
        return Column(column, into, values.words(), needed=False, titles=titles)

    def email(column: str, into: str, people: tuple[str, ...]) -> Column:
        titles = tuple(f"{person}email{more}" for person in people for more in ("", "address"))
        return Column(column, into, values.email(), needed=False, titles=titles)

    languages = ("language", "languages", "firstlanguage", "homelanguage", "languagesspoken")
    phones = ("phone", "telephone", "mobile", "phonenumber", "tel", "telephonenumber", "mobilenumber")
    return Table(
        "Names",
        "the file of names",
        (
            identifier(
                "childuniqueid", "childidentifier", "personid", "clientid", "casenumber", "personnumber"
            ),
            name(
                "FIRST_NAMES",
                "first_names",
                "firstname",
                "firstnames",
                "forename",
                "forenames",
                "givenname",
                "givennames",
            ),
            name("SURNAME", "surname", "surname", "lastname", "familyname"),
            name(
                "KNOWN_AS",
                "known_as",
                "knownas",
                "preferredname",
                "preferredfirstname",
                "called",
                "calledname",
            ),
            Column("LANGUAGES", "languages", values.several(), needed=False, titles=languages),
            name("WORKER", "worker_name", *_named(_WORKER)),
            email("WORKER_EMAIL", "worker_email", _WORKER),
            name(
                "WORKER_TEAM",
                "worker_team",
                "team",
                "teamname",
                "allocatedteam",
                "workerteam",
                "socialworkerteam",
            ),
            name("IRO", "reviewing_officer_name", *_named(_OFFICER)),
            email("IRO_EMAIL", "reviewing_officer_email", _OFFICER),
            name("ADVISER", "adviser_name", *_named(_ADVISER), *_named(("adviser", "advisor"))),
            email("ADVISER_EMAIL", "adviser_email", (*_ADVISER, "adviser", "advisor")),
            name("CARER", "carer_name", *_named(_CARER)),
            Column(
                "CARER_PHONE",
                "carer_phone",
                values.words(40),
                needed=False,
                titles=tuple(f"{carer}{phone}" for carer in _CARER for phone in phones),
            ),
            email("CARER_EMAIL", "carer_email", _CARER),
            Column(
                "POSTCODE",
                "postcode",
                values.postcode(),
                needed=False,
                titles=("postcode", "placementpostcode", "homepostcode", "plpost"),
            ),
        ),
        rows.NamesRow,
        any_of=NAMED,
        lines_in_a_row=20,
    )


def _named(people: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{person}{more}" for person in people for more in ("", "name", "fullname"))
