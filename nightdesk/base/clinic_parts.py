"""The parts of clinic.yml: how each is written in the file and what it becomes."""

from typing import Annotated
from urllib.parse import urlsplit

import phonenumbers
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    EmailStr,
    Field,
    StringConstraints,
)

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


class Part(BaseModel):
    """Anything in clinic.yml: no unknown keys, and nobody changes it after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Phone(Part):
    """A phone number: `e164` for machines (+19255550100), `display` for people (925-555-0100)."""

    e164: str
    display: str


def _read_phone(value: object) -> object:
    if isinstance(value, Phone):
        return value
    try:
        number = phonenumbers.parse(str(value), "US")
    except phonenumbers.NumberParseException:
        number = phonenumbers.PhoneNumber()
    possible = phonenumbers.is_possible_number_with_reason(number)
    if possible != phonenumbers.ValidationResult.IS_POSSIBLE:
        raise ValueError(
            f"'{value}' cannot be a phone number: write it like 925-555-0100 "
            "(outside the United States start with + and the country code)"
        )
    return Phone(
        e164=phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
        display=_display(number),
    )


def _display(number: phonenumbers.PhoneNumber) -> str:
    if number.country_code == 1:
        digits = str(number.national_number)
        return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


ReadPhone = Annotated[Phone, BeforeValidator(_read_phone)]


class Address(Part):
    """Where the clinic is."""

    street: Line
    city: Line
    state: Line
    zip: Line

    def __str__(self) -> str:
        return f"{self.street}, {self.city}, {self.state} {self.zip}"


class Treatment(Part):
    """A treatment by its fixed id, its name for visitors, and other words people use for it."""

    id: Key
    name: Line
    also_called: tuple[Line, ...] = ()


def _origin(value: str) -> str:
    parts = urlsplit(value)
    local = parts.hostname in ("localhost", "127.0.0.1", "::1")
    if f"{parts.scheme}://{parts.netloc}" != value or not parts.hostname or "*" in value:
        raise ValueError(f"'{value}' must be like https://www.example.com with nothing after it")
    if parts.scheme != "https" and not (parts.scheme == "http" and local):
        raise ValueError(f"'{value}' must start with https://")
    return value


def _web_address(value: str) -> str:
    _origin("://".join(urlsplit(value)[:2]))
    return value


Origin = Annotated[str, AfterValidator(_origin)]
WebAddress = Annotated[str, AfterValidator(_web_address)]


class Webhook(Part):
    """A web address that is told of requests; the secret itself stays in the environment."""

    url: WebAddress
    secret_env: Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]*$")]


class Notify(Part):
    """Who is told of a new request."""

    emails: tuple[EmailStr, ...] = Field(min_length=1)
    webhooks: tuple[Webhook, ...] = ()


class Escalation(Part):
    """Who is told of an urgent message that nobody has taken after some minutes."""

    who: Line
    email: EmailStr
    after_minutes: int = Field(ge=0, le=24 * 60)


class RetentionDays(Part):
    """After how many days personal details are erased."""

    conversations: int = Field(ge=1)
    drafts: int = Field(ge=1)
    requests: int = Field(ge=1)


class Policies(Part):
    """The clinic's own words on its rules and prices; what is absent is never answered."""

    deposit: Line | None = None
    gift_cards: Line | None = None
    financing: Line | None = None
    cancellation: Line | None = None
    consultation_cost: Line | None = None
    virtual_consultation: Line | None = None
    booking: Line | None = None
    prices: dict[Key, Line] = Field(default_factory=dict)
