"""The state survives the way through JSON."""

import json
from dataclasses import fields

from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.intake.state import IntakeState

_TEXT = st.text(max_size=20)
_NAMES = st.lists(_TEXT, max_size=3)
STATES = st.builds(
    IntakeState,
    active=st.booleans(),
    asking=st.none() | _TEXT,
    rested=st.none() | _TEXT,
    name=st.none() | _TEXT,
    phone=st.none() | _TEXT,
    email_guess=st.none() | st.fixed_dictionaries({"written": _TEXT, "suggestion": _TEXT}),
    times_normalised=st.lists(st.fixed_dictionaries({"days": _NAMES, "from": st.none() | _TEXT})),
    concerns=_NAMES,
    words=_NAMES,
    flags=st.lists(st.fixed_dictionaries({"name": _TEXT, "words": _TEXT}), max_size=2),
    health_known=st.booleans(),
    consent_way=_TEXT,
    consents=st.dictionaries(_TEXT, st.none() | st.booleans(), max_size=2),
    tries=st.dictionaries(_TEXT, st.integers(), max_size=3),
    skipped=st.sets(_TEXT, max_size=3),
    submitted=st.none() | _TEXT,
)


@settings(deadline=None)
@given(STATES)
def test_json_round_trip(state: IntakeState) -> None:
    assert IntakeState.from_dict(json.loads(json.dumps(state.to_dict()))) == state


def test_unknown_and_missing_keys_do_not_matter() -> None:
    state = IntakeState.from_dict({"name": "Ximena", "of_a_later_version": 1})
    assert state == IntakeState(name="Ximena")


def test_every_field_is_written() -> None:
    assert set(IntakeState().to_dict()) == {field.name for field in fields(IntakeState)}


def test_a_copy_shares_nothing() -> None:
    state = IntakeState(concerns=["melasma"])
    copy = state.copy()
    copy.concerns.append("rosacea")
    copy.skipped.add("area")
    assert (state.concerns, state.skipped) == (["melasma"], set())


def test_from_dict_shares_nothing_with_its_data() -> None:
    data = IntakeState(concerns=["melasma"]).to_dict()
    IntakeState.from_dict(data).concerns.append("rosacea")
    assert data["concerns"] == ["melasma"]
