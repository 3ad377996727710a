/** What Build asks the package, off the main thread. */
import {
  beijingTime, buildRequest, catalog, checkRequest, fix, format, lint, mask, parseRequest, sampleRequest, schemas,
} from "yct-envelope/slim";
import { serve } from "../engine/serve.js";
import { blank, eventIn, fieldsOf } from "./fields.js";
import { curl, javascript } from "./snippets.js";
import { compiled, typed } from "./values.js";
import { aside } from "./asides.js";

const { methods } = catalog();
const methodOf = new Map(methods.map((method) => [method.methodCode, method]));

/** A secret that is none, for whoever copies a request that they will complete later. */
const PLACEHOLDER = "REPLACE-WITH-YOUR-SECRET";

/**
 * Errors from the method's schema, the rest from `checkRequest`, which also knows of each error its rule and what to do next. What is missing
 * is told apart: whoever has not come to a field yet made no mistake.
 */
function problemsOf(request, { fields, raw, unread, locale }) {
  const findings = checkRequest(request, { locale });
  const keyOf = (path) => path.join(".");
  const { issues = [] } = schemas[request.methodCode]["~standard"].validate(request.methodParams, { libraryOptions: { locale } });
  const errors = issues
    .map(({ message, path }) => {
      const key = keyOf(path);
      const { rule, help } = findings.find((finding) => finding.message === message && keyOf(finding.path.slice(1)) === key) ?? {};
      return { key, severity: "error", message, rule, help, missing: blank(raw[key]) };
    })
    .filter(({ key }) => !unread.includes(key));
  const others = findings
    .filter(({ severity }) => severity !== "error")
    .map(({ severity, message, rule, help, path }) => ({ key: path[0] === "methodParams" ? keyOf(path.slice(1)) : "", severity, message, rule, help, missing: false }));
  const amounts = unread.map((key) => ({ key, severity: "error", message: aside(locale, "notYuan"), rule: "amount/not-fen", missing: false }));
  const order = new Map(fields.map(({ key }, index) => [key, index]));
  return [...errors, ...amounts, ...others].sort((one, other) => (order.get(one.key) ?? -1) - (order.get(other.key) ?? -1));
}

/** A sound request as everything that can be taken from here: its text laid out and as it is sent, and what runs it elsewhere. */
function textsOf(request, { fields, locale }) {
  const secrets = new Set(fields.filter(({ field }) => field.kind === "secret").map(({ field }) => field.name));
  const holdsSecret = [...secrets].some((name) => request.methodParams[name] !== undefined);
  const open = Object.fromEntries(
    Object.entries(request.methodParams).map(([name, value]) => [name, secrets.has(name) ? PLACEHOLDER : value]),
  );
  const sent = buildRequest(request);
  const both = (make) => ({ laidOut: make(format), sent: make((text) => text) });
  const remarks = [aside(locale, "address"), ...(holdsSecret ? [aside(locale, "replace", PLACEHOLDER)] : [])];
  const labels = new Map(
    fields.flatMap(({ field, path }) => {
      const side = locale === "en" ? "en" : "zh";
      if (field.codes) return [[path.join("."), (value) => field.codes.find(({ code }) => code === value)?.label[side]]];
      return field.kind === "fen" || field.kind === "yuan" ? [[path.join("."), (value) => aside(locale, field.kind, value)]] : [];
    }),
  );
  return {
    holdsSecret,
    xml: both((write) => {
      const whole = write(sent);
      return { whole, masked: mask(whole), patient: mask(whole, { patient: true }) };
    }),
    curl: both((write) => ({
      open: curl(write(buildRequest({ ...request, methodParams: open })), remarks),
      whole: curl(write(sent), remarks.slice(0, 1)),
    })),
    javascript: javascript(request, {
      isSecret: (path) => path.length === 2 && path[0] === "methodParams" && secrets.has(path[1]),
      remark: (path) => labels.get(path.slice(1).join("."))?.(path.reduce((at, step) => at[step], request)),
    }),
  };
}

/** A request that could be read, as the form holds it. */
function filled(request) {
  const method = methodOf.get(request.methodCode);
  const { eventCode = "" } = request.methodParams;
  return { method: request.methodCode, eventCode, responseType: request.responseType, raw: typed(fieldsOf(method, eventIn(method, eventCode)), request.methodParams) };
}

serve({
  /** What the package says of a form, `{ method, eventCode, responseType, raw }`, and its envelope where that is sound. */
  check({ form, locale }) {
    const method = methodOf.get(form.method);
    const fields = fieldsOf(method, eventIn(method, form.eventCode));
    const { params, unread, fen } = compiled(fields, form.raw);
    for (const { name, kind } of method.params) if (kind === "event") params[name] ??= {};
    const request = { methodCode: form.method, responseType: form.responseType, methodParams: params };
    const problems = problemsOf(request, { fields, raw: form.raw, unread, locale });
    const sound = problems.every(({ severity }) => severity !== "error");
    return { problems, fen, texts: sound ? textsOf(parseRequest(buildRequest(request)), { fields, locale }) : null };
  },

  /** The first of `texts` that is a request, as the form holds it; safe fixes are applied, and counted, on the way. */
  read({ texts, locale }) {
    const text = texts.find((candidate) => lint(candidate).kind === "request");
    if (text === undefined) return { found: false };
    const { applied, report } = fix(text, { kind: "request", locale });
    const errors = report.diagnostics.filter(({ severity }) => severity === "error").length;
    return { found: true, text, applied: applied.length, errors, form: report.value && filled(report.value) };
  },

  sample: ({ method, eventCode }) => filled(sampleRequest(method, eventCode ? { eventCode } : {})),

  now: () => beijingTime(new Date()),

  /** What must not be kept, by scope: the fields that the package masks, secrets and patients' data. */
  confidential: () => {
    const names = {};
    for (const method of methods) {
      for (const event of method.events ?? [undefined]) {
        const request = sampleRequest(method.methodCode, event && { eventCode: event.eventCode });
        const masked = parseRequest(mask(buildRequest(request), { patient: true }));
        for (const { scope, field, path } of fieldsOf(method, event)) {
          const [before, after] = [request, masked].map(({ methodParams }) => String(path.reduce((at, step) => at?.[step], methodParams)));
          if (field.kind === "secret" || before !== after) (names[scope] ??= []).push(field.name);
        }
      }
    }
    return Object.fromEntries(Object.entries(names).map(([scope, list]) => [scope, [...new Set(list)]]));
  },
});
