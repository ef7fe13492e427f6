"""Statements that say the same: found, linked, and counted as the configuration says."""
