"""clinic.yml: the example is usable, and what does not fit is said in plain words."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel, ValidationError

from nightdesk.base.clinic import Clinic, ClinicError, load_clinic
from nightdesk.base.clinic_parts import Phone
from nightdesk.base.clinic_times import Period, ReplyTime
from tests.base.clinics import EXAMPLE, clinic

HOWTO = EXAMPLE.parent / "docs" / "howto" / "describe-your-clinic.md"


def error_of(tmp_path: Path, old: str, new: str) -> str:
    """What is said about the example clinic with one passage replaced."""
    text = EXAMPLE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "clinic.yml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ClinicError) as caught:
        load_clinic(path)
    return str(caught.value)


def line_of(passage: str) -> int:
    text = EXAMPLE.read_text(encoding="utf-8")
    return text[: text.index(passage)].count("\n") + 1


def test_the_example_clinic_is_complete() -> None:
    clinic = load_clinic(EXAMPLE)
    assert clinic.phone.e164 == "+19255550100"
    assert clinic.phone.display == "925-555-0100"
    assert clinic.urgent_phone.display == "925-555-0101"
    assert clinic.zone.key == "America/Los_Angeles"
    assert {holiday.date.year for holiday in clinic.holidays} == {2026, 2027}
    assert "microneedling" in {treatment.id for treatment in clinic.treatments}


def test_the_example_clinic_has_no_policies_so_that_none_is_invented() -> None:
    policies = load_clinic(EXAMPLE).policies
    assert not any(dict(policies).values())


def test_the_disclosure_says_that_it_is_automated_and_not_a_clinician() -> None:
    disclosure = load_clinic(EXAMPLE).disclosure
    assert "automated" in disclosure
    assert "not a clinician" in disclosure
    assert "person" in disclosure


@pytest.mark.parametrize(
    ("old", "new", "key", "words"),
    [
        ("phone: 925-555-0100", "phone: 555-0100", "phone", "cannot be a phone number"),
        ("phone: 925-555-0100", "phone: none", "phone", "cannot be a phone number"),
        ("email: desk@example.com", "email: desk@", "email", "not a valid email"),
        ("monday: []", "monday:", "hours.monday", "must be a list"),
        ('["9:00-15:00"]', '["9 to 3"]', "hours.saturday.1", "not a time span"),
        ('["9:00-15:00"]', '["9:00-3:00"]', "hours.saturday.1", "closes before it opens"),
        ('["9:00-15:00"]', '["9:00-25:00"]', "hours.saturday.1", "not a time span"),
        (
            '["9:00-15:00"]',
            '["9:00-15:00", "14:00-16:00"]',
            "hours.saturday",
            "without overlapping",
        ),
        ("America/Los_Angeles", "Pacific", "timezone", "not a time zone"),
        ("date: 2026-12-24", "date: 2026-13-24", "holidays.10.date", "month value"),
        ("other: 8 opening hours", "other: soon", "reply_times.other", "4 opening hours"),
        ("other: 8 opening hours", "other: 8 hours", "reply_times.other", "only urgent"),
        ("urgent: 15 minutes", "urgent: 1 opening hour", "reply_times.urgent", "by the clock"),
        ("emails: [desk@example.com]", "emails: []", "notify.emails", "must not be empty"),
        ('zip: "94583"', "zip: 94583", "address.zip", "in quotes"),
        ("conversations: 90", "conversations: 0", "retention_days.conversations", "greater"),
        ("policies: {}", "policies: {deposits: x}", "policies.deposits", "mean 'deposit'"),
        (
            "http://127.0.0.1:8080",
            "http://www.example.com",
            "website_origins.1",
            "must start with https://",
        ),
        (
            "http://127.0.0.1:8080",
            "https://*.example.com",
            "website_origins.1",
            "with nothing after",
        ),
        (
            "webhooks: []",
            'webhooks: [{url: "https://x.example/", secret_env: "s3cret"}]',
            "notify.webhooks.1.secret_env",
            "pattern",
        ),
        ("repeat_minutes: 15", "repeat_minutes: 0", "notify.urgent.repeat_minutes", "greater"),
        ("repeat_hours: 24", "repeat_hours: 999", "notify.urgent.repeat_hours", "less"),
    ],
)
def test_a_wrong_value_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, key: str, words: str
) -> None:
    error = error_of(tmp_path, old, new)
    assert f"line {line_of(old)}: {key}: " in error
    assert words in error


@pytest.mark.parametrize(
    ("old", "new", "key", "words"),
    [
        ("- {after_minutes: 0,", "- {after_minutes: 1,", "urgent.steps", "must have after_minutes"),
        ("- {after_minutes: 5,", "- {after_minutes: 10,", "urgent.steps", "must grow"),
        ("emails: [nurse@example.com]", "emails: []", "urgent.steps.2", "tells nobody"),
        ("[nurse@example.com]", "[nurse]", "urgent.steps.2.emails.1", "not a valid email"),
    ],
)
def test_a_wrong_list_for_urgent_messages_is_explained(
    tmp_path: Path, old: str, new: str, key: str, words: str
) -> None:
    error = error_of(tmp_path, old, new)
    assert f": notify.{key}: " in error
    assert words in error


def test_a_webhook_has_one_secret() -> None:
    hook = {"url": "https://x.example/", "secret_env": "ONE"}
    step = {"after_minutes": 0, "webhooks": [{**hook, "secret_env": "TWO"}]}
    notify = {"emails": ["a@example.com"], "webhooks": [hook], "urgent": {"steps": [step]}}
    with pytest.raises(ValidationError, match="two different secret_env"):
        clinic(notify=notify)


def told(some: Clinic) -> list[tuple[int, list[str]]]:
    return [
        (step.after_minutes, [address for _, address in step.addresses])
        for step in some.urgent_steps
    ]


def test_who_is_told_of_an_urgent_message_and_when() -> None:
    steps = [
        {"after_minutes": 0, "emails": ["a@example.com", "b@example.com"]},
        {"after_minutes": 5, "emails": ["c@example.com"]},
    ]
    assert told(clinic(notify={"emails": ["a@example.com"]})) == [(0, ["a@example.com"])]
    listed = clinic(notify={"emails": ["a@example.com"], "urgent": {"steps": steps}})
    assert told(listed) == [(0, ["a@example.com", "b@example.com"]), (5, ["c@example.com"])]


def test_a_list_as_version_0_1_had_it_still_counts() -> None:
    older = [
        {"who": "Nurse", "email": "c@example.com", "after_minutes": 5},
        {"who": "Desk", "email": "b@example.com", "after_minutes": 0},
    ]
    notify = {"emails": ["a@example.com"]}
    some = clinic(notify=notify, escalation=older)
    assert told(some) == [(0, ["a@example.com", "b@example.com"]), (5, ["c@example.com"])]
    with pytest.raises(ValidationError, match=r"notify\.urgent\.steps says the same"):
        clinic(escalation=older)


def test_a_misspelt_key_is_named_with_the_one_that_was_meant(tmp_path: Path) -> None:
    error = error_of(tmp_path, "\nphone:", "\nfone:")
    assert "fone: this key is not known (did you mean 'phone'?)" in error
    assert "\n  phone: this key is missing" in error


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    error = error_of(tmp_path, "timezone: America/Los_Angeles", "timezone: Mars\nx: 1")
    assert "timezone" in error
    assert "x: this key is not known" in error


def test_a_key_that_is_written_twice_is_refused(tmp_path: Path) -> None:
    error = error_of(tmp_path, "\nhours:", "\nphone: 925-555-0199\nhours:")
    assert "phone: this key is written twice" in error


def test_a_week_without_any_hours_is_refused(tmp_path: Path) -> None:
    text = re.sub(r'(day: )\["9:00-1\d:\d0"\]', r"\1[]", EXAMPLE.read_text(encoding="utf-8"))
    path = tmp_path / "clinic.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ClinicError, match="never open"):
        load_clinic(path)


def test_a_day_is_a_holiday_once(tmp_path: Path) -> None:
    error = error_of(tmp_path, "date: 2027-12-31", "date: 2027-12-25")
    assert "2027-12-25 is listed twice" in error


def test_a_closing_does_not_end_before_it_begins(tmp_path: Path) -> None:
    error = error_of(tmp_path, "date: 2027-12-25,", "date: 2027-12-25, until: 2027-12-20,")
    assert "until (2027-12-20) is before date (2027-12-25)" in error


def test_a_price_belongs_to_a_treatment_that_is_offered(tmp_path: Path) -> None:
    error = error_of(tmp_path, "policies: {}", "policies: {prices: {laser: text}}")
    assert "policies.prices: 'laser' is not one of the treatments" in error


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name: a: b\n", "line 1: this is not YAML"),
        ("hours: [1, 2\nname: x\n", "this is not YAML"),
        ("", "must be a list of 'key: value' lines"),
        ("- one\n", "must be a list of 'key: value' lines"),
    ],
)
def test_a_file_that_is_not_yaml_is_said_to_be_so(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "clinic.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ClinicError, match=re.escape(words)):
        load_clinic(path)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(ClinicError, match="cannot be read"):
        load_clinic(tmp_path / "clinic.yml")


def test_a_foreign_number_is_shown_with_its_country_code(tmp_path: Path) -> None:
    path = tmp_path / "clinic.yml"
    text = EXAMPLE.read_text(encoding="utf-8")
    path.write_text(text.replace("\nphone: 925-555-0100", '\nphone: "+44 20 7946 0100"'))
    phone = load_clinic(path).phone
    assert (phone.e164, phone.display) == ("+442079460100", "+44 20 7946 0100")


def test_every_key_is_documented() -> None:
    """A new key of the model needs a line in docs/howto/describe-your-clinic.md."""
    documented = set(re.findall(r"^\| `([a-z_.]+)` \|", HOWTO.read_text("utf-8"), re.MULTILINE))
    assert documented == set(keys_of(Clinic))


def keys_of(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield prefix + name
        for part in models_in(field.annotation):
            # treatments_not_offered is documented as having the keys of treatments
            if name != "treatments_not_offered":
                yield from keys_of(part, f"{prefix}{name}.")


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """The models inside an annotation that the file writes as keys, not as one line of text."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation not in (Phone, Period, ReplyTime):
            yield annotation
        return
    for argument in get_args(annotation):
        yield from models_in(argument)
