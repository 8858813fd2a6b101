from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "kith.outcomes"
    label = "outcomes"

    def ready(self) -> None:
        from kith.foundation.schedules import schedule
        from kith.outcomes.tasks import reuse_register

        schedule("reuse what the register holds", "45 4 * * *", lambda due: reuse_register(due))
