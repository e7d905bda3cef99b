"""What of a discussion others see: residents on a page and a poster, the MAD."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from rembuk.actions import discussion as acts
from rembuk.content import lines
from rembuk.discussion import (
    discussion_in,
    public_content,
    public_draft,
    released_content,
    texts_in,
)
from rembuk.discussion_paper import SHEETS, poster_of, rembuk_after
from rembuk.forms.discussion import PublicationForm
from rembuk.mad import finished_mad_of, side_by_side
from rembuk.mad_paper import minutes_of_mad
from rembuk.naming import doubts_about
from rembuk.pages import address_of, crumbs_of
from rembuk.views.berita_acara import pdf_answer
from rembuk.views.discussion import act_on, discussion_at
from villages.access import Permission, public, requires
from villages.models import Village

# --- residents -----------------------------------------------------------------------


@requires(Permission.SETTLE_MEETING)
def publish(request, village, year, meeting_id):
    row = discussion_at(village, year, meeting_id)
    if row.meeting.is_open:
        messages.warning(request, "Selesaikan dahulu diskusinya, lalu umumkan.")
        return redirect(address_of(row.meeting))
    form = PublicationForm(request.POST or None, initial={"analysis": _proposed(row)})
    is_valid = form.is_valid()
    content = public_content(row, lines(form["analysis"].value() or ""))
    doubts = doubts_about(village, texts_in(content))
    if is_valid and (form.cleaned_data["confirmed"] or not doubts):
        act_done = "Diumumkan. Warga dapat membacanya sekarang; cetak juga posternya."
        return act_on(request, row, _publishing(content), act_done)
    if is_valid:
        form.add_error("confirmed", "Periksa dahulu yang ditandai, lalu centang ini.")
    if not doubts:
        del form.fields["confirmed"]
    context = {
        "discussion": row,
        "meeting": row.meeting,
        "content": content,
        "doubts": doubts,
        "form": form,
        "rembuk": rembuk_after(row),
        "crumbs": crumbs_of(row.meeting),
        "back_url": address_of(row.meeting),
    }
    return render(request, "rembuk/discussion_publish.html", context)


def _proposed(row):
    """What is announced now, else what the figures say."""
    shown = row.publications.in_force().first()
    return "\n".join(shown.content["analysis"] if shown else public_draft(row))


def _publishing(content):
    return lambda row, *, by: acts.publish(row, content, by=by)


@requires(Permission.SETTLE_MEETING)
@require_POST
def publication_withdraw(request, village, year, meeting_id):
    row = discussion_at(village, year, meeting_id)
    done = "Pengumuman ditarik. Warga tidak lagi membacanya; lepas juga posternya."
    return act_on(request, row, acts.withdraw_publication, done)


@requires(Permission.VIEW_MEETING)
def poster(request, village, year, meeting_id, paper):
    row = discussion_at(village, year, meeting_id)
    shown = row.publications.in_force().first()
    if paper not in SHEETS:
        raise Http404
    if shown is None:
        messages.warning(request, "Umumkan dahulu hasilnya, lalu cetak posternya.")
        return redirect(address_of(row.meeting))
    name = f"Poster hasil diskusi RDS {village.name} {year} {paper.upper()}.pdf"
    return pdf_answer(poster_of(row, shown, paper), name)


@public(
    "Residents read what was discussed before the rembuk: no person, no small count"
)
def public_discussion(request, place_code, year):
    village = Village.objects.filter(code=place_code, ended_on=None).first()
    if village is None:
        raise Http404
    row = discussion_in(village, year)
    shown = row.publications.in_force().first() if row else None
    context = {"place": village, "year": year, "publication": shown}
    if shown:
        context |= {"content": shown.content, "rembuk": rembuk_after(row)}
    with timezone.override(village.zone):
        return render(request, "rembuk/public_discussion.html", context)


# --- the MAD -------------------------------------------------------------------------


@requires(Permission.SETTLE_MEETING)
def release(request, village, year, meeting_id):
    row = discussion_at(village, year, meeting_id)
    if row.meeting.is_open:
        messages.warning(request, "Selesaikan dahulu diskusinya, lalu lepas hasilnya.")
        return redirect(address_of(row.meeting))
    if request.method == "POST":
        done = "Dilepas. Kecamatan dan desa lain dalam MAD kini dapat membacanya."
        return act_on(request, row, acts.release, done)
    there = row.releases.in_force().select_related("given_by").first()
    content = there.content if there else released_content(row)
    context = {
        "discussion": row,
        "meeting": row.meeting,
        "content": content,
        "table": side_by_side([content]),
        "doubts": doubts_about(village, texts_in(content)),
        "release": there,
        "is_over": finished_mad_of(village, year) is not None,
        "crumbs": crumbs_of(row.meeting),
        "back_url": address_of(row.meeting),
    }
    return render(request, "rembuk/discussion_release.html", context)


@requires(Permission.SETTLE_MEETING)
@require_POST
def release_withdraw(request, village, year, meeting_id):
    row = discussion_at(village, year, meeting_id)
    done = "Pelepasan ditarik. MAD tidak lagi melihat hasil desa ini."
    return act_on(request, row, acts.take_back_release, done)


@requires(Permission.VIEW_MEETING)
def village_mad(request, village, year):
    mad = finished_mad_of(village, year)
    context = {
        "year": year,
        "mad": mad,
        "discussion": discussion_in(village, year),
        "code": village.code,
    }
    if mad:
        context |= {
            "analysis": lines(mad.analysis),
            "problems": mad.problems.all(),
            "opportunities": mad.opportunities.all(),
            "activities": [
                (one, one.shares.get(village.code))
                for one in mad.activities.select_related("problem")
            ],
        }
    return render(request, "rembuk/village_mad.html", context)


@requires(Permission.VIEW_MEETING)
def village_mad_paper(request, village, year):
    mad = finished_mad_of(village, year)
    if mad is None:
        messages.warning(
            request, f"MAD {year} belum selesai, jadi belum ada beritanya."
        )
        return redirect("rembuk:village_mad", village.code, year)
    return pdf_answer(minutes_of_mad(mad), f"BA MAD {mad.area.name} {year}.pdf")
