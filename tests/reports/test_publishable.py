"""Of a machine's paths only the last name is published, whatever the folders are called; sentences stay whole."""

from __future__ import annotations

import pytest

from reports.publishable import publishable


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("/home/ana/notes/x.csv: no date", "x.csv: no date"),
        ("/Users/Ana Lima/My notes/x.csv: no date", "x.csv: no date"),
        (r"C:\Users\Ana Lima\OneDrive - Office\x.docx", "x.docx"),
        (r"\\server-9\open share\x.docx", "x.docx"),
        ("~/My notes/x.docx, row 3", "x.docx, row 3"),
        ("file:///home/ana/x.docx", "x.docx"),
        ("file:///C:/Users/ana/x.docx", "x.docx"),
        ("/srv/a.csv and /srv/b.csv", "a.csv and b.csv"),
        ("There is no /srv/x. Give and/or take", "There is no x. Give and/or take"),
        ("/srv/x.csv is missing, so there are and/or votes", "x.csv is missing, so there are and/or votes"),
        ("https://example.org/a/b and notes/a.docx", "https://example.org/a/b and notes/a.docx"),
        ("yes / no, 3/4 of and/or", "yes / no, 3/4 of and/or"),
        ("half \ud800 a name", "half ? a name"),
    ],
)
def test_a_path_is_its_last_name(text: str, told: str) -> None:
    assert publishable({"warnings": [text]}) == {"warnings": [told]}
