"""Clinics for tests: the example of the repository, changed where a test needs it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from nightdesk.base.clinic import Clinic

EXAMPLE = Path(__file__).resolve().parents[2] / "clinic.yml"
WEEK = {
    "monday": [],
    "tuesday": ["9:00-17:30"],
    "wednesday": ["9:00-17:30"],
    "thursday": ["9:00-17:30"],
    "friday": ["9:00-17:30"],
    "saturday": ["9:00-15:00"],
    "sunday": [],
}


def clinic(**changes: Any) -> Clinic:
    """The example clinic with some keys replaced; ordinary hours and no holidays unless given."""
    data = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))
    return Clinic.model_validate({**data, "hours": WEEK, "holidays": [], **changes})


def week(**days: list[str]) -> Mapping[str, list[str]]:
    """A week that is open only on the days given."""
    return {**{day: [] for day in WEEK}, **days}
