"""A text column that is unreadable in the database file, in backups and to anyone without the key."""

import base64
import hashlib
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


@lru_cache(maxsize=4)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    """Any text is a key: it is stretched to the shape Fernet wants. The first encrypts, all decrypt."""
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest())) for key in keys]
    )


def cipher() -> MultiFernet:
    return _cipher(tuple(settings.FIELD_KEYS))


class EncryptedTextField(models.TextField):
    """Holds text, stores ciphertext; refuses look-ups, which could only ever mislead."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return value if value in (None, "") else cipher().encrypt(value.encode()).decode()

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        return value if value in (None, "") else cipher().decrypt(value.encode()).decode()

    def get_lookup(self, lookup_name: str) -> Any:
        """None is how Django is told that a look-up is not supported."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None
