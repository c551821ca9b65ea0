"""Errors of the chat API: application/problem+json with a stable `code` (RFC 9457)."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

IN_DANGER = " If somebody may be in danger, call 911 now."
"""Said whenever a message is refused unread: it may have been a cry for help."""


class Problem(Exception):  # noqa: N818 (the standard's own name)
    """A refused request. `detail` is a sentence for the visitor, `code` is for programs."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        *,
        retry_after_s: int | None = None,
        **more: Any,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.detail = detail
        self.retry_after_s = retry_after_s
        self.more = more


def not_stored() -> Problem:
    """The answer where our own database failed: the same may be sent again."""
    return Problem(
        503, "not_stored", "We could not handle that just now. Please send it again." + IN_DANGER
    )


def unauthorized() -> Problem:
    """The one answer to a missing, forged, expired, foreign or erased session."""
    return Problem(401, "session_unknown", "This chat has ended. Please start a new one.")


async def problem_response(request: Request, exc: Exception) -> JSONResponse:
    """Turn a Problem into its response."""
    problem = exc if isinstance(exc, Problem) else None
    if problem is None:
        detail = "Something went wrong on our side. Please try again."
        if request.method == "POST":
            detail += IN_DANGER
        problem = Problem(500, "internal", detail)
    headers = {"Cache-Control": "no-store"}
    if problem.retry_after_s is not None:
        headers["Retry-After"] = str(problem.retry_after_s)
    body = {
        "type": "about:blank",
        "status": problem.status,
        "code": problem.code,
        "detail": problem.detail,
        **problem.more,
    }
    return JSONResponse(
        body, problem.status, headers=headers, media_type="application/problem+json"
    )
