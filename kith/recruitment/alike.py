"""What an applicant is compared by: with earlier applicants of the same provider, and with barred contacts."""

from django.db.models import Q, QuerySet

from kith.recruitment.models import Answers, Application
from kith.safeguarding.marks import Described
from kith.science.likeness import Known, email_key, phone_key

LAST_FIGURES = 3  # of a phone number: they are seldom written apart


def answers_of(application: Application) -> Answers | None:
    try:
        return application.answers
    except Answers.DoesNotExist:
        return None


def other_names(application: Application) -> tuple[str, ...]:
    answers = answers_of(application)
    said = answers.sections.get("about-you", {}) if answers else {}
    return tuple(line.strip() for line in str(said.get("other_names", "")).splitlines() if line.strip())


def homes_of(application: Application) -> list[dict[str, str]]:
    """Where they say they have lived, the latest first."""
    answers = answers_of(application)
    return list(answers.sections.get("homes", {}).get("homes", [])) if answers else []


def known(application: Application) -> Known:
    volunteer = application.volunteer
    return Known(
        name=volunteer.name,
        born=volunteer.born,
        email=volunteer.email,
        phone=volunteer.phone,
        postcode=volunteer.postcode,
        other_names=other_names(application),
    )


def described(application: Application) -> Described:
    """Everything they told that may give them away."""
    volunteer = application.volunteer
    homes = tuple(f"{home.get('address', '')} {home.get('postcode', '')}" for home in homes_of(application))
    return Described(
        names=(volunteer.name, *other_names(application)),
        addresses=homes,
        phones=(volunteer.phone,) if volunteer.phone else (),
        emails=(volunteer.email,) if volunteer.email else (),
    )


def may_be_earlier(application: Application) -> "QuerySet[Application]":
    """Earlier applications at the same provider that share enough to be compared; the rest cannot be alike."""
    volunteer = application.volunteer
    shares = Q(volunteer=application.volunteer_id)
    if volunteer.born:
        shares |= Q(volunteer__born=volunteer.born)
    if box := email_key(volunteer.email).partition("@")[0]:
        shares |= Q(volunteer__email__istartswith=box[:2])
    if figures := phone_key(volunteer.phone):
        shares |= Q(volunteer__phone__endswith=figures[-LAST_FIGURES:])
    if volunteer.postcode:
        shares |= Q(volunteer__postcode=volunteer.postcode)
    same_provider = Application.objects.filter(scheme__provider=application.scheme.provider_id)
    return (
        same_provider.filter(shares, pk__lt=application.pk)
        .select_related("volunteer", "answers", "scheme")
        .order_by("pk")
    )
