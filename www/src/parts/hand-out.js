/** Whether a text, or one that is being made, could be put on the clipboard. */
export async function copy(text) {
  try {
    if (typeof text === "string") await navigator.clipboard.writeText(text);
    // Handed over before it is made: some browsers allow the clipboard only at once after a click.
    else await navigator.clipboard.write([new ClipboardItem({ "text/plain": text.then((made) => new Blob([made], { type: "text/plain" })) })]);
    return true;
  } catch {
    return false;
  }
}

/** Gives a text or bytes to the person as a file. */
export function download(name, content, type = "text/plain;charset=utf-8") {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
