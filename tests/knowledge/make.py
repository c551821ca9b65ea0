"""Entries for tests."""

from datetime import date
from typing import Any

from nightdesk.knowledge.entry import Entry

GOOD: dict[str, Any] = {
    "id": "x-1",
    "treatment": "microneedling",
    "topic": "pain",
    "questions": ["does it hurt", "is it painful", "how bad is the pain"],
    "text": "People feel it differently. The provider can say more.",
    "authority": "clinic",
    "source": {"title": "Sheet", "publisher": "Example Clinic", "year": 2026, "address": ""},
    "reviewed_by": "Dr. Example",
    "reviewed_on": date(2026, 11, 1),
    "expires_on": date(2027, 11, 1),
    "status": "reviewed",
}


def entry(**changes: Any) -> Entry:
    """A good entry with some fields changed."""
    return Entry.model_validate({**GOOD, **changes})
