"""What `nightdesk doctor` looks at."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from nightdesk.base.settings import doubtful
from nightdesk.handoff.listing import count_late
from nightdesk.handoff.service import StartError, check
from nightdesk.knowledge.lint import lint
from nightdesk.knowledge.loader import KnowledgeError, load_entries
from nightdesk.store.database import no_such_file, why_not_writable
from nightdesk.store.knowledge import current_entries, not_loaded
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
    yield from _settings(core)
    yield "clinic.yml", f"ok ({core.clinic.name})", True
    problem = _no_database(core)
    yield _knowledge(core, loaded=not problem)
    if problem:
        yield "database", problem, False
    else:
        yield from _database(core)


def _settings(core: "Nightdesk") -> Iterator[Finding]:
    names = {hook.secret_env for hook in core.clinic.notify.all_webhooks}
    problems = doubtful(core.settings, names)
    try:
        check(core.settings, core.clinic)
    except StartError as error:
        problems.append(str(error))
    for problem in problems:
        yield "settings", problem, False
    if not problems:
        yield "settings", f"ok ({core.settings.environment})", True


def _no_database(core: "Nightdesk") -> str:
    """Why the database cannot be read at all; looking must not make one."""
    if problem := no_such_file(core.db.engine):
        return f"{problem}: see NIGHTDESK_DATABASE_URL, or run nightdesk prepare"
    return "" if is_current(core.db.engine) else "not of this version: run nightdesk prepare"


def _knowledge(core: "Nightdesk", *, loaded: bool) -> Finding:
    """The files, and what is served: what the database holds, if it can be read."""
    try:
        files = load_entries(core.settings.path("knowledge"))
    except KnowledgeError as error:
        return "knowledge", str(error), False
    problems, today = lint(files), core.today()
    entries, waiting = {entry.id: entry for entry in files}, 0
    served = len([entry for entry in files if entry.servable(today)])
    if loaded:
        with core.db.reading() as session:
            current = {name: entry for name, (entry, _) in current_entries(session).items()}
            waiting = not_loaded(session, files)
        entries |= current
        served = sum(entry.servable(today) for entry in current.values())
    ends = [entry.expires_on for entry in entries.values() if entry.status == "reviewed"]
    expired = sum(end < today for end in ends)
    counts = [
        (expired, "expired and not served"),
        (sum(today <= end < today + SOON for end in ends), f"expire within {SOON.days} days"),
        (waiting, "of the files not loaded yet: run nightdesk prepare"),
    ]
    words = f"{len(problems)} problems, {served} entries served"
    words += "".join(f", {count} {what}" for count, what in counts if count)
    return "knowledge", words, not problems and not expired


def _database(core: "Nightdesk") -> Iterator[Finding]:
    if problem := why_not_writable(core.db):
        yield "database", problem, False
        return
    with core.db.reading() as session:
        late = count_late(session, core.clock())
        trial = session.get(StaffUser, DEVELOPMENT_LOGIN)
    yield "database", f"ok, {late} notifications late", not late
    if core.settings.environment == "production" and trial and not trial.disabled_at:
        words = f"the login {DEVELOPMENT_LOGIN} of a trial still works: nightdesk user disable "
        yield "staff", words + DEVELOPMENT_LOGIN, False
