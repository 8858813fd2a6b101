from django.apps import AppConfig


class EndingsConfig(AppConfig):
    name = "kith.endings"
    label = "endings"

    def ready(self) -> None:
        from kith.endings.actions import erase_agreed
        from kith.foundation.schedules import schedule

        schedule("erase records whose time is over", "*/10 2-4 * * *", lambda due: erase_agreed(at=due))
