"""Points and votes as notulen and berita acara print them."""

import io

import docx
import pytest

from rembuk import actions, documents
from rembuk.actions import deciding
from rembuk.models import Sorting
from tests.documents import pages
from tests.rembuk.meetings import add_proposal
from tests.rembuk.test_judging import give

pytestmark = pytest.mark.django_db
MARGINS = {"left": 24, "right": 19, "top": 16, "bottom": 13}


@pytest.fixture
def decided(ready, rds):
    """A rembuk whose problems were judged and whose proposals were voted on."""
    give(ready, "masalah", [1, 3, 5], rds)
    deciding.sort_by(ready, "masalah", Sorting.By.POINTS, by=rds)
    add_proposal(ready, by=rds, activity="Jamban keluarga " + "panjang " * 30)
    typed = {
        f"s-{row.pk}-{name}": (None, count)
        for row, counts in zip(ready.proposals.all(), [(4, 1), (2, 3)], strict=True)
        for name, count in zip(("for", "against"), counts, strict=True)
    }
    deciding.count_votes(ready, typed, by=rds)
    return ready


def words(pdf):
    return " ".join(pages.text(pdf).split())


def test_the_berita_acara_has_an_annex_of_points_and_votes(decided, draft, rds):
    pdf = documents.unsigned_pdf(actions.settle(draft, by=rds))

    said = words(pdf)
    assert "PENENTUAN PRIORITAS" in said
    assert "Masalah menurut skor (bobot × nilai)" in said
    assert "3 × 5 = 15" in said
    assert "Urutannya menurut skor." in said
    assert "Hasil pemungutan suara atas usulan" in said
    assert pages.ink_outside(pdf, **MARGINS) == []
    assert pages.overprinted(pdf) == []


def test_the_notulen_shows_them_as_pdf_and_as_docx(decided):
    said = words(documents.minutes_pdf(decided))
    file = docx.Document(io.BytesIO(documents.paper_docx("notulen", decided)))
    typed = " ".join(one.text for one in file.paragraphs)

    for told in (said, typed):
        assert "3 × 5 = 15" in told
        assert "Hasil pemungutan suara atas usulan" in told
    assert "4 setuju, 1 tidak setuju, 0 abstain" in typed


def test_without_points_or_votes_neither_is_printed(ready):
    said = words(documents.minutes_pdf(ready))

    assert "menurut skor" not in said
    assert "pemungutan suara atas usulan" not in said
