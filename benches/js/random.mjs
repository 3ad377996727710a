/** Random numbers that a seed repeats: mulberry32. */
export function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  /** A whole number from `low` to `high`. */
  const between = (low, high) => low + (next() % (high - low + 1));
  return {
    between,
    one: (values) => values[next() % values.length],
    digits: (count) => Array.from({ length: count }, () => between(0, 9)).join(""),
  };
}
