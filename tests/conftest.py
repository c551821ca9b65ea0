"""Fixtures that every test folder may use."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from nightdesk.app import Nightdesk
from nightdesk.base.settings import Settings
from tests.support.postgres import Cluster
from tests.support.remembering import reader, remembering_lexicon, remembering_screen

ROOT = Path(__file__).resolve().parent.parent

LONGEST_FIRST = ("evaluation", "conversations", "whole", "talk/test_danger_everywhere.py")
"""Files and folders that take minutes: begun first, or one process would wait for them alone."""
SHARING = ("conversations", "engine", "evaluation", "whole")
"""Folders whose tests share one running product, engine or measurement."""

HALVED = ("talk/test_danger_everywhere.py", "handoff/test_killed.py")
"""Files that take minutes and whose tests share little: every other test is of another process."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where tests run in several processes, each file, or folder that shares one, is one's own."""
    places = {item: item.path.relative_to(ROOT / "tests").as_posix() for item in items}
    in_order = sorted(items, key=lambda item: item.nodeid)  # whatever shuffled them
    for number, item in enumerate(in_order):
        place = places[item]
        folder = place.partition("/")[0]
        group = f"{place} {number % 2}" if place in HALVED else place
        item.add_marker(pytest.mark.xdist_group(folder if folder in SHARING else group))
    items.sort(key=lambda item: not places[item].startswith(LONGEST_FIRST))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    cluster = Cluster()
    yield cluster
    cluster.stop()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database: each test runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/test.db"
    return request.getfixturevalue("postgres").new_database()


def build_core(database_url: str) -> Nightdesk:
    """The core on this database, with our own clinic.yml, knowledge and wording."""
    return Nightdesk.build(
        Settings(
            home=ROOT,
            database_url=database_url,
            secret="a-secret-for-tests-0123456789abcdef",
            engine_secret="another-secret-for-tests-0123456789",
            engine_deadline_s=30,
            rate_factor=1,
        )
    )


def _prepare(database_url: str) -> str:
    core = build_core(database_url)
    core.prepare()
    core.close()
    return database_url


@pytest.fixture(scope="session")
def heavy_parts(sqlite_template: Path) -> Nightdesk:
    """A core whose lexicon, screen, reader and search index are loaded, to be lent to others."""
    core = build_core(f"sqlite:///{sqlite_template}")
    core.screen = remembering_screen(core.screen)
    core.lexicon = remembering_lexicon(core.lexicon)
    core.reader = reader()  # type: ignore[assignment]
    with core.db.reading() as session:
        core.knowledge(session)
    core.close()
    return core


def lend(heavy_parts: Nightdesk, core: Nightdesk) -> Nightdesk:
    """Give a core the loaded parts of another one, and spare it the wait for the disk."""
    if core.db.engine.dialect.name == "sqlite":
        event.listen(core.db.engine, "connect", _wait_for_no_disk)
    core.lexicon, core.screen = heavy_parts.lexicon, heavy_parts.screen
    core.reader, core.vectors = heavy_parts.reader, heavy_parts.vectors
    core._knowledge = heavy_parts._knowledge
    return core


def _wait_for_no_disk(connection: Any, _record: Any) -> None:
    """Nothing in these tests is to outlast a power cut."""
    connection.execute("PRAGMA synchronous = OFF")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "prepared.db"
    _prepare(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres: Cluster) -> str:
    return _prepare(postgres.new_database())


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def prepared_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a migrated database with the knowledge loaded, fresh for each test."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "test.db")
        return f"sqlite:///{tmp_path}/test.db"
    template = request.getfixturevalue("postgres_template")
    return request.getfixturevalue("postgres").new_database(template)
