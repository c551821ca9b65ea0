"""What the inbox needs of the application, and how its pages are drawn."""

from datetime import datetime
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from nightdesk.base.clinic import Clinic
from nightdesk.base.clock import Clock
from nightdesk.base.reply import Reply
from nightdesk.base.settings import Settings
from nightdesk.store.conversations import Said
from nightdesk.store.database import Database

HERE = Path(__file__).parent
_pages = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


class Core(Protocol):
    """The part of nightdesk.app.Nightdesk that the inbox uses."""

    @property
    def settings(self) -> Settings:
        """The installation's settings."""

    @property
    def clinic(self) -> Clinic:
        """The clinic's own facts."""

    @property
    def db(self) -> Database:
        """Where everything is kept."""

    @property
    def clock(self) -> Clock:
        """Tells the current moment."""

    def said(self, replies: list[Reply]) -> list[Said]:
        """The replies with the text that visitors read."""


def core_of(request: Request) -> Core:
    """The application that the inbox was built for."""
    core: Core = request.app.state.core
    return core


def now_and_zone(request: Request) -> tuple[datetime, ZoneInfo]:
    """The current moment and the clinic's time zone."""
    core = core_of(request)
    return core.clock(), core.clinic.zone


def draw(request: Request, page: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page from templates/; everything that is filled in is escaped."""
    clinic = core_of(request).clinic
    html = _pages.get_template(page).render(clinic=clinic, **values)
    return HTMLResponse(html, status_code=status)
