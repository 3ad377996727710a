/** Files as texts, and back: in the encoding that they have, or not at all. */
import { closeSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, fchmodSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { lint } from "yct-envelope";
import { Failed } from "./failures.js";
import { STDIN, bytesOf, nameOf } from "./inputs.js";

/** A file's text, without its byte order mark, and how it is written. */
export async function documentOf(file) {
  const bytes = new Uint8Array(await bytesOf(file));
  const { source, diagnostics } = lint(bytes, { limits: { size: Math.max(bytes.length, 1) } });
  const { text, encoding } = source;
  if (diagnostics.some(({ rule, severity }) => rule === "xml/encoding" && severity === "error") && text.includes("\ufffd")) {
    throw new Failed(`${nameOf(file)}: 不能按 ${encoding} 解码，未作改动；yct-envelope lint 指出位置`, `${nameOf(file)}: it does not decode as ${encoding} and is left alone; yct-envelope lint shows where`);
  }
  return { file, text, encoding, hasMark: hasMark(bytes, encoding) };
}

const MARKS = { "UTF-8": [0xef, 0xbb, 0xbf], "UTF-16LE": [0xff, 0xfe], "UTF-16BE": [0xfe, 0xff] };
const hasMark = (bytes, encoding) => MARKS[encoding]?.every((byte, at) => bytes[at] === byte) ?? false;

/** The bytes of a new text for such a file. GBK and GB18030 cannot be written: such a file becomes UTF-8 where that is wanted. */
export function encoded({ file, encoding, hasMark: marked }, text, toUtf8) {
  const mark = marked ? MARKS[encoding] : [];
  if (encoding === "UTF-8") return Buffer.concat([Buffer.from(mark), Buffer.from(text.toWellFormed(), "utf8")]);
  if (encoding === "UTF-16LE" || encoding === "UTF-16BE") {
    const bytes = Buffer.from(text, "utf16le");
    return Buffer.concat([Buffer.from(mark), encoding === "UTF-16BE" ? bytes.swap16() : bytes]);
  }
  if (toUtf8) return Buffer.from(declaredUtf8(text).toWellFormed(), "utf8");
  const name = nameOf(file);
  throw new Failed(
    `${name}: 文件是 ${encoding} 编码，不能按原编码写回，未作改动；加 --to-utf8 则改写为 UTF-8 并改声明`,
    `${name}: it is in ${encoding}, which cannot be written, and is left alone; with --to-utf8 it becomes UTF-8, and its declaration says so`,
  );
}

/** The text with a declaration that names UTF-8, where it has one that names an encoding. */
const declaredUtf8 = (text) => text.replace(/^(<\?xml\b[^>]*?\bencoding\s*=\s*)(["'])[\w.-]*\2/, "$1$2UTF-8$2");

/** Puts bytes into a file's place, or leaves it as it was: never half of them. Its mode is kept, and a link stays one. */
export function replace(file, bytes) {
  const target = realpathSync(file);
  const { mode } = statSync(target);
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    const handle = openSync(temporary, "wx", mode);
    try {
      writeFileSync(handle, bytes);
      fchmodSync(handle, mode);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, target);
  } catch (error) {
    if (error.code !== "EEXIST") rmSync(temporary, { force: true });
    throw error;
  }
}

export const isStdin = (file) => file === STDIN;
