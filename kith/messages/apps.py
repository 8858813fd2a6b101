from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "kith.messages"
    label = "kith_messages"  # Django has a "messages" of its own

    def ready(self) -> None:
        from kith.foundation.schedules import schedule
        from kith.messages.actions import send_due

        schedule("send what is due", "* * * * *", lambda due: send_due(at=due))
