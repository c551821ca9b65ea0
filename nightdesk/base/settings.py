"""Settings of one installation, read from the environment (NIGHTDESK_…)."""

import os
import secrets
from collections.abc import Collection, Iterator
from email.utils import parseaddr
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, DotEnvSettingsSource, SettingsConfigDict

SHORTEST_SECRET = 32
"""Characters; a token_urlsafe(24) or anything longer passes."""

MAIL_SCHEMES = ("smtp", "smtps", "maildir")
PREFIX = "NIGHTDESK_"
ENV_FILE = ".env"
FROM_ENVIRONMENT = ("NIGHTDESK_ENGINE_PYTHON", "NIGHTDESK_MODEL", "NIGHTDESK_RELAY_LEASE_S")
"""Variables that other parts read by themselves."""
UNREADABLE = (
    "NIGHTDESK_SMTP_URL cannot be read: in user and password write %23 %3F %5B %5D %40 %3A %2F %25"
    " for # ? [ ] @ : / %"
)

Port = Annotated[int, Field(ge=1, le=65535)]


class Settings(BaseSettings):
    """Every setting, with what it is for. `docs/howto/settings.md` lists them for operators."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=ENV_FILE, extra="ignore")

    environment: Literal["development", "production"] = "development"
    home: Path = Field(default=Path("."), description="the folder that holds clinic.yml and data")
    database_url: str = Field(
        default="sqlite:///var/nightdesk.db",
        description="sqlite:///… or postgresql+psycopg://…",
    )
    secret: SecretStr = Field(
        default=SecretStr(""), description="signs visitors' tokens; at least 32 characters"
    )
    engine_secret: SecretStr = Field(
        default=SecretStr(""), description="shared by the web process and the engine"
    )
    vectors: Path = Field(
        default=Path("models/knowledge-vectors.npz"),
        description="where vectors of the knowledge are kept, so that a start is quick",
    )
    host: str = Field(default="127.0.0.1", description="address the web process listens on")
    port: Port = Field(default=8080, description="port the web process listens on")
    public_url: str = Field(
        default="", description="the address people use, e.g. https://chat.clinic.example"
    )
    engine_port: Port = Field(default=5005, description="the engine's port on loopback")
    actions_port: Port = Field(default=5055, description="the action server's port on loopback")
    engine_deadline_s: float = Field(default=10.0, gt=0, description="seconds a turn may take")
    session_hours: float = Field(default=72.0, gt=0, description="hours a visitor's token lasts")
    smtp_url: SecretStr = Field(
        default=SecretStr(""),
        description="smtp://user:password@host:587 (STARTTLS), smtps://…:465, or maildir:FOLDER",
    )
    mail_from: str = Field(default="nightdesk@localhost", description="sender of notifications")
    rate_factor: float = Field(
        default=0.0,
        ge=0,
        description="multiplies every rate limit; 0 means 1 in production and 50 in development",
    )
    trusted_proxies: str = Field(
        default="", description="addresses whose X-Forwarded-For is believed, comma separated"
    )

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.environment == "production":
            if problems := list(self._problems()):
                raise ValueError("\n".join(problems))
        else:
            self._make_development_defaults()
        self.rate_factor = self.rate_factor or 1
        if not self.public_url:
            self.public_url = f"http://{self.host}:{self.port}"
        self.public_url = self.public_url.rstrip("/")
        if problem := mail_problem(self.smtp_url.get_secret_value()):
            raise ValueError(problem)
        return self

    def _problems(self) -> Iterator[str]:
        """What keeps an installation from being used by visitors."""
        for name in ("secret", "engine_secret"):
            value = getattr(self, name).get_secret_value()
            if len(value) < SHORTEST_SECRET or len(set(value)) < 10:
                yield (
                    f"NIGHTDESK_{name.upper()} is missing or weak: set at least "
                    f"{SHORTEST_SECRET} random characters (make secret prints one)"
                )
        if self.secret == self.engine_secret:
            yield "NIGHTDESK_ENGINE_SECRET must be another one than NIGHTDESK_SECRET"
        if not self.public_url.startswith("https://"):
            yield "NIGHTDESK_PUBLIC_URL must be the https:// address people use"
        if not self.smtp_url.get_secret_value():
            yield "NIGHTDESK_SMTP_URL is missing: staff would not be told of requests"
        if "." not in parseaddr(self.mail_from)[1].partition("@")[2]:
            yield "NIGHTDESK_MAIL_FROM must be an address of yours: mail from others is refused"

    def _make_development_defaults(self) -> None:
        """Development keeps its secrets in var/, so that a restart does not log visitors out.

        Its rate limits are wide, because all its visitors come from one address.
        """
        self.rate_factor = self.rate_factor or 50
        if not self.secret.get_secret_value():
            self.secret = SecretStr(self._kept_secret("secret"))
        if not self.engine_secret.get_secret_value():
            self.engine_secret = SecretStr(self._kept_secret("engine_secret"))
        if not self.smtp_url.get_secret_value():
            self.smtp_url = SecretStr(f"maildir:{self.home / 'var' / 'mail'}")

    def _kept_secret(self, name: str) -> str:
        path = self.home / "var" / f"{name}.txt"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(32))
        return path.read_text()

    def path(self, *parts: str) -> Path:
        """A path below the installation's home folder."""
        return self.home.joinpath(*parts)


def explain(error: ValidationError) -> str:
    """One line for each setting that is wrong, by its name and without its value."""
    lines = []
    for found in error.errors(include_input=False, include_url=False):
        message = str(found["msg"]).removeprefix("Value error, ")
        name = "NIGHTDESK_" + str(found["loc"][0]).upper() if found["loc"] else ""
        lines.append(f"{name}: {message}" if name else message)
    return "\n".join(lines)


def mail_problem(smtp_url: str) -> str:
    """What is wrong with NIGHTDESK_SMTP_URL; empty when mail can go out by it."""
    try:
        parts = urlsplit(smtp_url)
        whole = bool(parts.hostname) and parts.port != 0 and not (parts.query or parts.fragment)
    except ValueError:  # a port that is no number, a bracket that is not closed
        return UNREADABLE
    if parts.scheme not in MAIL_SCHEMES:
        return "NIGHTDESK_SMTP_URL must start with smtp://, smtps:// or maildir:"
    return "" if whole or parts.scheme == "maildir" else UNREADABLE


def doubtful(settings: Settings, secret_names: Collection[str]) -> list[str]:
    """What is set and has no effect, a sentence each: misspelt names, proxies that are none.

    `secret_names` are the variables of webhooks' secrets. Values are not repeated: they may be
    secrets.
    """
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    known |= {*FROM_ENVIRONMENT, *secret_names}
    from_file = DotEnvSettingsSource(Settings).env_vars
    found = {name.upper() for name in (*os.environ, *from_file)}
    unknown = sorted(name for name in found - known if name.startswith(PREFIX))
    said = [f"{name} is set, and nothing reads it" for name in unknown]
    proxies = [part.strip() for part in settings.trusted_proxies.split(",")]
    if not all(_is_address(part) for part in proxies if part):
        said.append("NIGHTDESK_TRUSTED_PROXIES must be IP addresses or networks, comma separated")
    return said


def _is_address(text: str) -> bool:
    try:
        ip_network(text, strict=False)
    except ValueError:
        return text == "*"
    return True
