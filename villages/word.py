"""Letters as DOCX that a village office can adapt, built from a few kinds of block.

`villages.letters` lays out the data of the PDFs with them. Equal blocks give equal
bytes: no clock is asked and nobody is named in the file.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import docx as word_file
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from .typeset import MADE, recoded
from .word_blocks import (
    Beside,
    Heading,
    Items,
    NewPage,
    Pairs,
    Signatures,
    Table,
    Text,
    Title,
)

FONT = "Times New Roman"  # on every office machine, or replaced by one as wide
TEXT_MM = 165  # between the margins of an upright A4
ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


# --- the file ------------------------------------------------------------------------


def docx(
    head: Mapping[str, Any],
    kop: Mapping[str, Any] | None,
    blocks: Sequence[Any],
    logo: bytes | None = None,
) -> bytes:
    """The file. `head` is the `document` and `kop` the letterhead of lib.typ."""
    paper = _paper(head)
    for block in [NewPage(with_kop=True), *blocks]:
        if isinstance(block, NewPage):
            _begin_page(paper, block, kop, logo)
        else:
            _WRITERS[type(block)](paper, block)
    out = io.BytesIO()
    paper.save(out)
    return _repeatable(out.getvalue())


def _paper(head):
    paper = word_file.Document()
    _set_styles(paper)
    _set_page(paper.sections[0])
    _write_footer(paper.sections[0], head["name"])
    if head.get("draft"):
        _mark_draft(paper.sections[0])
    core = paper.core_properties
    core.title, core.language = head["title"], "id-ID"
    core.author = core.last_modified_by = core.comments = ""
    core.created = core.modified = MADE.replace(tzinfo=None)
    return paper


def _set_page(section):
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(20)
    section.top_margin, section.bottom_margin = Mm(18), Mm(22)
    section.header_distance = section.footer_distance = Mm(10)


def _set_styles(paper):
    for name, size in (("Normal", 11), ("Title", 13), ("Heading 1", 11)):
        style = paper.styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            del fonts.attrib[key]  # a theme's font would win over a named one
        for key in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{key}"), FONT)
        style.font.size, style.font.color.rgb = Pt(size), RGBColor(0, 0, 0)
        style.font.bold = name != "Normal"
        style.paragraph_format.space_after = Pt(4)
    _set_title(paper.styles["Title"])
    paper.styles["Heading 1"].paragraph_format.space_before = Pt(10)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "id-ID")
    paper.styles["Normal"].element.get_or_add_rPr().append(language)


def _set_title(style):
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    style.paragraph_format.space_before = Pt(6)
    style.paragraph_format.keep_with_next = True
    border = style.element.pPr.find(qn("w:pBdr"))
    if border is not None:
        style.element.pPr.remove(border)


def _repeatable(content):
    """The same file with fixed days inside, so that equal text gives equal bytes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as written,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fixed,
    ):
        for entry in written.infolist():
            info = zipfile.ZipInfo(entry.filename, MADE.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(info, written.read(entry.filename))
    return out.getvalue()


# --- head and foot of the page -------------------------------------------------------


def _begin_page(paper, block, kop, logo):
    if paper.paragraphs:  # not the first page
        # A break of its own could land on a full page and leave an empty one.
        paragraph = paper.add_paragraph()
        paragraph.paragraph_format.page_break_before = True
        paragraph.paragraph_format.line_spacing = Pt(2)
    if kop and block.with_kop:
        _write_kop(paper, kop, logo)


def _write_kop(paper, kop, logo):
    table = _plain_table(paper, [22, TEXT_MM - 44, 22] if logo else [TEXT_MM])
    cells = table.rows[0].cells
    if logo:
        picture = cells[0].paragraphs[0].add_run()
        shape = picture.add_picture(io.BytesIO(recoded("logo", logo)[0]))
        _fit(shape, Mm(20), Mm(22))
        shape._inline.docPr.set("descr", "Lambang")
    middle = cells[1] if logo else cells[0]
    *upper, last = kop["lines"]
    for number, line in enumerate(kop["lines"]):
        at = middle.paragraphs[0] if number == 0 else middle.add_paragraph()
        _say(at, line, bold=True, size=15 if line == last else 12.5, align="center")
    if address := kop.get("address"):
        _say(middle.add_paragraph(), address, size=9, align="center")
    rule = paper.add_paragraph()
    rule.paragraph_format.space_after = Pt(8)
    rule.paragraph_format.line_spacing = Pt(4)
    _border(rule, "top", "thickThinSmallGap", 24)


def _fit(shape, width, height):
    scale = min(width / shape.width, height / shape.height)
    shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)


