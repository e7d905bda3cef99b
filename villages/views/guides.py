"""Panduan: how the app is used, for whoever has come in and whoever cannot yet."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from villages.access import current_postings, public
from villages.guides import GUIDES, guide, guides_for


@public("how the app is used; nothing of any village stands in it")
def guide_list(request):
    roles = {posting.role for posting in current_postings(request.user)}
    context = {"guides": guides_for(roles), "crumbs": [_way_back(request)]}
    return render(request, "villages/guide_list.html", context)


@public("how the app is used; nothing of any village stands in it")
def guide_show(request, guide_name):
    if guide_name not in GUIDES:
        raise Http404
    others = {"label": "Panduan", "url": reverse("villages:guide_list")}
    crumbs = [_way_back(request), others]
    context = {"guide": guide(guide_name), "crumbs": crumbs}
    return render(request, "villages/guide.html", context)


def _way_back(request):
    if request.user.is_authenticated:
        return {"label": "Halaman utama", "url": reverse("villages:home")}
    return {"label": "Masuk", "url": reverse("villages:login")}
