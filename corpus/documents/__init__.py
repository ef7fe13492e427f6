"""Files of session notes to blocks: headings, bullets, paragraphs, cells."""
