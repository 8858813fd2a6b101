from django.apps import AppConfig


class EndingsConfig(AppConfig):
    name = "kith.endings"
    label = "endings"
