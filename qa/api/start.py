"""What must hold before the service listens: files that it only needs later on are there now.

In: the settings. Out: nothing, or a refusal that names the setting. Keys, the index and the model
are read at the start anyway, and refused by who reads them.
"""

from __future__ import annotations

from tempfile import TemporaryFile

from qa.api.http.connections import room_beside
from qa.errors import SettingsError, reason
from qa.ordinary import open_file
from qa.settings import Settings


def check(settings: Settings) -> None:
    """Refuse a start that would fail later, at a request.

    Raises: SettingsError.
    """
    room_beside(settings.workers)
    try:
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        with TemporaryFile(dir=settings.data) as file:
            file.write(b"\0")
    except OSError as error:
        raise SettingsError(
            f"QA_DATA={str(settings.data)!r} kan niet worden gebruikt ({reason(error)}); wijs een"
            " map aan waarin de dienst kan schrijven."
        ) from error
    if settings.security_txt:
        try:
            open_file(settings.security_txt).close()
        except OSError as error:
            raise SettingsError(
                f"QA_SECURITY_TXT={str(settings.security_txt)!r} kan niet worden gebruikt"
                f" ({reason(error)}); wijs een bestand aan, of haal de instelling weg."
            ) from error
