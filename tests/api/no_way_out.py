"""Run `qa` in a process that the kernel ends as soon as it would reach out.

A filter (seccomp) allows sockets that listen and are accepted, and kills the process at `connect`,
and at `sendto` with an address: neither Python nor a library under it gets around that.
"""

from __future__ import annotations

import ctypes
import platform
import struct
import sys

from qa.cli import main

# Source: Linux, arch/*/include/generated/uapi/asm/unistd_64.h: connect, sendto.
CALLS = {"x86_64": (42, 44), "aarch64": (203, 206)}

_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06  # BPF: ld [k], jeq #k, ret #k
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_NUMBER, _ADDRESS_LOW, _ADDRESS_HIGH = 0, 48, 52  # places in struct seccomp_data
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER = 38, 22, 2


def shut() -> None:
    """Let this process and its children connect to nothing."""
    connect, sendto = CALLS[platform.machine()]
    program = [
        (_LOAD, 0, 0, _NUMBER),
        (_EQUAL, 5, 0, connect),  # to the kill
        (_EQUAL, 0, 5, sendto),  # all others: to the allow
        (_LOAD, 0, 0, _ADDRESS_LOW),
        (_EQUAL, 0, 2, 0),
        (_LOAD, 0, 0, _ADDRESS_HIGH),
        (_EQUAL, 1, 0, 0),
        (_RETURN, 0, 0, _KILL),
        (_RETURN, 0, 0, _ALLOW),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in program))
    head = struct.pack("HxxxxxxQ", len(program), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    for call in ((_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), (_PR_SET_SECCOMP, _FILTER, head, 0, 0)):
        if libc.prctl(*call) != 0:
            raise OSError(ctypes.get_errno(), "prctl")


if __name__ == "__main__":
    shut()
    if sys.argv[1:] == ["connect"]:
        import socket

        socket.create_connection(("127.0.0.1", 9))
    main()
