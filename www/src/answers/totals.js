/** What records come to: by payment platform, by day, and by both. */
import { isRefund } from "./table.js";

const nothing = () => ({ payments: 0, paid: 0n, refunds: 0, refunded: 0n });

function count(sum, refund, fen) {
  if (refund) {
    sum.refunds += 1;
    sum.refunded += fen;
  } else {
    sum.payments += 1;
    sum.paid += fen;
  }
}

const sorted = (map) => [...map].sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));

/**
 * The lines of a statement: of everything, of each platform, and of each day and its platforms, `{ day, platform, payments, paid, refunds, refunded,
 * net, sum }` with `null` for all days or several platforms. A day with one platform has one line.
 */
export function totals(table, rows) {
  const { tradeTime, tradeMode, payTotalFee, refundTotalFee } = table.columns;
  const all = nothing();
  const platforms = new Map();
  const days = new Map();
  const within = (map, key) => map.get(key) ?? map.set(key, nothing()).get(key);
  for (const row of rows) {
    const refund = isRefund(table, row);
    const fen = BigInt((refund ? refundTotalFee[row] : payTotalFee[row]) ?? 0);
    const day = tradeTime[row].slice(0, 10);
    const platform = tradeMode[row];
    let entry = days.get(day);
    if (!entry) days.set(day, (entry = { sum: nothing(), platforms: new Map() }));
    for (const sum of [all, within(platforms, platform), entry.sum, within(entry.platforms, platform)]) count(sum, refund, fen);
  }
  const line = (day, platform, figures, sum) => ({ day, platform, ...figures, net: figures.paid - figures.refunded, sum });
  return [
    line(null, null, all, true),
    ...sorted(platforms).map(([platform, figures]) => line(null, platform, figures, false)),
    ...sorted(days).flatMap(([day, entry]) => {
      const parts = sorted(entry.platforms);
      if (parts.length === 1) return [line(day, parts[0][0], entry.sum, true)];
      return [line(day, null, entry.sum, true), ...parts.map(([platform, figures]) => line(day, platform, figures, false))];
    }),
  ];
}
