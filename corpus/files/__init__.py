"""Files as bytes: encodings, and a guard before what is packed."""
