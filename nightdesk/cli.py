"""The command line of the core. Each command imports what it needs, so that --help is quick."""

import itertools
import json
import os
import secrets
import subprocess
import sys
from datetime import timedelta
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nightdesk.commands import knowledge, safety
from nightdesk.commands.shared import AsJson, fail, opened, show

if TYPE_CHECKING:
    from nightdesk.app import Nightdesk

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # it prints local variables, which may be a visitor's
    help="Nightdesk's command line.",
)


@app.callback(invoke_without_command=True)
def main(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Nightdesk's command line."""
    os.umask(0o077)  # what is written holds visitors' words, or secrets
    if version:
        typer.echo(metadata.version("nightdesk"))
        raise typer.Exit


user = typer.Typer(no_args_is_help=True, help="Who may open the staff inbox.")
app.add_typer(knowledge.app, name="knowledge")
app.add_typer(user, name="user")
app.add_typer(safety.app, name="safety")


@app.command()
def up() -> None:
    """Start the whole product and keep it running until Ctrl-C."""
    from nightdesk.up import up as run

    raise typer.Exit(run())


@app.command()
def prepare() -> None:
    """Migrate the database, load knowledge/, and in development create a login."""
    with opened() as core:
        changed, retired = core.prepare()
        gone = f", {retired} gone from the files and retired" if retired else ""
        typer.echo(
            f"nightdesk: database is up to date, {changed} knowledge entries new or changed{gone}"
        )
        if core.settings.environment == "development":
            _development_login(core)


def _development_login(core: "Nightdesk") -> None:
    from sqlalchemy import select

    from nightdesk.commands.doctor import DEVELOPMENT_LOGIN
    from nightdesk.store.staff import add_user
    from nightdesk.store.tables import StaffUser

    with core.db.writing() as session:
        if session.scalars(select(StaffUser)).first() is not None:
            return
        password = secrets.token_urlsafe(12)
        add_user(session, DEVELOPMENT_LOGIN, password, core.clock())
        session.commit()
    path = core.settings.path("var", "development_login.txt")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(f"{DEVELOPMENT_LOGIN} / {password}")


@app.command()
def doctor() -> None:
    """Check the installation: settings, clinic.yml, knowledge, database, undelivered messages."""
    from nightdesk.commands.doctor import examine

    with opened() as core:
        healthy = True
        for name, words, well in examine(core):
            typer.echo(f"{name:<11} {words}")
            healthy &= well
        if not healthy:
            raise typer.Exit(1)


@app.command()
def evaluate(
    messages: Annotated[
        list[str] | None, typer.Option("--set", help="A JSONL file instead of ours.")
    ] = None,
    url: Annotated[str, typer.Option(help="A running product instead of a new one.")] = "",
    out: Annotated[str, typer.Option(help="Folder of the report.")] = "",
) -> None:
    """Measure how well visitors are understood; needs a checkout and what its tests need."""
    from nightdesk.base.settings import Settings

    home = Settings().home
    if not (home / "tests" / "evaluation").is_dir():
        fail("There is no tests/evaluation here: run this in a checkout.")
    chosen = [("--set", file) for file in messages or ()]
    options = [*chosen, *((("--url", url),) if url else ()), *((("--out", out),) if out else ())]
    command = [sys.executable, "-m", "tests.evaluation.run", *itertools.chain(*options)]
    raise typer.Exit(subprocess.run(command, cwd=home, check=False).returncode)


@app.command()
def requests(as_json: AsJson = False) -> None:
    """List all requests, newest first."""
    from sqlalchemy import select

    from nightdesk.leads.requests import describe
    from nightdesk.store.tables import Request

    with opened() as core, core.db.reading() as session:
        found = session.scalars(select(Request).order_by(Request.created_at.desc()))
        rows = [describe(request) for request in found]
    show(rows, as_json, ["id", "kind", "status", "name", "due_at"])


@app.command()
def outbox(
    as_json: AsJson = False,
    again: Annotated[str, typer.Option(help="Send this dead notification again.")] = "",
) -> None:
    """List notifications and how their delivery stands."""
    from nightdesk.handoff.listing import describe, send_again

    with opened() as core:
        if again:
            with core.db.writing() as session:
                if not send_again(session, again, core.clock()):
                    fail("There is no notification with this id that waits for delivery.")
                session.commit()
        with core.db.reading() as session:
            rows = describe(session)
    show(
        rows,
        as_json,
        ["id", "event", "channel", "attempts", "next_try_at", "delivered_at", "last_error"],
    )


@app.command()
def export(conversation: str) -> None:
    """Print everything that is kept about one visitor, as JSON."""
    from nightdesk.talk.export import export as export_conversation

    with opened() as core:
        try:
            data = export_conversation(core, conversation)
        except LookupError:
            fail("There is no such conversation.")
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


@app.command()
def erase(conversation: str) -> None:
    """Erase one visitor's conversation and requests everywhere."""
    from nightdesk.store.visitor_data import erase as erase_conversation

    with opened() as core, core.db.writing() as session:
        if not erase_conversation(session, conversation, core.clock(), by="command line"):
            fail("There is no such conversation.")
        session.commit()
    typer.echo("Erased.")


@app.command()
def backup(file: Path) -> None:
    """Write a whole copy of a SQLite database into a new file, also while everything runs."""
    from nightdesk.store.backup import write_copy

    with opened() as core:
        write_copy(core.db.engine, file)
    typer.echo(f"{file}: written")


@app.command()
def retain() -> None:
    """Erase what is older than clinic.yml's retention_days; meant to be run every night."""
    from nightdesk.leads.retention import retain as retain_rows

    with opened() as core:
        days = core.clinic.retention_days
        now = core.clock()
        erased = retain_rows(
            core.db,
            now=now,
            conversations_before=now - timedelta(days=days.conversations),
            drafts_before=now - timedelta(days=days.drafts),
            requests_before=now - timedelta(days=days.requests),
        )
    typer.echo(f"{erased} conversations and requests erased")


@user.command("add")
def user_add(login: str) -> None:
    """Add a person who may open the staff inbox; the password is asked for, or read from a pipe."""
    from nightdesk.store.staff import add_user

    password = _password()
    with opened() as core, core.db.writing() as session:
        add_user(session, login, password, core.clock())
        session.commit()
    typer.echo(f"{login} can log in now.")


@user.command("password")
def user_password(login: str) -> None:
    """Give somebody a new password, who forgot theirs or was shut out; they have to log in anew."""
    from nightdesk.store.staff import set_password

    password = _password()
    with opened() as core, core.db.writing() as session:
        set_password(session, login, password)
        session.commit()
    typer.echo(f"{login} can log in now, with the new password.")


@user.command("list")
def user_list(as_json: AsJson = False) -> None:
    """List the people who may open the inbox, and who was shut out."""
    from sqlalchemy import select

    from nightdesk.store.tables import StaffUser

    with opened() as core, core.db.reading() as session:
        found = session.scalars(select(StaffUser).order_by(StaffUser.login))
        rows = [{n: getattr(u, n) for n in ("login", "created_at", "disabled_at")} for u in found]
    show(rows, as_json, ["login", "created_at", "disabled_at"])


def _password() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\n")


@user.command("disable")
def user_disable(login: str) -> None:
    """Shut a person out of the staff inbox at once; what they did stays on record."""
    from nightdesk.store.staff import disable_user

    with opened() as core, core.db.writing() as session:
        disable_user(session, login, core.clock())
        session.commit()
    typer.echo(f"{login} can no longer log in.")
