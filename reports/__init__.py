"""Writing: figures, pages, exports and the folder that a run leaves."""
