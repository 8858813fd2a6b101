from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "kith.outcomes"
    label = "outcomes"

    def ready(self) -> None:
        from kith.foundation.schedules import schedule
        from kith.outcomes.tasks import ask_again, reuse_register

        schedule("reuse what the register holds", "45 4 * * *", lambda due: reuse_register(due))
        schedule("ask once more for a form", "5 8 * * *", lambda due: ask_again(due))
