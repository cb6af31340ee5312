// Makes <vraag-de-brief> known to the page: all that this script does of itself.

import { VraagDeBrief } from "./widget.ts";

if (!customElements.get("vraag-de-brief")) customElements.define("vraag-de-brief", VraagDeBrief);

declare global {
  interface HTMLElementTagNameMap {
    "vraag-de-brief": VraagDeBrief;
  }
}
