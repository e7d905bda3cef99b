"""Surat kesenjangan layanan: to the family what it still lacks, to the office whom."""

from collections.abc import Sequence
from datetime import date

from scorecard.gaps import HouseholdGap, Office, OfficeGap, PersonGap, is_of_household
from scorecard.gaps import office_of as owner_of
from scorecard.reading import scorecard_of
from villages.kop import kop_images, kop_of
from villages.models import Village
from villages.quarters import Triwulan
from villages.typeset import Column, Sheet
from villages.wording import long_date, number_text

from .frame import (
    Document,
    ending,
    header,
    quarter_words,
    signatures,
    state,
    state_words,
    stem,
    titles,
)

WHOLE_HOUSE = "Satu rumah"
FAMILY_TITLE = "Layanan yang belum diterima keluarga"
# What each office is asked to do, after "Kami mohon bantuan Bapak/Ibu ".
REQUESTS = {
    Office.HEALTH: "untuk memberikan layanan kesehatan dan gizi yang belum diterima",
    Office.WORKS: "untuk membantu penyediaan air minum yang aman dan jamban yang layak "
    "bagi rumah tangga",
    Office.REGISTRY: "untuk menerbitkan akta kelahiran anak",
    Office.SOCIAL: "untuk mendaftarkan sasaran ke dalam jaminan kesehatan",
    Office.PAUD: "untuk mengajak orang tua atau pengasuh mengikuti kelas pengasuhan",
}


# --- to the family -------------------------------------------------------------------


def family_sheets(
    village: Village, quarter: Triwulan, gaps: Sequence[HouseholdGap]
) -> Document:
    """Return one page per household: who lacks what, and where to go for it."""
    scorecard = scorecard_of(village, quarter)
    when = quarter_words(quarter)
    data = {
        "document": header(FAMILY_TITLE, village, when, as_of=scorecard.as_of),
        "kop": kop_of(village),
        "period": when,
        "as_of": scorecard.as_of,
        "families": [_family(gap) for gap in gaps],
        "signed_at": {"place": village.name, "date": None},
        "signatures": signatures(village, scorecard.as_of)[1:],
    }
    rows = [
        [gap.household.head_name, gap.place, *line.values()]
        for gap in gaps
        for line in _lines(gap)
    ]
    columns = [
        Column("Kepala keluarga", width=24),
        Column("Alamat", width=24),
        Column("Sasaran", width=24),
        Column("Keadaan", width=16),
        Column("Layanan yang belum diterima", width=32),
        Column("Ke mana", width=40),
    ]
    sheet = Sheet(
        "Menurut keluarga", columns, rows, titles(FAMILY_TITLE.upper(), village, when)
    )
    name = stem("layanan-keluarga", village.code, quarter.key)
    return Document("layanan_keluarga", name, data, (sheet,), kop_images(village))


def _family(gap: HouseholdGap) -> dict:
    return {
        "head": gap.household.head_name,
        "place": gap.place,
        "rows": _lines(gap),
    }


def _lines(gap: HouseholdGap) -> list[dict]:
    """One line per missing service, what the house lacks first and once."""
    own, theirs = {}, []
    for member in gap.people:
        for one in member.missed:
            if is_of_household(one):
                own[one.service.label] = _line(WHOLE_HOUSE, "", one)
            else:
                theirs.append(_line(member.person.name, member.stage, one))
    return [*own.values(), *theirs]


def _line(name: str, stage: str, indicator) -> dict:
    return {
        "name": name,
        "stage": stage,
        "service": indicator.service.label,
        "where": owner_of(indicator).where,
    }


# --- to the office -------------------------------------------------------------------


def office_letter(village: Village, quarter: Triwulan, asked: OfficeGap) -> Document:
    """Return the letter to an office, with the list of whom it concerns."""
    scorecard = scorecard_of(village, quarter)
    office, when = asked.office, quarter_words(quarter)
    title = "Permohonan layanan bagi sasaran 1.000 HPK"
    data = {
        "document": header("Permohonan layanan", village, when),
        "kop": kop_of(village),
        "letter": {
            "number": "",
            "attachment": "1 (satu) daftar",
            "subject": f"{title} {village.title}",
            "place": village.name,
            "date": None,
            "to": office.addressee,
            "opening": [_opening(village, when, asked, scorecard.as_of)],
            "closing": _closing(office),
        },
        "office": office.label,
        "period": when,
        "services": [{"name": name, "count": n} for name, n in asked.services],
        "unit": "rumah tangga" if office is Office.WORKS else "sasaran",
        "rows": _office_rows(asked),
        "state": state(scorecard),
        **ending(village, scorecard.as_of),
    }
    name = stem("permohonan", office.value, village.code, quarter.key)
    above = (*titles(title.upper(), village, when), office.label)
    sheet = _office_sheet(asked, above, (state_words(scorecard),))
    return Document("surat_permohonan", name, data, (sheet,), kop_images(village))


def _opening(village: Village, when: str, asked: OfficeGap, as_of: date | None) -> str:
    as_known = f" (data per {long_date(as_of)})" if as_of else ""
    return (
        "Berdasarkan pemantauan layanan rumah tangga 1.000 hari pertama kehidupan di "
        f"{village.title} pada {when}{as_known}, masih terdapat "
        f"{number_text(asked.people)} sasaran pada "
        f"{number_text(len(asked.households))} rumah tangga yang belum menerima "
        "layanan berikut dengan lengkap:"
    )


def _closing(office: Office) -> list[str]:
    return [
        f"Kami mohon bantuan Bapak/Ibu {REQUESTS[office]} sebagaimana daftar "
        "terlampir. Hasilnya kami harapkan dapat disampaikan kepada pemerintah desa "
        "sebelum evaluasi triwulan berikutnya.",
        "Daftar ini memuat data pribadi keluarga dan anak. Mohon dipakai hanya untuk "
        "memberikan layanan tersebut dan tidak disebarluaskan (Undang-Undang Nomor 27 "
        "Tahun 2022 tentang Pelindungan Data Pribadi).",
        "Atas perhatian dan kerja sama Bapak/Ibu kami ucapkan terima kasih.",
    ]


def _office_rows(asked: OfficeGap) -> list[dict]:
    maker = _house_rows if asked.office is Office.WORKS else _people_rows
    return [row for home in asked.households for row in maker(home, asked.office)]


def _house_rows(home: HouseholdGap, office: Office) -> list[dict]:
    """One row for the house: its members that are targets stand together."""
    members = home.of(office)
    services = {one.service.label: None for m in members for one in m.of(office)}
    names = ", ".join(_named(member) for member in members)
    return [_row(home, names, services)]


def _people_rows(home: HouseholdGap, office: Office) -> list[dict]:
    return [
        _row(home, _named(member), [one.service.label for one in member.of(office)])
        for member in home.of(office)
    ]


def _named(member: PersonGap) -> str:
    return f"{member.person.name} ({member.stage})"


def _row(home: HouseholdGap, names: str, services) -> dict:
    return {
        "names": names,
        "head": home.household.head_name,
        "place": home.place,
        "services": ", ".join(services),
    }


def _office_sheet(asked: OfficeGap, above, below) -> Sheet:
    columns = [
        Column("No", "number", 6),
        Column("Sasaran", width=40),
        Column("Kepala keluarga", width=26),
        Column("Alamat", width=26),
        Column("Layanan yang belum diterima", width=44),
    ]
    rows = [[n, *row.values()] for n, row in enumerate(_office_rows(asked), start=1)]
    return Sheet("Permohonan", columns, rows, above, below)
