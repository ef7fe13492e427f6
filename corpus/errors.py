"""Everything that can go wrong on purpose.

UnderheardError
├── ConfigError       the configuration is wrong: exit code 1
├── SourceError       a source cannot be read as configured: exit code 1
├── UnreadableDocument  one document of many cannot be read: skipped, counted, reported
├── EncoderError      an encoder cannot be loaded: exit code 1
├── QueryError        what is searched for cannot be: exit code 1
├── NothingToRemove   what somebody withdraws is not in the store: exit code 1
├── ClusterError      other machines do not do their part: exit code 3
├── OutputError       an output folder cannot be read or written: exit code 3
├── HeldBack          a run looks wrong, and is not published before somebody has looked: exit code 3
└── OutputLocked      another refresh holds the output: exit code 4

Each message says what, where and what to do, in one or two plain sentences, and never holds a participant's words.
"""

from __future__ import annotations


class UnderheardError(Exception):
    """The parent of every error that a user can mend; `problems` holds one or more sentences."""

    exit_code = 3

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems

    def __reduce__(self) -> tuple[type[UnderheardError], tuple[str, ...]]:
        """For the way from one process to another."""
        return type(self), self.problems


class ConfigError(UnderheardError):
    """The configuration is wrong."""

    exit_code = 1


class SourceError(UnderheardError):
    """A source cannot be read as configured."""

    exit_code = 1


class UnreadableDocument(UnderheardError):
    """One document cannot be read; the reader counts it and goes on with the others."""

    exit_code = 1


class EncoderError(UnderheardError):
    """An encoder cannot be loaded or is damaged."""

    exit_code = 1


class QueryError(UnderheardError):
    """A search asks for nothing, or for a language or group that is not there."""

    exit_code = 1


class NothingToRemove(UnderheardError):
    """What somebody withdraws is not in the store."""

    exit_code = 1


class ClusterError(UnderheardError):
    """The scheduler or the workers of a cluster cannot be used, or are lost."""

    exit_code = 3


class OutputError(UnderheardError):
    """An output folder cannot be read or written."""

    exit_code = 3


class HeldBack(UnderheardError):
    """A run looks so unlike the last one that somebody should look before it is published."""

    exit_code = 3


class OutputLocked(UnderheardError):
    """Another refresh holds the output folder."""

    exit_code = 4
