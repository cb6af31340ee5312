// Text to the clipboard, and to a file.

/** Copy a text; tell whether it worked. An intranet without https has only the old way. */
export async function copy(text: string, root: ShadowRoot): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const focused = root.activeElement as HTMLElement | null;
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "heard";
    root.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    focused?.focus();
    return done;
  }
}

let address = "";

/** Offer a text as a file. The address of the one before is given back. */
export function download(text: string, name: string, type: string): void {
  URL.revokeObjectURL(address);
  address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}
