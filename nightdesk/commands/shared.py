"""What all commands share: the core they work with, and how they print and fail."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from nightdesk.app import Nightdesk

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@contextmanager
def opened() -> Iterator["Nightdesk"]:
    """The core of this installation. Ends with a plain message when it cannot be built or used."""
    from alembic.util import CommandError
    from pydantic import ValidationError
    from sqlalchemy.exc import SQLAlchemyError
    from yaml import YAMLError

    from nightdesk.app import Nightdesk
    from nightdesk.base.settings import explain

    try:
        core = Nightdesk.from_environment()
        try:
            yield core
        finally:
            core.close()
    except ValidationError as error:
        fail(explain(error))
    except CommandError:
        fail("The database is of a newer version of Nightdesk than this one.")
    except SQLAlchemyError as error:
        fail(
            f"The database cannot be used ({type(error).__name__}): see NIGHTDESK_DATABASE_URL."
            " A new one is made by: nightdesk prepare"
        )
    except (ValueError, LookupError, OSError, YAMLError) as error:
        fail(str(error))


def fail(message: str) -> NoReturn:
    """Print why, and end with exit code 1."""
    typer.echo(message, err=True)
    raise typer.Exit(1)


def show(rows: list[dict[str, Any]], as_json: bool, columns: list[str]) -> None:
    """Print rows as JSON or as a plain table of some columns."""
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2, default=_iso))
        return
    for row in rows:
        typer.echo("  ".join(str(row[name] if row[name] is not None else "-") for name in columns))
    typer.echo(f"{len(rows)} in all")


def _iso(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
