"""The command line as an operator uses it."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nightdesk.intake.state import IntakeState
from nightdesk.leads.requests import submit
from nightdesk.store.conversations import open_conversation
from tests.conftest import ROOT, build_core

NOON = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
KEYS = {
    *("id", "conversation", "status", "kind", "name", "phone", "email", "channel", "times"),
    *("concerns", "areas", "words", "treatments", "flags", "consents", "created_at"),
    *("submitted_at", "due_at", "alerts"),
}


@pytest.fixture
def url(sqlite_template: Path, tmp_path: Path) -> str:
    path = tmp_path / "cli.db"
    path.write_bytes(sqlite_template.read_bytes())
    return f"sqlite:///{path}"


def run(
    url: str, *arguments: str, stdin: str = "", home: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NIGHTDESK_DATABASE_URL": url, "NIGHTDESK_HOME": str(home)}
    command = [sys.executable, "-m", "nightdesk", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, input=stdin, capture_output=True, text=True, check=False
    )


def save_request(url: str) -> str:
    core = build_core(url)
    state = IntakeState(name="Ida Example", phone="+19255550142", channel="call")
    state.consents["contact"] = True
    with core.db.writing() as session:
        conversation = open_conversation(session, NOON, core.clock() - core.clock())
        submit(session, core.clinic, conversation, state, NOON)
        session.commit()
        return conversation.id


def test_requests_as_json_have_the_promised_keys(url: str) -> None:
    save_request(url)
    rows = json.loads(run(url, "requests", "--json").stdout)
    assert [row["name"] for row in rows] == ["Ida Example"]
    assert set(rows[0]) == KEYS


def test_outbox_as_json(url: str) -> None:
    save_request(url)
    rows = json.loads(run(url, "outbox", "--json").stdout)
    assert {row["event"] for row in rows} == {"request.submitted"}


def test_export_and_erase(url: str) -> None:
    conversation = save_request(url)
    assert json.loads(run(url, "export", conversation).stdout)["requests"]
    assert run(url, "erase", conversation).returncode == 0
    gone = run(url, "export", conversation)
    assert (gone.returncode, "no such conversation" in gone.stderr) == (1, True)
    assert json.loads(run(url, "requests", "--json").stdout) == []


def test_retain_keeps_what_is_still_to_be_answered(url: str) -> None:
    save_request(url)
    assert "0 conversations and requests erased" in run(url, "retain").stdout
    assert len(json.loads(run(url, "requests", "--json").stdout)) == 1


def test_search_shows_the_entry_and_whether_it_answers(url: str) -> None:
    rows = json.loads(run(url, "knowledge", "search", "does it hurt", "--json").stdout)
    assert (rows[0]["topic"], rows[0]["answers"]) == ("pain", True)


def test_user_add_and_disable(url: str) -> None:
    assert run(url, "user", "add", "ana", stdin="a long enough one\n").returncode == 0
    weak = run(url, "user", "add", "bob", stdin="short\n")
    assert weak.returncode == 1
    assert "Traceback" not in weak.stderr
    assert run(url, "user", "disable", "ana").returncode == 0
    assert run(url, "user", "disable", "nobody").returncode == 1


def test_doctor_is_content_with_the_example(url: str) -> None:
    result = run(url, "doctor")
    assert (result.returncode, "clinic.yml  ok" in result.stdout) == (0, True)


def test_a_wrong_clinic_file_is_explained_without_a_trace(url: str, tmp_path: Path) -> None:
    (tmp_path / "clinic.yml").write_text("name: A clinic\nfone: 925-555-0100\n")
    result = run(url, "doctor", home=tmp_path)
    assert result.returncode == 1
    assert "fone" in result.stderr
    assert "Traceback" not in result.stderr


def test_explain_names_the_rule(url: str) -> None:
    assert "911" in run(url, "safety", "explain", "my throat is closing and i cant breathe").stdout
