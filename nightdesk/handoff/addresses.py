"""Which network addresses a webhook may be sent to (the guard against request forgery)."""

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from nightdesk.handoff.failure import DeliveryError

NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052: the last four bytes are an IPv4 address that a gateway will talk to."""


def is_public(address: str) -> bool:
    """Whether `address` belongs to the public internet, and so does any address hidden in it.

    Follows the IANA special-purpose registries as Python's ipaddress knows them. IPv6 addresses
    that lead to an IPv4 one (mapped, NAT64, 6to4, Teredo) are as public as that one.
    """
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        hidden = _hidden_ipv4(ip)
        if hidden is not None:
            return is_public(str(hidden))
        if ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def checked_addresses(host: str, port: int, allow_local: bool) -> list[str]:
    """The addresses of `host` in the resolver's order. Connect to one of these, not to the name.

    Raises DeliveryError if the host is unknown, or if any of its addresses is not public: a name
    with both kinds is an attack, not a clinic's receiver. `allow_local` is for development.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise DeliveryError("host not found") from error
    addresses = list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))
    if not allow_local and not all(is_public(address) for address in addresses):
        raise DeliveryError("address refused: not on the public internet")
    return addresses


def _hidden_ipv4(ip: IPv6Address) -> IPv4Address | None:
    if ip in NAT64:
        return IPv4Address(int(ip) & 0xFFFF_FFFF)
    if ip.teredo:
        return ip.teredo[1]
    return ip.ipv4_mapped or ip.sixtofour
