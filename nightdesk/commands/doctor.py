"""What `nightdesk doctor` looks at."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from nightdesk.handoff.listing import count_late
from nightdesk.handoff.service import StartError, check
from nightdesk.knowledge.lint import lint
from nightdesk.knowledge.loader import KnowledgeError, load_entries
from nightdesk.store.migrations import is_current
from nightdesk.store.tables import StaffUser

if TYPE_CHECKING:
    from nightdesk.app import Nightdesk

SOON = timedelta(days=60)
"""So long before entries expire it is said: a clinician has to review each."""

DEVELOPMENT_LOGIN = "desk"
"""The login that `prepare` makes in development."""

Finding = tuple[str, str, bool]
"""What was looked at, what was found, and whether it is well."""


def examine(core: "Nightdesk") -> Iterator[Finding]:
    """Each part of the installation in a line."""
    yield _settings(core)
    yield "clinic.yml", f"ok ({core.clinic.name})", True
    yield _knowledge(core)
    yield from _database(core)


def _settings(core: "Nightdesk") -> Finding:
    try:
        check(core.settings, core.clinic)
    except StartError as error:
        return "settings", str(error), False
    return "settings", f"ok ({core.settings.environment})", True


def _knowledge(core: "Nightdesk") -> Finding:
    try:
        entries = load_entries(core.settings.path("knowledge"))
    except KnowledgeError as error:
        return "knowledge", str(error), False
    problems, today = lint(entries), core.today()
    ends = [entry.expires_on for entry in entries if entry.status == "reviewed"]
    expired = sum(end < today for end in ends)
    soon = sum(today <= end < today + SOON for end in ends)
    served = sum(entry.servable(today) for entry in entries)
    words = f"{len(problems)} problems, {served} entries served"
    words += f", {expired} expired and not served" if expired else ""
    words += f", {soon} expire within {SOON.days} days" if soon else ""
    return "knowledge", words, not problems and not expired


def _database(core: "Nightdesk") -> Iterator[Finding]:
    if not is_current(core.db.engine):
        yield "database", "not of this version: run nightdesk prepare", False
        return
    with core.db.reading() as session:
        late = count_late(session, core.clock())
        trial = session.get(StaffUser, DEVELOPMENT_LOGIN)
    yield "database", f"ok, {late} notifications late", not late
    if core.settings.environment == "production" and trial and not trial.disabled_at:
        words = f"the login {DEVELOPMENT_LOGIN} of a trial still works: nightdesk user disable "
        yield "staff", words + DEVELOPMENT_LOGIN, False
