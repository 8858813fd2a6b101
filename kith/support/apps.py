from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "kith.support"
    label = "support"

    def ready(self) -> None:
        from kith.foundation.schedules import schedule
        from kith.support.actions import ask_after_lone, keep_covers, keep_ties, write_the_week
        from kith.support.lapses import tell_of_lapses

        schedule("keep covers", "15 5 * * *", lambda due: keep_covers(at=due))
        schedule("ask after those out alone", "*/5 * * * *", lambda due: ask_after_lone(at=due))
        schedule("keep ties", "30 5 * * *", lambda due: keep_ties(at=due))
        schedule("write the week", "30 6 * * 1", lambda due: write_the_week(at=due))
        schedule("tell of what runs out", "0 7 * * *", lambda due: tell_of_lapses(at=due))
