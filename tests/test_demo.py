"""The example intranet page allows the widget and nothing else, by its hash."""

from __future__ import annotations

import re
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from qa.api.http.files import FILES

ROOT = Path(__file__).parent.parent
SERVICE = "http://127.0.0.1:8084"


def test_the_example_page_embeds_the_widget_under_a_strict_policy() -> None:
    command = [sys.executable, str(ROOT / "docs/demo/serve.py"), SERVICE, "0"]
    with subprocess.Popen(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, stdout=-1) as served:
        try:
            assert served.stdout
            address = served.stdout.readline().decode().split()[-1]
            with urllib.request.urlopen(f"{address}/") as response:
                html, policy = response.read().decode(), response.headers["content-security-policy"]
            with urllib.request.urlopen(f"{address}/huisstijl.css") as response:
                assert b"--utrecht-" in response.read()
            with pytest.raises(urllib.error.HTTPError, match="404"):
                urllib.request.urlopen(f"{address}/serve.py")
        finally:
            served.terminate()
    assert f'integrity="{FILES["/widget/vraag-de-brief.js"].integrity}"' in html
    assert f'api="{SERVICE}/v1"' in html
    assert "@" not in html
    assert "unsafe" not in policy
    assert set(re.findall(r"http://[\d.:]+", policy)) == {SERVICE}
