"""Webhooks as in Standard Webhooks 1.0.0, with a thin payload: an id and a link."""

import base64
import json
import os
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from ipaddress import ip_address

import httpx
from standardwebhooks import Webhook as Signer

from nightdesk.base.clinic import Clinic
from nightdesk.base.clinic_parts import Webhook
from nightdesk.base.settings import Settings
from nightdesk.handoff.addresses import checked_addresses
from nightdesk.handoff.failure import DeliveryError, name_error
from nightdesk.handoff.notice import inbox_link
from nightdesk.handoff.queue import Delivery
from nightdesk.handoff.tls import trust

TIMEOUT_S = 15


def send_webhook(delivery: Delivery, settings: Settings, clinic: Clinic, now: datetime) -> None:
    """Post the notice of `delivery` to its address. Only 2xx is success; else DeliveryError."""
    hooks = clinic.notify.all_webhooks
    hook = next((hook for hook in hooks if hook.url == delivery.address), None)
    if hook is None:
        raise DeliveryError("address is no longer in clinic.yml")
    body = payload(delivery, settings)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Nightdesk",
        "webhook-id": delivery.id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": _signature(delivery.id, body, now, read_signers(hook)),
    }
    is_local_allowed = settings.environment == "development"
    _judge(_post(hook.url, body, headers, is_local_allowed), now)


def payload(delivery: Delivery, settings: Settings) -> str:
    """The body: the same at every try, and nothing of the visitor in it."""
    data: dict[str, str | int] = {
        "request": delivery.request_id,
        "kind": delivery.kind,
        "url": inbox_link(settings, delivery.request_id),
    }
    if delivery.reminder:
        data["reminder"] = delivery.reminder
    happened = delivery.created_at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return json.dumps({"type": delivery.event, "timestamp": happened, "data": data})


def read_signers(hook: Webhook) -> list[Signer]:
    """One signer for each secret in the variable that `hook` names; two while one is replaced.

    Raises DeliveryError naming the variable if it is empty or holds anything but secrets of 24 to
    64 bytes, written in base64 with or without `whsec_` before it.
    """
    secrets = os.environ.get(hook.secret_env, "").split()
    if not secrets:
        raise DeliveryError(f"no secret: {hook.secret_env} is not set")
    if not all(_is_strong(secret) for secret in secrets):
        raise DeliveryError(f"bad secret: {hook.secret_env} needs 24 to 64 bytes in base64")
    return [Signer(secret) for secret in secrets]


def _is_strong(secret: str) -> bool:
    text = secret.removeprefix("whsec_").rstrip("=")
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except ValueError:
        return False
    return 24 <= len(raw) <= 64


def _signature(delivery_id: str, body: str, now: datetime, signers: list[Signer]) -> str:
    moment = now.astimezone(UTC)  # the library takes the figures of any zone for UTC
    return " ".join(signer.sign(delivery_id, moment, body) for signer in signers)


def _post(
    address: str, body: str, headers: dict[str, str], is_local_allowed: bool
) -> httpx.Response:
    """Post to one of the checked addresses of the host; the name is not looked up again."""
    url = httpx.URL(address)
    if url.scheme != "https" and not is_local_allowed:
        raise DeliveryError("address refused: not https")
    host = url.raw_host.decode("ascii")
    port = url.port or (443 if url.scheme == "https" else 80)
    error: Exception | None = None
    for ip in checked_addresses(host, port, is_local_allowed):
        try:
            return _post_to(ip, url, body, headers)
        except httpx.ConnectError as refused:  # nothing was sent: the next address may do
            error = refused
        except httpx.HTTPError as broken:
            raise DeliveryError(_name(broken)) from broken
    raise DeliveryError(_name(error) if error else "host not found") from error


def _post_to(ip: str, url: httpx.URL, body: str, headers: dict[str, str]) -> httpx.Response:
    """The answer's status and headers; its body is not read, because nobody needs it.

    The certificate is checked against the host's name although the connection is made to `ip`.
    Proxies and .netrc of the environment are ignored: they would undo the check of the address.
    """
    host = url.raw_host.decode("ascii")
    extensions = {} if _is_address(host) else {"sni_hostname": host}
    with httpx.Client(
        trust_env=False, follow_redirects=False, timeout=TIMEOUT_S, verify=trust()
    ) as client:
        request = client.build_request(
            "POST",
            url.copy_with(host=ip),
            content=body,
            headers={"Host": url.netloc.decode("ascii"), **headers},
            extensions=extensions,
        )
        response = client.send(request, stream=True)
        response.close()
        return response


def _judge(response: httpx.Response, now: datetime) -> None:
    if response.is_success:
        return
    raise DeliveryError(
        f"http {response.status_code}",
        retry_after_s=_retry_after(response.headers.get("Retry-After", ""), now),
        final=response.status_code == httpx.codes.GONE,
    )


def _retry_after(value: str, now: datetime) -> float:
    """Seconds from now; RFC 9110 allows a number of seconds or a date. 0 for anything else."""
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
        return max(0.0, (moment - now).total_seconds())
    except (ValueError, TypeError):
        return 0.0


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _name(error: Exception) -> str:
    name = name_error(error)
    return "connection closed" if name == "RemoteProtocolError" else name
