"""What the tags, styles and classes of a web page say about its words; Word's and Google Docs' own among them."""

from __future__ import annotations

import re

from lxml import etree

from corpus.documents.blocks import Kind

HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
WORD_LIST = re.compile(r"mso-list\s*:[^;]*?\blevel(\d)", re.IGNORECASE)
WORD_ASIDE = re.compile(
    r"mso-list\s*:\s*ignore|mso-element\s*:\s*(?:comment|footnote|endnote|header|footer)", re.IGNORECASE
)
GOOGLE_LIST = re.compile(r"\blst-\S+-(\d)\b")
GOOGLE_COMMENT = re.compile(r"cmnt(?:_ref)?\d+")

DROPPED = frozenset(
    (
        "head", "script", "style", "nav", "footer", "template", "noscript", "button", "select", "textarea", "input",
        "option", "datalist", "svg", "math", "canvas", "iframe", "object", "embed", "audio", "video", "map", "del",
        "rp", "rt"
    )
)  # fmt: skip
BLOCKS = frozenset(
    (
        "html", "body", "address", "article", "aside", "blockquote", "center", "caption", "dd", "details", "dialog",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "hr", "legend", "li", "main", "menu", "ol", "p", "pre", "search", "section", "summary", "table", "tbody", "td",
        "tfoot", "th", "thead", "tr", "ul"
    )
)  # fmt: skip
KINDS: dict[str, Kind] = {
    "blockquote": "quote",
    "caption": "caption",
    "figcaption": "caption",
    "dt": "caption",
    "li": "item",
    "td": "paragraph",
    "th": "paragraph",
}
BOLD, ITALIC = frozenset(("b", "strong", "th")), frozenset(("i", "em", "cite"))
BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
ITALIC_STYLE = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)


def is_bold(tag: str, style: str) -> bool:
    """Whether the element makes its words bold; a table's header does too."""
    return tag in BOLD or BOLD_STYLE.search(style) is not None


def is_italic(tag: str, style: str) -> bool:
    """Whether the element sets its words in italics."""
    return tag in ITALIC or ITALIC_STYLE.search(style) is not None


def is_layout(table: etree._Element) -> bool:
    """Whether a table only arranges the page: it holds another one, or never two cells side by side."""
    if table.get("role") == "presentation" or table.find(".//table") is not None:
        return True
    return all(sum(cell.tag in ("td", "th") for cell in row) < 2 for row in table.iter("tr"))


def is_google_comment(element: etree._Element, tag: str) -> bool:
    """Whether this is a comment of Google Docs below the text, or its mark in the text."""
    if tag not in ("sup", "div"):
        return False
    anchor = next(element.iter("a"), None)
    return (
        anchor is not None
        and GOOGLE_COMMENT.fullmatch(anchor.get("id") or "") is not None
        and (tag == "sup" or _is_first_word(element, anchor))
    )


def _is_first_word(element: etree._Element, anchor: etree._Element) -> bool:
    """Whether `anchor` stands at the very beginning of `element`, within one paragraph."""
    parent = anchor.getparent()
    return parent is element or (parent is not None and parent.getparent() is element and element[0] is parent)
