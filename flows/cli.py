"""The command `underheard`. Each imports heavy libraries when it runs, so that `--help` answers at once."""

from __future__ import annotations

import atexit
import gc
import signal
import sys
import threading
import warnings
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.errors import ConfigError, SourceError, UnderheardError
from flows.log import crash_sentence, is_debugging, start_logging
from flows.store_commands import store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from corpus.schemas import Reading
    from flows.settings import Settings

DONE, BAD_INPUT, WRONG_USAGE, FAILED = 0, 1, 2, 3
INTERRUPTED = 130
"""How typer reports Ctrl-C."""

DEFAULT_OUTPUT = Path("underheard-output")

app = typer.Typer(
    name="underheard",
    help="Find what a public consultation says, across languages, and which voices its themes miss.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

app.add_typer(store)

Config = Annotated[Path, typer.Argument(help="The configuration, a YAML file.")]
Output = Annotated[
    str, typer.Argument(metavar="OUTPUT", help="The output folder of earlier runs, or its address (s3://...).")
]
OutputOption = Annotated[
    str | None,
    typer.Option(
        "--output", metavar="FOLDER", help="Where the results go, here or s3://...; else the configuration's output."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@app.command()
def demo(
    output: Annotated[Path, typer.Option(help="Where the results go.")] = DEFAULT_OUTPUT / "demo",
) -> None:
    """Run the bundled demo consultation, whose people and words are invented, and say where its report is."""
    from importlib.resources import files

    from flows.console import results_alone, show_outcome
    from flows.settings import load_settings
    from flows.unchanged import refreshed

    settings = load_settings(Path(str(files("corpus"))) / "demo" / "consultation.yaml")
    with results_alone():
        outcome = refreshed(settings, output)
    show_outcome(outcome, outcome.report)


@app.command()
def run(
    config: Config,
    output: OutputOption = None,
    refit: Annotated[bool, typer.Option("--refit", help="Find the topics anew, even if nothing is new.")] = False,
    publish_anyway: Annotated[
        bool, typer.Option("--publish-anyway", help="Publish a run that looks wrong; look at it first.")
    ] = False,
    final: Annotated[bool, typer.Option("--final", help="Mark the report as the phase's last word.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read the sources, then stop.")] = False,
    as_json: Json = False,
) -> None:
    """Refresh a consultation: read its sources, find topics, compare them with themes, write the report."""
    from flows.console import outcome_document, results_alone, show_json, show_outcome
    from flows.outcome import Asked
    from flows.settings import load_settings
    from flows.working_copy import published_place, reading_copy, working_copy

    settings = load_settings(config, may_lack_sources=True)
    from flows.unchanged import refreshed

    place, asked = _output_of(settings, output), Asked(refit, publish_anyway, final)
    if dry_run:
        from flows.refresh import would_refresh

        with reading_copy(place) as folder:
            outcome = would_refresh(settings, folder, asked)
    else:
        with results_alone(), working_copy(place) as folder:
            outcome = refreshed(settings, folder, asked)
    report = published_place(outcome.report, folder, place)
    if as_json:
        show_json(outcome_document(outcome, report))
    else:
        show_outcome(outcome, report)


@contextmanager
def _all_kept() -> Iterator[None]:
    """Do not look for objects that may go: a command that only reads keeps them, and looking is a tenth of its time."""
    gc.disable()
    atexit.register(gc.freeze)  # the interpreter would look once more when it ends
    try:
        yield
    finally:
        gc.enable()


@app.command()
@_all_kept()
def check(config: Config, as_json: Json = False) -> None:
    """Validate a configuration and read every source, without running; list each problem."""
    from flows.console import reading_document, reading_problems, show_json, show_reading

    reading, problems = None, []
    try:
        settings, reading = _read(config)
        problems = reading_problems(reading)
        reading = replace(reading, warnings=(*reading.warnings, *_notes(settings, reading)))
    except (ConfigError, SourceError) as error:
        problems += error.problems
    if as_json:
        show_json({"ok": not problems, "problems": problems, **(reading_document(reading) if reading else {})})
    elif reading:
        show_reading(reading)
    if problems:
        if not as_json:
            _complain(*problems)
        raise typer.Exit(BAD_INPUT)


@app.command()
def nightly(config: Config, output: OutputOption = None) -> None:
    """Serve the nightly refresh, from the start to the end of the phase, until this command is ended."""
    from datetime import datetime

    from flows.phase import outside_sentence, phase_on
    from flows.runtime import prefect_server
    from flows.settings import load_settings, nightly_of

    settings = load_settings(config, may_lack_sources=True)
    night = nightly_of(settings)
    today = datetime.now(night.zone).date()
    if phase_on(today, night) == "after":
        typer.echo(outside_sentence(today, night))
        return
    with prefect_server(with_scheduler=True):
        from flows.nightly import serve_nightly

        typer.echo(
            f"Refreshing {settings.name} at {night.cron!r} ({night.timezone}), {night.start} to {night.end}. "
            "End with Ctrl-C."
        )
        serve_nightly(settings, output=_output_of(settings, output))


@app.command()
def runs(output: Output, as_json: Json = False) -> None:
    """List the finished runs, newest first."""
    from flows.console import run_documents, show_json, show_runs
    from flows.working_copy import reading_copy
    from reports.run_folder import list_runs

    with reading_copy(output) as folder:
        found = list_runs(folder)
    if as_json:
        show_json(run_documents(found))
    elif found:
        show_runs(found)
    else:
        typer.echo(f"{output} holds no finished run.")


@app.command()
def diff(
    output: Output,
    run_a: Annotated[str | None, typer.Argument(help="The earlier run.")] = None,
    run_b: Annotated[str | None, typer.Argument(help="The later run.")] = None,
    as_json: Json = False,
) -> None:
    """Say what changed between two runs; without names, between the last two."""
    from flows.compare import compare, two_runs
    from flows.console import show_difference, show_json
    from flows.working_copy import reading_copy

    if (run_a is None) != (run_b is None):
        raise typer.BadParameter("Name two runs, or none for the last two.")
    with reading_copy(output) as folder:
        difference = compare(*two_runs(folder, [run_a, run_b] if run_a and run_b else []))
    if as_json:
        show_json(difference.as_document())
    else:
        show_difference(difference)


@app.command()
def search(
    output: Output,
    query: Annotated[str, typer.Argument(help="What to look for, in any language.")],
    limit: Annotated[int, typer.Option(min=1, help="How many statements.")] = 10,
    language: Annotated[str | None, typer.Option(help="Only this language, such as fr.")] = None,
    group: Annotated[str | None, typer.Option(help="Only this group, by its id.")] = None,
    as_json: Json = False,
) -> None:
    """Find the statements of the last run that are nearest in meaning, across languages."""
    from flows.console import show_hits, show_json
    from flows.search import search_output
    from flows.working_copy import reading_copy

    with reading_copy(output) as folder:
        hits = search_output(folder, query, limit=limit, language=language, group=group)
    if as_json:
        show_json([hit.as_document() for hit in hits])
    else:
        show_hits(hits)


@app.command()
def calibrate(
    parallel: Annotated[
        Path,
        typer.Argument(
            metavar="PARALLEL_DIR",
            help="A parallel corpus in the layout of SIB-200: a folder a language with train.tsv.",
        ),
    ],
    encoder: Annotated[str, typer.Option(metavar="MODEL", help="bundled, a Hugging Face id, or a folder.")],
    save: Annotated[Path, typer.Option(metavar="FILE", help="Where the figures go.")],
    prompt: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Text before every sentence; the same as encoder.prompt.")
    ] = None,
    device: Annotated[str, typer.Option(help="auto, cpu, cuda, mps ...")] = "auto",
) -> None:
    """Measure an encoder's language offsets on a parallel corpus, for the key `neutralise`."""
    from flows.calibration import calibrate as measure
    from flows.calibration import save_calibration
    from flows.encoders import EncoderSettings, load_encoder
    from flows.stages import Stages

    stages = Stages()
    with stages.stage("load encoder"):
        loaded = load_encoder(EncoderSettings(model=encoder, device=device, precision="float32", prompt=prompt))
    with stages.stage("measure languages"):
        calibration = measure(parallel, loaded, progress=lambda names: stages.track(names, total=len(names)))
    save_calibration(calibration, save)
    typer.echo(f"{len(calibration.offsets.languages)} languages measured. Name {save} under neutralise.")


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})
def benchmark(context: typer.Context) -> None:
    """Measure quality and speed against other tools; needs a checkout and its optional packages."""
    if find_spec("benchmarks") is None or find_spec("benchmarks.command") is None:
        raise UnderheardError(
            "The benchmark is not part of this installation. Run it from a checkout, as docs/method.md says."
        )
    raise typer.Exit(import_module("benchmarks.command").main(context.args))


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # other people's deprecations are for developers
    start_logging()
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _interrupt)
    try:
        code: int | None = app(arguments, prog_name="underheard", standalone_mode=False)
    except UnderheardError as error:
        _complain(*error.problems)
        return error.exit_code
    except typer.TyperException as error:
        message = error.format_message() if isinstance(error, typer.BadParameter) else str(error)
        ended = message if message.endswith(("?", "!")) else f"{message.rstrip('.')}."
        _complain(f"{ended} `underheard --help` lists the commands and their options.")
        return WRONG_USAGE
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except Exception as error:
        if is_debugging():
            raise
        _complain(crash_sentence(error, "command"))
        return FAILED
    if code == INTERRUPTED:
        _complain("Stopped. The last good run is untouched.")
        return FAILED
    return code or DONE


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _complain(*problems: str) -> None:
    for problem in problems:
        typer.echo(problem, err=True)


