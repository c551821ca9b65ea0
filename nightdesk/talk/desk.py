"""What a turn works with: the parts of the core, built once for a process."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from threading import Lock
from typing import Any

from sqlalchemy.orm import Session

from nightdesk.base.clinic import Clinic
from nightdesk.base.clock import Clock
from nightdesk.base.reply import Reply
from nightdesk.base.settings import Settings
from nightdesk.base.wording import Wording
from nightdesk.intake.details import Details, read_details
from nightdesk.knowledge.entry import Entry
from nightdesk.knowledge.search import Asked
from nightdesk.knowledge.shelf import Shelf
from nightdesk.lexicon import Lexicon, Mention
from nightdesk.reading.encoder import meaning
from nightdesk.reading.model import Reader, find_model
from nightdesk.reading.vectors import VectorCache
from nightdesk.safety import Screen
from nightdesk.store.conversations import Said
from nightdesk.store.database import Database
from nightdesk.store.knowledge import current_entries, state_of_knowledge


@dataclass(frozen=True)
class Knowledge:
    """The searchable entries as of one state of the database, and their versions."""

    state: int
    shelf: Shelf
    entries: dict[str, Entry]
    versions: dict[str, int]


@dataclass
class Desk:
    """The parts. Heavy ones are loaded when they are first used, because not all processes do."""

    settings: Settings
    clinic: Clinic
    db: Database
    clock: Clock
    wording: Wording
    _knowledge: Knowledge | None = None
    _loading: Lock = field(default_factory=Lock)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words visitors use."""
        return Lexicon.load()

    @cached_property
    def reader(self) -> Reader:
        """What was learnt from examples."""
        return Reader.load(find_model())

    @cached_property
    def vectors(self) -> VectorCache:
        """Vectors of the knowledge, computed once."""
        return VectorCache(self.settings.vectors)

    @cached_property
    def screen(self) -> Screen:
        """The red-flag screen."""
        return Screen.load()

    def knowledge(self, session: Session) -> Knowledge:
        """The entries as they are now; built anew only when a version was added."""
        state = state_of_knowledge(session)
        with self._loading:
            if self._knowledge is None or self._knowledge.state != state:
                current = current_entries(session)
                entries = {name: entry for name, (entry, _) in current.items()}
                versions = {name: version for name, (_, version) in current.items()}
                before = self._knowledge.shelf if self._knowledge else None
                shelf = Shelf(entries.values(), self._meanings, before)
                self._knowledge = Knowledge(state, shelf, entries, versions)
            return self._knowledge

    def read_details(
        self,
        text: str,
        *,
        asking: str | None,
        mentions: Sequence[Mention],
        behalf: str = "",
        beside: str = "",
    ) -> Details:
        """What one message says; the clinic's own numbers are never taken for the visitor's."""
        clinic = self.clinic
        own = (clinic.phone, clinic.urgent_phone, clinic.urgent_phone_when_open)
        return read_details(
            text,
            asking=asking,
            mentions=mentions,
            behalf=behalf,
            beside=beside,
            clinic_phones=[phone.e164 for phone in own if phone],
        )

    def warm_up(self) -> None:
        """Load now what the first turn would otherwise wait for."""
        self.lexicon.read("warm up")
        asked = Asked("warm up", self.reader.read("warm up"))
        with self.db.reading() as session:
            self.knowledge(session).shelf.search(asked, today=self.today())

    def _meanings(self, texts: Iterable[str]) -> Any:
        return meaning(self.vectors.vectors(texts))

    def local_now(self) -> datetime:
        """The current moment as the clinic's clock shows it."""
        return self.clock().astimezone(self.clinic.zone)

    def today(self) -> date:
        """The clinic's date."""
        return self.local_now().date()

    def said(self, replies: list[Reply]) -> list[Said]:
        """The replies with the text that visitors read."""
        return [Said(reply, self.wording.render(reply)) for reply in replies]
