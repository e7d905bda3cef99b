"""What a person sees when a page cannot be shown."""

from django.shortcuts import render

from villages.access import public


@public("an error page is for whoever met the error")
def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


@public("an error page is for whoever met the error")
def permission_denied(request, exception=None):
    return render(request, "403.html", status=403)


@public("an error page is for whoever met the error")
def page_not_found(request, exception=None):
    return render(request, "404.html", status=404)


@public("an error page is for whoever met the error")
def server_error(request):
    return render(request, "500.html", status=500)


@public("an error page is for whoever met the error")
def csrf_failure(request, reason=""):
    return render(request, "403_csrf.html", status=403)
