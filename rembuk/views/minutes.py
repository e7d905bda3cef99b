"""The minutes of a meeting of any kind, typed live by one or several secretaries."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from rembuk.actions.minutes import MinutesTooLong, look_at_minutes, type_minutes
from rembuk.merging import UNTITLED, parts_of, text_of, together
from rembuk.models import MeetingSettled
from rembuk.pages import address_of, crumbs_of, meeting_in, refused_if_settled
from villages.access import Permission, requires
from villages.glyphs import UnprintableText

REFUSALS = (UnprintableText, MinutesTooLong)


@requires(Permission.EDIT_MEETING)
def minutes(request, village, year, meeting_id):
    meeting = meeting_in(village, year, meeting_id)
    wants_json = request.headers.get("Accept") == "application/json"
    if request.method != "POST":
        settled = refused_if_settled(request, meeting)
        return settled or _page(request, meeting, meeting.minutes)
    return _saved_live(request, meeting) if wants_json else _saved(request, meeting)


def _typed(request):
    """What both began from and what the sections of the page say now."""
    base = text_of(parts_of(request.POST.get("dasar", "")))
    titles, bodies = request.POST.getlist("judul"), request.POST.getlist("isi")
    parts = {}
    for title, body in zip(titles, bodies, strict=False):
        said = tuple(line.strip() for line in body.splitlines() if line.strip())
        key = " ".join(title.split()) or UNTITLED
        parts[key] = (*parts.get(key, ()), *said)
    return base, text_of(parts)


# --- a page that saves by itself -----------------------------------------------------


def _saved_live(request, meeting):
    base, mine = _typed(request)
    try:
        if base == mine:
            found = look_at_minutes(meeting, base)
        else:
            found = type_minutes(meeting, base, mine, by=request.user)
    except MeetingSettled as refusal:
        return JsonResponse({"refusal": str(refusal)}, status=409)
    except REFUSALS as refusal:
        return JsonResponse({"refusal": str(refusal)}, status=422)
    return JsonResponse(
        {
            "at": f"{timezone.localtime():%H.%M}",
            "parts": _said(found.parts),
            "clashes": [
                {
                    "title": one.title,
                    "saved": _text(one.theirs),
                    "both": _text(one.both),
                }
                for one in found.clashes
            ],
        }
    )


def _said(parts):
    return [{"title": title, "text": _text(said)} for title, said in parts.items()]


def _text(lines):
    return "\n".join(lines)


# --- a page without a script ---------------------------------------------------------


def _saved(request, meeting):
    base, mine = _typed(request)
    mine = _chosen(request.POST, base, mine)
    try:
        found = type_minutes(meeting, base, mine, by=request.user)
    except MeetingSettled as refusal:
        messages.warning(request, str(refusal))
        return redirect(address_of(meeting))
    except REFUSALS as refusal:
        more = {"refusal": str(refusal), "status": 422}
        return _page(request, meeting, mine, base=base, **more)
    if found.clashes:
        return _both(request, meeting, found)
    messages.success(request, "Notulen tersimpan.")
    return redirect(address_of(meeting, "notulen"))


def _chosen(data, base, mine):
    """What the secretary decided about parts that two had changed."""
    parts, saved = parts_of(mine), parts_of(base)
    for title in data.getlist("bentrok"):
        theirs = saved.get(title, ())
        if data.get("pilih") == "tersimpan":
            parts[title] = theirs
        elif data.get("pilih") == "keduanya":
            more = (one for one in parts.get(title, ()) if one not in theirs)
            parts[title] = (*theirs, *more)
    return text_of(parts)


def _both(request, meeting, found):
    """Everything else is saved; of these parts both versions are shown."""
    saved = text_of(found.parts)
    mine = found.parts | {one.title: one.mine for one in found.clashes}
    clashes = {one.title: _text(one.theirs) for one in found.clashes}
    return _page(
        request, meeting, text_of(mine), base=saved, clashes=clashes, status=409
    )


def _page(request, meeting, text, *, base=None, clashes=(), refusal="", status=200):
    parts = parts_of(text)
    sections = [
        {
            "title": title,
            "text": _text(parts.get(title, ())),
            "saved": dict(clashes).get(title, ""),
        }
        for title in together(_offered(meeting), parts)
    ]
    context = {
        "meeting": meeting,
        "village": meeting.village,
        "base": text_of(parts) if base is None else base,
        "sections": [*sections, {"title": "", "text": ""}],
        "clashes": list(clashes),
        "refusal": refusal,
        "problems": [problem.text for problem in meeting.problems.all()],
        "crumbs": crumbs_of(meeting),
        "back_url": address_of(meeting, "notulen"),
    }
    return render(request, "rembuk/minutes.html", context, status=status)


USUAL = ("Pembukaan", "Paparan angka", "Pembahasan masalah", "Usulan", "Penutup")
OF_EVALUATION = ("Janji yang lalu", "Capaian triwulan", "Temuan", "Pelaksanaan")


def _offered(meeting):
    """Parts to begin with: the agenda of the meeting, or what is usual."""
    agenda = [item.text for item in meeting.agenda_items.all()]
    is_evaluation = meeting.kind == meeting.Kind.EVALUATION
    return agenda or (OF_EVALUATION if is_evaluation else USUAL)
