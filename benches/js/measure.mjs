/** Medians of interleaved rounds: A B C A B C …, so that what slows the machine down for a while slows all of them. */

/** The result of the last call, so that no call can be left out. */
export let last;

const median = (times) => {
  const sorted = times.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/**
 * The median milliseconds of one call of each contender. One that has used up its `budget` of milliseconds takes no part in further rounds, but
 * has at least one.
 *
 * @param {{ name: string, run: (call: number) => unknown }[]} contenders
 * @param {{ rounds: number, warmups: number, calls?: number, budget: number }} plan `calls` in each round
 * @returns {{ name: string, milliseconds: number, rounds: number }[]}
 */
export function interleaved(contenders, { rounds, warmups, calls = 1, budget }) {
  const states = contenders.map(({ name, run }) => ({ name, run, times: [], spent: 0 }));
  for (let round = -warmups; round < rounds; round++) {
    for (const state of states) {
      if (state.spent > budget && state.times.length > 0) continue;
      const begun = performance.now();
      for (let call = 0; call < calls; call++) last = state.run(call);
      const took = performance.now() - begun;
      state.spent += took;
      // A run that long has warmed up on the way.
      if (round >= 0 || took > budget / 4) state.times.push(took / calls);
    }
  }
  last = undefined;
  return states.map(({ name, times }) => ({ name, milliseconds: median(times), rounds: times.length }));
}

export { median };
