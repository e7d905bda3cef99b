"""Formulir 2C: marks of one child for a year, or of all children for a month."""

from datetime import date

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from households import actions
from households.ages import add_months, last_of_month
from households.known import of_posyandu
from households.models import PaudMonth, QuarterFinal
from households.people import age_of
from households.plausible import GROUP_MONTHS
from households.tasklist import day_of, preschoolers_on
from households.views import children
from households.views.households import crumbs_to
from households.views.tasks import chosen
from villages.access import Permission, requires
from villages.models.entry import StaleVersion
from villages.wording import month_name

# The common answers first; "belum gilirannya" is rare.
MARKS = sorted(PaudMonth.Mark.choices, key=lambda mark: mark[0] == "-")


@requires(Permission.EDIT_REGISTER)
def child_paud(request, village, child_id, year):
    child, today = children.fetch(village, child_id), village.today()
    if not 2000 <= year <= today.year:
        raise Http404
    saved = {row.month: row for row in child.paud_months.filter(month__year=year)}
    rows = [
        _row(child, month, saved.get(month), month_name(month.month))
        for month in _months(child, year, today)
    ]
    if request.method == "POST" and _save_all(request, rows):
        return redirect("households:child", village.code, child.pk)
    return render(
        request,
        "households/paud_form.html",
        {
            "title": f"PAUD {year}",
            "name": child.name,
            "rows": rows,
            "marks": MARKS,
            "crumbs": crumbs_to(village, child.household),
            "year": year,
            "child": child,
        },
    )


def _months(child, year, today):
    """Months of the year in which the child can be marked."""
    first = add_months(child.born_on, GROUP_MONTHS).replace(day=1)
    for number in range(1, 13):
        month = date(year, number, 1)
        is_registered = last_of_month(month) >= child.registered_on
        if first <= month <= today and is_registered:
            yield month


def _row(child, month, saved, label, detail=""):
    return {
        "child": child,
        "month": month,
        "saved": saved,
        "label": label,
        "detail": detail,
        "name": f"{child.pk}-{month:%Y-%m}",
        "mark": saved.mark if saved else "",
        "version": saved.version if saved else "",
        "problem": "",
    }


@requires(Permission.EDIT_REGISTER)
def paud_month(request, village, month):
    today = village.today()
    if month > today:
        raise Http404
    day = day_of(month, today)
    end, posyandu = last_of_month(month), _posyandu(request, village)
    listed = list(preschoolers_on(village, end))
    if posyandu:
        listed = of_posyandu(listed, "child", posyandu, end)
    listed.sort(key=_paper_order)
    saved = {
        row.child_id: row
        for row in PaudMonth.objects.filter(child__in=listed, month=month)
    }
    rows = [
        _row(child, month, saved.get(child.pk), child.name, age_of(child, day))
        for child in listed
    ]
    if request.method == "POST" and _save_all(request, rows):
        return redirect("households:task_list_of", village.code, month)
    return render(
        request,
        "households/paud_form.html",
        {
            "title": "Layanan PAUD",
            "rows": rows,
            "marks": MARKS,
            "month": month,
            "posyandu": posyandu,
            "query": f"?posyandu={posyandu.pk}" if posyandu else "",
            "previous": add_months(month, -1),
        },
    )


def _posyandu(request, village):
    """The posyandu whose children alone are asked for, if any."""
    number = chosen(request, "posyandu")
    return village.posyandus.filter(pk=number).first() if number else None


def _paper_order(child):
    """As the rows of the printed Formulir 2C stand."""
    return child.household.dusun.name, child.name.lower(), child.pk


def _save_all(request, rows):
    """Save every row that was changed; True when none was refused."""
    saved = 0
    for row in rows:
        typed = request.POST.get(row["name"], "")
        if typed == row["mark"] or typed not in ("", *PaudMonth.Mark.values):
            continue
        row["mark"] = typed
        saved += _save(request, row, typed)
    refused = [row for row in rows if row["problem"]]
    if saved:
        messages.success(request, f"{saved} tanda tersimpan.")
    return not refused


def _save(request, row, mark):
    version = request.POST.get(f"v-{row['name']}", "")
    try:
        row["saved"] = actions.mark_paud(
            row["child"],
            by=request.user,
            month=row["month"],
            mark=mark,
            version=int(version) if version.isdecimal() else None,
        )
    except (actions.Implausible, QuarterFinal) as refusal:
        row["problem"] = str(refusal)
    except StaleVersion as refusal:
        theirs = refusal.saved.get_mark_display()
        row["problem"] = (
            f"Sudah diisi orang lain: {theirs}. Simpan lagi untuk mengganti."
        )
        row["version"] = refusal.saved.version
    else:
        row["version"] = row["saved"].version if row["saved"] else ""
        return True
    return False
