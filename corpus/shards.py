"""One function over many parts of the work: here one after the other, on a cluster side by side (`flows.cluster`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

Shared = TypeVar("Shared")
Part = TypeVar("Part")
Done = TypeVar("Done")


class MapShards(Protocol):
    """Calls a function for every part, and gives what comes out in the order of the parts."""

    def __call__(
        self, function: Callable[[Shared, Part], Done], shared: Shared, parts: Iterable[Part]
    ) -> Iterator[Done]:
        """`function(shared, part)` for each part.

        Args:
            function: At the top level of a module, so that another machine finds it by its name. What it gives depends
                on its arguments alone, and is the same wherever and however often it is called.
            shared: What all parts need.
            parts: Large enough to be worth the way, small enough that one which is done twice is no loss.
        """


def one_by_one(function: Callable[[Shared, Part], Done], shared: Shared, parts: Iterable[Part]) -> Iterator[Done]:
    """The parts in this process, each when it is asked for."""
    return (function(shared, part) for part in parts)
