from django.apps import AppConfig


class RembukConfig(AppConfig):
    name = "rembuk"
    verbose_name = "Rembuk"

    def ready(self):
        from villages.claims import ask_too

        from .claims import of_deliveries, of_proposals

        ask_too(of_deliveries)
        ask_too(of_proposals)
