"""Pol.is conversations: comments, votes, opinion groups."""
