"""The parts of clinic.yml: how each is written in the file and what it becomes."""

from typing import Annotated, Self
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
    field_validator,
    model_validator,
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


class Receivers(Part):
    """Who is told of something."""

    emails: tuple[EmailStr, ...] = ()
    webhooks: tuple[Webhook, ...] = ()

    @property
    def addresses(self) -> list[tuple[str, str]]:
        """Each destination once, as (channel, address)."""
        found = [("email", str(address)) for address in self.emails]
        found += [("webhook", str(hook.url)) for hook in self.webhooks]
        return list(dict.fromkeys(found))


class UrgentStep(Receivers):
    """Who is told of an urgent message that nobody has acknowledged after some minutes."""

    after_minutes: int = Field(ge=0, le=24 * 60)

    @model_validator(mode="after")
    def _somebody(self) -> Self:
        if not self.addresses:
            raise ValueError("this step tells nobody: give it emails or webhooks")
        return self


class Urgent(Part):
    """How an urgent message goes on being told until somebody acknowledges it."""

    steps: tuple[UrgentStep, ...] = ()
    repeat_minutes: int = Field(default=15, ge=1, le=24 * 60)
    repeat_hours: int = Field(default=24, ge=0, le=7 * 24)
    """Counted from the last step. Afterwards the alert only stays on top of the inbox."""

    @field_validator("steps")
    @classmethod
    def _in_order(cls, value: tuple[UrgentStep, ...]) -> tuple[UrgentStep, ...]:
        minutes = [step.after_minutes for step in value]
        if minutes and minutes[0] != 0:
            raise ValueError("the first step must have after_minutes: 0")
        if minutes != sorted(set(minutes)):
            raise ValueError("after_minutes must grow from each step to the next")
        return value


class Notify(Receivers):
    """Who is told of a new request, and who else of an urgent one."""

    emails: tuple[EmailStr, ...] = Field(min_length=1)
    complaint: Receivers = Receivers()
    """Who is told of complaints besides: the manager."""
    urgent: Urgent = Urgent()

    def of(self, kind: str) -> list[tuple[str, str]]:
        """The destinations for a request of this kind, each once."""
        more = self.complaint.addresses if kind == "complaint" else []
        return list(dict.fromkeys([*self.addresses, *more]))

    @property
    def all_webhooks(self) -> tuple[Webhook, ...]:
        """Those of every request and those of urgent ones."""
        own = (*self.webhooks, *self.complaint.webhooks)
        return (*own, *(hook for step in self.urgent.steps for hook in step.webhooks))

    @model_validator(mode="after")
    def _one_secret_each(self) -> Self:
        secrets: dict[str, str] = {}
        for hook in self.all_webhooks:
            if secrets.setdefault(hook.url, hook.secret_env) != hook.secret_env:
                raise ValueError(f"the webhook {hook.url} has two different secret_env")
        return self


class Escalation(Part):
    """A step as it was written before `notify.urgent`: one person, told after some minutes."""

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
