"""The composition root: the core, put together from settings, clinic.yml and the database."""

from nightdesk.base.clinic import load_clinic
from nightdesk.base.clock import Clock, utc_now
from nightdesk.base.reply import Reply
from nightdesk.base.settings import Settings
from nightdesk.base.wording import Wording
from nightdesk.knowledge.loader import load_entries
from nightdesk.store.database import Database
from nightdesk.store.knowledge import Loaded, load_files
from nightdesk.store.migrations import upgrade
from nightdesk.talk.desk import Desk
from nightdesk.talk.turn import take_turn


class Nightdesk(Desk):
    """The core as the doors use it."""

    @classmethod
    def from_environment(cls) -> "Nightdesk":
        """The core of this installation."""
        return cls.build(Settings())

    @classmethod
    def build(cls, settings: Settings, clock: Clock = utc_now) -> "Nightdesk":
        """The core for these settings. Raises ClinicError when clinic.yml cannot be used."""
        return cls(
            settings=settings,
            clinic=load_clinic(settings.path("clinic.yml")),
            db=Database(settings.database_url),
            clock=clock,
            wording=Wording.load(settings.home),
        )

    def turn(
        self,
        message_id: int,
        topic: str,
        intent: str,
        confidence: float,
        vector: str | None = None,
        conversation_id: str | None = None,
    ) -> list[Reply]:
        """The replies to a stored message, decided once and recorded with their effects.

        `vector` are the engine's rows of the text and its parts, packed, if it sent them. A message
        that is not of the conversation named is taken for one that was erased.
        """
        return take_turn(
            self,
            message_id,
            topic=topic,
            intent=intent,
            confidence=confidence,
            vector=vector,
            conversation_id=conversation_id,
        )

    def prepare(self) -> Loaded:
        """Migrate the database and load knowledge/; returns how many entries changed."""
        upgrade(self.settings.database_url)
        entries = load_entries(self.settings.path("knowledge"))
        with self.db.writing() as session:
            loaded = load_files(session, entries, self.clock())
            session.commit()
        return loaded

    def close(self) -> None:
        """Give back the database connections."""
        self.db.close()
