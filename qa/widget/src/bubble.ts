// The bubble: keeps clear of what has the focus on the page, and gives the focus back when it closes.

import { clearCorner, type Corner } from "./corner.ts";
import type { VraagDeBrief } from "./widget.ts";

export class Bubble {
  corner: Corner = "";

  constructor(private readonly widget: VraagDeBrief) {}

  open(): void {
    this.widget.isOpen = true;
    void this.widget.draw().then(() => this.widget.focus());
  }

  close(): void {
    this.widget.isOpen = false;
    void this.widget.draw().then(() => this.widget.within("[part=knop]")?.focus());
  }

  /** Move, or close, where what has the focus would be hidden. */
  readonly clear = (event: FocusEvent): void => {
    const focused = event.target;
    if (this.widget.modus !== "bubble" || !(focused instanceof Element)) return;
    if (focused === this.widget || focused === document.body) return;
    const own = this.widget
      .within(this.widget.isOpen ? "[part=paneel]" : "[part=knop]")!
      .getBoundingClientRect();
    const { innerWidth, innerHeight } = window;
    const there = focused.getBoundingClientRect();
    const corner = clearCorner(own, this.corner, there, innerWidth, innerHeight);
    if (corner === this.corner) return;
    if (corner !== undefined) {
      this.corner = corner;
      void this.widget.draw();
    } else if (this.widget.isOpen) {
      this.widget.isOpen = false;
      void this.widget.draw().then(() => this.clear(event));
    }
  };
}
