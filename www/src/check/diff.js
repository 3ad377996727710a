/** Two texts compared, as one would show them: in whole lines, and inside a line by its words. */

/** How many differences are looked for; beyond that, everything between the first and the last is one. */
const MOST = 600;

/** Where two sequences differ, by Myers' algorithm: `[{ from, to, at, until }]`, `from` to `to` of the first being `at` to `until` of the second. */
function changes(first, second) {
  let head = 0;
  while (head < first.length && head < second.length && first[head] === second[head]) head += 1;
  let tail = 0;
  while (tail < first.length - head && tail < second.length - head && first[first.length - 1 - tail] === second[second.length - 1 - tail]) tail += 1;
  const a = first.slice(head, first.length - tail);
  const b = second.slice(head, second.length - tail);
  if (a.length + b.length === 0) return [];
  const whole = [{ from: head, to: head + a.length, at: head, until: head + b.length }];
  if (a.length === 0 || b.length === 0) return whole;

  const trace = [];
  const reach = new Map([[1, 0]]);
  for (let edits = 0; edits <= Math.min(MOST, a.length + b.length); edits += 1) {
    trace.push(new Map(reach));
    for (let k = -edits; k <= edits; k += 2) {
      const down = k === -edits || (k !== edits && reach.get(k - 1) < reach.get(k + 1));
      let x = down ? reach.get(k + 1) : reach.get(k - 1) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      reach.set(k, x);
      if (x >= a.length && x - k >= b.length) return joined(backtracked(trace, a.length, b.length), head);
    }
  }
  return whole;
}

/** The single steps of the shortest way, from the end to the start. */
function backtracked(trace, endOfFirst, endOfSecond) {
  const steps = [];
  let x = endOfFirst;
  let y = endOfSecond;
  for (let edits = trace.length - 1; edits > 0; edits -= 1) {
    const reach = trace[edits];
    const k = x - y;
    const down = k === -edits || (k !== edits && reach.get(k - 1) < reach.get(k + 1));
    const before = down ? k + 1 : k - 1;
    x = reach.get(before);
    y = x - before;
    steps.push(down ? { from: x, to: x, at: y, until: y + 1 } : { from: x, to: x + 1, at: y, until: y });
  }
  return steps.reverse();
}

function joined(steps, head) {
  const found = [];
  for (const step of steps) {
    const last = found.at(-1);
    if (last && last.to === step.from + head && last.until === step.at + head) {
      last.to = step.to + head;
      last.until = step.until + head;
    } else found.push({ from: step.from + head, to: step.to + head, at: step.at + head, until: step.until + head });
  }
  return found;
}

/** Texts of as many lines that differ too much are compared line by line. */
const lineByLine = (before, after) =>
  before.flatMap((line, index) => (line === after[index] ? [] : [{ from: index, to: index + 1, at: index, until: index + 1 }]));

const words = (line) => line.match(/[\p{L}\p{N}_]+|[^]/gu) ?? [];

/** A pair of lines as pieces, each `[text, changed]`. */
function pieces(before, after) {
  const [a, b] = [words(before), words(after)];
  const [removed, added] = [[], []];
  let [x, y] = [0, 0];
  const keep = (to, until) => {
    if (to > x) removed.push([a.slice(x, to).join(""), false]);
    if (until > y) added.push([b.slice(y, until).join(""), false]);
  };
  for (const { from, to, at, until } of changes(a, b)) {
    keep(from, at);
    if (to > from) removed.push([a.slice(from, to).join(""), true]);
    if (until > at) added.push([b.slice(at, until).join(""), true]);
    [x, y] = [to, until];
  }
  keep(a.length, b.length);
  return { removed, added };
}

/**
 * Where two texts differ: `[{ line, removed, added }]`, with the lines of each side, a line being pieces `[text, changed]`. `line` is the number of
 * the first line in `before`, which itself begins at line `start`.
 */
export function hunks(before, after, start = 1) {
  const [a, b] = [before.split("\n"), after.split("\n")];
  const found = changes(a, b);
  const coarse = found.length === 1 && a.length === b.length && found[0].to - found[0].from > MOST / 2;
  return (coarse ? lineByLine(a, b) : found).flatMap(({ from, to, at, until }) => {
    const [gone, come] = [a.slice(from, to), b.slice(at, until)];
    const whole = (lines) => lines.map((line) => [[line, true]]);
    if (gone.length !== come.length) return [{ line: start + from, removed: whole(gone), added: whole(come) }];
    return gone.map((line, index) => {
      const pair = pieces(line, come[index]);
      return { line: start + from + index, removed: [pair.removed], added: [pair.added] };
    });
  });
}
