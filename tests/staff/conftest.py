"""A small application around the inbox: a database, the example clinic and a clock to turn."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from argon2 import PasswordHasher
from starlette.applications import Starlette
from starlette.testclient import TestClient

from nightdesk.base.clinic import Clinic, load_clinic
from nightdesk.base.settings import Settings
from nightdesk.base.wording import Wording
from nightdesk.store.conversations import Said
from nightdesk.store.database import Database
from nightdesk.store.tables import Base, StaffUser
from tests.conftest import ROOT
from tests.staff.examples import MORNING, PASSWORD, fill
from web.staff.routes import routes

HTTPS = "https://desk.example.com"


class Clock:
    """A clock that stands until it is turned."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **length: float) -> None:
        self.now += timedelta(**length)


class Desk(TestClient):
    """A browser at the front desk."""

    def csrf(self, path: str = "/staff/login") -> str:
        found = re.search(r'name="csrf" value="([^"]+)"', self.get(path).text)
        assert found, f"no form on {path}"
        return found.group(1)

    def sign_in(self, login: str = "ana", password: str = PASSWORD, **more: str):
        form = {"login": login, "password": password, "csrf": self.csrf(), **more}
        return self.post("/staff/login", data=form)

    def act(self, path: str, **more: str):
        return self.post(path, data={"csrf": self.csrf("/staff"), **more})


@pytest.fixture(scope="session")
def clinic() -> Clinic:
    return load_clinic(ROOT / "clinic.yml")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    Base.metadata.create_all(database.engine)
    yield database
    database.close()


@pytest.fixture(scope="session")
def password_hash() -> str:
    """Made once: argon2 is slow on purpose."""
    return PasswordHasher().hash(PASSWORD)


@pytest.fixture
def core(tmp_path, clinic: Clinic, clock: Clock, password_hash: str) -> Iterator[SimpleNamespace]:
    """What nightdesk.app gives the inbox, filled with an evening's requests and two users."""
    database = Database(f"sqlite:///{tmp_path}/inbox.db")
    Base.metadata.create_all(database.engine)
    with database.writing() as session:
        for login in ("ana", "ben"):
            user = StaffUser(login=login, password_hash=password_hash, created_at=clock())
            session.add(user)
        fill(session)
    settings = Settings.model_construct(public_url=HTTPS)
    wording = Wording.load(ROOT)
    yield SimpleNamespace(
        db=database,
        clinic=clinic,
        settings=settings,
        clock=clock,
        said=lambda replies: [Said(reply, wording.render(reply)) for reply in replies],
    )
    database.close()


def desk(core: SimpleNamespace) -> Desk:
    """A browser that has not signed in."""
    app = Starlette(routes=routes(core))
    return Desk(app, core.settings.public_url, follow_redirects=False)


@pytest.fixture
def stranger(core: SimpleNamespace) -> Desk:
    return desk(core)


@pytest.fixture
def ana(core: SimpleNamespace) -> Desk:
    signed_in = desk(core)
    assert signed_in.sign_in().status_code == 303
    return signed_in
