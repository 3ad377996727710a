/**
 * How the property tests run: a fixed seed and a bounded number of runs, both open to a longer search by hand: `YCT_SEED`, and `YCT_RUNS`, 200
 * unless told. A law that needs more asks for a multiple of it.
 */
import { test } from "node:test";
import fc from "fast-check";

const runs = Number(process.env.YCT_RUNS ?? 200);
const seed = Number(process.env.YCT_SEED ?? 20160914);

/** A test that holds `predicate` to values of `arbitrary`. */
export function law(name, arbitrary, predicate, { times = 1 } = {}) {
  test(name, () => fc.assert(fc.property(arbitrary, predicate), { numRuns: runs * times, seed, endOnFailure: false, includeErrorInReport: true }));
}
