"""Why a delivery did not work, in words that hold no content."""

import socket
import ssl


class DeliveryError(Exception):
    """A failed try. `reason` is a class and a status code, fit for logs and for the outbox."""

    def __init__(self, reason: str, retry_after_s: float = 0, final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after_s = retry_after_s
        self.final = final


def name_error(error: BaseException) -> str:
    """The name of a network error; never its message, which may hold what was sent.

    Libraries wrap the error of the socket, so the chain of causes is searched.
    """
    cause: BaseException | None = error
    while cause is not None:
        name = _name_one(cause)
        if name:
            return name
        cause = cause.__cause__ or cause.__context__
    return type(error).__name__


def _name_one(error: BaseException) -> str:
    names: tuple[tuple[type[BaseException], str], ...] = (
        (ssl.SSLCertVerificationError, "tls certificate not valid"),
        (ssl.SSLError, "tls error"),
        (TimeoutError, "timeout"),
        (ConnectionRefusedError, "connection refused"),
        (ConnectionError, "connection closed"),
        (socket.gaierror, "host not found"),
    )
    return next((name for kind, name in names if isinstance(error, kind)), "")
