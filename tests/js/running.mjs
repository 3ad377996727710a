/** How the property tests run: a fixed seed and a bounded number of runs, both open to a longer search by hand. */
import { test } from "node:test";
import fc from "fast-check";

const runs = Number(process.env.YCT_RUNS ?? 200);
const seed = Number(process.env.YCT_SEED ?? 20160914);

/** A test that holds `predicate` to values of `arbitrary`. */
export function law(name, arbitrary, predicate) {
  test(name, () => fc.assert(fc.property(arbitrary, predicate), { numRuns: runs, seed, endOnFailure: false }));
}
