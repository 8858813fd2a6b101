"""What must be true of a DBS certificate, or of a look into the Update Service, before it is written down."""

from datetime import date

from kith.foundation.dates import day_words, months_after
from kith.recruitment.models import Check
from kith.recruitment.refusals import CannotRecord
from kith.recruitment.vetting import certificates
from kith.recruitment.vetting.requirements import STATUS_CHECK_MONTHS


def examine_dbs(check: Check) -> None:
    kinds = {certificates.CERTIFICATE: _certificate, certificates.STATUS_CHECK: _status_check}
    kinds[check.details.setdefault("evidence", certificates.CERTIFICATE)](check)


def _certificate(check: Check) -> None:
    check.number = certificates.plain_number(check.number)
    if not certificates.NUMBER.fullmatch(check.number):
        raise CannotRecord(
            "The certificate number has 12 figures. It is at the top right of the certificate.", "number"
        )
    check.number_digest = certificates.digest(check.number)
    _is_nobody_elses(check)
    _is_of_the_right_level(check)
    issued = _issued_on(check)
    if check.details.get("update_service"):
        _agreed_in_time(check, issued)
        _take_result(check)
        check.until = check.until or months_after(check.on, STATUS_CHECK_MONTHS)
    else:
        check.details.pop("result", None)
        check.counted_from = issued


def _agreed_in_time(check: Check, issued: date) -> None:
    """The day on which they agreed that we look, where it is known: not before there was a certificate."""
    said = str(check.details.get("agreed_on") or "")
    if not said:
        return
    try:
        agreed = date.fromisoformat(said)
    except ValueError as unclear:
        raise CannotRecord("Enter the day on which they agreed.", "agreed_on") from unclear
    if not issued <= agreed <= check.on:
        raise CannotRecord(
            f"They agreed between {day_words(issued)}, when it was issued, and {day_words(check.on)}, "
            "when you saw it. Check the day.",
            "agreed_on",
        )


def _is_nobody_elses(check: Check) -> None:
    """One certificate, one person: within the provider, whose staff can find out which of the two is right."""
    same = Check.objects.standing().filter(
        number_digest__in=certificates.digests(check.number),
        scheme__provider=check.scheme.provider_id,
    )
    if same.exclude(volunteer=check.volunteer).exists():
        raise CannotRecord(
            "This certificate number is already recorded for somebody else. Compare it with the certificate.",
            "number",
        )


def _is_of_the_right_level(check: Check) -> None:
    level, scheme = check.details.get("level"), check.scheme
    if level not in certificates.LEVELS:
        raise CannotRecord("Choose the level of the certificate.", "level")
    if level in certificates.levels_for(scheme):
        if scheme.check_level == certificates.FOR_THE_PERSON and not check.vetting_words:
            raise CannotRecord("Say why this level fits what they will do.", "vetting_words")
        return
    if level == certificates.BARRED_LIST:
        raise CannotRecord(certificates.warning_for(scheme), "level")
    wanted = certificates.LEVELS[scheme.check_level].lower()
    raise CannotRecord(f"This role needs a certificate that is {wanted}. Ask for a new one.", "level")


def _issued_on(check: Check) -> date:
    try:
        issued = date.fromisoformat(str(check.details.get("issued_on", "")))
    except ValueError as unclear:
        raise CannotRecord("Enter the day the certificate was issued.", "issued_on") from unclear
    if issued > check.on:
        raise CannotRecord(f"The day of issue must be {day_words(check.on)} or earlier.", "issued_on")
    if check.volunteer.born and issued < check.volunteer.born:
        raise CannotRecord(
            f"The certificate cannot have been issued before {check.volunteer.first_name} was born.",
            "issued_on",
        )
    check.details["issued_on"] = issued.isoformat()
    return issued


def _status_check(check: Check) -> None:
    held = Check.objects.standing().of(check.volunteer, check.scheme)
    if not held.filter(kind="dbs", details__update_service=True).exists():
        raise CannotRecord(
            f"There is no certificate of {check.volunteer.first_name}’s on the Update Service. "
            "Record the certificate and their consent first."
        )
    _take_result(check)
    check.until = check.until or months_after(check.on, STATUS_CHECK_MONTHS)


def _take_result(check: Check) -> None:
    result = check.details.get("result")
    if result not in certificates.RESULTS:
        raise CannotRecord("Choose what the Update Service answered.", "result")
    check.passed = check.passed and result in certificates.STILL_GOOD
