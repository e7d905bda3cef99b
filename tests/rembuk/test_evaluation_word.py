"""Notulen evaluasi as DOCX: says what its PDF says, while it may still be changed."""

import pytest
from django.urls import reverse

from rembuk.actions.evaluation import finish_evaluation
from rembuk.evaluation_word import notulen_evaluasi
from tests.documents.renders import data_for, images_for
from tests.rembuk.evaluated import fill_in, make_evaluation
from tests.villages.test_letters import texts_in, words_of
from villages import letters
from villages.letters import DOCX

# Marks and aims that the PDF does not print either, and what stands in for them.
UNSAID = {"mark", "aim", "image", "caption", "photos"}


def without(value, names):
    if isinstance(value, dict):
        return {k: without(v, names) for k, v in value.items() if k not in names}
    if isinstance(value, list):
        return [without(one, names) for one in value]
    return value


def written(data):
    return letters.docx(notulen_evaluasi, data, images_for("notulen_evaluasi"))


def test_every_text_of_the_data_stands_in_the_file():
    data = data_for("notulen_evaluasi", second_reason="Angkanya diperbaiki")
    said = words_of(written(data)).lower()
    data = without(data, UNSAID)
    for row in data["promises"]["rows"]:  # what was told stands instead of the fate
        row["fate"] = row["told"] or row["fate"]
    data["minutes"].pop("conclusions", None)
    data["meeting"].pop("agenda", None)

    missing = [one for one in texts_in(data) if one.lower() not in said]

    assert [one for one in missing if not one.replace(".", "").isdigit()] == []
    for expected in ("80,35 %", "556", "rp78.430.000", "23.150.000", "58"):
        assert expected in said
    assert said.count("jalannya rapat") == 1


def test_the_same_data_gives_the_same_bytes():
    data = data_for("notulen_evaluasi")

    assert written(data) == written(data)


def test_an_evaluation_of_nothing_says_so():
    empty = {"promises": {"told": "", "rows": []}, "findings": [], "deliveries": []}
    empty |= {"new_promises": [], "attendance": [], "present": [], "guests": 0}
    said = words_of(written(data_for("notulen_evaluasi", **empty)))

    for expected in (
        "Belum ada janji sebelum evaluasi ini.",
        "Tidak ada temuan yang tersimpan.",
        "Tidak ada kegiatan yang selesai",
        "Belum ada janji.",
        "0 peserta",
    ):
        assert expected in said
    assert "LAMPIRAN" not in said


@pytest.mark.django_db
def test_it_is_there_while_the_evaluation_is_open(page, village, quarter, rds):
    meeting = fill_in(make_evaluation(village, quarter, by=rds), by=rds)
    keys = [village.code, meeting.year, meeting.pk]
    url = reverse("rembuk:evaluation_docx", args=keys)
    shown = reverse("rembuk:evaluation", args=keys)

    answer = page.get(url)

    assert answer["Content-Type"] == DOCX
    assert "Kunjungan rumah didahulukan." in words_of(answer.content)
    assert url in page.get(shown).content.decode()
    finish_evaluation(meeting, by=rds)
    assert page.get(url).url == shown
    assert url not in page.get(shown).content.decode()
