"""How a command ends: its code, and at most one line on standard error.

All that was printed has left before a command has succeeded: a full disk behind `>` would otherwise
be told by nobody. A reader that has left, as `head` does, is no fault and gets no line.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

from rich.console import Console

from qa.errors import OutputError, QaError, UsageFault, reason
from qa.say.visible import shown
from qa.settings import DEBUG

NO_INPUT: Final = "er is geen invoer; typ vragen in een terminal, of geef ze met < of |."
_NO_TEXT: Final = "wat u typte, bevat tekens die geen tekst (UTF-8) zijn; typ het opnieuw."
_UNFORESEEN: Final = 70  # EX_SOFTWARE in sysexits.h
_INTERRUPTED: Final = 130  # as a shell says of who ended by SIGINT
_UNREAD: Final = 141  # and by SIGPIPE


def ended(command: Callable[[], Any]) -> int:
    """Run a command, tell what went wrong, and return the code to end with.

    With QA_DEBUG set, an error that nobody foresaw is raised: its traceback is shown.
    """
    try:
        if sys.stdout is None:
            raise OutputError("de standaarduitvoer is gesloten; laat haar open, of wijs met > aan.")
        code = _run(command)
    except QaError as error:
        return _tell(f"{error.title}: {error}", error.exit_code)
    except BrokenPipeError:
        return _UNREAD
    except KeyboardInterrupt:
        code = _INTERRUPTED
    except UnicodeEncodeError:  # half a character: only what a shell hands on can hold one
        return _tell(f"{UsageFault.title}: {_NO_TEXT}", UsageFault.exit_code)
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        what = f"{type(error).__name__}: {error}".strip(": ")
        return _tell(
            f"Er ging iets onverwachts mis ({what}). Meer zien: zet {DEBUG}=1.", _UNFORESEEN
        )
    return _tell("Afgebroken.", code) if code == _INTERRUPTED else code


def _run(command: Callable[[], Any]) -> int:
    """Run a command and let all leave that it printed; return its code.

    Raises: OutputError, BrokenPipeError; what the command raises.
    """
    try:
        code = command()
        sys.stdout.flush()
    except SystemExit as stop:
        if isinstance(stop.__context__, BrokenPipeError):  # Typer and rich end by themselves then
            _let_go()
            raise stop.__context__ from None
        code = stop.code
    except BrokenPipeError:
        _let_go()
        raise
    except OSError as error:
        if error.filename is not None:
            raise
        _let_go()  # it has no name: it is a stream, and those that are read tell their own
        raise OutputError(
            f"niet alles kon worden geschreven ({reason(error)}); stuur de uitvoer ergens anders"
            " heen, of maak daar ruimte."
        ) from error
    return int(code or 0)


def _let_go() -> None:
    """Send what is still waiting to be written nowhere: it would fail again when Python ends."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(message: str, code: int) -> int:
    """Write a line on standard error; where that cannot be, the code says it."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    with suppress(OSError, SystemExit):
        console.print(shown(" ".join(message.split())), markup=False)
    return code
