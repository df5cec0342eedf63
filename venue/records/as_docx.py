"""The patrol log as a DOCX in the office's form: margins of GB/T 9704, red masthead, kind of the site on every page."""

from __future__ import annotations

import io
from itertools import chain
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from venue.core.clock import local
from venue.records.cells import harmless
from venue.records.log_words import LogText, Table
from venue.records.patrol_log import PatrolLog

SERIF, SANS = "SimSun", "SimHei"  # 宋体 and 黑体, which every Chinese office has
RED = RGBColor(0xC0, 0, 0)
TEXT_MM = 156


def docx_bytes(log: PatrolLog, text: LogText) -> bytes:
    """The whole file."""
    document = docx.Document()
    _page(document, text)
    _properties(document, log, text)
    _masthead(document, text)
    for sentence in text.summary:
        _paragraph(document, sentence, size=12, indent=True)
    for table in text.tables:
        _table(document, table, none=text.none)
    if text.details or text.detail_scope:
        _heading(document, text.detail_heading)
        _paragraph(document, text.detail_scope, size=12, indent=True)
    for table in text.details:
        _table(document, table, none=text.none, small=True)
    _table(document, text.proof, none=text.none, small=True)
    _paragraph(document, text.note, size=9)
    _paragraph(document, "　　　　　　".join(f"{name}：" for name in text.signatures), size=12)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: Any, text: LogText) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    above = f"{text.organisation} {text.masthead}　{text.kind_mark or text.kind}"
    _run(section.header.paragraphs[0], above, size=9, font=SANS)
    foot = section.footer.paragraphs[0]
    foot.alignment = ALIGN.CENTER
    _run(foot, "— ", size=10)
    _field(foot, "PAGE")
    _run(foot, " —", size=10)


def _properties(document: Any, log: PatrolLog, text: LogText) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.comments = text.title, text.organisation, text.kind
    properties.language = "zh-CN" if text.language == "zh" else "en"
    properties.created = properties.modified = local(log.generated_at).replace(tzinfo=None)


def _masthead(document: Any, text: LogText) -> None:
    mast = document.add_paragraph()
    mast.alignment = ALIGN.CENTER
    _run(mast, text.masthead, size=30, colour=RED)
    under = _paragraph(document, f"{text.organisation}　　{text.written}", size=11)
    under.alignment = ALIGN.CENTER
    _rule(under)
    title = document.add_paragraph()
    title.alignment = ALIGN.CENTER
    title.paragraph_format.space_before = Pt(12)
    _run(title, text.title, size=18, font=SANS)


def _heading(document: Any, words: str) -> None:
    heading = document.add_heading(level=2)
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(10), Pt(4)
    heading.paragraph_format.keep_with_next = True
    _run(heading, words, size=13, font=SANS, colour=RGBColor(0, 0, 0))


def _table(document: Any, table: Table, *, none: str, small: bool = False) -> None:
    _heading(document, table.title)
    if not table.rows:
        _paragraph(document, none, size=12, indent=True)
        return
    made = document.add_table(rows=1 + len(table.rows), cols=len(table.columns))
    made.style, made.autofit = "Table Grid", False
    widths = [Mm(TEXT_MM * width / sum(table.widths)) for width in table.widths]
    cells = iter(list(made._cells))  # asking the table for each cell anew takes a time that grows with its square
    for down, row in enumerate(chain((table.columns,), table.rows)):
        for width, value in zip(widths, row, strict=True):
            cell = next(cells)
            cell.width = width
            _run(cell.paragraphs[0], str(harmless(value)), size=9 if small else 10, font=SANS if down == 0 else SERIF)
    _repeat(made.rows[0])


def _paragraph(document: Any, words: str, *, size: int, indent: bool = False) -> Any:
    paragraph = document.add_paragraph()
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(2 * size)
    _run(paragraph, words, size=size)
    return paragraph


def _run(paragraph: Any, words: str, *, size: int, font: str = SERIF, colour: RGBColor | None = None) -> None:
    run = paragraph.add_run(words)
    run.font.size, run.font.name = Pt(size), font
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if colour is not None:
        run.font.color.rgb = colour


def _field(paragraph: Any, name: str) -> None:
    """A field that Word fills in, such as the number of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)


def _rule(paragraph: Any) -> None:
    """The red line under the masthead."""
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "18"), ("space", "6"), ("color", "C00000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)


def _repeat(row: Any) -> None:
    """Show the column names again on every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
