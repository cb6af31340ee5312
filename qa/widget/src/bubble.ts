// The bubble: keeps clear of what has the focus on the page, and gives the focus back when it closes.

import { clearCorner, type Corner } from "./corner.ts";
import type { Host } from "./host.ts";

export class Bubble {
  corner: Corner = "";
  readonly #widget: Host;

  constructor(widget: Host) {
    this.#widget = widget;
  }

  open(): void {
    this.#turn(true, "#input");
  }

  close(): void {
    this.#turn(false, "[part=knop]");
  }

  #turn(isOpen: boolean, focus: string): void {
    this.#widget.isOpen = isOpen;
    this.#widget.say(""); // what was said before is not said again
    void this.#widget.draw().then(() => this.#widget.within(focus)?.focus());
  }

  /** Move, or close, where what has the focus would be hidden. */
  readonly clear = (event: Event): void => {
    // From a shadow root, an event seems to come from its host, which may hold the widget itself.
    const path = event.composedPath();
    const [focused] = path;
    if (focused instanceof Element && !path.includes(this.#widget)) this.#keepClear(focused);
  };

  #keepClear(focused: Element): void {
    const widget = this.#widget;
    const own = widget.within(widget.isOpen ? "[part=paneel]" : "[part=knop]");
    if (widget.modus !== "bubble" || !own) return;
    const corner = clearCorner(
      own.getBoundingClientRect(),
      this.corner,
      focused.getBoundingClientRect(),
      innerWidth,
      innerHeight,
    );
    if (corner === this.corner) return;
    if (corner !== undefined) {
      this.corner = corner;
      void widget.draw();
    } else if (widget.isOpen) {
      widget.isOpen = false;
      void widget.draw().then(() => this.#keepClear(focused));
    }
  }
}
