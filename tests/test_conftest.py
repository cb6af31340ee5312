"""The network is shut in tests, and loopback is not."""

from __future__ import annotations

import asyncio
import socket
import urllib.request

import pytest

# Addresses set aside for documentation (RFC 5737, RFC 3849): nobody is there.
ELSEWHERE = [("192.0.2.1", 80), ("2001:db8::1", 80), ("example.org", 80), ("::ffff:192.0.2.1", 80)]
SHUT = "only loopback is open"


def family_of(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


@pytest.mark.parametrize("address", ELSEWHERE, ids=[host for host, _ in ELSEWHERE])
def test_a_connection_to_another_machine_is_refused_with_its_address(
    address: tuple[str, int],
) -> None:
    with socket.socket(family_of(address[0])) as client:
        with pytest.raises(RuntimeError, match=SHUT) as caught:
            client.connect(address)
        assert address[0] in str(caught.value)
        with pytest.raises(RuntimeError, match=SHUT):
            client.connect_ex(address)


def test_a_datagram_to_another_machine_is_refused_with_and_without_flags() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        with pytest.raises(RuntimeError, match=SHUT):
            client.sendto(b"x", ("192.0.2.1", 53))
        with pytest.raises(RuntimeError, match=SHUT):
            client.sendto(b"x", 0, ("192.0.2.1", 53))


@pytest.mark.parametrize("name", ["getaddrinfo", "gethostbyname", "gethostbyname_ex"])
def test_a_name_is_not_looked_up(name: str) -> None:
    lookup = getattr(socket, name)
    arguments = ("example.org", 80) if name == "getaddrinfo" else ("example.org",)
    with pytest.raises(RuntimeError, match=r"looked up 'example\.org'"):
        lookup(*arguments)


def test_a_library_that_catches_network_errors_cannot_hide_the_attempt() -> None:
    with pytest.raises(RuntimeError, match=SHUT):
        urllib.request.urlopen("http://192.0.2.1/", timeout=1)


def test_asyncio_is_refused_too() -> None:
    with pytest.raises(RuntimeError, match=SHUT):
        asyncio.run(asyncio.wait_for(asyncio.open_connection("192.0.2.1", 80), timeout=1))


def test_loopback_carries_bytes() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("localhost", port), timeout=5) as client:
            peer, _ = server.accept()
            with peer:
                client.sendall(b"dag")
                assert peer.recv(3) == b"dag"
