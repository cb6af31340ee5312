"""What holds for every test: nothing leaves this machine.

The program must answer on a closed network, so a test that would reach out fails at once, with
the address it wanted. Files, pipes and loopback stay open. Child processes are not covered.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest

GUARDED_METHODS = ("connect", "connect_ex", "sendto")
GUARDED_LOOKUPS = ("getaddrinfo", "gethostbyname", "gethostbyname_ex")


class NetworkShutError(RuntimeError):
    """A test reached for another machine.

    Not an OSError: libraries catch those and fall back silently, which would hide the attempt.
    """


def is_loopback(host: object) -> bool:
    """Say whether a host, as given to a socket, can only be this machine."""
    if host is None:
        return True
    name = host.decode() if isinstance(host, bytes) else str(host)
    if name in {"", "localhost"}:
        return True
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False  # a name: its look-up would leave the machine
    mapped = getattr(address, "ipv4_mapped", None) or address
    return bool(mapped.is_loopback or mapped.is_unspecified)


def _guard_method(original: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, *args: Any) -> Any:
        address = args[-1]
        if self.family in {socket.AF_INET, socket.AF_INET6} and not is_loopback(address[0]):
            raise NetworkShutError(
                f"a test reached for {address!r}; only loopback is open in tests"
            )
        return original(self, *args)

    return guarded


def _guard_lookup(original: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(host: object, *args: Any, **kwargs: Any) -> Any:
        if not is_loopback(host):
            raise NetworkShutError(f"a test looked up {host!r}; only loopback is open in tests")
        return original(host, *args, **kwargs)

    return guarded


@pytest.fixture(scope="session", autouse=True)
def _network_is_shut() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in GUARDED_METHODS:
            patch.setattr(socket.socket, name, _guard_method(getattr(socket.socket, name)))
        for name in GUARDED_LOOKUPS:
            patch.setattr(socket, name, _guard_lookup(getattr(socket, name)))
        yield
