"""A file that nobody accepts is not read to its end, and is still too large by its own size."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler
from django.test import RequestFactory

from kith.foundation import uploads


def received(size, most, monkeypatch):
    """The file as a form is given it, after so many bytes were sent."""
    monkeypatch.setattr(uploads, "MOST_BYTES", most)
    request = RequestFactory().post("/", {"sent": _file(size)})
    request.upload_handlers = [
        uploads.ReadNoFurther(request),
        MemoryFileUploadHandler(request),
        TemporaryFileUploadHandler(request),
    ]
    return request.FILES["sent"]


def _file(size):
    return SimpleUploadedFile("return.zip", b"x" * size)


def test_what_is_small_enough_arrives_whole(monkeypatch):
    assert received(200_000, 200_000, monkeypatch).read() == b"x" * 200_000


def test_what_is_too_large_arrives_too_large_and_no_larger_than_it_must(monkeypatch):
    kept = received(9_000_000, 200_000, monkeypatch)
    assert 200_000 < kept.size <= 200_000 + 64 * 1024
