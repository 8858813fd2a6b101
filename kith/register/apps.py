from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "kith.register"
    label = "register"

    def ready(self) -> None:
        from kith.foundation.schedules import schedule
        from kith.register.actions import tidy_up
        from kith.register.tasks import refresh_all

        schedule("work the register out anew", "30 3 * * *", refresh_all)
        schedule("tidy up imports", "*/15 * * * *", lambda due: tidy_up(at=due))
