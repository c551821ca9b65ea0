"""An installation with weak secrets, or nobody to tell, does not start outside development."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from nightdesk.base.settings import Settings, explain

GOOD = {
    "environment": "production",
    "secret": "k3J9vQ2mX7pL0sTzW8bN4cYfR6hD1gAe",
    "engine_secret": "Zq8wE5rT2yU9iO6pA3sD7fG1hJ4kL0xC",
    "public_url": "https://chat.clinic.example",
    "smtp_url": "smtp://user:password@mail.clinic.example:587",
    "mail_from": "Nightdesk <nightdesk@clinic.example>",
}


def settings(**changed: object) -> Settings:
    return Settings.model_validate({**GOOD, **changed})


def test_a_complete_production_installation_is_accepted() -> None:
    assert settings().public_url == "https://chat.clinic.example"


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"secret": ""}, "NIGHTDESK_SECRET"),
        ({"secret": "short"}, "NIGHTDESK_SECRET"),
        ({"secret": "a" * 64}, "NIGHTDESK_SECRET"),
        ({"engine_secret": ""}, "NIGHTDESK_ENGINE_SECRET"),
        ({"public_url": ""}, "NIGHTDESK_PUBLIC_URL"),
        ({"public_url": "http://chat.clinic.example"}, "NIGHTDESK_PUBLIC_URL"),
        ({"smtp_url": ""}, "NIGHTDESK_SMTP_URL"),
        ({"smtp_url": "mail.clinic.example:587"}, "NIGHTDESK_SMTP_URL must start"),
        ({"smtp_url": "smtp://user:pa#ss@mail.clinic.example"}, "NIGHTDESK_SMTP_URL cannot be"),
        ({"smtp_url": "smtp://user:pa[ss@mail.clinic.example"}, "NIGHTDESK_SMTP_URL cannot be"),
        ({"engine_secret": GOOD["secret"]}, "NIGHTDESK_ENGINE_SECRET must be another"),
        ({"mail_from": "nightdesk@localhost"}, "NIGHTDESK_MAIL_FROM"),
    ],
)
def test_what_is_missing_or_weak_is_named(changed: dict[str, str], named: str) -> None:
    with pytest.raises(ValidationError, match=named):
        settings(**changed)


def test_all_that_is_wrong_is_named_at_once_and_no_value_is_shown() -> None:
    with pytest.raises(ValidationError) as found:
        settings(secret="hush hush", public_url="http://chat.clinic.example")
    told = explain(found.value)
    assert "NIGHTDESK_SECRET" in told
    assert "NIGHTDESK_PUBLIC_URL" in told
    assert "hush" not in told
    with pytest.raises(ValidationError) as found:
        settings(port=99_999, session_hours=-1)
    assert {line.partition(":")[0] for line in explain(found.value).splitlines()} == {
        "NIGHTDESK_PORT",
        "NIGHTDESK_SESSION_HOURS",
    }


def test_development_keeps_its_secrets_over_a_restart(tmp_path: Path) -> None:
    first, second = Settings(home=tmp_path), Settings(home=tmp_path)
    assert first.secret == second.secret
    assert first.secret != first.engine_secret
    assert len(first.secret.get_secret_value()) >= 32
    assert (tmp_path / "var" / "secret.txt").stat().st_mode & 0o077 == 0


def test_secrets_are_not_printed() -> None:
    shown = repr(settings())
    assert GOOD["secret"] not in shown
    assert "user:password" not in shown
