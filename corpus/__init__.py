"""Reading a consultation: sources in, statements out. Imports nothing of ours."""
