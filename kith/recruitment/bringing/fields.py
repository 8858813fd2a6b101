"""What may stand in the columns of a scheme's list: our name for it, what others call it, how a cell is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from kith.recruitment.bringing import values

Reader = Callable[[str, date], Any]
"""Takes the cell and the day of reading; gives the value or raises `Unreadable`."""

WHO, STANDING, CHECKS = "Who they are", "Where they stand", "What was checked"


@dataclass(frozen=True)
class Field:
    """One thing a column may hold. `titles` are tidied: small letters and digits only."""

    key: str
    label: str
    group: str
    read: Reader
    titles: tuple[str, ...] = ()


def _field(key: str, label: str, group: str, read: Reader, *titles: str) -> Field:
    return Field(key, label, group, read, tuple(dict.fromkeys((tidy(label), *titles))))


def tidy(title: str) -> str:
    """A title as it is compared: letters and digits only, in small letters."""
    return "".join(letter for letter in title.casefold() if letter.isalnum())


FIELDS: tuple[Field, ...] = (
    _field("first_name", "First name", WHO, values.name, "firstname", "forename", "forenames", "givenname", "christianname"),
    _field("last_name", "Last name", WHO, values.name, "surname", "familyname", "secondname"),
    _field("name", "First and last name together", WHO, values.whole_name, "name", "fullname", "volunteer", "volunteername"),
    _field("born", "Date of birth", WHO, values.birthday, "dob", "birthdate", "born", "birthday"),
    _field("gender", "Gender", WHO, values.gender, "sex"),
    _field("email", "E-mail", WHO, values.email, "emailaddress", "mail", "emails", "contactemail"),
    _field("phone", "Phone", WHO, values.phone, "phonenumber", "telephone", "tel", "mobile", "mobilenumber", "mobilephone", "contactnumber"),
    _field("postcode", "Postcode", WHO, values.postcode, "postalcode", "postcodehome"),
    _field("languages", "Languages", WHO, values.languages, "language", "languagesspoken"),
    _field("travel_miles", "Miles they would travel", WHO, values.number(0, 200), "travelmiles", "miles", "maxmiles", "traveldistance"),
    _field("status", "Where they stand", STANDING, values.status, "status", "stage", "volunteerstatus", "active"),
    _field("applied_on", "Applied on", STANDING, values.past_day, "applicationdate", "dateapplied", "applied", "enquirydate", "dateofapplication"),
    _field("approved_on", "Approved on", STANDING, values.past_day, "approvaldate", "dateapproved", "approved", "paneldate", "startdate"),
    _field("reviewed_on", "Last reviewed on", STANDING, values.past_day, "lastreview", "reviewdate", "datelastreviewed", "annualreview"),
    _field("age_from", "Youngest age approved for", STANDING, values.number(0, 25), "agefrom", "youngestage", "minage"),
    _field("age_to", "Oldest age approved for", STANDING, values.number(0, 25), "ageto", "oldestage", "maxage"),
    _field("places", "Children at a time", STANDING, values.number(1, 12), "places", "capacity", "maxmatches", "numberofchildren"),
    _field("conditions", "Conditions", STANDING, values.line, "condition", "restrictions"),
    _field("identity_on", "Identity seen on", CHECKS, values.past_day, "idchecked", "idseen", "identitychecked", "idcheck", "idcheckdate", "identity"),
    _field("right_on", "Right to volunteer seen on", CHECKS, values.past_day, "righttowork", "righttovolunteer", "righttoworkchecked"),
    _field("right_until", "Visa runs out on", CHECKS, values.day, "visaexpiry", "visaexpires", "righttoworkexpiry"),
    _field("declaration_on", "Self-declaration signed on", CHECKS, values.past_day, "selfdeclaration", "declaration", "declarationdate", "selfdisclosure"),
    _field("interview_on", "Interviewed on", CHECKS, values.past_day, "interview", "interviewdate", "dateofinterview"),
    _field("interview_first", "Interviewed by", CHECKS, values.line, "interviewer", "interviewers", "interviewer1", "firstinterviewer"),
    _field("interview_second", "And by", CHECKS, values.line, "interviewer2", "secondinterviewer", "andby"),
    _field("reference1_name", "First referee", CHECKS, values.name, "referee1", "reference1name", "referee1name", "firstreference"),
    _field("reference1_on", "First reference came on", CHECKS, values.past_day, "reference1", "reference1date", "reference1received", "ref1", "ref1date"),
    _field("reference1_relation", "How the first referee knows them", CHECKS, values.relation, "reference1relation", "referee1relationship", "reference1type"),
    _field("reference2_name", "Second referee", CHECKS, values.name, "referee2", "reference2name", "referee2name", "secondreference"),
    _field("reference2_on", "Second reference came on", CHECKS, values.past_day, "reference2", "reference2date", "reference2received", "ref2", "ref2date"),
    _field("reference2_relation", "How the second referee knows them", CHECKS, values.relation, "reference2relation", "referee2relationship", "reference2type"),
    _field("dbs_number", "DBS certificate number", CHECKS, values.certificate, "dbs", "dbsnumber", "dbsno", "certificatenumber", "dbscertificate", "crbnumber", "disclosurenumber"),
    _field("dbs_issued", "DBS certificate issued on", CHECKS, values.past_day, "dbsdate", "dbsissued", "dbsissuedate", "dateofdbs", "dbsissuedon", "crbdate"),
    _field("dbs_level", "DBS level", CHECKS, values.level, "dbstype", "levelofdbs", "dbschecklevel"),
    _field("dbs_update", "On the DBS Update Service", CHECKS, values.yes_or_no, "updateservice", "dbsupdateservice", "onupdateservice"),
    _field("dbs_checked_on", "Update Service last looked at", CHECKS, values.past_day, "updateservicechecked", "statuscheckdate", "dbsstatuscheck", "updateservicedate"),
    _field("independence_on", "Independence declared on", CHECKS, values.past_day, "independence", "independent", "independencedate"),
    _field("training_on", "Trained on", CHECKS, values.past_day, "training", "trainingdate", "inductiontraining", "trainingcompleted", "trained"),
    _field("training_course", "Which course", CHECKS, values.line, "course", "trainingcourse", "coursename", "nameofcourse", "trainingname"),
    _field("training_until", "Training holds until", CHECKS, values.day, "trainingexpiry", "trainingexpires", "trainingdue"),
    _field("agreement_on", "Agreement signed on", CHECKS, values.past_day, "agreement", "volunteeragreement", "agreementdate", "agreementsigned"),
)  # fmt: skip
BY_KEY: Mapping[str, Field] = MappingProxyType({field.key: field for field in FIELDS})
BY_TITLE: Mapping[str, str] = MappingProxyType(
    {title: field.key for field in FIELDS for title in field.titles}
)
