"""A widget that is taken off the page leaves nothing: no timer, listener, call or element."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import CDPSession, Page, expect

from tests.browser.chat import ROBBERIES, Chat
from tests.browser.conftest import Open, Site

TIMES: Final = 50

# Counts what of the page outlives an element: timers that run, listeners on what is always there.
_COUNTING: Final = """() => {
  window.timers = new Set();
  window.listeners = 0;
  for (const kind of ["Timeout", "Interval"]) {
    const [set, clear] = [window[`set${kind}`], window[`clear${kind}`]];
    window[`set${kind}`] = (run, ...rest) => {
      const id = set(() => { if (kind === "Timeout") timers.delete(id); run(); }, ...rest);
      timers.add(id);
      return id;
    };
    window[`clear${kind}`] = (id) => { timers.delete(id); clear(id); };
  }
  const always = (target) => target === window || target === document || target === globalThis
    || target instanceof MediaQueryList || target === visualViewport;
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (...given) {
    if (always(this ?? window)) listeners += 1;
    return add.apply(this ?? window, given);
  };
  EventTarget.prototype.removeEventListener = function (...given) {
    if (always(this ?? window)) listeners -= 1;
    return remove.apply(this ?? window, given);
  };
}"""
_MOUNT: Final = """async ([times, modus]) => {
  const held = document.querySelector("vraag-de-brief").parentElement;
  for (let time = 0; time < times; time += 1) {
    const element = document.createElement("vraag-de-brief");
    element.setAttribute("modus", modus);
    held.append(element);
    element.vraag("Hoeveel overvallen waren er in 2019?");
    await new Promise((done) => requestAnimationFrame(done));
    element.remove();
  }
}"""


def left(page: Page, memory: CDPSession) -> dict[str, int]:
    """Return what is there once all that can go is gone."""
    memory.send("HeapProfiler.collectGarbage")
    counted: dict[str, int] = memory.send("Memory.getDOMCounters")
    held: dict[str, int] = page.evaluate("({timers: timers.size, listeners})")
    return {**held, "nodes": counted["nodes"], "all listeners": counted["jsEventListeners"]}


def test_fifty_widgets_that_come_and_go_leave_nothing_behind(enter: Open, site: Site) -> None:
    page = enter("about:blank")
    page.add_init_script(f"({_COUNTING})()")
    page.goto(site.url)
    expect(Chat(page).field).to_be_visible()
    memory = page.context.new_cdp_session(page)
    for modus in ("inline", "bubble"):
        page.evaluate(_MOUNT, [5, modus])  # what is made once for all
    page.wait_for_load_state("networkidle")
    before = left(page, memory)
    for modus in ("inline", "bubble"):
        page.evaluate(_MOUNT, [TIMES // 2, modus])
    page.wait_for_load_state("networkidle")
    most = before["nodes"] + 10 * TIMES
    for _ in range(10):  # a busy engine lets go later; what leaks is there however long one waits
        after = left(page, memory)
        if after["nodes"] < most:
            break
        page.wait_for_timeout(500)
    assert (after["timers"], after["listeners"]) == (before["timers"], before["listeners"])
    # The engine may hold on to the last one or two; each has a hundred nodes or more. One listener
    # that each leaves behind would be as many as there were widgets.
    assert after["all listeners"] < before["all listeners"] + TIMES
    assert after["nodes"] < most


def test_a_widget_that_is_moved_keeps_its_conversation(enter: Open, site: Site) -> None:
    chat = Chat(enter(site.url))
    chat.ask(ROBBERIES)
    chat.element.evaluate("element => document.querySelector('main').append(element)")
    expect(chat.turns).to_have_count(1)
    chat.ask(ROBBERIES)
    expect(chat.turns).to_have_count(2)
