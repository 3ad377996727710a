/** What the package throws, beside TypeError and RangeError for misuse. */

const WORDING = {
  "zh-CN": {
    none: "有错误，但 limits.findings 没有留下可以列出的",
    one: (first) => `1 处错误：${first}`,
    many: (count, first) => `${count} 处错误，第一处：${first}`,
  },
  en: {
    none: "there are errors, but limits.findings leaves none to list",
    one: (first) => `1 error: ${first}`,
    many: (count, first) => `${count} errors, the first: ${first}`,
  },
};

/** Bad input to build* or parse*: carries every error. */
export class EnvelopeError extends Error {
  /**
   * @param {object[]} diagnostics every error, in order
   * @param {"zh-CN" | "en"} [locale] of the message
   */
  constructor(diagnostics, locale = "zh-CN") {
    const words = WORDING[locale];
    const [first] = diagnostics;
    const count = diagnostics.length;
    super(count === 0 ? words.none : count === 1 ? words.one(first.message) : words.many(count, first.message));
    this.diagnostics = diagnostics;
  }
}

/** The module failed: our defect, or it could not be started here. It says nothing of the input, which may hold a secret. */
export class EngineError extends Error {}

// A bundler may rename the classes; their names are part of the interface.
for (const [error, name] of [[EnvelopeError, "EnvelopeError"], [EngineError, "EngineError"]]) {
  Object.defineProperty(error.prototype, "name", { value: name, configurable: true, writable: true });
}
