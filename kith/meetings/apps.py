from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "kith.meetings"
    label = "meetings"
