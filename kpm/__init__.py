"""KPM: from the register of a village to the berita acara of its rembuk."""

from kpm.celery import app as celery_app

__all__ = ["celery_app"]
