"""The command line as an operator uses it."""

import contextlib
import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import text
from typer.testing import CliRunner

from nightdesk.app import Nightdesk
from nightdesk.base.settings import Settings, doubtful
from nightdesk.cli import app
from nightdesk.commands.doctor import examine
from nightdesk.intake.state import IntakeState
from nightdesk.leads.alerts import raise_alert
from nightdesk.leads.requests import submit
from nightdesk.safety import RedFlag
from nightdesk.store.conversations import add_visitor_message, open_conversation
from nightdesk.store.knowledge import add_version, current_entries
from nightdesk.store.staff import check_password
from tests.conftest import ROOT, build_core
from tests.support.stack import make_home

NOON = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
KEYS = {
    *("id", "conversation", "status", "kind", "name", "phone", "email", "channel", "times"),
    *("concerns", "areas", "words", "treatments", "flags", "consents", "created_at"),
    *("submitted_at", "due_at", "alerts", "added_to"),
}


@pytest.fixture
def url(sqlite_template: Path, tmp_path: Path) -> str:
    path = tmp_path / "cli.db"
    path.write_bytes(sqlite_template.read_bytes())
    return f"sqlite:///{path}"


def run(url: str, *arguments: str, stdin: str = "", home: Path = ROOT) -> Result:
    """A command in this process: a start of its own takes seconds.

    What it does not explain but breaks on is raised here.
    """
    environment = {"NIGHTDESK_DATABASE_URL": url, "NIGHTDESK_HOME": str(home)}
    umask = os.umask(0o077)  # the command sets it for its whole process
    try:
        with contextlib.chdir(ROOT):
            return CliRunner().invoke(
                app, arguments, input=stdin, env=environment, catch_exceptions=False
            )
    finally:
        os.umask(umask)


