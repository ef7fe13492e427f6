"""Tables: rows and columns of any file format, and statements in them."""
