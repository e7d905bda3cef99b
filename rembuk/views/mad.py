"""MAD: the kecamatan sees only what each village released, side by side."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from rembuk.actions import mad as acts
from rembuk.content import lines
from rembuk.discussion import releases_in
from rembuk.forms.mad import (
    MadAgreementForm,
    MadAnalysisForm,
    MadDayForm,
    MadPeopleForm,
)
from rembuk.mad import (
    analysis_of_mad,
    common_problems,
    missing_from_mad,
    released_to,
    sentences_of_all,
    side_by_side,
)
from rembuk.mad_paper import minutes_of_mad, villages_in_words
from rembuk.models import Mad, MadFinished
from rembuk.views.berita_acara import pdf_answer
from villages.access import Permission, requires
from villages.models.entry import StaleVersion
from villages.views.saving import both_versions

DISTRICT_DIGITS = 6
FIRST, AHEAD = 2015, 1  # years for which one can be opened


def district_of(area):
    """The kecamatan itself; a MAD joins the villages of one. Raises Http404."""
    if len(area.code) != DISTRICT_DIGITS:
        raise Http404
    return area


def mad_in(area, year):
    """The MAD of a kecamatan and year. Raises Http404."""
    mad = Mad.objects.filter(area=district_of(area), year=year).first()
    if mad is None:
        raise Http404
    mad.area = area
    return mad


def page_of(mad, part=""):
    """Its page, at one of its parts."""
    page = reverse("rembuk:mad", args=[mad.area.code, mad.year])
    return f"{page}#{part}" if part else page


def crumbs_of(mad):
    """The way back to it."""
    return [
        {"label": "MAD", "url": reverse("rembuk:mad_list", args=[mad.area.code])},
        {"label": f"MAD {mad.year}", "url": page_of(mad)},
    ]


# --- list ----------------------------------------------------------------------------


@requires(Permission.RUN_MAD)
def mad_list(request, area):
    district_of(area)
    this = timezone.localdate().year
    rows = list(area.mads.all())
    known = {row.year for row in rows}
    context = {
        "rows": rows,
        "offered": [
            (year, releases_in(area, year).count())
            for year in (this, this + AHEAD)
            if year not in known
        ],
    }
    return render(request, "rembuk/mad_list.html", context)


@requires(Permission.RUN_MAD)
@require_POST
def mad_open(request, area, year):
    if not FIRST <= year <= timezone.localdate().year + AHEAD:
        raise Http404
    mad = acts.open_mad(district_of(area), year, by=request.user)
    messages.success(request, f"{mad} dibuka.")
    return redirect("rembuk:mad", area.code, year)


# --- its page ------------------------------------------------------------------------


@requires(Permission.RUN_MAD)
def mad(request, area, year):
    row = mad_in(area, year)
    released = released_to(row)
    names = {one["code"]: one["village"] for one in released}
    activities = list(row.activities.select_related("problem"))
    context = {
        "mad": row,
        "editable": row.is_open,
        "released": released,
        "silent": _silent(area, names),
        "lacking": missing_from_mad(row, released) if row.is_open else [],
        "analysis": analysis_of_mad(row, released),
        "table": side_by_side(released),
        "common": _open_problems(row, released),
        "problems": _problems(row, activities, names),
        "opportunities": row.opportunities.all(),
        "activities": [(one, _shares(one, names)) for one in activities],
        "total_rupiah": sum(one.cost_rupiah for one in activities),
        "people_count": row.attendances.count(),
        "agreements": lines(row.agreement),
    }
    return render(request, "rembuk/mad.html", context)


def _silent(area, names):
    """Villages of the kecamatan that released nothing."""
    rows = area.villages.current().order_by("name")
    return [row.name for row in rows if row.code not in names]


def _open_problems(mad, released):
    """What the villages brought and nobody took up yet."""
    taken = set(mad.problems.values_list("text", flat=True))
    return [one for one in common_problems(released) if one.text not in taken]


def _problems(mad, activities, names):
    counts = {}
    for one in activities:
        counts[one.problem_id] = counts.get(one.problem_id, 0) + 1
    return [
        {
            "row": row,
            "count": counts.get(row.pk, 0),
            "villages": villages_in_words(row.village_codes, names),
        }
        for row in mad.problems.all()
    ]


def _shares(activity, names):
    return [(names.get(code, code), amount) for code, amount in activity.shares.items()]


# part (in the URL) → its form, and what it is called
SECTIONS = {
    "waktu": (MadDayForm, "Waktu dan tempat"),
    "pimpinan": (MadPeopleForm, "Pimpinan dan narasumber"),
    "kesepakatan": (MadAgreementForm, "Kesepakatan"),
    "analisis": (MadAnalysisForm, "Analisis bersama"),
}


@requires(Permission.RUN_MAD)
def mad_edit(request, area, year, section):
    if section not in SECTIONS:
        raise Http404
    form_class, title = SECTIONS[section]
    row = mad_in(area, year)
    drafted = "\n".join(sentences_of_all(released_to(row)))
    initial = {"analysis": row.analysis or drafted} if section == "analisis" else {}
    form = form_class(request.POST or None, instance=row, initial=initial)

    def save():
        values = form.values
        if values.get("analysis") is not None:
            text = "\n".join(lines(values["analysis"]))
            values["analysis"] = "" if text == drafted else text
        acts.change_mad(
            row, values, version=form.cleaned_data["version"], by=request.user
        )

    return form_page(
        request,
        mad_in(area, year),
        form,
        save,
        done=f"{title} tersimpan.",
        part=section,
        title=title,
    )


def form_page(request, mad, form, save, *, done, part, title, back="", **context):
    """A form of a MAD or of one of its rows: shown, refused, or saved."""
    back = back or page_of(mad, part)
    if not mad.is_open:
        messages.warning(request, str(MadFinished(mad)))
        return redirect(page_of(mad))
    context |= {"mad": mad, "form": form, "title": title, "crumbs": crumbs_of(mad)}
    context |= {"back_url": back}
    template = "rembuk/mad_form.html"
    if not form.is_valid():
        return render(request, template, context)
    try:
        save()
    except StaleVersion as stale:
        return both_versions(request, form, stale.saved, template, context)
    except (MadFinished, acts.MadRefused) as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(back)


def act_on(request, mad, act, done, *, part="", undo="", back=""):
    """Run an act of one press on a MAD, tell how it went, and go back."""
    try:
        act()
    except (MadFinished, acts.MadRefused) as refusal:
        messages.error(request, str(refusal))
    else:
        if done:
            messages.success(request, done, extra_tags=undo)
    return redirect(back or page_of(mad, part))


# --- its end -------------------------------------------------------------------------


@requires(Permission.RUN_MAD)
@require_POST
def mad_finish(request, area, year):
    row = mad_in(area, year)
    done = "MAD selesai. Hasilnya sampai ke rembuk setiap desa yang ikut."
    return act_on(request, row, lambda: acts.finish_mad(row, by=request.user), done)


@requires(Permission.RUN_MAD)
@require_POST
def mad_reopen(request, area, year):
    row = mad_in(area, year)
    done = "MAD dibuka kembali. Selesaikan lagi setelah diperbaiki."
    return act_on(request, row, lambda: acts.reopen_mad(row, by=request.user), done)


@requires(Permission.RUN_MAD)
def mad_paper(request, area, year):
    row = mad_in(area, year)
    return pdf_answer(minutes_of_mad(row), f"BA MAD {area.name} {year}.pdf")
