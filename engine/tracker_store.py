"""Rasa keeps no memory: the state of a talk lives in our own database."""

from typing import Iterable, Optional

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.trackers import DialogueStateTracker


class ForgetfulTrackerStore(TrackerStore):
    """Every turn begins with an empty tracker, and nothing of it is kept.

    The rules look at one intent, and the core reads the rest from its own tables. So a turn
    costs the same at the start and after a hundred messages, a restart loses nothing, and
    there is no second copy of what a visitor wrote to export, erase or leak.
    """

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep nothing."""

    async def retrieve(self, sender_id: str) -> Optional[DialogueStateTracker]:
        """Nothing is known."""
        return None

    async def keys(self) -> Iterable[str]:
        """No conversation is kept."""
        return []
