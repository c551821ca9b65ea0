"""The documentation is complete and its references hold: undocumented means failed."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from nightdesk.base.settings import Settings
from nightdesk.cli import app
from tests.conftest import ROOT
from tests.docs.documents import anchors, links, pages, prose, read, rows, section
from web.chat import limits, routes, schemas, text, turns
from web.chat.public import SHOWN

SETTINGS = "docs/howto/settings.md"
COMMANDS = "docs/command-line.md"
CHAT_API = "docs/chat-api.md"
CODE = ("nightdesk", "web", "actions", "engine")


def calls(folder: str, name: str) -> Iterator[ast.Call]:
    """Every call of `name(…)` in the Python files below `folder`."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
                yield node


def page_id(path: Path) -> str:
    return str(path.relative_to(ROOT))


# --- settings ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", Settings.model_fields)
def test_each_setting_is_documented_with_its_default(name: str) -> None:
    variable = f"`NIGHTDESK_{name.upper()}`"
    found = [cells for cells in rows(read(SETTINGS)) if cells[0] == variable]
    assert len(found) == 1, f"{variable} is not (or twice) in {SETTINGS}"
    default = Settings.model_fields[name].default
    plain = default.get_secret_value() if hasattr(default, "get_secret_value") else str(default)
    assert found[0][1] == (f"`{plain}`" if plain else "")


def test_each_variable_that_the_code_reads_is_documented_and_no_other() -> None:
    settings = {f"NIGHTDESK_{name.upper()}" for name in Settings.model_fields}
    read_by_code = {
        name
        for folder in CODE
        for path in (ROOT / folder).rglob("*.py")
        for name in re.findall(r"[\"'](NIGHTDESK_[A-Z_]*[A-Z])[\"']", path.read_text("utf-8"))
    }
    documented = set(re.findall(r"`(NIGHTDESK_[A-Z_]*[A-Z])`", read(SETTINGS)))
    assert documented == settings | read_by_code


# --- the command line ----------------------------------------------------------------------------


def walk(command: Any, name: str = "nightdesk") -> Iterator[tuple[str, Any]]:
    """Every command that does something, with its full name."""
    if not hasattr(command, "commands"):
        yield name, command
        return
    for part, below in command.commands.items():
        yield from walk(below, f"{name} {part}")


ALL_COMMANDS = dict(walk(typer.main.get_command(app)))


@pytest.mark.parametrize("name", ALL_COMMANDS)
def test_each_command_is_documented_with_an_example_and_its_options(name: str) -> None:
    below = section(read(COMMANDS), name)
    assert below, f"{COMMANDS} has no heading '{name}'"
    assert f"    $ {name}" in below, f"{name} has no example"
    for parameter in ALL_COMMANDS[name].params:
        for option in parameter.opts:
            if option.startswith("--") and option != "--help":
                assert option in below, f"{name} {option} is not documented"


def test_no_command_is_documented_that_is_not_there() -> None:
    headings = re.findall(r"^#+ (nightdesk .+)$", read(COMMANDS), re.MULTILINE)
    assert sorted(headings) == sorted(ALL_COMMANDS)


# --- the chat API --------------------------------------------------------------------------------


def test_each_problem_code_is_documented_with_its_status_and_no_other() -> None:
    raised = set()
    for call in calls("web/chat", "Problem"):
        status, code = call.args[0], call.args[1]
        assert isinstance(status, ast.Constant), "a status that no test can read"
        assert isinstance(code, ast.Constant), "a code that no test can read"
        raised.add((str(status.value), f"`{code.value!s}`"))
    below = section(read(CHAT_API), "Errors")
    documented = {(cells[0], cells[1]) for cells in rows(below) if cells[0].isdigit()}
    assert documented == raised


