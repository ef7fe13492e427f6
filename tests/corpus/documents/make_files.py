"""How the true files in `files/` were made: one invented note in five scripts, saved by LibreOffice in each format.

Run `python -m tests.corpus.documents.make_files` with LibreOffice and the Noto fonts to make them anew. They were
made with LibreOffice 7.4; its PDF files hold the letters that they use.
"""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.oxml import OxmlElement

from corpus.documents.blocks import Kind

FILES = Path(__file__).parent / "files"
FORMATS = ("odt", "pdf", "rtf", "doc")


@dataclass(frozen=True)
class Note:
    """The words of the note in one script."""

    title: str
    heading: str
    prose: str
    bold_line: str
    bullets: tuple[str, str, str]
    """The second one stands a level deeper."""
    turn: str
    table: tuple[tuple[str, str], tuple[str, str]]
    is_rtl: bool = False

    @property
    def blocks(self) -> list[tuple[Kind, int, str, str | None]]:
        """Kind, level, text and column of each block that a reader should find."""
        (left, right), (below_left, below_right) = self.table
        return [
            ("title", 0, self.title, None),
            ("heading", 1, self.heading, None),
            ("paragraph", 0, self.prose, None),
            ("heading", 7, self.bold_line, None),
            ("item", 0, self.bullets[0], None),
            ("item", 1, self.bullets[1], None),
            ("item", 0, self.bullets[2], None),
            ("paragraph", 0, self.turn, None),
            ("header", 0, left, None),
            ("header", 0, right, None),
            ("cell", 0, below_left, left),
            ("cell", 0, below_right, right),
        ]


NOTES = {
    "latin": Note(
        "Întâlnirea din sală",
        "What we heard",
        "Nobody came to tell us what was decided about the road, although we had asked for it in time. Și fântâna din "
        "satul vecin e prea departe ca să mergem zilnic până acolo.",
        "Things that help",
        ("The bus comes late", "and not at all on Sundays", "There is a well (in summer it is dry)"),
        "Youth rep: We want to be asked before, not after.",
        (("What helps", "What hinders"), ("Open data", "Fear of the office")),
    ),
    "cyrillic": Note(
        "Встреча в зале",
        "Что мы услышали",
        "Никто не пришёл рассказать нам, что решили о дороге, хотя мы просили об этом вовремя. А до колодца в соседнем "
        "селе слишком далеко ходить каждый день.",
        "Что помогает",
        ("Автобус опаздывает", "а по воскресеньям его нет", "Колодец есть (летом он сухой)"),
        "Участница 2: Пусть спрашивают до, а не после.",
        (("Помогает", "Мешает"), ("Открытые данные", "Страх перед конторой")),
    ),
    "georgian": Note(
        "შეხვედრა დარბაზში",
        "რა გავიგეთ",
        "არავინ მოსულა, რომ ეთქვა, რა გადაწყდა გზის შესახებ, თუმცა დროულად ვითხოვეთ. მეზობელი სოფლის ჭა კი ძალიან "
        "შორსაა ყოველდღე სასიარულოდ.",
        "რა გვეხმარება",
        ("ავტობუსი იგვიანებს", "კვირას კი საერთოდ არ დადის", "ჭა არის (ზაფხულში მშრალია)"),
        "მონაწილე 2: გვკითხონ მანამდე და არა შემდეგ.",
        (("გვეხმარება", "გვიშლის"), ("ღია მონაცემები", "შიში")),
    ),
    "arabic": Note(
        "لقاء في القاعة",
        "ما سمعناه",
        "لم يأتِ أحد ليخبرنا بما تقرر بشأن الطريق، مع أننا طلبنا ذلك في الوقت المناسب عام 2024. والبئر الأخرى في القرية "
        "المجاورة (قرب الجسر) بعيدة جدا للذهاب إليها كل يوم.",
        "ما يساعدنا",
        ("الحافلة تتأخر", "ولا تأتي أبدا يوم الأحد", "لا إنترنت ولا Wi-Fi في القرية"),
        "المشاركة 2: نريد أن نُسأل قبل القرار لا بعده.",
        (("يساعد", "يعيق"), ("بيانات مفتوحة", "الخوف من المكتب")),
        is_rtl=True,
    ),
    "chinese": Note(
        "大廳裡的會議",
        "我們聽到什麼",
        "沒有人來告訴我們關於道路的決定，雖然我們及時提出了要求。鄰村的井又太遠，不能每天走過去打水，所以我們希望能夠修建一口新"
        "的井供大家使用。",
        "什麼有幫助",
        ("公車總是遲到", "星期天完全沒有", "有一口井（夏天是乾的）"),
        "參與者2：請在決定之前問我們。",
        (("有幫助", "有阻礙"), ("開放資料", "害怕辦公室")),
    ),
}


def save_as_word(note: Note, path: Path) -> None:
    """Write the note as a Word file, which LibreOffice saves in the other formats."""
    document = docx.Document()
    document.add_paragraph(note.title, style="Title")
    document.add_heading(note.heading, level=1)
    document.add_paragraph(note.prose)
    document.add_paragraph().add_run(note.bold_line).bold = True
    for text, style in zip(note.bullets, ("List Bullet", "List Bullet 2", "List Bullet"), strict=True):
        document.add_paragraph(text, style=style)
    document.add_paragraph(note.turn)
    table = document.add_table(rows=2, cols=2, style="Table Grid")
    for row, texts in zip(table.rows, note.table, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.paragraphs[0].add_run(text).bold = text in note.table[0]
    document.add_paragraph()  # as in every file of Word's; LibreOffice melts a table at the very end into one line
    if note.is_rtl:
        table._tbl.tblPr.append(OxmlElement("w:bidiVisual"))
        cells = [cell for row in table.rows for cell in row.cells]
        for paragraph in [*document.paragraphs, *(cell.paragraphs[0] for cell in cells)]:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
            for run in paragraph.runs:
                run.font.cs_bold = run.bold
                run.font.rtl = True
    document.save(str(path))


def main() -> None:
    """Make all files anew."""
    FILES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, note in NOTES.items():
            save_as_word(note, Path(folder, f"{name}.docx"))
        originals = [str(Path(folder, f"{name}.docx")) for name in NOTES]
        for suffix in FORMATS:
            profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
            subprocess.run(
                ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", str(FILES), *originals],
                check=True,
            )


if __name__ == "__main__":
    main()
