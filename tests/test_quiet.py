"""Who wants to be alone waits for the others, and they for him."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread

from tests.quiet import turn

SOON = 30.0  # seconds, on a busy machine
NOT_YET = 0.2


class Visitor:
    """Takes a turn in a thread, and stays until told to leave."""

    def __init__(self, folder: Path, *, alone: bool) -> None:
        self.inside, self._leave = Event(), Event()
        self._thread = Thread(target=self._visit, args=(folder, alone), daemon=True)
        self._thread.start()

    def _visit(self, folder: Path, alone: bool) -> None:
        with turn(alone=alone, door=folder / "door", room=folder / "room"):
            self.inside.set()
            self._leave.wait(SOON)

    def leave(self) -> None:
        self._leave.set()
        self._thread.join(SOON)


def test_one_who_is_alone_comes_after_who_is_in_and_before_who_comes_later(tmp_path: Path) -> None:
    for name in ("door", "room"):
        (tmp_path / name).touch()
    first, second = (Visitor(tmp_path, alone=False) for _ in range(2))
    assert first.inside.wait(SOON)
    assert second.inside.wait(SOON)
    alone = Visitor(tmp_path, alone=True)
    assert not alone.inside.wait(NOT_YET)
    later = Visitor(tmp_path, alone=False)
    first.leave()
    assert not alone.inside.wait(NOT_YET)
    second.leave()
    assert alone.inside.wait(SOON)
    assert not later.inside.wait(NOT_YET)
    alone.leave()
    assert later.inside.wait(SOON)
    later.leave()
