"""A core with an empty database, and real receivers on loopback."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from nightdesk.store.database import Database
from nightdesk.store.tables import Base
from tests.handoff.bench import Bench, make_bench
from tests.handoff.certificates import Certificates
from tests.handoff.receiver import Receiver

SECRET_NAME = "TEST_WEBHOOK_SECRET"
SECRET = "whsec_bmlnaHRkZXNrLXRlc3Qtc2VjcmV0LTAwMDAwMDAx"


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    Base.metadata.create_all(database.engine)
    yield database
    database.close()


@pytest.fixture
def lite(tmp_path: Path) -> Iterator[Database]:
    """SQLite only, for tests that are not about the database."""
    database = Database(f"sqlite:///{tmp_path}/lite.db")
    Base.metadata.create_all(database.engine)
    yield database
    database.close()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as running:
        yield running


@pytest.fixture
def bench(lite: Database, tmp_path: Path) -> Bench:
    """A relay's surroundings; mail goes to a folder."""
    return make_bench(lite, tmp_path)


@pytest.fixture
def hooked(bench: Bench, receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """The same, with `receiver` as the clinic's only destination."""
    monkeypatch.setenv(SECRET_NAME, SECRET)
    return bench.with_webhook(receiver.url, SECRET_NAME)


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return Certificates(tmp_path_factory.mktemp("certificates"))
