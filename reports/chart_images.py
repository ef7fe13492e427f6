"""Charts as pictures for programs that show no SVG."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

import vl_convert as vlc

_SCALE = 3
"""Pixels a unit of the drawing: sharp when a page of A4 is printed."""
_DESC_END = "</desc>"


@dataclass(frozen=True)
class ChartImage:
    """A picture with its name and what to say to those who cannot see it."""

    png: bytes
    title: str
    description: str


def chart_image(svg: str) -> ChartImage:
    """The picture of a chart of `reports.charts`, on white, so that a dark page does not swallow its ink."""
    on_white = svg.replace(_DESC_END, _DESC_END + '<rect width="100%" height="100%" fill="#ffffff"/>', 1)
    return ChartImage(vlc.svg_to_png(on_white, scale=_SCALE), _text(svg, "title"), _text(svg, "desc"))


def _text(svg: str, tag: str) -> str:
    found = re.search(rf"<{tag}\b[^>]*>(.*?)</{tag}>", svg, re.DOTALL)
    return unescape(found.group(1)) if found else ""
