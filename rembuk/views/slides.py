"""The presentation for the projector: a page a finding, walked by keys or links."""

from django.http import Http404
from django.shortcuts import render

from rembuk.pages import address_of, meeting_in
from rembuk.slides import slides_of
from villages.access import Permission, requires


@requires(Permission.VIEW_MEETING)
def slide_show(request, village, year, meeting_id, slide=None):
    meeting = meeting_in(village, year, meeting_id)
    slides = slides_of(meeting)
    keys = [one.key for one in slides]
    if slide is not None and slide not in keys:
        raise Http404
    at = keys.index(slide) if slide else 0
    context = {
        "meeting": meeting,
        "slide": slides[at],
        "number": at + 1,
        "count": len(slides),
        "first": keys[0],
        "last": keys[-1],
        "previous": keys[at - 1] if at else "",
        "following": keys[at + 1] if at + 1 < len(keys) else "",
        "leave_url": address_of(meeting),
    }
    return render(request, "rembuk/slides.html", context)
