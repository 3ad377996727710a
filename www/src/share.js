/** An envelope as a link: compressed into the part behind the `#`, which browsers send to no server. */

const piped = async (bytes, stream) => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());

/** What a link may unfold to. A longer one is no envelope, but an attempt to fill the memory. */
const LONGEST = 4 * 1024 * 1024;

const base64url = (bytes) => {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
};

const fromBase64url = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));

/** The part behind `#/check/` for `{ text, request, kind, method }`. What must not be in it has to be masked before. */
export async function folded({ text, request, kind, method }) {
  const content = { text, ...(request && { request }), ...(kind && { kind }), ...(method && { method }) };
  return base64url(await piped(new TextEncoder().encode(JSON.stringify(content)), new CompressionStream("deflate-raw")));
}

/** What a link holds, or null where it holds nothing of ours. */
export async function unfolded(part) {
  try {
    const reader = new Blob([fromBase64url(part)]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    const decoder = new TextDecoder("utf-8", { fatal: true });
    let json = "";
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      json += decoder.decode(step.value, { stream: true });
      if (json.length > LONGEST) {
        reader.cancel().catch(() => {});
        return null;
      }
    }
    const content = JSON.parse(json + decoder.decode());
    const text = (value) => (typeof value === "string" ? value : "");
    return typeof content.text === "string" ? { text: content.text, request: text(content.request), kind: text(content.kind), method: text(content.method) } : null;
  } catch {
    return null;
  }
}
