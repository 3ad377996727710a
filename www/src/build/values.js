/** From what a person types to the package's values and back: an amount in fen is typed in yuan, and the package alone converts it. */
import { fenToYuan, yuanToFen } from "yct-envelope/slim";
import { blank } from "./fields.js";

/** Yuan as fen, or null where the text is no amount in yuan. */
export function fenOf(raw) {
  try {
    return yuanToFen(raw.trim());
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * What the form's texts (`raw`, by key) come to: the `params`, in which an amount that is none is left out, the keys of such amounts, and of
 * each amount the fen it is.
 */
export function compiled(fields, raw) {
  const params = {};
  const unread = [];
  const fen = {};
  for (const { field, key, path } of fields) {
    const holder = path.length > 1 ? (params[path[0]] ??= {}) : params;
    if (blank(raw[key])) continue;
    if (field.kind === "fen" || field.kind === "yuan") {
      const amount = fenOf(raw[key]);
      if (amount !== null) fen[key] = String(amount);
      else if (field.kind === "fen") unread.push(key);
    }
    if (field.kind !== "fen") holder[field.name] = raw[key];
    else if (fen[key] !== undefined) holder[field.name] = Number(fen[key]);
  }
  return { params, unread, fen };
}

/** The other way round: what the form shows of a value, by key. */
export function typed(fields, params) {
  const raw = {};
  for (const { field, key, path } of fields) {
    const value = path.reduce((at, step) => at?.[step], params);
    if (value !== undefined) raw[key] = field.kind === "fen" ? fenToYuan(value) : Array.isArray(value) ? value : String(value);
  }
  return raw;
}
