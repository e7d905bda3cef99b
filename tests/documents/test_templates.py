"""Every template, with plain data: its words, its pages, its bad days."""

import copy
import re

import pytest

from tests.documents import pages
from tests.documents.headings import HEADINGS
from tests.documents.renders import MARGINS, SIDEWAYS, data_for, rendered

every_template = pytest.mark.parametrize("template", MARGINS)


def changed(value, change, key=""):
    """The data with every free text in it changed; codes, days and shares stay."""
    if isinstance(value, dict):
        return {k: changed(v, change, k) for k, v in value.items()}
    if isinstance(value, list):
        return [changed(item, change, key) for item in value]
    is_free = isinstance(value, str) and len(value) > 4 and key not in FIXED
    if is_free and not re.fullmatch(r"[\d-]+|\d+\.\d+|[0-9a-f]{64}", value):
        return change(value, key)
    return value


# What nobody types: names of images, codes, our own address and wordings.
FIXED = {"image", "method", "label", "title", "indicator", "verify_url"}
FIXED |= {"scale", "unit", "alt"}  # of a drawing


def with_a_long_word(words, key):
    return "W" * (300 if key in {"name", "nama", "village"} else 120) + " " + words


@every_template
def test_every_heading_of_the_form_stands_in_the_text(template):
    words = pages.text(rendered(template))

    assert [h for h in HEADINGS[template] if h not in words] == []


@every_template
def test_no_ink_stands_outside_the_margins(template):
    assert pages.ink_outside(rendered(template), **MARGINS[template]) == []


@every_template
def test_no_letter_stands_on_another(template):
    assert pages.overprinted(rendered(template)) == []


@every_template
def test_the_same_data_gives_the_same_bytes(template):
    data = data_for(template)

    assert rendered(template, data) == rendered(template, copy.deepcopy(data))


@every_template
def test_every_page_says_which_of_how_many_it_is_and_its_fingerprint(template):
    texts = pages.page_texts(rendered(template))

    for number, words in enumerate(texts, start=1):
        assert f"Halaman {number} dari {len(texts)}" in words
        assert "sidik 4f1c9a2b773011ce" in words


@every_template
def test_a_draft_says_so_on_every_page_and_a_final_one_on_none(template):
    data = data_for(template)
    final = pages.page_texts(rendered(template, data))
    data["document"] = data["document"] | {"draft": True}
    draft = pages.page_texts(rendered(template, data))

    assert all("DRAF" in words for words in draft)
    assert not any("DRAF" in words for words in final)


@every_template
def test_a_draft_stays_within_the_margins(template):
    data = data_for(template)
    data["document"] = data["document"] | {"draft": True}

    assert pages.ink_outside(rendered(template, data), **MARGINS[template]) == []


@every_template
def test_typst_code_in_the_data_prints_as_typed(template):
    evil = '#read("/etc/passwd") *x* _y_ $z$ \\ <a> @b = c `d` // e'
    data = changed(data_for(template), lambda words, key: evil)

    words = pages.text(rendered(template, data))

    assert evil in words
    assert "root:" not in words


@every_template
def test_a_word_of_300_letters_wraps_within_the_margins(template):
    document = rendered(template, changed(data_for(template), with_a_long_word))

    assert pages.ink_outside(document, **MARGINS[template]) == []
    assert pages.overprinted(document) == []


@every_template
def test_texts_of_200_characters_keep_every_word(template):
    longer = " ".join(f"kata{n}" for n in range(35))
    data = changed(data_for(template), lambda words, key: longer)

    document = rendered(template, data)

    assert longer in pages.text(document)
    assert pages.ink_outside(document, **MARGINS[template]) == []


@every_template
def test_all_fonts_are_embedded_and_the_document_is_tagged(template):
    document = rendered(template)

    assert b"/MarkInfo" in document
    assert b"/StructTreeRoot" in document
    assert b"pdfuaid" in document
    assert b"pdfaid" in document
    faces = set(re.findall(rb"/FontName ?/([\w+-]+)", document))
    assert faces
    assert all(re.match(rb"[A-Z]{6}\+LibertinusSerif", face) for face in faces)


@pytest.mark.parametrize(
    "template",
    ["formulir_2a", "formulir_2b", "formulir_2c", "formulir_3a", "formulir_3b"],
)
def test_seventy_rows_repeat_the_headings_on_three_pages(template):
    document = rendered(template, data_for(template, count=70))
    texts = pages.page_texts(document)

    with_rows = [re.sub(r"\s+", " ", t) for t in texts if "KIA-" in t]
    assert len(with_rows) >= 3
    assert all("Kunjungan Rumah" in t or "Desember" in t for t in with_rows)
    assert pages.ink_outside(document, **SIDEWAYS) == []


@pytest.mark.parametrize(
    "template",
    ["formulir_2a", "formulir_2b", "formulir_2c", "formulir_3a", "formulir_3b"],
)
def test_a_form_without_anybody_says_so(template):
    assert "Tidak ada sasaran" in pages.text(
        rendered(template, data_for(template, count=0))
    )


@pytest.mark.parametrize("template", ["formulir_2a", "formulir_2b", "formulir_2c"])
def test_a_blank_sheet_has_numbered_rows_to_write_in(template):
    data = data_for(template, count=0) | {"blank": 30, "month": None}
    document = rendered(template, data)

    assert re.search(r"\b28\b.*\b29\b.*\b30\b", pages.text(document))
    assert "Tidak ada sasaran" not in pages.text(document)
    assert pages.ink_outside(document, **SIDEWAYS) == []


@pytest.mark.parametrize("count", range(13, 43, 3))
def test_neither_sums_nor_signatures_stand_on_a_page_of_their_own(count):
    data = data_for("rekap_konvergensi", count=count)
    texts = pages.page_texts(rendered("rekap_konvergensi", data))

    (sums,) = [words for words in texts if "Jumlah seharusnya" in words]
    (signed,) = [words for words in texts if "Mengetahui," in words]
    assert f"Desa Sukamaju {count}" in sums
    assert f"Desa Sukamaju {count}" in signed


@pytest.mark.parametrize("template", ["formulir_2a", "formulir_2b", "formulir_3b"])
@pytest.mark.parametrize("count", range(18, 30, 3))
def test_nobody_signs_a_sheet_without_rows(template, count):
    document = rendered(template, data_for(template, count=count))

    (signed,) = [t for t in pages.page_texts(document) if "Mengetahui," in t]
    assert "KIA-" in signed
