"""Reading pages in tests: where they are, and what they say."""

from django.urls import reverse


def at(name, row):
    """The address of one of this room's pages about a row."""
    return reverse(f"matching:{name}", args=[row.public_id])


def read(response):
    """The page as one line of text and tags, however its template is broken into lines."""
    return " ".join(response.content.decode().split())
