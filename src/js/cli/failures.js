/** What ends a command, in words. Nothing of what was read is in them, and no text of a library's error. */

/** Clean; findings; what was asked for could not be done. */
export const exit = { clean: 0, findings: 1, impossible: 2 };

/** Something that a person can do something about. */
export class Failed extends Error {
  constructor(zh, en) {
    super(en);
    this.words = { zh, en };
  }
}

const SYSTEM = {
  ENOENT: ["没有这个文件或目录", "no such file or directory"],
  EACCES: ["没有权限", "permission denied"],
  EPERM: ["不允许这样做", "operation not permitted"],
  EISDIR: ["这是目录，不是文件", "this is a directory, not a file"],
  ENOTDIR: ["路径中有一段不是目录", "a part of the path is no directory"],
  ENOSPC: ["磁盘已满", "no space is left on the disk"],
  EROFS: ["文件系统只读", "the file system is read-only"],
  EMFILE: ["打开的文件太多", "too many files are open"],
  ELOOP: ["符号链接循环", "the symbolic links go round in circles"],
  ENAMETOOLONG: ["文件名太长", "the file name is too long"],
  ERR_FS_FILE_TOO_LARGE: ["文件太大", "the file is too large"],
};

/** Why the system refused, of an error that it gave. */
export function systemReason({ code }, say) {
  const known = SYSTEM[code];
  return known ? say(...known) : say(`系统错误 ${code}`, `system error ${code}`);
}

/** An error as a sentence. */
export function reason(error, say) {
  if (error instanceof Failed) return say(error.words.zh, error.words.en);
  if (typeof error?.code === "string" && typeof error.syscall === "string") {
    const place = typeof error.path === "string" ? `${error.path}: ` : "";
    return place + systemReason(error, say);
  }
  const name = typeof error?.name === "string" ? error.name : "Error";
  return say(`内部错误（${name}）。这是 yct-envelope 的缺陷，请报告。`, `internal error (${name}): a defect of yct-envelope, please report it`);
}
