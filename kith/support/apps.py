from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "kith.support"
    label = "support"
