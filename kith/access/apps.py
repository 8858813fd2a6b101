from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "kith.access"
    label = "access"

    def ready(self) -> None:
        from kith.access import idle  # noqa: F401  (it listens for who signs in)
