"""Rows of a village office: activities, the RDS, SK."""

from datetime import date

from villages.actions import appointments as actions
from villages.actions import typed
from villages.models import Activity, Appointment, Rds, RdsMember

DAY = date(2026, 3, 14)


def make_activity(village, *, by=None, **values):
    """A class in March 2026 with 2 fathers and 9 mothers."""
    values = {
        "kind": Activity.Kind.CLASS,
        "title": "Kelas ibu hamil",
        "held_on": DAY,
        "place": "Balai desa",
        "men": 2,
        "women": 9,
    } | values
    return typed.add(village.activities, values, village=village, by=by)


def make_innovation(village, *, by=None, **values):
    values = {
        "kind": Activity.Kind.INNOVATION,
        "title": "Arisan jamban",
        "problem": "Tiga keluarga belum memiliki jamban.",
        "solution": "Iuran warga membangun satu jamban setiap bulan.",
        "result": "Ketiganya berjamban dalam empat bulan.",
        "contact": "Bambang, Ketua RT 02",
    } | values
    return make_activity(village, by=by, **values)


def make_rds(village, *, by=None):
    values = {"village": village, "formed_on": DAY, "address": "Balai desa"}
    return typed.add(Rds.objects, values, village=village, by=by)


def make_member(rds, *, by=None, **values):
    values = {
        "name": "Wahyu Lestari",
        "sex": "P",
        "element": RdsMember.Element.PKK,
        "office": RdsMember.Office.CHAIR,
        "starts_on": rds.formed_on,
    } | values
    return typed.add(rds.members, values, village=rds.village, by=by)


HEAD = {
    "number": "141/7/KEP/2026",
    "settled_on": DAY,
    "starts_on": DAY,
    "signer": "Slamet Riyadi",
}


def draw_up(village, kind=Appointment.Kind.KPM, *, by=None, **head):
    """A draft from which nothing is missing but its people."""
    row = actions.draw_up(village, kind, by=by)
    return actions.change(row, HEAD | head, version=None, by=by)


def name_person(appointment, *, by=None, **values):
    values = {"name": "Siti Nurjanah", "sex": "P", "address": "Dusun Krajan"} | values
    return actions.add_person(appointment, values, by=by)


def an_office(village, user):
    """A value for every kind of number that stands in the office's addresses."""
    activity = make_innovation(village, by=user)
    member = make_member(make_rds(village, by=user), by=user)
    appointment = draw_up(village, by=user)
    return {
        "activity_id": activity.pk,
        "activity_kind": "kelas",
        "member_id": member.pk,
        "appointment_id": appointment.pk,
        "appointee_id": name_person(appointment, by=user).pk,
        "sk_kind": "kpm",
    }
