"""Small PDF files with letters of any script at places of one's own choice.

The font is not embedded, and each letter is half as wide as its size; what it shows is told by the file's table of
letters, as in real files.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

WIDTH, HEIGHT = 600, 800
TO_UNICODE = "\n".join((
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def",
    "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    *(f"1 beginbfrange <{row:02X}00> <{row:02X}FF> <{row:02X}00> endbfrange" for row in range(256)),
    "endcmap end end",
)).encode()  # fmt: skip
"""Each letter's code is its code in Unicode."""


@dataclass
class PdfPage:
    """What is drawn on a page; places are in points from the lower left corner."""

    commands: list[str] = field(default_factory=list)
    rotation: int = 0
    """By how many degrees, with the clock, the page is turned before it is shown."""

    def write(
        self, x: float, y: float, text: str, *, size: float = 10, font: str = "Regular", turn: bool = False
    ) -> None:
        """Text from `x` on, its letters as they stand from left to right."""
        codes = text.encode("utf-16-be").hex()
        matrix = f"0 1 -1 0 {x} {y}" if turn else f"1 0 0 1 {x} {y}"
        self.commands.append(f"BT /{font} {size} Tf {matrix} Tm <{codes}> Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A thin line."""
        self.commands.append(f"{x0} {y0} m {x1} {y1} l S")

    def picture(self) -> None:
        """A picture over the whole page, as in a scan."""
        self.commands.append(f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Picture Do Q")


def write_pdf(path: Path, pages: list[PdfPage], *, is_locked: bool = False, knows_letters: bool = True) -> Path:
    """A PDF with the pages; locked with a password, or without a table of letters, if so asked."""
    objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>"]
    kids = " ".join(f"{9 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode())
    table = "/ToUnicode 8 0 R" if knows_letters else ""
    objects += [
        f"<</Type/Font/Subtype/Type0/BaseFont/Invented-{name}/Encoding/Identity-H{table}/DescendantFonts"
        f"[<</Type/Font/Subtype/CIDFontType2/BaseFont/Invented-{name}/DW 500/CIDSystemInfo"
        f"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 6 0 R>>]>>".encode()
        for name in ("Regular", "Bold", "Italic")
    ]
    objects.append(
        b"<</Type/FontDescriptor/FontName/Invented/Flags 4/FontBBox[0 -200 1000 800]/ItalicAngle 0/Ascent 800"
        b"/Descent -200/CapHeight 700/StemV 80>>"
    )
    objects.append(
        _stream(b"\xff", "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8")
    )
    objects.append(_stream(TO_UNICODE))
    for number, page in enumerate(pages):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Rotate {page.rotation}"
            f"/Contents {10 + 2 * number} 0 R/Resources"
            "<</Font<</Regular 3 0 R/Bold 4 0 R/Italic 5 0 R>>/XObject<</Picture 7 0 R>>>>>>".encode()
        )
        objects.append(_stream("\n".join(page.commands).encode()))
    path.write_bytes(_file(objects, is_locked=is_locked))
    return path


def _stream(content: bytes, entries: str = "") -> bytes:
    return f"<<{entries}/Length {len(content)}>>stream\n".encode() + content + b"\nendstream"


def _file(objects: list[bytes], *, is_locked: bool) -> bytes:
    body = b"%PDF-1.7\n"
    places: list[int] = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(body)
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    body += (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}trailer<</Size {len(objects) + 1}/Root 1 0 R".encode()
    )
    if is_locked:
        key = "ab" * 32
        body += f"/ID[<{'cd' * 16}><{'cd' * 16}>]/Encrypt<</Filter/Standard/V 1/R 2/O<{key}>/U<{key}>/P -4>>".encode()
    return body + f">>\nstartxref\n{start}\n%%EOF\n".encode()
