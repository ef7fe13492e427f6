"""`underheard store`: look after what is kept from run to run, and take out what somebody withdraws."""

from __future__ import annotations

from typing import Annotated

import typer

store = typer.Typer(
    name="store",
    help="Look after what is kept from run to run; take out what somebody withdraws.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Output = Annotated[
    str, typer.Argument(metavar="OUTPUT", help="The output folder of earlier runs, or its address (s3://...).")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Names = list[str]


@store.command()
def verify(
    output: Output,
    repair: Annotated[bool, typer.Option("--repair", help="Remove what is broken or left over.")] = False,
    as_json: Json = False,
) -> None:
    """Read everything in the store and list what is wrong with it; exit 1 if anything is."""
    from flows.console import show_json
    from flows.store_check import check_store
    from flows.working_copy import working_copy

    with working_copy(output) as folder:
        problems = check_store(folder, repair=repair)
    if as_json:
        show_json({"ok": not problems, "problems": problems})
    else:
        for problem in problems:
            typer.echo(problem, err=True)
        if not problems:
            typer.echo("The store is sound.")
    if problems and not repair:
        raise typer.Exit(1)


@store.command()
def remove(
    output: Output,
    source: Annotated[Names, typer.Option(help="A source, by its name in the report.")] = [],  # noqa: B006
    session: Annotated[Names, typer.Option(help="A session, by its session_id.")] = [],  # noqa: B006
    author: Annotated[Names, typer.Option(help="A person, as `source:id`, such as polis:12.")] = [],  # noqa: B006
    statement: Annotated[Names, typer.Option(help="A statement, by its statement_id.")] = [],  # noqa: B006
    delete_runs: Annotated[
        bool, typer.Option("--delete-runs", help="Also delete every run that holds the words.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go, and take nothing out.")] = False,
    as_json: Json = False,
) -> None:
    """Take out what somebody withdraws: from the store, from all later runs and, if asked, from earlier ones."""
    from dataclasses import asdict
    from datetime import UTC, datetime

    from flows.console import show_json
    from flows.withdrawal import asked_for
    from flows.withdrawal import remove as take_out
    from flows.working_copy import working_copy

    names = {"source": source, "session_id": session, "author_id": author, "statement_id": statement}
    asked = asked_for(names, datetime.now(UTC))
    if not asked:
        raise typer.BadParameter("Name what to remove with --source, --session, --author or --statement.")
    with working_copy(output) as folder:
        removal = take_out(folder, asked, with_runs=delete_runs, dry_run=dry_run)
    if as_json:
        show_json({**asdict(removal), "dry_run": dry_run})
        return
    verb = "would be removed" if dry_run else "removed"
    typer.echo(f"{removal.n_statements} statements {verb}. Later runs leave them out.")
    if removal.runs and removal.are_runs_deleted:
        typer.echo(f"Deleted with their words: {', '.join(removal.runs)}.")
    elif removal.runs:
        typer.echo(f"These runs still hold the words: {', '.join(removal.runs)}. --delete-runs deletes them whole.")
    if not dry_run:
        typer.echo("The sources themselves are not changed: delete the words there too.")


@store.command()
def withdrawals(output: Output, as_json: Json = False) -> None:
    """List what was withdrawn, and the runs that still hold it."""
    from dataclasses import asdict

    from corpus.store.withdrawals import read_withdrawals
    from flows.console import show_json
    from flows.withdrawal import runs_still_with
    from flows.working_copy import reading_copy

    with reading_copy(output) as folder:
        found = [(each, runs_still_with(folder, each)) for each in read_withdrawals(folder / "store")]
    if as_json:
        moments = [each.withdrawn_at.isoformat() for each, _ in found]
        show_json(
            [
                {**asdict(each), "withdrawn_at": moment, "held_by": runs}
                for moment, (each, runs) in zip(moments, found, strict=True)
            ]
        )
        return
    for each, runs in found:
        still = f"; still in {', '.join(runs)}" if runs else ""
        typer.echo(f"{each.withdrawn_at:%Y-%m-%d}  {each.by} {each.value}{still}")
    if not found:
        typer.echo("Nobody withdrew.")
