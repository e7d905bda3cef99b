"""The icon that a browser asks for beside what is no page of ours, such as a PDF."""

from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.cache import cache_control

from villages.access import public

ICON = Path(settings.BASE_DIR) / "static" / "icons" / "favicon.ico"


@public("a browser asks for it of its own accord, and it says nothing")
@cache_control(public=True, max_age=7 * 24 * 3600)
def favicon(request):
    return HttpResponse(ICON.read_bytes(), content_type="image/x-icon")