def test_each_route_is_documented_and_no_other() -> None:
    served = set()
    for call in calls("web/chat", "Route"):
        methods = next(word.value for word in call.keywords if word.arg == "methods")
        for method in ast.literal_eval(methods):
            served.add(f"{method} {ast.literal_eval(call.args[0])}")
    documented = re.findall(r"^### `([A-Z]+ /[^`]*)`$", read(CHAT_API), re.MULTILINE)
    assert sorted(documented) == sorted(served)


@pytest.mark.parametrize("model", [schemas.NewMessage, schemas.NewRequest])
def test_each_field_of_a_body_is_documented(model: Any) -> None:
    documented = {name for cells in rows(read(CHAT_API)) for name in cells[0].split(", ")}
    assert {f"`{field}`" for field in model.model_fields} <= documented


def test_each_kind_and_field_of_a_message_is_documented() -> None:
    below = section(read(CHAT_API), "A message")
    documented = {name for cells in rows(below) for name in cells[0].split(", ")}
    kinds = {"ask", "confirm", "greeting", "message"} | {
        call.args[0].value
        for call in calls("nightdesk", "Reply")
        if call.args and isinstance(call.args[0], ast.Constant)
    }
    fields = {"id", "at", "author", "kind", "text", "client_id", "choices", "consent", *SHOWN}
    assert {f"`{name!s}`" for name in kinds | fields} <= documented


def test_the_limits_are_documented_as_they_are() -> None:
    def rate(limit: limits.Rate) -> str:
        return f"{limit.burst:,} at once, then {limit.per_minute:,} a minute"

    below = dict(row for row in rows(section(read(CHAT_API), "Limits")) if len(row) == 2)
    assert below["body"] == f"{schemas.LARGEST_BODY // 1024} KiB"
    assert below["text of a message"].startswith(f"{text.LONGEST_MESSAGE:,} characters")
    assert f"{text.ENGINE_CHARACTERS:,}" in below["text of a message"]
    assert below["new sessions of one address"] == rate(limits.SESSIONS_PER_ADDRESS)
    assert below["messages of one conversation"] == rate(limits.MESSAGES_PER_SESSION)
    assert below["messages of one address"] == rate(limits.MESSAGES_PER_ADDRESS)
    assert below["sessions and messages of everybody"] == rate(limits.REQUESTS_OF_ALL)
    assert below["turns that wait for the one under way"] == str(turns.MOST_WAITING)
    assert below["event streams of one conversation"] == str(routes.MOST_STREAMS)
    assert below["`Prefer: wait`"] == f"{routes.LONGEST_WAIT_S} seconds"


# --- every page ----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", pages(), ids=page_id)
def test_relative_links_lead_somewhere(page: Path) -> None:
    for link in links(page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{link}: there is no such file"
        assert target.is_relative_to(ROOT), f"{link} leads out of the project"
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), f"{link}: no such heading"


@pytest.mark.parametrize("page", pages(), ids=page_id)
def test_no_page_has_a_path_of_somebodys_machine(page: Path) -> None:
    machine = r"(?<![\w.~:/-])/(?:work|root|home|tmp|Users|private|mnt|var/folders)\b|\b[A-Z]:\\"
    found = re.findall(machine, page.read_text(encoding="utf-8"))
    assert not found


@pytest.mark.parametrize("page", pages(), ids=page_id)
def test_paths_of_the_project_exist(page: Path) -> None:
    """`nightdesk/talk/turn.py` in backticks must be there; * and <topic> stand for anything."""
    tops = {path.name for path in ROOT.iterdir()} - {"var", "models", "backup"}
    for path in re.findall(r"`([\w./*<>-]+/[\w./*<>-]*)`", prose(page.read_text(encoding="utf-8"))):
        if path.split("/")[0] in tops:
            pattern = re.sub(r"<\w+>", "*", path)
            assert list(ROOT.glob(pattern)), f"{path}: there is no such file"


@pytest.mark.parametrize("page", pages(), ids=page_id)
def test_make_commands_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|^ {4})make ([a-z]+)", text, re.MULTILINE))
    assert named <= targets
