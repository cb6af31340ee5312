"""A word processor opens the Word file as it is, where one is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from qa.evidence import word
from tests.evidence.test_forms import one

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed on this machine")
def test_libreoffice_opens_the_file_with_its_table_and_its_notes(tmp_path: Path) -> None:
    file = tmp_path / "stukken.docx"
    file.write_bytes(word.write(one("Hoeveel?")))
    command = [str(OFFICE), f"-env:UserInstallation={tmp_path.as_uri()}/profile", "--headless"]
    command += ["--convert-to", "html", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, timeout=120, capture_output=True)
    page = file.with_suffix(".html").read_text("utf-8")
    assert "<thead>" in page
    assert page.count('class="sdfootnotesym"') == 3
    assert "Noot 3 van de brief" in page
