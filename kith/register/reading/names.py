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
from kith.register.reading.values import Reader

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
_PHONES = ("phone", "telephone", "mobile", "phonenumber", "tel", "telephonenumber", "mobilenumber")

_IDENTIFIERS = ("childuniqueid", "childidentifier", "personid", "clientid", "casenumber", "personnumber")
_FIRST_NAMES = ("firstname", "firstnames", "forename", "forenames", "givenname", "givennames")
_KNOWN_AS = ("knownas", "preferredname", "preferredfirstname", "called", "calledname")
_LANGUAGES = ("language", "languages", "firstlanguage", "homelanguage", "languagesspoken")
_TEAM = ("team", "teamname", "allocatedteam", "workerteam", "socialworkerteam")
_POSTCODE = ("postcode", "placementpostcode", "homepostcode", "plpost")


def names_table() -> Table:
    """The file of names as a table. A cell may go over several lines."""
    columns = (
        identifier(*_IDENTIFIERS),
        _column("FIRST_NAMES", "first_names", values.words(), _FIRST_NAMES),
        _column("SURNAME", "surname", values.words(), ("surname", "lastname", "familyname")),
        _column("KNOWN_AS", "known_as", values.words(), _KNOWN_AS),
        _column("LANGUAGES", "languages", values.several(), _LANGUAGES),
        _column("WORKER", "worker_name", values.words(), _with(_WORKER, "", "name", "fullname")),
        _column("WORKER_EMAIL", "worker_email", values.email(), _with(_WORKER, "email", "emailaddress")),
        _column("WORKER_TEAM", "worker_team", values.words(), _TEAM),
        _column("IRO", "reviewing_officer_name", values.words(), _with(_OFFICER, "", "name", "fullname")),
        _column(
            "IRO_EMAIL", "reviewing_officer_email", values.email(), _with(_OFFICER, "email", "emailaddress")
        ),
        _column(
            "ADVISER", "adviser_name", values.words(), _with((*_ADVISER, "adviser", "advisor"), "", "name")
        ),
        _column("ADVISER_EMAIL", "adviser_email", values.email(), _with(_ADVISER, "email", "emailaddress")),
        _column("CARER", "carer_name", values.words(), _with(_CARER, "", "name", "fullname")),
        _column("CARER_PHONE", "carer_phone", values.words(40), _with(_CARER, *_PHONES)),
        _column("CARER_EMAIL", "carer_email", values.email(), _with(_CARER, "email", "emailaddress")),
        _column("POSTCODE", "postcode", values.postcode(), _POSTCODE),
    )
    return Table("Names", "the file of names", columns, rows.NamesRow, any_of=NAMED, lines_in_a_row=20)


def _column(name: str, into: str, read: Reader, titles: tuple[str, ...]) -> Column:
    return Column(name, into, read, needed=False, titles=titles)


def _with(people: tuple[str, ...], *endings: str) -> tuple[str, ...]:
    """Every person's title with each ending: carer, carername."""
    return tuple(f"{person}{ending}" for person in people for ending in endings)
