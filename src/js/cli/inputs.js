/** What the words of the command line name: files, folders, globs, standard input. */
import { createReadStream, fstatSync, statSync } from "node:fs";
import { open, stat } from "node:fs/promises";
import { extname } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import { Failed, systemReason } from "./failures.js";

export const STDIN = "-";
const ARCHIVES = [".ndjson", ".jsonl"];
/** What is looked for in a folder. */
const INSIDE = "**/*.{xml,json,ndjson,jsonl}";
const IGNORED = ["**/node_modules/**", "**/.git/**"];

export const isArchive = (file) => ARCHIVES.includes(extname(file).toLowerCase());

/** How standard input is called in what is told. */
export const nameOf = (file) => (file === STDIN ? "<stdin>" : file);

/** Every file that some words name, in order, none twice. Where nothing is there, that is said and the rest goes on. */
export async function expanded(words, refused, say) {
  if (words.length === 0) return [standardInput()];
  const files = new Set();
  for (const word of words) {
    if (word === STDIN) {
      files.add(STDIN);
      continue;
    }
    try {
      for (const file of await named(word)) files.add(file);
    } catch (error) {
      await refused(word, error.code && error.syscall ? systemReason(error, say) : say(error.words.zh, error.words.en));
    }
  }
  return [...files];
}

async function named(word) {
  let found;
  try {
    found = await stat(word);
  } catch (error) {
    if (!isDynamicPattern(word)) throw error;
    const files = await within(word.replaceAll("\\", "/"), ".");
    if (files.length === 0) throw new Failed("没有匹配的文件", "no file matches");
    return files;
  }
  if (!found.isDirectory()) return [word];
  const folder = word.replace(/[\\/]+$/, "") || "/";
  const files = await within(INSIDE, word);
  if (files.length === 0) throw new Failed("目录中没有 .xml、.json、.ndjson、.jsonl 文件", "no .xml, .json, .ndjson or .jsonl file is in this directory");
  return folder === "." ? files : files.map((file) => `${folder}/${file}`);
}

const within = async (pattern, cwd) => (await glob(pattern, { cwd, ignore: IGNORED, expandDirectories: false, caseSensitiveMatch: pattern !== INSIDE })).sort();

function standardInput() {
  if (process.stdin.isTTY) throw new Failed("没有写文件，标准输入也是终端；yct-envelope --help 显示帮助", "no file is given and standard input is a terminal; yct-envelope --help shows help");
  return STDIN;
}

/** The one file of a command that takes one. */
export function only(files) {
  if (files.length > 1) throw new Failed("只能给一个文件", "this takes one file");
  const [file] = files;
  if (file === undefined) return standardInput();
  if (file !== STDIN && statSync(file).isDirectory()) throw new Failed(`${file}: 这是目录；这条命令取一个文件`, `${file}: this is a directory; this command takes one file`);
  return file;
}

/** The bytes of a file, or as many of them as show that it is too long. */
export async function bytesOf(file, most = Infinity) {
  const parts = [];
  let length = 0;
  for await (const part of chunksOf(file)) {
    parts.push(part);
    length += part.length;
    if (length > most) break;
  }
  return Buffer.concat(parts).subarray(0, most === Infinity ? undefined : most + 1);
}

const CHUNK = 1 << 20;

export const chunksOf = (file) => (file === STDIN ? process.stdin : createReadStream(file, { highWaterMark: CHUNK }));

/** How long a file is, where that can be told. */
export async function sizeOf(file) {
  if (file === STDIN) {
    const found = fstatSync(0);
    return found.isFile() ? found.size : undefined;
  }
  const handle = await open(file);
  try {
    const found = await handle.stat();
    return found.isFile() ? found.size : undefined;
  } finally {
    await handle.close();
  }
}