def _output_of(settings: Settings, named: str | None) -> Path | str:
    return named or settings.output or DEFAULT_OUTPUT


def _notes(settings: Settings, reading: Reading) -> Iterator[str]:
    """What a run would say, or refuse, for what was read; as far as it can be told without the encoder."""
    from flows.calibration import expected_calibration
    from flows.counting import too_few
    from flows.space import language_warnings

    if note := too_few(reading):  # no problem yet: a consultation may only have begun
        yield f"{note} A run needs more."
    yield from (each.sentence for each in settings.contradictions)
    calibration = expected_calibration(settings.encoder.model, settings.neutralise)
    yield from language_warnings(reading.statements["language"], calibration, settings.neutralise)


def _read(config: Path) -> tuple[Settings, Reading]:
    # What reading waits for is begun first, so that it gets ready beside the other imports.
    from corpus.languages.model import expect_texts

    expect_texts()
    from flows.settings import load_settings

    settings = load_settings(config)
    from corpus.documents.guard import expect_files

    if any(source.type == "notes" for source in settings.sources):
        expect_files()
    from flows.reading import read_consultation
    from flows.working_copy import reading_copy

    with reading_copy(_output_of(settings, None)) as folder:
        return settings, read_consultation(settings, folder)


if __name__ == "__main__":
    sys.exit(main())
