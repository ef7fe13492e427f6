"""A plain function as a stage of the flow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from flows.stages import Stages

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def measured_task(name: str, stages: Stages, function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """`function` as a measured Prefect task that keeps its arguments and its result to itself."""
    from prefect import task
    from prefect.cache_policies import NO_CACHE
    from prefect.utilities.annotations import quote

    def measured(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        with stages.stage(name):
            return function(*args, **kwargs)

    prefect_task = task(name=name, cache_policy=NO_CACHE, persist_result=False)(measured)

    def run(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        quoted: Any = {key: quote(value) for key, value in kwargs.items()}
        result: Result = prefect_task(*map(quote, args), **quoted)
        return result

    return run
