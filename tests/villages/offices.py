"""Rows of a village office: activities, the RDS, SK."""

import io
import uuid
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from villages.actions import appointments as actions
from villages.actions import typed
from villages.models import Activity, Appointment, Rds, RdsMember

DAY = date(2026, 3, 14)
CLASS = {
    "kind": "kelas",
    "title": "Kelas ibu hamil",
    "held_on": DAY.isoformat(),
    "place": "Poskesdes",
    "men": "2",
    "women": "14",
}


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


def activity_url(act, village, *keys):
    name = f"activity_{act}" if act else "activity"
    return reverse(f"villages:{name}", args=[village.code, *keys])


def send_activity(page, village, kind="kelas", **changes):
    data = CLASS | {"kind": kind, "uuid": str(uuid.uuid4())} | changes
    return page.post(activity_url("add", village, kind), data, follow=True)


def photo(size=(3000, 1500)):
    picture = Image.new("RGB", size, "teal")
    exif = Image.Exif()
    exif[0x010F] = "Kamera Warga"
    exif.get_ifd(0x8825)[2] = (7.0, 21.0, 9.0)  # where it was taken
    content = io.BytesIO()
    picture.save(content, "JPEG", exif=exif)
    return SimpleUploadedFile("IMG_0001.jpg", content.getvalue(), "image/jpeg")


def decree_url(name, row, *keys):
    return reverse(f"villages:{name}", args=[row.village.code, row.pk, *keys])


def bytes_of(attachment):
    with attachment.file.open("rb") as file:
        return file.read()


def scan():
    content = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(content, "JPEG")
    return SimpleUploadedFile("sk.jpg", content.getvalue(), "image/jpeg")
