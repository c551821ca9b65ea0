"""Handing one message to a mail server."""

import contextlib
import smtplib
from email.message import EmailMessage
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote

from nightdesk.handoff.failure import DeliveryError, name_error
from nightdesk.handoff.tls import trust

TIMEOUT_S = 15

STAGES: tuple[tuple[type[smtplib.SMTPResponseException], str], ...] = (
    (smtplib.SMTPConnectError, " at CONNECT"),
    (smtplib.SMTPHeloError, " at EHLO"),
    (smtplib.SMTPAuthenticationError, " at AUTH"),
    (smtplib.SMTPSenderRefused, " at MAIL"),
    (smtplib.SMTPDataError, " at DATA"),
)


def send_smtp(
    message: EmailMessage, url: SplitResult, sender: str, recipient: str, greet_as: str
) -> None:
    """Deliver `message` to the server of an smtp:// or smtps:// address, greeting as `greet_as`.

    Raises DeliveryError with the server's code and the stage that it refused. Codes of the 500s
    are worth another try too: they mostly mean a full mailbox or a wrong setting, and a request
    that staff never hear of is worse than one more e-mail.
    """
    try:
        smtp = _connect(url, greet_as)
        try:
            _secure(smtp, url)
            _log_in(smtp, url)
            smtp.send_message(message, sender, [recipient])
            _say_goodbye(smtp)
        finally:
            smtp.close()
    except (OSError, ValueError) as error:  # every error of smtplib is an OSError
        raise DeliveryError(_reason(error)) from error


def _connect(url: SplitResult, greet_as: str) -> smtplib.SMTP:
    host = url.hostname or ""
    if url.scheme == "smtps":
        return smtplib.SMTP_SSL(host, url.port or 465, greet_as, timeout=TIMEOUT_S, context=trust())
    return smtplib.SMTP(host, url.port or 587, greet_as, timeout=TIMEOUT_S)


def _secure(smtp: smtplib.SMTP, url: SplitResult) -> None:
    smtp.ehlo_or_helo_if_needed()
    if url.scheme == "smtps" or _is_loopback(url.hostname or ""):
        return
    if not smtp.has_extn("starttls"):
        raise DeliveryError("smtp STARTTLS not offered")
    smtp.starttls(context=trust())


def _log_in(smtp: smtplib.SMTP, url: SplitResult) -> None:
    if url.username:
        smtp.login(unquote(url.username), unquote(url.password or ""))


def _say_goodbye(smtp: smtplib.SMTP) -> None:
    """The message is accepted, so an error or a late answer from here on must not repeat it."""
    with contextlib.suppress(OSError):
        smtp.putcmd("quit")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, _text = next(iter(error.recipients.values()))
        return f"smtp {code} at RCPT"
    if isinstance(error, smtplib.SMTPResponseException):
        stage = next((name for kind, name in STAGES if isinstance(error, kind)), "")
        return f"smtp {error.smtp_code}{stage}"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "smtp AUTH not offered"
    name = name_error(error)
    return "connection closed" if name == "SMTPServerDisconnected" else name
