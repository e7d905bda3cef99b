"""Every PDF as readers of other people take it: well-formed, tagged, with its fonts.

qpdf checks the structure of the file, pdfua the part of PDF/UA-1 that a machine can
check; what neither looks at (fonts, PDF/A) is read from the file itself.
"""

import io
from decimal import Decimal

import pdfua
import pikepdf
import pytest

from tests.documents.renders import MARGINS, rendered

# A bug of the checker: it stops at headings whose `K` is a list. Told as skipped.
BROKEN_RULES = {"UA-14-001"}
every_template = pytest.mark.parametrize("template", MARGINS)


@pytest.fixture(scope="module")
def rendering():
    """Each template is rendered once for all the questions here."""
    kept = {}

    def render(template):
        if template not in kept:
            kept[template] = rendered(template)
        return kept[template]

    return render


@every_template
def test_the_structure_of_the_file_is_sound(template, rendering):
    with pikepdf.open(io.BytesIO(rendering(template))) as file:
        assert file.check_pdf_syntax() == []


@every_template
def test_the_checker_of_accessibility_finds_nothing(template, rendering, tmp_path):
    path = tmp_path / "document.pdf"
    path.write_bytes(rendering(template))

    report = pdfua.validate(str(path))

    assert [(one.rule_id, one.message) for one in report.findings] == []
    assert {one.rule_id for one in report.skipped} <= BROKEN_RULES


@every_template
def test_it_is_tagged_and_tells_its_language_and_title(template, rendering):
    with pikepdf.open(io.BytesIO(rendering(template))) as file:
        root = file.Root
        assert root.MarkInfo.Marked
        assert root.StructTreeRoot.K is not None
        assert str(root.Lang).startswith("id")
        assert root.ViewerPreferences.DisplayDocTitle
        assert str(file.docinfo["/Title"]).strip()


@every_template
def test_it_claims_the_archive_and_the_reading_standard(template, rendering):
    with pikepdf.open(io.BytesIO(rendering(template))) as file:
        said = file.open_metadata()
        assert (said["pdfaid:part"], said["pdfaid:conformance"]) == ("2", "A")
        assert said["pdfuaid:part"] == "1"
        assert not file.is_encrypted
        assert "/OutputIntents" in file.Root


@every_template
def test_every_font_is_embedded(template, rendering):
    with pikepdf.open(io.BytesIO(rendering(template))) as file:
        fonts = [f for page in file.pages for f in fonts_of(page)]

        assert fonts
        assert [str(f.BaseFont) for f in fonts if not is_embedded(f)] == []


def fonts_of(page):
    return dict(page.resources.get("/Font", {})).values()


def is_embedded(font):
    inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    described = inner.get("/FontDescriptor", {})
    return any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3"))


@every_template
def test_the_paper_is_a4_and_nothing_in_it_runs(template, rendering):
    with pikepdf.open(io.BytesIO(rendering(template))) as file:
        for page in file.pages:
            sides = sorted(Decimal(side) for side in page.mediabox[2:])
            assert [round(side) for side in sides] == [595, 842]
        assert "/OpenAction" not in file.Root
        assert "/JavaScript" not in file.Root.get("/Names", {})
        assert "/AcroForm" not in file.Root