def start(
    url: str,
    *arguments: str,
    stdin: str = "",
    home: Path = ROOT,
    largest_file: int = resource.RLIM_INFINITY,
) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, as an operator starts it."""
    environment = {**os.environ, "NIGHTDESK_DATABASE_URL": url, "NIGHTDESK_HOME": str(home)}
    command = [sys.executable, "-m", "nightdesk", *arguments]
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file,) * 2),
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
    assert run(url, "erase", conversation).exit_code == 0
    gone = run(url, "export", conversation)
    assert (gone.exit_code, "no such conversation" in gone.stderr) == (1, True)
    assert json.loads(run(url, "requests", "--json").stdout) == []


def test_retain_keeps_what_is_still_to_be_answered(url: str) -> None:
    save_request(url)
    assert "0 conversations and requests erased" in run(url, "retain").stdout
    assert len(json.loads(run(url, "requests", "--json").stdout)) == 1


def test_search_shows_the_entry_and_whether_it_answers(url: str) -> None:
    rows = json.loads(start(url, "knowledge", "search", "does it hurt", "--json").stdout)
    assert (rows[0]["topic"], rows[0]["answers"]) == ("pain", True)
    both = run(url, "knowledge", "search", "does botox hurt? where can i park?", "--json").stdout
    assert {row["question"] for row in json.loads(both)} == {"does it hurt?", "where can i park?"}


def test_user_add_and_disable(url: str) -> None:
    assert run(url, "user", "add", "ana", stdin="a long enough one\n").exit_code == 0
    weak = start(url, "user", "add", "bob", stdin="short\n")
    assert weak.returncode == 1
    assert "Traceback" not in weak.stderr
    assert run(url, "user", "disable", "ana").exit_code == 0
    assert run(url, "user", "disable", "nobody").exit_code == 1


def test_a_forgotten_password_is_replaced_and_who_was_shut_out_let_in(url: str) -> None:
    run(url, "user", "add", "ana", stdin="a long enough one\n")
    run(url, "user", "disable", "ana")
    assert run(url, "user", "password", "ana", stdin="short\n").exit_code == 1
    assert run(url, "user", "password", "nobody", stdin="another long one\n").exit_code == 1
    assert run(url, "user", "password", "ana", stdin="another long one\n").exit_code == 0
    (row,) = json.loads(run(url, "user", "list", "--json").stdout)
    assert (row["login"], row["disabled_at"]) == ("ana", None)
    core = build_core(url)
    with core.db.reading() as session:
        assert check_password(session, "ana", "another long one")
        assert not check_password(session, "ana", "a long enough one")
    core.close()


def test_a_backup_holds_everything_and_overwrites_nothing(url: str, tmp_path: Path) -> None:
    save_request(url)
    copy = tmp_path / "backup" / "copy.db"
    assert start(url, "backup", str(copy)).returncode == 0
    assert copy.stat().st_mode & 0o077 == 0
    assert len(json.loads(run(f"sqlite:///{copy}", "requests", "--json").stdout)) == 1
    again = run(url, "backup", str(copy))
    assert (again.exit_code, "is there already" in again.stderr) == (1, True)
    gone = run(f"sqlite:///{tmp_path}/no.db", "backup", str(tmp_path / "other.db"))
    assert (gone.exit_code, "no such database" in gone.stderr) == (1, True)
    assert not (tmp_path / "other.db").exists()


def test_a_backup_that_does_not_fit_is_none(url: str, tmp_path: Path) -> None:
    """A limit on the size of files stands in for a full disk."""
    copy = tmp_path / "backup" / "copy.db"
    for _ in range(2):
        result = start(url, "backup", str(copy), largest_file=100_000)
        assert (result.returncode, "not written" in result.stderr) == (1, True), result.stderr
        assert "Traceback" not in result.stderr
        assert list(copy.parent.iterdir()) == []
    assert start(url, "backup", str(copy)).returncode == 0


def test_a_database_that_cannot_be_used_is_explained_without_a_trace(tmp_path: Path) -> None:
    for url, words in (
        (f"sqlite:///{tmp_path}/new.db", "nightdesk prepare"),
        ("postgres://nobody@localhost/nothing", "NIGHTDESK_DATABASE_URL"),
        ("var/nightdesk.db", "NIGHTDESK_DATABASE_URL"),
    ):
        result = start(url, "requests")
        assert (result.returncode, words in result.stderr) == (1, True), result.stderr
        assert "Traceback" not in result.stderr


def test_doctor_tells_a_database_of_another_version(url: str, tmp_path: Path) -> None:
    for revision in ("0003", "0009"):
        core = build_core(url)
        with core.db.writing() as session:
            session.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": revision})
            session.commit()
        core.close()
        result = run(url, "doctor")
        assert (result.exit_code, "not of this version" in result.stdout) == (1, True)
    newer = run(url, "prepare")
    assert (newer.exit_code, "newer version" in newer.stderr) == (1, True)


def test_doctor_tells_of_entries_that_are_served_no_more(url: str, tmp_path: Path) -> None:
    home = make_home(tmp_path / "home", "https://hooks.example.com")
    (home / "knowledge").unlink()
    (home / "knowledge").mkdir()
    file = home / "knowledge" / "a.yml"
    old = ENTRY.replace("reviewed_on: 2026-11-20", "reviewed_on: 2025-11-20")
    file.write_text(old.replace("2099-11-20", "2026-01-20"))
    result = run(url, "doctor", home=home)
    assert (result.exit_code, "1 expired" in result.stdout) == (1, True)
    file.rename(file.with_suffix(".yaml"))
    for command in ("doctor", "prepare"):
        result = start(url, command, home=home)
        assert result.returncode == 1
        assert "must end in .yml" in result.stdout + result.stderr
        assert "Traceback" not in result.stderr


def test_an_entry_whose_review_is_to_come_is_not_called_served(url: str, tmp_path: Path) -> None:
    file = tmp_path / "entry.yml"
    file.write_text(ENTRY.replace("reviewed_on: 2026-11-20", "reviewed_on: 2098-11-20"))
    said = run(url, "knowledge", "add", str(file)).stdout
    assert said == "mn-sign-font: version 1, reviewed in the future: not served\n"


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Nightdesk]:
    """An installation with two entries, one of them expired, and its own empty database."""
    home = make_home(tmp_path / "home", "https://hooks.example.com")
    (home / "knowledge").unlink()
    (home / "knowledge").mkdir()
    old = ENTRY.replace("reviewed_on: 2026-11-20", "reviewed_on: 2025-11-20")
    old = old.replace("mn-sign-font", "mn-old").replace("2099-11-20", "2026-01-20")
    (home / "knowledge" / "a.yml").write_text(ENTRY + old)
    url = f"sqlite:///{tmp_path}/small.db"
    core = Nightdesk.build(Settings(_env_file=None, home=home, database_url=url))
    yield core
    core.close()


def said_of(part: str, core: Nightdesk) -> list[tuple[str, bool]]:
    return [(words, well) for name, words, well in examine(core) if name == part]


def test_doctor_counts_what_is_served_and_tells_what_is_not_loaded(small: Nightdesk) -> None:
    def knowledge() -> str:
        ((words, _),) = said_of("knowledge", small)
        return words.partition("problems, ")[2]

    assert knowledge().startswith("1 entries served, 1 expired"), "without a database, the files"
    small.prepare()
    assert knowledge() == "1 entries served, 1 expired and not served"
    with small.db.writing() as session:
        entry, _ = current_entries(session)["mn-sign-font"]
        soon = small.today() + timedelta(days=9)
        for name, ends in (("mn-new", entry.expires_on), ("mn-soon", soon)):
            new = entry.model_copy(update={"id": name, "expires_on": ends})
            add_version(session, new, NOON, "command line")
        session.commit()
    assert knowledge() == ("3 entries served, 1 expired and not served, 1 expire within 60 days"), (
        "what was added counts too"
    )
    with small.db.writing() as session:
        add_version(session, entry.model_copy(update={"status": "retired"}), NOON, "command line")
        session.commit()
    assert knowledge().startswith("2 entries served")
    file = small.settings.path("knowledge", "a.yml")
    file.write_text(file.read_text().replace("a plain typeface", "a very plain typeface"))
    assert "2 of the files not loaded yet: run nightdesk prepare" in knowledge()


def test_doctor_makes_no_database(small: Nightdesk, tmp_path: Path) -> None:
    for path in (tmp_path / "mistyped" / "x.db", tmp_path / "x.db"):
        url = f"sqlite:///{path}"
        core = Nightdesk.build(small.settings.model_copy(update={"database_url": url}))
        ((words, well),) = said_of("database", core)
        assert ("there is no such database" in words, well) == (True, False)
        assert not path.exists()
    assert not (tmp_path / "mistyped").exists()


def test_doctor_tells_a_database_that_cannot_be_written(small: Nightdesk, tmp_path: Path) -> None:
    small.prepare()
    assert said_of("database", small) == [("ok, 0 notifications late", True)]
    url = f"sqlite:///file:{tmp_path}/small.db?mode=ro&uri=true"
    core = Nightdesk.build(small.settings.model_copy(update={"database_url": url}))
    assert said_of("database", core) == [("cannot be written (SQLITE_READONLY)", False)]
    core.close()


def test_doctor_names_what_has_no_effect(
    small: Nightdesk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert said_of("settings", small) == [("ok (development)", True)]
    for name in ("NIGHTDESK_RELAY_LEASE_S", "NIGHTDESK_WEBHOOK_SECRET", "nightdesk_port"):
        monkeypatch.setenv(name, "8080")
    small.settings.trusted_proxies = "127.0.0.1, 10.0.0.0/8, ::1"
    assert doubtful(small.settings, {"NIGHTDESK_WEBHOOK_SECRET"}) == []
    assert said_of("settings", small) == [
        ("NIGHTDESK_WEBHOOK_SECRET is set, and nothing reads it", False)
    ], "clinic.yml does not name it"
    monkeypatch.delenv("NIGHTDESK_WEBHOOK_SECRET")
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("NIGHTDESK_DATABSE_URL=secret-value\nOTHER=x\n")
    monkeypatch.setenv("NIGHTDESK_PROT", "8080")
    small.settings.trusted_proxies = "10.0.0.1, foo"
    words = [words for words, well in said_of("settings", small) if not well]
    assert words == [
        "NIGHTDESK_DATABSE_URL is set, and nothing reads it",
        "NIGHTDESK_PROT is set, and nothing reads it",
        "NIGHTDESK_TRUSTED_PROXIES must be IP addresses or networks, comma separated",
    ]


def test_what_left_the_files_is_counted(url: str, tmp_path: Path) -> None:
    home = make_home(tmp_path / "home", "https://hooks.example.com")
    (home / "knowledge").unlink()
    (home / "knowledge").mkdir()
    (home / "knowledge" / "a.yml").write_text(ENTRY)
    assert " gone from the files and retired" in run(url, "prepare", home=home).stdout


def test_doctor_is_content_with_the_example(url: str) -> None:
    result = run(url, "doctor")
    assert (result.exit_code, "clinic.yml  ok" in result.stdout) == (0, True)


def test_a_wrong_clinic_file_is_explained_without_a_trace(url: str, tmp_path: Path) -> None:
    (tmp_path / "clinic.yml").write_text("name: A clinic\nfone: 925-555-0100\n")
    result = start(url, "doctor", home=tmp_path)
    assert result.returncode == 1
    assert "fone" in result.stderr
    assert "Traceback" not in result.stderr


def test_explain_names_the_rule(url: str) -> None:
    assert "911" in run(url, "safety", "explain", "my throat is closing and i cant breathe").stdout


ENTRY = """
- id: mn-sign-font
  treatment: microneedling
  topic: other_treatments_offered
  questions: [what font is on your sign, the font of the sign, which font do you use]
  text: The sign is set in a plain typeface.
  authority: clinic
  source: {title: Our sign, publisher: Example Clinic, year: 2026, address: the door}
  reviewed_by: Dr. Example
  reviewed_on: 2026-11-20
  expires_on: 2099-11-20
  status: reviewed
