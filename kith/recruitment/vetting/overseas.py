"""Where somebody has lived for a year or more, and whose police certificate has been seen."""

from kith.recruitment.models import Check
from kith.recruitment.refusals import CannotRecord


def examine_overseas(check: Check) -> None:
    """Until every country's certificate is there, it waits; so it does where one shows something. Nowhere is an answer too."""
    countries, seen = _named(check, "countries"), _named(check, "certificates")
    known = {country.casefold(): country for country in countries}
    strange = [country for country in seen if country.casefold() not in known]
    if strange:
        raise CannotRecord(f"{strange[0]} is not among the countries they lived in.", "certificates")
    if check.details.get("shows") and not seen:
        raise CannotRecord("Enter the country whose certificate shows something.", "certificates")
    check.details |= {"countries": countries, "certificates": [known[country.casefold()] for country in seen]}
    check.complete = check.complete and are_all_seen(check) and not check.details.get("shows")


def are_all_seen(check: Check) -> bool:
    return set(check.details.get("certificates", ())) == set(check.details.get("countries", ()))


def _named(check: Check, name: str) -> list[str]:
    return list(dict.fromkeys(" ".join(str(each).split()) for each in check.details.get(name) or [] if each))
