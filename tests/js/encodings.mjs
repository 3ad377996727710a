/** Texts as bytes, in each encoding that the package reads. */
const toUtf16be = (text) => Buffer.from(text, "utf16le").swap16();

let gbkBytes;
function gbk(text) {
  if (!gbkBytes) {
    gbkBytes = new Map();
    const decoder = new TextDecoder("gbk");
    for (let lead = 0x81; lead <= 0xfe; lead++) {
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        const character = decoder.decode(Uint8Array.of(lead, trail));
        if (character.length === 1 && character !== "\uFFFD" && !gbkBytes.has(character)) gbkBytes.set(character, [lead, trail]);
      }
    }
  }
  const bytes = Array.from(text, (character) => (character < "\u0080" ? [character.charCodeAt(0)] : gbkBytes.get(character)));
  return bytes.every(Boolean) ? Uint8Array.from(bytes.flat()) : null;
}

/** `{ name: (text) => bytes }`; null where the encoding lacks one of the text's characters. */
export const encoders = {
  "UTF-8": (text) => new Uint8Array(Buffer.from(text, "utf8")),
  "UTF-8 with a byte order mark": (text) => new Uint8Array(Buffer.from(`\uFEFF${text}`, "utf8")),
  "UTF-16LE with a byte order mark": (text) => new Uint8Array(Buffer.from(`\uFEFF${text}`, "utf16le")),
  "UTF-16BE with a byte order mark": (text) => new Uint8Array(toUtf16be(`\uFEFF${text}`)),
  GBK: gbk,
};

/** The text with a declaration that names this encoding. */
export const declared = (encoding, text) => `<?xml version="1.0" encoding="${encoding}"?>${text.replace(/^\uFEFF?\s*(<\?xml [^>]*\?>)?/, "")}`;
