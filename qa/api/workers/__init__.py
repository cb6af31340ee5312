"""Where questions are worked out: processes that can be ended.

A regular expression, a library in C and a fault of ours have one thing in common: nothing in their
own process can stop them. So the process that listens works nothing out. It hands each piece of
work to a worker, a process that does one thing at a time; one that takes too long, or dies of a
file that was cut short under it, costs a worker and nothing else.

    Service ──Line──▶ Pool ──a socket each──▶ Worker, Worker, …
                        └────control────────▶ Nursery ──fork──▶ the workers

The nursery opens the index once, with all that a question needs. A worker is a fork of it: ready in
milliseconds, sharing its memory. A new index gets a nursery and workers of its own.
"""

from __future__ import annotations

from qa.api.workers.line import Line, LineFull
from qa.api.workers.nursery import Nursery, OpenIndex, Served
from qa.api.workers.pool import Pool, WorkerEnded

__all__ = ["Line", "LineFull", "Nursery", "OpenIndex", "Pool", "Served", "WorkerEnded"]
