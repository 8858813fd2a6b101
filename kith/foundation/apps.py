from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "kith.foundation"
    label = "foundation"

    def ready(self) -> None:
        from kith.foundation.housekeeping import sweep
        from kith.foundation.schedules import schedule

        schedule("sweep the house", "50 3 * * *", lambda due: sweep(at=due))
