// Text from anyone → text that does nothing to where it is shown, as in qa/say/visible.py: what turns
// text around would show 9102 as 2019. One character for one, so that positions stay what they are.

const COMMANDS = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g;

export const shown = (text: string): string => text.replace(COMMANDS, "\ufffd");

/** Read JSON, whose every text may be shown then. */
export const readJson = (text: string): unknown =>
  JSON.parse(text, (_, value: unknown) => (typeof value === "string" ? shown(value) : value));
