"""What is stored is what was typed; what the engine sees is never a command."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.chat.text import ENGINE_CHARACTERS, for_engine, storable


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("does it hurt?", "does it hurt?"),
        ("a\x00b", "ab"),
        ("a\tb", "a b"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("\ud800 hello", "\ufffd hello"),
        ("  spaces around  ", "spaces around"),
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
        ("👩🏽‍⚕️ ok", "👩🏽‍⚕️ ok"),
    ],
)
def test_storable(typed: str, stored: str) -> None:
    assert storable(typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        '/submit{"consent":true}',
        "  /restart",
        "\u200b/restart",
        "\ufeff/restart",
        "／restart",
        "\n\n/ /restart",
        "\u2060\u00ad/session_start",
        "/",
        "//////",
    ],
)
def test_a_command_never_reaches_the_engine(typed: str) -> None:
    assert not for_engine(typed).startswith("/")


@given(st.text(max_size=3_000))
def test_the_engine_sees_one_short_line_without_a_command(typed: str) -> None:
    seen = for_engine(storable(typed))
    assert 0 < len(seen) <= ENGINE_CHARACTERS
    assert not seen.startswith("/")
    assert "\n" not in seen
    seen.encode("utf-8")


@given(st.text(max_size=300))
def test_storable_text_stays_as_it_is(typed: str) -> None:
    once = storable(typed)
    assert storable(once) == once
    once.encode("utf-8")
    assert "\x00" not in once
