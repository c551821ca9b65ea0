"""The bodies that the chat API accepts."""

import json
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from starlette.requests import Request

from nightdesk.intake.consent import BOXES, BoxId
from web.chat.problems import IN_DANGER, Problem

LARGEST_BODY = 64 * 1024
"""Bytes: 5,000 characters in the longest way JSON can write them."""

ClientId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
Line = Annotated[str, StringConstraints(max_length=320)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class NewMessage(_Body):
    """A typed text or a pressed choice, exactly one of them, and the boxes ticked beside it."""

    client_id: ClientId
    text: str | None = None
    choice: Annotated[str, StringConstraints(pattern=r"^ch_[0-9a-f]{32}$")] | None = None
    ticked: Annotated[list[BoxId], Field(max_length=len(BOXES))] = []


class NewRequest(_Body):
    """The plain request form."""

    client_id: ClientId
    name: Line = ""
    phone: Line = ""
    email: Line = ""
    channel: Line = ""
    times: Line = ""
    words: Annotated[str, Field(max_length=5_000)] = ""
    consent: bool = False
    marketing: bool = False
    chat: bool = False


Model = TypeVar("Model", bound=_Body)


async def read_body[Model: _Body](request: Request, model: type[Model]) -> Model:
    """The request's JSON body as `model`. Raises Problem 413, 415, 400 or 422."""
    if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
        raise Problem(415, "not_json", "The body must be sent as application/json.")
    raw = await read_limited(request)
    try:
        return model.model_validate(json.loads(raw))
    except ValidationError as error:
        raise Problem(
            422, "bad_fields", "Some fields are not as expected." + IN_DANGER, errors=_fields(error)
        ) from error
    except (ValueError, RecursionError) as error:  # also an integer of thousands of digits
        raise Problem(400, "bad_json", "The body is not valid JSON.") from error


async def read_limited(request: Request) -> bytes:
    """The body, read no further than the limit, and once. Raises Problem 413 beyond it."""
    known: bytes | None = getattr(request.state, "body", None)
    if known is not None:
        return known
    raw = b""
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > LARGEST_BODY:
            raise too_long()
    request.state.body = raw
    return raw


def too_long() -> Problem:
    """The answer to a message that is too long to be read."""
    detail = "That message is too long for this chat. Please send it in shorter parts."
    return Problem(413, "too_long", detail + IN_DANGER)


def _fields(error: ValidationError) -> list[dict[str, Any]]:
    return [
        {"field": ".".join(str(part) for part in item["loc"]), "message": item["msg"]}
        for item in error.errors(include_input=False, include_context=False, include_url=False)
    ]
