"""Word documents are plain, complete, the same every time, and nobody's words act in them."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import docx
import lxml.etree
import pytest
from docx.oxml.ns import qn

from reports.chart_images import chart_image
from reports.charts import Bar, bar_chart
from reports.word_document import WordDocument
from tests.reports.payloads import HALF, PAYLOADS_BY_SUBJECT

WHEN = datetime(2022, 7, 1, 2, 0, tzinfo=UTC)


def written(document: WordDocument) -> docx.document.Document:
    """The document, read again."""
    return docx.Document(io.BytesIO(document.to_bytes()))


def new(language: str = "en") -> WordDocument:
    """An empty document."""
    return WordDocument(title="Notes – <b>", language=language, created_at=WHEN)


def everything(*texts: str) -> WordDocument:
    """A document with each text wherever text goes."""
    document = WordDocument(title=texts[0], language="en", created_at=WHEN)
    for text in texts:
        add_everywhere(document, text)
    image = chart_image(bar_chart([Bar(text, 1, text) for text in texts], title=texts[0], description=texts[0]))
    document.picture(image.png, title=image.title, description=image.description, caption=texts[0])
    return document


def add_everywhere(document: WordDocument, text: str) -> None:
    document.heading(text, 1)
    document.paragraph(text)
    document.named(text, text)
    document.bullets([text])
    document.quote(text, language="ka", source=text)
    document.table([text, text], [[text, text], [text]], title=text)


@pytest.mark.parametrize("subject", [*PAYLOADS_BY_SUBJECT, "half characters"])
def test_no_text_becomes_a_field_a_link_or_markup(subject: str) -> None:
    texts = PAYLOADS_BY_SUBJECT.get(subject, [HALF])
    with zipfile.ZipFile(io.BytesIO(everything(*texts).to_bytes())) as archive:
        assert not [name for name in archive.namelist() if "vba" in name.lower() or "embed" in name.lower()]
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            root = lxml.etree.fromstring(archive.read(name))
            tags = {lxml.etree.QName(element).localname for element in root.iter(lxml.etree.Element)}
            assert not tags & {"hyperlink", "instrText", "object", "script", "altChunk", "attachedTemplate"}, name
            fields = [element.get(qn("w:instr")) for element in root.iter(qn("w:fldSimple"))]
            assert fields == (["PAGE", "NUMPAGES"] if "footer" in name else []), name
            assert not root.xpath("//@TargetMode"), name


def test_the_document_says_its_language_its_time_and_no_user() -> None:
    document = written(new("fr"))
    properties = document.core_properties
    assert (properties.title, properties.language, properties.author) == ("Notes – <b>", "fr-FR", "Underheard")
    assert properties.created == properties.modified == WHEN
    assert properties.last_modified_by == "Underheard"
    assert document.styles.element.find(".//" + qn("w:lang")).get(qn("w:val")) == "fr-FR"


def test_the_same_words_give_the_same_bytes_and_no_time_of_day() -> None:
    first, second = (everything("ხმა").to_bytes() for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "thumbnail" in name or "app.xml" in name]


def test_word_takes_it_for_a_file_of_today() -> None:
    settings = written(new()).settings.element
    modes = [each.get(qn("w:val")) for each in settings.iter(qn("w:compatSetting")) if "Mode" in each.get(qn("w:name"))]
    assert modes == ["15"]


def test_headings_are_headings() -> None:
    document = new()
    for level in range(4):
        document.heading("Said", level)
    names = [paragraph.style.name for paragraph in written(document).paragraphs if paragraph.style]
    assert names == ["Title", "Heading 1", "Heading 2", "Heading 3"]


def test_an_arabic_quote_runs_from_right_to_left_in_its_language() -> None:
    document = new()
    document.quote("الشباب يريدون عملاً", language="ar", source="Youth · paragraph 5")
    said, source = written(document).paragraphs
    assert said._p.find(f".//{qn('w:bidi')}") is not None
    run = said.runs[0]._r
    assert run.find(f".//{qn('w:rtl')}") is not None
    assert run.find(f".//{qn('w:lang')}").get(qn("w:bidi")).startswith("ar-")
    assert source._p.find(f".//{qn('w:bidi')}") is None
    assert not source._p.findall(".//" + qn("w:rtl"))


def test_a_table_repeats_its_header_has_a_name_and_keeps_its_rows_whole() -> None:
    document = new()
    document.table(["Group", "Statements"], [["Youth", "16"], ["Roma", "9"]], title="Who was there")
    table = written(document).tables[0]
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Who was there"
    repeated = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
    assert repeated == [True, False, False]
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)


def test_figures_stand_on_the_right_and_a_short_row_spans_the_rest() -> None:
    document = new("fr")
    rows = [["Jeunes", "1\u202f016", "12\xa0%"], ["Roms", "moins de 5 personnes"]]
    document.table(["Groupe", "Propos", "Part"], rows, title="t")
    table = written(document).tables[0]
    sides = [cell.paragraphs[0].alignment for cell in table.rows[1].cells]
    assert sides == [None, 2, 2]
    assert table.rows[2].cells[1]._tc is table.rows[2].cells[2]._tc


def test_a_column_is_wide_enough_for_its_longest_word() -> None:
    document = new()
    header = ["Theme", "Statements", "Sessions", "Languages", "Regions"]
    document.table(header, [["A long name of a theme that wraps over lines", "1", "2", "3", "4"]], title="t")
    widths = [column.width for column in written(document).tables[0].columns]
    assert widths[0] > 2 * max(widths[1:])
    assert min(widths[1:]) > 0.08 * sum(widths)


def test_a_picture_has_a_text_for_those_who_cannot_see_it() -> None:
    document = new()
    image = chart_image(bar_chart([Bar("A & B", 1, "1")], title="Themes & more", description="By <theme>"))
    assert image.png.startswith(b"\x89PNG")
    document.picture(image.png, title=image.title, description=image.description, caption="Read it so.")
    shown = written(document).element.find(f".//{qn('wp:docPr')}")
    assert shown.get("title") == "Themes & more"
    assert shown.get("descr") == "Themes & more. By <theme>"
