from django.apps import AppConfig


class RembukConfig(AppConfig):
    name = "rembuk"
    verbose_name = "Rembuk"

    def ready(self):
        from scorecard import mentions as mentioned
        from villages import claims as claimed

        from . import claims, mentions

        for source in (claims.of_deliveries, claims.of_proposals):
            claimed.ask_too(source)
        for source in mentions.SOURCES:
            mentioned.ask_too(source)
