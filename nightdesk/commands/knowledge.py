"""The commands for approved answers."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from nightdesk.commands.shared import AsJson, fail, opened, show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nightdesk.app import Nightdesk
    from nightdesk.knowledge.entry import Entry
    from nightdesk.knowledge.lint import Problem

app = typer.Typer(no_args_is_help=True, help="The approved answers.")

BY = "command line"
"""The author of versions that are added here."""


@app.command("lint")
def knowledge_lint() -> None:
    """Check knowledge/ for wording, sources and reviews; exit code 1 when something is wrong."""
    from nightdesk.knowledge.lint import lint
    from nightdesk.knowledge.loader import load_entries

    with opened() as core:
        entries = load_entries(core.settings.path("knowledge"))
        problems = lint(entries)
    _show(problems)
    typer.echo(f"{len(entries)} entries, {len(problems)} problems")
    if problems:
        raise typer.Exit(1)


@app.command("add")
def knowledge_add(file: Path) -> None:
    """Add the entries of a YAML file, or new versions of them; answered from the next message on.

    Nothing is added when the lint finds a fault in one of them.
    """
    from nightdesk.knowledge.loader import KnowledgeError, load_file
    from nightdesk.store.knowledge import add_version

    with opened() as core:
        try:
            entries = load_file(file)
        except (OSError, KnowledgeError) as error:
            fail(str(error))
        problems = _problems(core, entries)
        _show(problems)
        if problems:
            fail("Nothing was added.")
        with core.db.writing() as session:
            versions = [add_version(session, entry, core.clock(), BY) for entry in entries]
            session.commit()
        today = core.today()
    for entry, version in zip(entries, versions, strict=True):
        typer.echo(f"{entry.id}: version {version}{_unless_served(entry, today)}")


def _unless_served(entry: "Entry", today: date) -> str:
    """Why visitors do not read it, if they do not."""
    if entry.servable(today):
        return ""
    if entry.status != "reviewed":
        return f", {entry.status}: not served"
    expired = entry.expires_on < today
    return f", {'expired' if expired else 'reviewed in the future'}: not served"


@app.command("retire")
def knowledge_retire(entry: str) -> None:
    """Stop serving an entry, from the next message on; its versions stay on record."""
    from nightdesk.store.knowledge import add_version, current_entries

    with opened() as core, core.db.writing() as session:
        known = current_entries(session)
        if entry not in known:
            fail("There is no such entry.")
        retired = known[entry][0].model_copy(update={"status": "retired"})
        add_version(session, retired, core.clock(), BY)
        session.commit()
    typer.echo(f"{entry} is no longer served.")


@app.command("search")
def knowledge_search(text: str, as_json: AsJson = False) -> None:
    """Show the entries that each question in a text finds, best first, with their confidence."""
    from nightdesk.reading.model import Once
    from nightdesk.talk.parts import SURE, find_entries

    with opened() as core, core.db.reading() as session:
        shelf = core.knowledge(session).shelf
        found = find_entries(Once(core.reader), core.lexicon, shelf, text, core.today())
        rows = [
            {
                "question": question,
                "entry": hit.entry.id,
                "topic": hit.topic,
                "score": round(hit.score, 3),
                "confidence": round(hit.confidence, 3),
                "answers": hit.confidence >= SURE,
            }
            for question, hits in found
            for hit in hits
        ]
    show(rows, as_json, ["entry", "topic", "score", "confidence", "answers"])


def _problems(core: "Nightdesk", entries: "Sequence[Entry]") -> "list[Problem]":
    """What the lint says of new entries among those that are served now."""
    from nightdesk.knowledge.lint import lint
    from nightdesk.store.knowledge import current_entries

    names = {entry.id for entry in entries}
    with core.db.reading() as session:
        others = [entry for entry, _ in current_entries(session).values() if entry.id not in names]
    served = [entry for entry in others if entry.status == "reviewed"]
    return [problem for problem in lint([*served, *entries]) if problem.entry in names]


def _show(problems: "list[Problem]") -> None:
    for problem in problems:
        typer.echo(f"{problem.entry}: {problem.rule}: {problem.detail}")
