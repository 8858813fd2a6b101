"""Ways through the pages of this room, for tests: addresses, what people type, what stands there."""

from datetime import date, timedelta

from django.urls import reverse

from kith.foundation.dates import today
from kith.schemes.tests.factories import an_authority

LIST = "/referrals/"


def address(name, *args):
    return reverse(f"referral:{name}", args=args)


def url_of(name, referral):
    return address(name, referral.public_id)


def page_of(response):
    return response.content.decode()


def days_ago(days) -> date:
    return today() - timedelta(days=days)


def by_a_school(scheme):
    """Every page of the form and what a teacher types on it."""
    return {
        "who": {"source": "school"},
        "name": {"first_name": "Tariq", "last_name": ""},
        "born": {"born_day": "4", "born_month": "5", "born_year": "2013"},
        "council": {"council": str(an_authority().public_id)},
        "scheme": {"scheme": str(scheme.public_id)},
        "asked": {"child_answer": "yes"},
        "their-words": {"child_words": "Someone who gets cars"},
        "why": {"why": "He has moved four times.\nHe has nobody of his own."},
        "needs": {"practical_needs": ""},
        "you": {"referrer_name": "Ms Okoro", "referrer_place": "Oak Academy"},
        "reach": {"referrer_email": "okoro@school.example.org", "referrer_phone": ""},
    }


def by_themself():
    return {
        "who": {"source": "young person"},
        "my-name": {"first_name": "Dee"},
        "my-birthday": {"born": "2011-05-04"},
        "council": {"council": "not known"},
        "my-why": {"child_words": "Someone to go to football with"},
        "my-needs": {"practical_needs": ""},
        "my-reach": {"referrer_email": "", "referrer_phone": "07700 900123"},
    }


def answer(client, pages):
    """Go through the form, page by page, and see that each leads to the next."""
    slugs = list(pages)
    for slug, following in zip(slugs, [*slugs[1:], None], strict=True):
        response = client.post(address("question", slug), pages[slug])
        assert response.status_code == 302, response.content.decode()
        assert response.url == (address("question", following) if following else address("check"))
