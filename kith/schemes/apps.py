from django.apps import AppConfig


class SchemesConfig(AppConfig):
    name = "kith.schemes"
    label = "schemes"
