"""What a measurement was taken on: machine, Python, libraries of both environments."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
from pathlib import Path

_NAMED = (
    "faiss-cpu haystack-ai langchain-classic langchain-community llama-index-core numpy onnxruntime"
    " sentence-transformers tokenizers torch transformers txtai"
).split()


def describe(peers_python: Path) -> dict[str, str]:
    """Return the environment, by name."""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return {
        "python": platform.python_version(),
        "processor": f"{_processor()}, {len(os.sched_getaffinity(0))} cores, load {load}",
        "threads": os.environ.get("OMP_NUM_THREADS") or "as each library has it",
        "ours": _versions(sys.executable),
        "peers": _versions(str(peers_python)) if peers_python.exists() else "not installed",
    }


def _processor() -> str:
    found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text("utf-8"), re.M)
    return found[1] if found else platform.machine()


def _versions(python: str) -> str:
    listed = subprocess.run(
        [python, "-m", "pip", "--disable-pip-version-check", "list", "--format=json"],
        capture_output=True,
        check=True,
    )
    versions = {each["name"]: each["version"] for each in json.loads(listed.stdout)}
    return ", ".join(f"{name} {versions[name]}" for name in _NAMED if name in versions)
