"""What is sent is read no further than the most that any form accepts."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST_BYTES = 50 * 1024 * 1024


class ReadNoFurther(FileUploadHandler):
    """Lets a file through until it is larger than any form accepts, and drops the rest.

    What arrives is then too large by its own size, and the form says so in its own words.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.passed = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if self.passed > MOST_BYTES:
            return None
        self.passed += len(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:
        return None  # the next handler has it
