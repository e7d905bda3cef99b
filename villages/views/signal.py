"""Where the signal ends: the pages a phone keeps for it, and what shows them.

A service worker may only answer below its own address, so this one stands at the root.
"""

from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import cache_control

from villages.access import public

SCRIPT = Path(settings.BASE_DIR) / "static" / "js" / "signal.js"
ADDRESS = {"address": "/alamat-tadi/"}  # the script puts the real one in its place
PAGES = [f"villages/no_signal_{kind}.html" for kind in ("opened", "typed", "lost")]


@public("a browser asks for it of its own accord, and it says nothing of a village")
@cache_control(public=True, max_age=24 * 3600)
def worker(request):
    words = "".join(render_to_string(page) for page in PAGES)
    version = sha256(words.encode()).hexdigest()[:12]
    script = f'const VERSION = "{version}";\n{SCRIPT.read_text()}'
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@public("kept by a phone for the moment without a signal; it knows no person")
def opened(request):
    return render(request, "villages/no_signal_opened.html", ADDRESS)


@public("kept by a phone for the moment without a signal; it knows no person")
def typed(request):
    return render(request, "villages/no_signal_typed.html", ADDRESS)


@public("kept by a phone for the moment without a signal; it knows no person")
def lost(request):
    return render(request, "villages/no_signal_lost.html", ADDRESS)
