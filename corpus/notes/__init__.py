"""Blocks to statements: sessions, speakers, one idea each."""
