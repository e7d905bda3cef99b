"""The demo's village office: SK KPM, the RDS with its SK, and what the KPM did."""

import io
from datetime import date, timedelta
from random import Random

from PIL import Image, ImageDraw

from villages import pictures
from villages.actions import appointments, typed
from villages.models import Activity, Appointment, Rds, RdsMember, Village
from villages.models.posting import Role

from .accounts import login_of
from .names import Names
from .places import VillagePlan

FORMED_DAYS_AGO = 780  # after the officials of the plan took office
Element, Office = RdsMember.Element, RdsMember.Office
# (unsur, jabatan, L/P, official of the plan whose name it is)
MEMBERS = (
    (Element.TOKOH, Office.CHAIR, "P", "rds"),
    (Element.LPMD, Office.VICE, "L", ""),
    (Element.NAKES, Office.SECRETARY, "P", "bidan"),
    (Element.PKK, Office.TREASURER, "P", ""),
    (Element.KADER, Office.MEMBER, "P", ""),
    (Element.KADER, Office.MEMBER, "P", ""),
    (Element.PAUD, Office.MEMBER, "P", ""),
    (Element.KESEHATAN, Office.MEMBER, "P", ""),
    (Element.PENDIDIKAN, Office.MEMBER, "L", ""),
    (Element.KARANG_TARUNA, Office.MEMBER, "L", ""),
    (Element.TOKOH, Office.MEMBER, "L", ""),
    (Element.PEDULI, Office.MEMBER, "P", ""),
)
Kind = Activity.Kind
# (kind, title, place, dusun: its place in the plan or None, L, P, with whom)
ACTIVITIES = (
    (Kind.CLASS, "Kelas ibu hamil", "Poskesdes", None, 3, 14, "Bidan desa"),
    (
        Kind.MAT,
        "Cara membaca warna tikar pertumbuhan",
        "Posyandu",
        0,
        4,
        22,
        "Kader posyandu",
    ),
    (
        Kind.COUNSELLING,
        "Peran ayah dalam pemberian makan anak",
        "Balai dusun",
        1,
        12,
        5,
        "Bidan desa",
    ),
    (
        Kind.VISIT,
        "Kunjungan ke keluarga yang tidak datang ke posyandu",
        "Rumah warga",
        2,
        3,
        7,
        "Kader posyandu",
    ),
    (
        Kind.COORDINATION,
        "Jadwal imunisasi dan pemberian pil Fe",
        "Puskesmas Mekarsari",
        None,
        2,
        5,
        "Bidan desa dan petugas gizi puskesmas",
    ),
    (
        Kind.OUTREACH,
        "Isi piringku untuk ibu hamil dan menyusui",
        "Balai desa",
        None,
        6,
        31,
        "TP PKK",
    ),
    (
        Kind.CLASS,
        "Kelas pengasuhan orang tua",
        "PAUD Tunas Harapan",
        0,
        5,
        18,
        "Guru PAUD",
    ),
    (
        Kind.COUNSELLING,
        "Suami siaga menjelang persalinan",
        "Poskesdes",
        None,
        9,
        9,
        "Bidan desa",
    ),
    (
        Kind.COORDINATION,
        "Usulan jamban keluarga untuk RKP Desa",
        "Balai desa",
        None,
        7,
        4,
        "Perangkat desa dan BPD",
    ),
)
INNOVATION = {
    "kind": Kind.INNOVATION,
    "title": "Arisan jamban keluarga",
    "place": "Balai dusun",
    "men": 18,
    "women": 22,
    "partners": "LPMD, PLD dan tim inovasi desa",
    "problem": "Keluarga sasaran di dusun ini belum memiliki jamban yang layak karena "
    "biayanya terlalu berat bila dibayar sekaligus.",
    "solution": "Empat puluh keluarga menabung Rp25.000 sebulan. Setiap bulan satu "
    "jamban dibangun bergotong royong; keluarga dengan ibu hamil atau anak di bawah "
    "dua tahun didahulukan. Desa menanggung kloset dan semen.",
    "result": "Sembilan jamban berdiri dalam sembilan bulan dan semuanya dipakai. "
    "Biayanya separuh dari harga tukang.",
    "notes": "Desa tetangga sudah dua kali datang belajar.",
}
COUNT = 24  # and the innovation: about two a month over five quarters
DAYS_APART = 19


