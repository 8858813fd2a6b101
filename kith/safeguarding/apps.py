from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    name = "kith.safeguarding"
    label = "safeguarding"

    def ready(self) -> None:
        from kith.access.actions import TOLD_OF_ROLES
        from kith.foundation.schedules import schedule
        from kith.safeguarding.accounts import look_at_everybody, look_at_new
        from kith.safeguarding.actions import tell_again
        from kith.safeguarding.meaning import keep_from_a_new_reader

        TOLD_OF_ROLES["safeguarding"] = keep_from_a_new_reader
        schedule("tell again of unread concerns", "*/5 * * * *", lambda due: tell_again(at=due))
        schedule("compare accounts with barred contacts", "20 2 * * *", lambda due: look_at_everybody(at=due))
        schedule("compare new accounts with barred contacts", "*/15 * * * *", lambda due: look_at_new(at=due))