"""


def test_an_entry_is_added_in_its_next_version_and_retired(url: str, tmp_path: Path) -> None:
    file = tmp_path / "entry.yml"
    file.write_text(ENTRY)
    assert "mn-sign-font: version 1" in run(url, "knowledge", "add", str(file)).stdout
    assert "mn-sign-font: version 2" in run(url, "knowledge", "add", str(file)).stdout
    found = run(url, "knowledge", "search", "what font is on your sign").stdout
    assert found.startswith("mn-sign-font")
    assert run(url, "knowledge", "retire", "mn-sign-font").exit_code == 0
    assert "mn-sign-font" not in run(url, "knowledge", "search", "what font is on your sign").stdout
    assert run(url, "knowledge", "retire", "mn-nothing").exit_code == 1


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        (ENTRY.replace("set in", "guaranteed in"), "wording"),
        (ENTRY.replace("the font of the sign", "What is microneedling?"), "is also asked by"),
        (ENTRY.replace("status:", "state:"), "state"),
        ("just a sentence", "list of entries"),
    ],
)
def test_an_entry_that_must_not_go_out_is_refused(
    url: str, tmp_path: Path, wrong: str, named: str
) -> None:
    file = tmp_path / "entry.yml"
    file.write_text(wrong)
    result = start(url, "knowledge", "add", str(file))
    assert (result.returncode, "Traceback" in result.stderr) == (1, False)
    assert named in result.stdout + result.stderr
    assert "mn-sign-font" not in run(url, "knowledge", "search", "what font is on your sign").stdout


def test_a_file_that_is_not_there_is_named(url: str, tmp_path: Path) -> None:
    result = run(url, "knowledge", "add", str(tmp_path / "no.yml"))
    assert (result.exit_code, "no.yml" in result.stderr) == (1, True)


def test_evaluate_passes_its_options_on_and_says_when_there_is_no_checkout(
    url: str, tmp_path: Path
) -> None:
    assert "--set" in run(url, "evaluate", "--help").stdout
    result = run(url, "evaluate", "--out", str(tmp_path), home=tmp_path)
    assert (result.exit_code, "checkout" in result.stderr) == (1, True)


def test_explain_speaks_in_words_and_shows_the_second_net(url: str) -> None:
    said = run(url, "safety", "explain", "no fever but pus since the needling").stdout
    assert '"pus" is pus' in said
    assert "set aside: negated" in said
    assert "second net:" in said
    assert "no rule is concerned" in run(url, "safety", "explain", "how much is it").stdout


def test_gaps_are_listed_with_words_only_when_asked_for(url: str) -> None:
    core = build_core(url)
    with core.db.writing() as session:
        conversation = open_conversation(session, core.clock(), timedelta(hours=1))
        for text, rule in (("secret words", "second-net"), ("known words", "infection")):
            message, _ = add_visitor_message(
                session, conversation, client_id=text, text=text, at=core.clock()
            )
            flag = RedFlag("er_today", rule, "")
            raise_alert(session, core.clinic, conversation, message, flag=flag, at=core.clock())
        session.commit()
    core.close()
    (gap,) = json.loads(run(url, "safety", "gaps", "--json").stdout)
    assert (gap["tier"], "words" in gap) == ("er_today", False)
    said = run(url, "safety", "gaps", "--words").stdout
    assert ("secret words" in said, "known words" in said) == (True, False)


def test_a_conversation_is_held_and_given_back(url: str) -> None:
    core = build_core(url)
    with core.db.writing() as session:
        name = open_conversation(session, core.clock(), timedelta(hours=1)).id
        session.commit()
    core.close()
    assert run(url, "safety", "hold", name, "--by", "ana").stdout == "Done.\n"
    assert run(url, "safety", "hold", name).stdout == "It was so already.\n"
    assert run(url, "safety", "hold", name, "--release").stdout == "Done.\n"
    assert "no such conversation" in run(url, "safety", "hold", "cv_x").stderr
