"""DBS certificates: their levels, their numbers, and what the Update Service may answer.

A number is kept encrypted and can be read by those who vet; a keyed digest beside it says only whether two are the same.
"""

import hashlib
import hmac
import re

from django.conf import settings

from kith.schemes.models import Scheme

NUMBER = re.compile(r"\d{12}")
BASIC, ENHANCED, BARRED_LIST = "basic", "enhanced", "enhanced with children's barred list"
LEVELS = {BASIC: "Basic", ENHANCED: "Enhanced", BARRED_LIST: "Enhanced with children’s barred list"}
FOR_THE_PERSON = "as fits the person"

CERTIFICATE, STATUS_CHECK = "certificate", "status check"
RESULTS = {
    "clear": "It did not reveal anything, and is still current",
    "current": "It is still current",
    "new information": "It is no longer current: a new certificate is needed",
    "not found": "It was not found: the details do not match",
}
STILL_GOOD = ("clear", "current")


def plain_number(typed: str) -> str:
    return "".join(typed.split())


def _digest(number: str, key: str) -> str:
    return hmac.new(key.encode(), f"certificate:{number}".encode(), hashlib.sha256).hexdigest()


def digest(number: str) -> str:
    """What is stored beside the encrypted number. Empty for no number."""
    return _digest(number, settings.FIELD_KEYS[0]) if number else ""


def digests(number: str) -> list[str]:
    """The digests of a number under every key still in use: what to look for."""
    return [_digest(number, key) for key in settings.FIELD_KEYS]


def levels_for(scheme: Scheme) -> list[str]:
    """The levels that a certificate may have to count here: the one the role is eligible for, no other."""
    return list(LEVELS) if scheme.check_level == FOR_THE_PERSON else [scheme.check_level]


def warning_for(scheme: Scheme) -> str:
    """What to know before asking for a certificate: asking above the role's level is an offence."""
    if scheme.check_level == ENHANCED:
        return (
            f"Ask for an enhanced check without the barred list. {scheme.check_reason} "
            "It is an offence to ask for a barred-list check that a role is not eligible for."
        )
    if scheme.check_level == FOR_THE_PERSON:
        return (
            f"{scheme.check_reason} Ask for the barred list only if what they will do with the child is regulated "
            "activity: it is an offence to ask for a check that a role is not eligible for."
        )
    return f"This role asks for {LEVELS.get(scheme.check_level, scheme.check_level).lower()}. {scheme.check_reason}"
