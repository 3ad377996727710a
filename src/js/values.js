/**
 * A caller's value as JSON text in which every leaf is a string with a tag in front.
 *
 * The walk happens here, before the module is called: an exception of the caller's own getter or Proxy passes through
 * and never crosses the module. Not one property is read twice. The walk is bounded in depth and size, so cycles,
 * 200 000 levels, a shared node at every level and `new Array(4e9)` all end soon.
 *
 * Tags: `s` string, `x` string with lone surrogates (made well-formed), `n` number, `i` bigint, `btrue`, `bfalse`, `0`
 * null, `u` undefined (in arrays and at the top; elsewhere the key is left out), `o` and a word: anything that is no data.
 */

import { defaultSize } from "./generated/protocol.js";

/** No envelope nests its values half as deep; what stands below is no data of one. */
const DEEPEST = 8;
/** What a node counts for at least: no envelope spends less on one. */
const SMALLEST_NODE = 32;
/** In bits: writing out a huge one takes minutes. */
const LARGEST_BIGINT = 4096;

const NAMED_OBJECTS = new Set(["Date", "Map", "Set", "RegExp", "Promise", "String", "Number", "Boolean"]);

/**
 * @param {unknown} value
 * @returns {string} JSON text
 */
export function tagged(value) {
  return new Walk().node(value);
}

class Walk {
  /** What may still be written. */
  room = defaultSize;
  /** The containers around the present node. */
  ancestors = [];

  /** @returns {string} */
  node(value) {
    switch (typeof value) {
      case "string":
        return this.text(value);
      case "number":
        return this.leaf(`"n${value}"`);
      case "boolean":
        return this.leaf(value ? '"btrue"' : '"bfalse"');
      case "bigint":
        return BigInt.asIntN(LARGEST_BIGINT, value) === value ? this.leaf(`"i${value}"`) : this.overflow();
      case "undefined":
        return this.leaf('"u"');
      case "object":
        return value === null ? this.leaf('"0"') : this.object(value);
      default: // function, symbol
        return this.leaf(`"o${typeof value}"`);
    }
  }

  text(value) {
    if (value.length > this.room) return this.overflow();
    return this.leaf(JSON.stringify(value.isWellFormed() ? `s${value}` : `x${value.toWellFormed()}`));
  }

  object(value) {
    const isArray = Array.isArray(value);
    if (!isArray) {
      const name = Object.prototype.toString.call(value).slice(8, -1);
      if (name !== "Object") return this.leaf(NAMED_OBJECTS.has(name) ? `"o${name}"` : '"oobject"');
    }
    if (this.ancestors.includes(value)) return this.leaf('"ocycle"');
    if (this.ancestors.length === DEEPEST) return this.leaf('"oobject"');
    this.spend(SMALLEST_NODE);
    this.ancestors.push(value);
    const json = isArray ? this.elements(value) : this.members(value);
    this.ancestors.pop();
    return json;
  }

  elements(array) {
    const { length } = array;
    let json = "[";
    for (let index = 0; index < length; index++) {
      if (index > 0) json += ",";
      if (this.room <= 0) {
        json += this.overflow();
        break;
      }
      json += this.node(array[index]);
    }
    return `${json}]`;
  }

  members(object) {
    let json = "";
    for (const key of Object.keys(object)) {
      const value = object[key];
      if (value === undefined) continue;
      const name = JSON.stringify(key.toWellFormed());
      this.spend(name.length);
      if (json !== "") json += ",";
      if (this.room <= 0) {
        json += `${name}:${this.overflow()}`;
        break;
      }
      json += `${name}:${this.node(value)}`;
    }
    return `{${json}}`;
  }

  leaf(json) {
    this.spend(Math.max(json.length, SMALLEST_NODE));
    return json;
  }

  /** Stands for everything from here on. */
  overflow() {
    this.room = 0;
    return '"osize"';
  }

  spend(units) {
    this.room -= units;
  }
}
