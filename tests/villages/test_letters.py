"""Letters as DOCX: read back, they say what their PDFs say."""

import io
import re
import zipfile

import docx as word_file
import pytest
from lxml import etree

from tests.documents import pages
from tests.documents.renders import data_for, images_for, rendered
from villages import letters, typeset, word

PAPERS = [
    *("undangan", "daftar_undangan", "daftar_hadir", "notulen"),
    *("surat_penyampaian", "surat_keputusan", "surat_permohonan"),
]
every_paper = pytest.mark.parametrize("paper", PAPERS)


def written(paper, data=None, images=None):
    layout = getattr(letters, paper)
    images = images_for(paper) if images is None else images
    return letters.docx(layout, data or data_for(paper), images)


def opened(content):
    return word_file.Document(io.BytesIO(content))


def words_of(content):
    """Everything the body says, tables included, white space made single."""
    body = opened(content).element.body
    texts = [
        "".join(
            node.text or ("\t" if node.tag.endswith("tab") else "") for node in line
        )
        for line in (p.iter("{*}t", "{*}tab") for p in body.iter("{*}p"))
    ]
    return re.sub(r"\s+", " ", " ".join(texts))


# What no letter prints, and an agenda that a list of people does not.
UNSAID = {"document", "date_words", "package", "kind", "problem", "location"}
UNSAID |= {"implementer", "state", "blank"}


@every_paper
def test_every_text_of_the_data_stands_in_the_file(paper):
    data = data_for(paper)
    said = words_of(written(paper)).lower()
    if "daftar" in paper:
        data["meeting"] = data["meeting"] | {"agenda": []}

    missing = [one for one in texts_in(data) if one.lower() not in said]

    assert missing == []


def texts_in(value):
    """The free texts of the data: neither codes nor days nor the names of pictures."""
    if isinstance(value, dict):
        kept = {name: item for name, item in value.items() if name not in UNSAID}
        return [text for item in kept.values() for text in texts_in(item)]
    if isinstance(value, list):
        return [text for item in value for text in texts_in(item)]
    is_day = isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    if not isinstance(value, str) or is_day or len(value) < 3:
        return []
    return [re.sub(r"\s+", " ", value)]


@every_paper
def test_the_same_data_gives_the_same_bytes(paper):
    assert written(paper) == written(paper)


@every_paper
def test_the_file_names_its_title_and_language_and_nobody(paper):
    core = opened(written(paper)).core_properties

    assert core.title == data_for(paper)["document"]["title"]
    assert core.language == "id-ID"
    assert (core.author, core.last_modified_by, core.comments) == ("", "", "")
    assert core.created.year == 2018


@every_paper
def test_every_part_of_the_file_is_well_formed_and_dated_alike(paper):
    with zipfile.ZipFile(io.BytesIO(written(paper))) as file:
        assert file.testzip() is None
        assert {entry.date_time for entry in file.infolist()} == {(2018, 1, 1, 0, 0, 0)}
        for name in file.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(file.read(name))


@every_paper
def test_the_letterhead_stands_on_top_with_its_logo(paper):
    content = written(paper)
    head = opened(content).tables[0]

    said = " ".join(cell.text for cell in head.rows[0].cells)
    assert "DESA SUKAMAJU" in said
    assert len(opened(content).inline_shapes) >= 1
    assert len(opened(written(paper, images={})).inline_shapes) == 0


@every_paper
def test_the_footer_counts_the_pages(paper):
    footer = opened(written(paper)).sections[0].footer.paragraphs[0]
    fields = [f.get(word.qn("w:instr")) for f in footer._p.iter(word.qn("w:fldSimple"))]

    assert fields == ["PAGE", "NUMPAGES"]
    assert "Halaman" in footer.text


def test_a_draft_says_so_in_its_head_and_a_letter_does_not():
    data = data_for("surat_keputusan")
    draft = data | {"document": data["document"] | {"draft": True}}

    head = opened(written("surat_keputusan", draft)).sections[0].header

    assert "DRAF" in head.paragraphs[0].text
    assert (
        "DRAF" not in opened(written("undangan")).sections[0].header.paragraphs[0].text
    )


def test_a_table_repeats_its_heading_and_splits_no_row():
    table = opened(written("surat_permohonan")).tables[-1]
    head, row = table.rows[0]._tr.trPr, table.rows[5]._tr.trPr

    assert head.find(word.qn("w:tblHeader")) is not None
    assert row.find(word.qn("w:cantSplit")) is not None
    assert len(table.rows) == 41


def test_several_receivers_get_a_letter_each_with_its_letterhead():
    data = data_for("undangan")
    letter = (data.get("letters") or [data["letter"]])[0]
    both = data | {"letters": [letter | {"to": ["Camat"]}, letter | {"to": ["Bidan"]}]}

    said = words_of(written("undangan", both))

    assert said.count("PEMERINTAH KABUPATEN WONOSOBO") == 2
    assert "Camat" in said
    assert "Bidan" in said


def test_what_looks_like_markup_stays_text():
    data = data_for("notulen") | {"leader": '<w:b/> & "x" ]]>\x07'}

    assert '<w:b/> & "x" ]]>' in words_of(written("notulen", data))


def test_a_logo_that_is_no_picture_is_refused():
    with pytest.raises(typeset.ImageUnreadable):
        written("notulen", images={"logo": b"<svg/>"})


def test_empty_lists_say_that_nothing_is_there():
    minutes = {"items": [], "conclusions": []}

    said = words_of(written("notulen", data_for("notulen") | {"minutes": minutes}))

    assert "Tidak ada catatan." in said
    assert "Tidak ada kesimpulan." in said


@pytest.mark.parametrize("paper", ["surat_penyampaian", "surat_permohonan"])
def test_pdf_and_docx_of_a_letter_have_the_same_sentences(paper):
    letter = data_for(paper)["letter"]
    pdf, file = pages.text(rendered(paper)), words_of(written(paper))

    for sentence in [*letter["opening"], *letter["closing"]]:
        plain = re.sub(r"\s+", " ", sentence)
        assert plain in pdf
        assert plain in file
