from django.apps import AppConfig


class ReferralConfig(AppConfig):
    name = "kith.referral"
    label = "referral"
