/** Payments and their refunds as orders: the records that have the same `orderNo`. A refund's record repeats its payment's amount. */
import { isRefund } from "./table.js";

/** The field with the service platform's number of the refund; regOrdersQuery gives it the name that the payment platform's has elsewhere. */
const refundNumbers = { ordersQuery: "refundOrderNo", regOrdersQuery: "agtRefundOrderNo" };

/** What may be odd about an order: each a bit. */
export const oddities = {
  /** A refund whose payment is not in this answer. */
  alone: 1,
  /** More is refunded than was paid. */
  over: 2,
  /** More than one payment. */
  paidTwice: 4,
  /** The same refund more than once. */
  refundedTwice: 8,
  /** A refund that repeats another amount than its payment has. */
  differs: 16,
};

function settle(order, table, refundNumber) {
  const { payTotalFee, refundTotalFee } = table.columns;
  let [payments, refunds, paid, refunded] = [0, 0, 0n, 0n];
  let [amount, repeated, again] = [undefined, undefined, false];
  const numbers = [];
  for (const row of order.records) {
    if (isRefund(table, row)) {
      refunds += 1;
      refunded += BigInt(refundTotalFee[row] ?? 0);
      again ||= repeated !== undefined && repeated !== payTotalFee[row];
      repeated ??= payTotalFee[row];
      const number = refundNumber[row];
      if (number !== undefined) numbers.push(number);
    } else {
      payments += 1;
      paid += BigInt(payTotalFee[row]);
      amount = payTotalFee[row];
    }
  }
  order.paid = payments > 0 ? paid : undefined;
  order.refunded = refunds > 0 ? refunded : undefined;
  order.net = paid - refunded;
  // A payment that is not here is known by what its refund repeats.
  const known = payments > 0 ? paid : BigInt(repeated ?? 0);
  order.odd =
    (payments === 0 ? oddities.alone : 0) |
    (refunded > known ? oddities.over : 0) |
    (payments > 1 ? oddities.paidTwice : 0) |
    (numbers.length > 1 && new Set(numbers).size < numbers.length ? oddities.refundedTwice : 0) |
    (payments < 2 && (again || (payments === 1 && refunds > 0 && repeated !== amount)) ? oddities.differs : 0);
}

/** `{ orders, orderOf }`: the orders as they first occur, and of each record the order that it belongs to. */
export function join(table) {
  const { orderNo } = table.columns;
  const orders = [];
  const orderOf = new Uint32Array(table.count);
  const known = new Map();
  for (let row = 0; row < table.count; row += 1) {
    let index = known.get(orderNo[row]);
    if (index === undefined) {
      index = orders.length;
      known.set(orderNo[row], index);
      orders.push({ records: [] });
    }
    orders[index].records.push(row);
    orderOf[row] = index;
  }
  const refundNumber = table.columns[refundNumbers[table.method]];
  for (const order of orders) settle(order, table, refundNumber);
  return { orders, orderOf };
}

/** How many orders have each oddity, by its name. */
export const countOdd = (orders) =>
  Object.fromEntries(Object.entries(oddities).map(([name, bit]) => [name, orders.filter((order) => order.odd & bit).length]));
