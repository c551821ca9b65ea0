"""The guard against webhooks into the clinic's own network."""

import socket
from collections.abc import Callable
from typing import Any

import pytest

from nightdesk.handoff.addresses import checked_addresses, is_public
from nightdesk.handoff.failure import DeliveryError

PRIVATE = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "127.0.0.1", "127.8.8.8",
    "169.254.169.254", "172.16.0.1", "172.31.255.254", "192.0.0.1", "192.0.2.1", "192.168.1.1",
    "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1",
    "255.255.255.255", "::", "::1", "fe80::1", "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1",
    "2001:db8::1", "100::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::1", "2002:a00:1::",
    "2001:0:4136:e378:8000:63bf:80ff:fffe", "::127.0.0.1", "::10.0.0.1",
]  # fmt: skip
PUBLIC = [
    "1.1.1.1", "8.8.8.8", "93.184.216.34", "100.63.255.255", "172.15.255.255", "172.32.0.1",
    "2606:4700:4700::1111", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808",
    "2002:808:808::1",
]  # fmt: skip

Resolve = Callable[..., None]


@pytest.fixture
def resolve(monkeypatch: pytest.MonkeyPatch) -> Resolve:
    """Let every name have the addresses given."""

    def use(*addresses: str) -> None:
        def getaddrinfo(_host: str, port: int, **_options: Any) -> list[Any]:
            return [(0, 0, 0, "", (address, port)) for address in addresses]

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)

    return use


@pytest.mark.parametrize("address", PRIVATE)
def test_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_allowed(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "::1", "localhost"]
)
def test_every_way_to_write_loopback_is_refused(host: str) -> None:
    with pytest.raises(DeliveryError, match="address refused"):
        checked_addresses(host, 443, allow_local=False)


def test_a_name_with_one_private_address_is_refused(resolve: Resolve) -> None:
    resolve("93.184.216.34", "10.0.0.5")
    with pytest.raises(DeliveryError, match="address refused"):
        checked_addresses("hooks.clinic.example", 443, allow_local=False)


def test_public_addresses_are_given_once_in_order(resolve: Resolve) -> None:
    resolve("2606:4700:4700::1111", "1.1.1.1", "1.1.1.1")
    found = checked_addresses("hooks.clinic.example", 443, allow_local=False)
    assert found == ["2606:4700:4700::1111", "1.1.1.1"]


def test_a_zone_does_not_hide_a_link_local_address(resolve: Resolve) -> None:
    resolve("fe80::1%eth0")
    with pytest.raises(DeliveryError, match="address refused"):
        checked_addresses("hooks.clinic.example", 443, allow_local=False)


def test_development_may_use_its_own_machine() -> None:
    assert checked_addresses("127.0.0.1", 80, allow_local=True) == ["127.0.0.1"]


@pytest.mark.parametrize("host", ["a" * 70 + ".example", "ü" * 70])
def test_a_name_that_cannot_be_looked_up_is_a_failure(host: str) -> None:
    with pytest.raises(DeliveryError, match="host not found"):
        checked_addresses(host, 443, allow_local=False)
