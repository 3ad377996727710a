/**
 * @param {string} text
 * @returns {Uint8Array}
 */
export function fromBase64(text) {
  if (typeof Uint8Array.fromBase64 === "function") return Uint8Array.fromBase64(text);
  // Named through globalThis, so that no bundler brings a Buffer along. Node 20's atob is ten times slower.
  if (typeof globalThis.Buffer === "function") return globalThis.Buffer.from(text, "base64");
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
