"""A Milvus that can be killed, slow, picky or old: Milvus Lite, served in a process of its own.

    python server.py FOLDER PORT [--token T] [--version V] [--delay FILE]

It speaks the same interface as a cluster. What Milvus Lite lacks is put before it: a token that
each call must carry, another version that it calls itself, and a delay, read from a file, so that a
test can make it slow while it runs.
"""

from __future__ import annotations

import argparse
import base64
import signal
import threading
import time
from collections.abc import Callable
from concurrent import futures
from pathlib import Path
from typing import Any

import grpc
from milvus_lite.adapter.grpc.servicer import MilvusServicer
from milvus_lite.db import MilvusLite
from pymilvus.grpc_gen import milvus_pb2, milvus_pb2_grpc

_MESSAGE = 64 * 1024 * 1024  # bytes


class Picky(grpc.ServerInterceptor):  # type: ignore[misc] # has no types
    """Refuses a call without the token, and holds each up as long as the file says."""

    def __init__(self, token: str, delay: Path | None) -> None:
        self._wanted = base64.b64encode(token.encode()).decode() if token else ""
        self._delay = delay

    def intercept_service(self, go_on: Callable[[Any], Any], details: Any) -> Any:
        if self._delay is not None and self._delay.exists():
            time.sleep(float(self._delay.read_text()))
        given = dict(details.invocation_metadata).get("authorization", "")
        if self._wanted and given != self._wanted:
            return grpc.unary_unary_rpc_method_handler(_refuse)
        return go_on(details)


def _refuse(_: Any, context: Any) -> None:
    context.abort(grpc.StatusCode.UNAUTHENTICATED, "auth check failure, please check api key")


class Named(MilvusServicer):  # type: ignore[misc] # the same
    """Calls itself what it is told to."""

    def __init__(self, database: MilvusLite, version: str) -> None:
        super().__init__(database)
        self._version = version

    def GetVersion(self, request: Any, context: Any) -> Any:  # noqa: N802 # gRPC's name
        found = super().GetVersion(request, context)
        if not self._version:
            return found
        return milvus_pb2.GetVersionResponse(status=found.status, version=self._version)


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("port", type=int)
    parser.add_argument("--token", default="")
    parser.add_argument("--version", default="")
    parser.add_argument("--delay", type=Path)
    chosen = parser.parse_args()
    database = MilvusLite(chosen.folder)
    server = grpc.server(
        futures.ThreadPoolExecutor(max_workers=10),
        interceptors=[Picky(chosen.token, chosen.delay)],
        options=[
            ("grpc.max_receive_message_length", _MESSAGE),
            ("grpc.max_send_message_length", _MESSAGE),
            # As Milvus itself: a client asks each ten seconds whether it is still there.
            ("grpc.http2.min_ping_interval_without_data_ms", 5_000),
            ("grpc.keepalive_permit_without_calls", 1),
        ],
    )
    milvus_pb2_grpc.add_MilvusServiceServicer_to_server(Named(database, chosen.version), server)
    server.add_insecure_port(f"127.0.0.1:{chosen.port}")
    server.start()
    print("ready", flush=True)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    stop.wait()
    server.stop(grace=1)
    database.close()


if __name__ == "__main__":
    main()
