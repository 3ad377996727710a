/** Which of some names was meant. */

/** The nearest name, where it is near enough to be worth naming. */
export function nearest(name, names) {
  const wanted = name.toLowerCase();
  // queryOrders for ordersQuery.
  const turned = name.replace(/^([a-z]+)([A-Z]\w*)$/, "$2$1").toLowerCase();
  const far = (one) => Math.min(distance(wanted, one.toLowerCase()), distance(turned, one.toLowerCase()));
  const ranked = names.map((one) => ({ one, far: far(one) })).sort((a, b) => a.far - b.far);
  const within = names.filter((one) => wanted.length > 2 && one.toLowerCase().includes(wanted));
  if (ranked.length > 0 && ranked[0].far <= Math.max(1, Math.floor(wanted.length / 3))) return ranked[0].one;
  return within[0];
}

function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + Number(a[i - 1] !== b[j - 1]));
    row = next;
  }
  return row[b.length];
}

/** `unknown X`, and what was meant. */
export function didYouMean(name, names) {
  const meant = nearest(name, names);
  return meant === undefined ? ["", ""] : [`，是不是 ${meant}？`, `, did you mean ${meant}?`];
}
