"""Languages: which one a text is in, how sure that is, and what a declared language is called."""
