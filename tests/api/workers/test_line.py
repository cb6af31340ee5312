"""Clients in line for a worker: who had least is next; in a full line who has most gives way."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.api.workers import Line, LineFull

LONG = 1e9  # a time of the event loop that never comes


class Room:
    """A line with work that ends when it is told to; `order` tells who was let in, and when."""

    def __init__(self, places: int, longest: int) -> None:
        self.line = Line(places, longest)
        self.order: list[str] = []
        self.refused: list[str] = []
        self._go_on: dict[str, asyncio.Event] = {}
        self.tasks: dict[str, asyncio.Task[None]] = {}

    async def enter(self, *names: str) -> None:
        """Let work join the line: its client is the first letter of its name."""
        for name in names:
            self._go_on[name] = asyncio.Event()
            self.tasks[name] = asyncio.create_task(self._work(name))
            await asyncio.sleep(0)
            await asyncio.sleep(0)

    async def _work(self, name: str) -> None:
        try:
            async with self.line.turn(name[0], LONG, is_long=name[0].isupper()):
                self.order.append(name)
                await self._go_on[name].wait()
        except LineFull:
            self.refused.append(name)

    async def end(self, *names: str, seconds: float = 0) -> None:
        """Let work end, after so many seconds."""
        await asyncio.sleep(seconds)
        for name in names:
            self._go_on[name].set()
            await self.tasks[name]

    async def end_all(self) -> None:
        """Let all work end, whoever is let in meanwhile too."""
        while left := [name for name, task in self.tasks.items() if not task.done()]:
            for name in left:
                self._go_on[name].set()
            await asyncio.sleep(0)


def test_a_client_that_comes_later_is_not_behind_all_that_another_has_waiting() -> None:
    async def came() -> list[str]:
        room = Room(places=1, longest=99)
        await room.enter("a1", "a2", "a3", "a4", "b1", "b2")
        await room.end("a1", seconds=0.05)
        await room.end(room.order[-1])
        await room.end(room.order[-1])
        await room.end_all()
        return room.order

    assert asyncio.run(came()) == ["a1", "b1", "b2", "a2", "a3", "a4"]


def test_who_was_away_is_not_owed_the_time_that_others_got_meanwhile() -> None:
    async def came() -> list[str]:
        room = Room(places=1, longest=99)
        await room.enter("a1", "a2")
        await room.end("a1", seconds=0.05)  # b was not there
        await room.enter("b1", "b2", "b3")
        await room.end("a2")
        await room.end("b1", seconds=0.1)
        await room.enter("a3")
        await room.end_all()
        return room.order

    assert asyncio.run(came()) == ["a1", "a2", "b1", "b2", "a3", "b3"]


def test_who_was_served_much_of_late_is_behind_who_was_not_also_after_it_was_away() -> None:
    async def came() -> list[str]:
        room = Room(places=1, longest=99)
        await room.enter("a1")
        await room.end("a1", seconds=0.05)  # and a is gone
        await room.enter("b1", "a2", "c1")
        await room.end("b1")
        await room.end_all()
        return room.order

    assert asyncio.run(came()) == ["a1", "b1", "c1", "a2"]


def test_one_of_several_places_is_kept_free_of_long_work() -> None:
    async def came() -> tuple[list[str], list[str]]:
        room = Room(places=3, longest=99)
        await room.enter("A1", "B1", "C1", "D1")  # all long
        before = list(room.order)
        await room.enter("e1")
        between = list(room.order)
        await room.end_all()
        assert sorted(room.order) == ["A1", "B1", "C1", "D1", "e1"]
        return before, between

    assert asyncio.run(came()) == (["A1", "B1"], ["A1", "B1", "e1"])


def test_where_there_is_one_place_long_work_is_done_too() -> None:
    async def came() -> list[str]:
        room = Room(places=1, longest=9)
        await room.enter("A1", "B1")
        await room.end_all()
        return room.order

    assert asyncio.run(came()) == ["A1", "B1"]


def test_a_full_line_refuses_who_has_most_of_it() -> None:
    async def came() -> tuple[list[str], bool, bool]:
        room = Room(places=1, longest=4)
        await room.enter("a1", "a2", "a3", "a4")
        has_room = room.line.has_room("a"), room.line.has_room("b")
        await room.enter("a5", "b1", "b2", "c1", "c2")
        refused = list(room.refused)
        await room.end_all()
        return refused, *has_room

    # a5 finds it full; b1, b2 and c1 take the places of a4, a3 and a2; c2 has as much as others.
    assert asyncio.run(came()) == (["a5", "a4", "a3", "a2", "c2"], False, True)


def test_who_leaves_the_line_is_never_let_in() -> None:
    async def came() -> list[str]:
        room = Room(places=1, longest=3)
        await room.enter("a1", "a2", "b1")
        room.tasks["a2"].cancel()
        await room.end("a1")  # in the same moment
        await asyncio.gather(room.tasks["a2"], return_exceptions=True)
        await room.enter("c1", "c2")
        await room.end_all()
        assert room.refused == []
        return sorted(room.order)

    assert asyncio.run(came()) == ["a1", "b1", "c1", "c2"]


def test_a_turn_that_comes_too_late_is_refused() -> None:
    async def came() -> bool:
        line = Line(1, 9)
        now = asyncio.get_running_loop().time
        async with line.turn("a", LONG):
            with pytest.raises(LineFull) as late:
                async with line.turn("b", now() + 0.02):
                    raise AssertionError("nobody left")
        async with line.turn("b", LONG):
            pass
        return late.value.too_late

    assert asyncio.run(came())


actions = st.lists(st.tuples(st.sampled_from("abCD"), st.sampled_from(["enter", "leave", "end"])))


@given(actions=actions, places=st.integers(1, 3), longest=st.integers(3, 6))
def test_places_and_line_are_never_overrun_and_all_who_wait_are_let_in(
    actions: Sequence[tuple[str, str]], places: int, longest: int
) -> None:
    async def came() -> None:
        room, count = Room(places, longest), 0
        for client, action in actions:
            mine = [n for n, t in room.tasks.items() if n[0] == client and not t.done()]
            if action == "enter":
                await room.enter(f"{client}{(count := count + 1)}")
            elif mine and action == "leave":
                room.tasks[mine[-1]].cancel()
                await asyncio.sleep(0)
            elif mine:
                room._go_on[mine[0]].set()
                await asyncio.sleep(0)
            working = [n for n in room.order if not room.tasks[n].done()]
            assert len(working) <= places
            assert sum(not t.done() for t in room.tasks.values()) <= longest + 1
        await room.end_all()
        left = {n for n, task in room.tasks.items() if task.cancelled()}
        assert {*room.tasks} == {*room.order} | {*room.refused} | left
        assert room.line._free == places
        assert not any(each.held for each in room.line._clients.values())

    asyncio.run(came())