def _write_footer(section, name):
    line = section.footer.paragraphs[0]
    line.style.paragraph_format.tab_stops.clear_all()
    line.paragraph_format.tab_stops.add_tab_stop(
        Mm(TEXT_MM), alignment=word_file.enum.text.WD_TAB_ALIGNMENT.RIGHT
    )
    _border(line, "top", "single", 4)
    _add(line, f"{name}\tHalaman ", size=8)
    _field(line, "PAGE")
    _add(line, " dari ", size=8)
    _field(line, "NUMPAGES")


def _mark_draft(section):
    _say(
        section.header.paragraphs[0],
        "DRAF – belum ditetapkan",
        bold=True,
        align="center",
    )


def _field(paragraph, name):
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    field.append(_add(paragraph, "1", size=8)._r)  # until the reader counts the pages
    paragraph._p.append(field)


def _border(paragraph, side, kind, size):
    borders = OxmlElement("w:pBdr")
    line = OxmlElement(f"w:{side}")
    for key, value in (("val", kind), ("sz", str(size)), ("space", "1")):
        line.set(qn(f"w:{key}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)


# --- text ----------------------------------------------------------------------------


def _add(paragraph, text, *, bold=False, size=None, underline=False, italic=False):
    run = paragraph.add_run(text)
    run.bold, run.underline, run.italic = (
        bold or None,
        underline or None,
        italic or None,
    )
    if size:
        run.font.size = Pt(size)
    return run


def _say(paragraph, text, *, align="left", **how):
    paragraph.alignment = ALIGNMENTS[align]
    paragraph.paragraph_format.space_after = Pt(1)
    _add(paragraph, text, **how)
    return paragraph


def _write_title(paper, block):
    title = paper.add_paragraph(block.text, style="Title")
    title.paragraph_format.space_after = Pt(2 if block.below else 12)
    for number, line in enumerate(block.below, start=1):
        below = _say(paper.add_paragraph(), line, align="center")
        below.paragraph_format.space_after = Pt(12 if number == len(block.below) else 1)


def _write_heading(paper, block):
    paper.add_paragraph(block.text, style="Heading 1")


def _write_text(paper, block):
    paragraph = paper.add_paragraph()
    paragraph.alignment = ALIGNMENTS[block.align]
    form = paragraph.paragraph_format
    form.left_indent, form.space_before = Mm(block.indent_mm), Pt(block.above_pt)
    form.keep_with_next = block.bold or None
    if block.first:
        form.first_line_indent = Mm(10)
    _add(paragraph, block.text, bold=block.bold)


def _write_pairs(paper, block):
    for label, value in block.pairs:
        paragraph = paper.add_paragraph()
        start = block.indent_mm + block.label_mm
        _hang(paragraph, block.indent_mm, start + 4, [start])
        _add(paragraph, f"{label}\t:\t{value}")
    _end_list(paper)


def _write_items(paper, block):
    marks = block.marks or [f"{number}." for number in range(1, len(block.items) + 1)]
    for mark, item in zip(marks, block.items, strict=True):
        paragraph = paper.add_paragraph()
        _hang(paragraph, block.indent_mm, block.indent_mm + block.mark_mm, [])
        _add(paragraph, f"{mark}\t{item}")
    _end_list(paper)


def _end_list(paper):
    paper.paragraphs[-1].paragraph_format.space_after = Pt(8)


def _hang(paragraph, from_mm, to_mm, stops_mm):
    """Let the first line begin at `from_mm`, the others at `to_mm`."""
    form = paragraph.paragraph_format
    form.left_indent, form.first_line_indent = Mm(to_mm), Mm(from_mm - to_mm)
    form.space_after = Pt(2)
    for stop in (*stops_mm, to_mm):
        form.tab_stops.add_tab_stop(Mm(stop))


# --- tables --------------------------------------------------------------------------


def _plain_table(paper, widths_mm):
    table = paper.add_table(rows=1, cols=len(widths_mm))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _set_widths(table, widths_mm)
    return table


def _set_widths(table, widths_mm):
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _whole(row):
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _write_beside(paper, block):
    table = _plain_table(paper, [block.left_mm, TEXT_MM - block.left_mm])
    for cell, blocks in zip(
        table.rows[0].cells, (block.left, block.right), strict=True
    ):
        for part in blocks:
            _WRITERS[type(part)](cell, part)
        cell._tc.remove(cell.paragraphs[0]._p)  # the empty one it began with


def _write_table(paper, block):
    table = paper.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    head = table.rows[0]
    _whole(head)
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, (heading, _, _) in zip(head.cells, block.columns, strict=True):
        _say(cell.paragraphs[0], heading, bold=True, size=10, align="center")
    for values in block.rows:
        _write_row(table, block, values)
    if not block.rows:
        row = table.add_row().cells
        _say(row[0].merge(row[-1]).paragraphs[0], block.none_words, italic=True)
    if block.foot:
        _write_row(table, block, block.foot, bold=True)
    _set_widths(table, [width for _, width, _ in block.columns])
    paper.add_paragraph().paragraph_format.space_after = Pt(2)


def _write_row(table, block, values, *, bold=False):
    row = table.add_row()
    _whole(row)
    if block.tall_mm:
        row.height = Mm(block.tall_mm)
    for cell, value, (_, _, align) in zip(
        row.cells, values, block.columns, strict=True
    ):
        _say(cell.paragraphs[0], value, size=10, align=align, bold=bold)


# --- signatures ----------------------------------------------------------------------


def _write_signatures(paper, block):
    people = list(block.people)
    if len(people) % 2 and len(people) > 1:
        people.append(None)
    paper.add_paragraph().paragraph_format.keep_with_next = True
    if block.place_and_day:
        at = _plain_table(paper, [TEXT_MM // 2] * 2).rows[0].cells[1].paragraphs[0]
        _say(at, block.place_and_day, align="center")
        at.paragraph_format.keep_with_next = True
    for pair in [people[n : n + 2] for n in range(0, len(people), 2)]:
        table = _plain_table(paper, [TEXT_MM // len(pair)] * len(pair))
        _whole(table.rows[0])
        with_intro = any(person and person.get("intro") for person in pair)
        for cell, person in zip(table.rows[0].cells, pair, strict=True):
            if person:
                _write_signature(cell, person, with_intro=with_intro)


def _write_signature(cell, person, *, with_intro):
    name = person.get("name")
    said = [(person.get("intro") or "", {})] if with_intro else []
    said += [(person["role"], {}), *[("", {})] * 3]
    if name:
        said.append((name, {"bold": True, "underline": True}))
    else:
        said.append(("…………………………………", {}))
    said.append((person.get("under") or "", {}))
    for number, (text, how) in enumerate(said):
        at = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        _say(at, text, align="center", **how)


_WRITERS = {
    Title: _write_title,
    Heading: _write_heading,
    Text: _write_text,
    Pairs: _write_pairs,
    Items: _write_items,
    Beside: _write_beside,
    Table: _write_table,
    Signatures: _write_signatures,
}
