"""Who lacks what: by household, by office, on the page and on paper."""

import io

import openpyxl
import pytest

from households.packages import Package
from scorecard.documents import family_sheets, office_letter
from scorecard.gaps import Office, by_office, gaps_of, office_of
from scorecard.rules import rules_for
from tests.cast import make_child
from tests.documents.pages import text
from tests.scorecard.counted_village import QUARTER, counted, finalised, settle
from tests.scorecard.test_pages import page, read, words

pytestmark = pytest.mark.django_db
RULES = rules_for(QUARTER)


def names(document):
    book = openpyxl.load_workbook(io.BytesIO(document.render("xlsx")))
    rows = book.worksheets[0].iter_rows(values_only=True)
    return [cell for row in rows for cell in row if cell]


def of_office(gaps, office):
    (found,) = (one for one in by_office(gaps) if one.office is office)
    return found


def test_every_service_has_an_office():
    owners = {one.code: office_of(one) for one in RULES.indicators}
    assert owners["akta"] is Office.REGISTRY
    assert owners["jaminan_ibu"] is Office.SOCIAL
    assert set(owners.values()) == set(Office)
    for one in RULES.indicators:
        assert (office_of(one) is Office.WORKS) == (one.package is Package.AIR)


def test_a_household_names_each_member_and_what_is_missed(village):
    pregnancy, served = counted(village)
    gaps = {gap.household.head_name: gap for gap in gaps_of(village, QUARTER)}
    assert gaps.keys() == {"Pak Karto", "Pak Tani 1"}
    (mother,) = gaps["Pak Karto"].people
    assert mother.person.uuid == str(pregnancy.uuid)
    assert {one.code for one in mother.missed} == {"fe", "kelas_ibu"}
    assert str(served.uuid) not in {p.key for p in gaps["Pak Karto"].people}


def test_the_household_that_lacks_most_stands_first(village):
    counted(village)
    missed = [gap.missed for gap in gaps_of(village, QUARTER)]
    assert missed == sorted(missed, reverse=True)
    assert missed[-1] == 2


def test_two_children_share_one_missing_latrine(village):
    counted(village, children=2)
    before = of_office(gaps_of(village, QUARTER), Office.WORKS).services
    household = village.households.get(head_name="Pak Tani 1")
    make_child(household, household.registered_on, name="Adik Ayu")
    settle(village)
    asked = of_office(gaps_of(village, QUARTER), Office.WORKS)
    assert asked.services == before
    assert asked.people == 2


def test_one_dusun_alone_may_be_asked_for(village):
    counted(village)
    (dusun,) = {gap.household.dusun.name for gap in gaps_of(village, QUARTER)}
    assert gaps_of(village, QUARTER, dusun="Tidak Ada") == []
    assert len(gaps_of(village, QUARTER, dusun=dusun)) == 2


def test_a_family_that_left_is_not_asked_for(village, neighbour):
    counted(village)
    home = village.households.get(head_name="Pak Tani 1")
    home.village = neighbour
    home.save()
    heads = [gap.household.head_name for gap in gaps_of(village, QUARTER)]
    assert heads == ["Pak Karto"]


def test_a_final_quarter_tells_what_its_snapshot_printed(village, kpm, admin_desa):
    counted(village)
    before = [(gap.household.pk, gap.missed) for gap in gaps_of(village, QUARTER)]
    finalised(village, kpm=kpm, admin=admin_desa)
    assert [(g.household.pk, g.missed) for g in gaps_of(village, QUARTER)] == before


def test_the_gaps_take_the_same_queries_for_any_number(
    village, django_assert_max_num_queries
):
    counted(village, children=8)
    with django_assert_max_num_queries(7):
        gaps_of(village, QUARTER)


def test_the_family_sheet_says_what_and_where_to_go(village):
    counted(village)
    sheets = family_sheets(village, QUARTER, gaps_of(village, QUARTER))
    printed = text(sheets.render("pdf"))
    assert "Siti Aminah" in printed
    assert "Dapat & konsumsi pil Fe" in printed
    assert "Bidan desa, posyandu, atau puskesmas" in printed
    assert "Halaman 2 dari 2" in printed
    assert "Satu rumah" in names(sheets)


def test_the_letter_to_an_office_lists_only_its_services(village):
    counted(village)
    asked = of_office(gaps_of(village, QUARTER), Office.WORKS)
    letter = office_letter(village, QUARTER, asked)
    printed = text(letter.render("pdf"))
    assert "Kepala Dinas Pekerjaan Umum dan Penataan Ruang" in printed
    assert "1 rumah tangga" in printed
    assert "Putri Ayu 1" in printed
    assert "Siti Aminah" not in printed
    assert "pil Fe" not in printed
    assert "Jamban" in " ".join(map(str, names(letter)))


def test_the_page_offers_each_letter(client, kpm, village):
    counted(village)
    url = page("gap_list", village)
    assert "Dinas Pekerjaan Umum" in words(read(client, kpm, url))
    for part in ("instansi/pupr/pdf/", "instansi/kesehatan/xlsx/", "keluarga/pdf/"):
        assert client.get(f"{url}{part}").status_code == 200, part
    home = village.households.first()
    sheet = client.get(f"{url}keluarga/{home.pk}/lembar/")
    assert sheet["Content-Type"] == "application/pdf"
    assert client.get(f"{url}instansi/istana/pdf/").status_code == 404
    assert client.get(f"{url}keluarga/0/lembar/").status_code == 404


def test_the_page_can_be_narrowed_to_a_dusun(client, kpm, village):
    counted(village)
    answer = read(client, kpm, page("gap_list", village) + "?dusun=Lain")
    assert "Tidak ada yang kurang di dusun ini" in words(answer)
    narrowed = page("gap_list", village) + "?dusun=Krajan%20Atas"
    assert "keluarga/pdf/?dusun=Krajan+Atas" not in words(answer)
    assert read(client, kpm, narrowed).context["narrowed"] == "?dusun=Krajan+Atas"


def test_a_village_without_a_gap_says_so(client, kpm, village):
    answer = read(client, kpm, page("gap_list", village))
    assert "Tidak ada yang kurang" in words(answer)


def test_names_stay_behind_the_gate_of_the_register(client, bpd, village):
    counted(village)
    assert read(client, bpd, page("gap_list", village)).status_code == 403
