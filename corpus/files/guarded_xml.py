"""XML from strangers: parsed without entities, DTD or network."""

from __future__ import annotations

from lxml import etree

from corpus.errors import UnreadableDocument


def parsed(xml: bytes) -> etree._Element:
    """The root of `xml`.

    Raises:
        UnreadableDocument: the XML is damaged.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument(
            "its XML is damaged. Open it in the program it was written with, save it again and replace it."
        ) from error