def open_office(village: Village, plan: VillagePlan) -> None:
    """Everything that the village office keeps about those who prevent stunting."""
    admin, kpm = login_of(plan, Role.ADMIN_DESA), login_of(plan, Role.KPM)
    formed_on = village.today() - timedelta(days=FORMED_DAYS_AGO)
    _appoint_kpm(village, plan, formed_on, by=admin)
    _form_rds(village, plan, formed_on, by=admin)
    _log(village, plan, by=kpm)


def _appoint_kpm(village, plan, day, *, by):
    row = appointments.draw_up(village, Appointment.Kind.KPM, by=by)
    kpm = login_of(plan, Role.KPM)
    person = {
        "name": plan.officials["kpm"],
        "sex": "P",
        "address": f"Dusun {plan.dusuns[0].name}",
        "duty": "Seluruh desa",
        "posting": kpm.postings.get(),
    }
    appointments.add_person(row, person, by=by)
    _settle(row, 3, day + timedelta(days=10), day, by=by)


def _form_rds(village, plan, day, *, by):
    seat = {"village": village, "formed_on": day, "address": f"Balai Desa {plan.name}"}
    rds = typed.add(Rds.objects, seat, village=village, by=by)
    names = Names(Random(f"kantor {plan.code}"), plan.code)
    for element, office, sex, official in MEMBERS:
        values = {
            "name": plan.officials.get(official) or names.adult(sex),
            "sex": sex,
            "element": element,
            "office": office,
            "starts_on": day,
        }
        typed.add(rds.members, values, village=village, by=by)
    row = appointments.draw_up(village, Appointment.Kind.RDS, by=by)
    _settle(row, 4, day + timedelta(days=10), day, by=by)


def _settle(row, number, day: date, meeting_on: date, *, by):
    head = {
        "number": f"141/{number}/KEP/{day.year}",
        "settled_on": day,
        "starts_on": day,
        "meeting_on": meeting_on,
    }
    appointments.change(row, head, version=None, by=by)
    appointments.settle(row, by=by)


def _log(village, plan, *, by):
    dice = Random(f"kegiatan {plan.code}")
    today = village.today()
    dusuns = {dusun.name: dusun for dusun in village.dusuns.all()}
    for number in range(COUNT):
        chosen = ACTIVITIES[number % len(ACTIVITIES)]
        kind, title, place, at, men, women, partners = chosen
        values = {
            "kind": kind,
            "title": title,
            "place": place,
            "dusun": None if at is None else dusuns[plan.dusuns[at].name],
            "men": men + dice.randint(0, 3),
            "women": women + dice.randint(-3, 4),
            "partners": partners,
            "held_on": today - timedelta(days=2 + DAYS_APART * number),
        }
        typed.add(village.activities, values, village=village, by=by)
    photo = pictures.keep(
        _drawn(),
        village=village,
        name="foto.jpg",
        content_type="image/jpeg",
        by=by,
    )
    last = plan.dusuns[-1].name
    values = INNOVATION | {
        "dusun": dusuns[last],
        "contact": f"Ketua RT 02 Dusun {last}, lewat kantor {village.title}",
        "held_on": today - timedelta(days=64),
        "file": photo,
    }
    typed.add(village.activities, values, village=village, by=by)


def _drawn() -> bytes:
    """A drawing that stands for a photo: a new latrine beside a house."""
    picture = Image.new("RGB", (1000, 660), "#bfe0ee")
    pen = ImageDraw.Draw(picture)
    pen.ellipse((-200, 240, 700, 1000), fill="#7fae74")
    pen.ellipse((400, 300, 1400, 1100), fill="#6d9f66")
    pen.rectangle((0, 500, 1000, 660), fill="#b59a6e")
    pen.ellipse((820, 50, 910, 140), fill="#f6d873")
    _house(pen, 120, 300, 380, "#e9dcc3", "#a5483a")
    _house(pen, 640, 370, 170, "#f4f4ee", "#4a6d7c")
    pen.rectangle((700, 440, 752, 545), fill="#7a5a3b")
    pen.rectangle((500, 360, 522, 520), fill="#6b4a2e")
    pen.ellipse((430, 220, 600, 400), fill="#3f7d45")
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=85)
    return written.getvalue()


def _house(pen, left, top, width, wall, roof):
    height = 545 - top
    pen.rectangle((left, top, left + width, top + height), fill=wall)
    edge = width // 10
    peak = (left + width // 2, top - width // 3)
    pen.polygon([(left - edge, top), peak, (left + width + edge, top)], fill=roof)
