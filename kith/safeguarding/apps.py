from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    name = "kith.safeguarding"
    label = "safeguarding"

    def ready(self) -> None:
        from kith.foundation.schedules import schedule
        from kith.safeguarding.actions import tell_again

        schedule("tell again of unread concerns", "*/5 * * * *", lambda due: tell_again(at=due))
