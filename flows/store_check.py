"""The whole of a store, checked: its tables, what runs left about topics, suggested labels."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import OutputError
from corpus.store.verify import repair_store, verify_store
from flows.lock import hold_output
from flows.memory import problems_of_memory
from reports.run_folder import list_runs


def check_store(output: Path, *, repair: bool = False) -> list[str]:
    """What is wrong with the store of `output`, one sentence each; with `repair` it is removed too.

    Raises:
        OutputError: there is no such output.
        OutputLocked: a refresh holds it.
    """
    if not (output / "store").is_dir():
        raise OutputError(f"{output} holds no store. Run a refresh first, or correct the folder.")
    with hold_output(output):
        damages = verify_store(output / "store")
        memories = problems_of_memory(output, {run.run_id for run in list_runs(output)})
        if repair:
            repair_store(output / "store", damages)
            for path, _ in memories:
                path.unlink(missing_ok=True)
    sentences = [f"{sentence} `--repair` removes it." for _, sentence in memories]
    return [*(damage.sentence for damage in damages), *sentences]
