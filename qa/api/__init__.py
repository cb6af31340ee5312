"""The web endpoint. A door: no logic of its own.

`create_app` makes the application from a `Service`; `qa.api.serve` runs it.
"""

from __future__ import annotations

from qa.api.app import create_app
from qa.api.workers.service import Service

__all__ = ["Service", "create_app"]
