// Text to the clipboard, plain and rich, and to a file.

/** Copy a text, for a program that takes it as HTML too; tell whether it worked. */
export async function copy(text: string, html: string, root: ShadowRoot): Promise<boolean> {
  const forms = { "text/plain": text, ...(html && { "text/html": html }) };
  try {
    const blobs = Object.entries(forms).map(([type, form]) => [type, new Blob([form], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    return true;
  } catch {
    return copyBySelection(forms, root); // an intranet without https has only the old way
  }
}

function copyBySelection(forms: Record<string, string>, root: ShadowRoot): boolean {
  const focused = root.activeElement as HTMLElement | null;
  const field = document.createElement("textarea");
  field.value = forms["text/plain"]!;
  field.className = "heard";
  field.addEventListener("copy", (event) => {
    event.preventDefault();
    for (const type in forms) event.clipboardData!.setData(type, forms[type]!);
  });
  root.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  focused?.focus();
  return done;
}

let address = "";

/** Offer a text or a picture as a file. The address of the one before is given back. */
export function download(content: string | Blob, name: string, type = ""): void {
  URL.revokeObjectURL(address);
  address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}
