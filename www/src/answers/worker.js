/** An answer and all that is asked of it, off the main thread: the page gets the rows that it shows, and never the whole. */
import { fenToYuan, lint, readRecords } from "yct-envelope/slim";
import { serve } from "../engine/serve.js";
import { methodOf } from "../protocol.js";
import { csv, guarded } from "./csv.js";
import { countOdd, join } from "./joined.js";
import { yuan } from "./money.js";
import { sample } from "./samples.js";
import { select, sortBy } from "./select.js";
import { append, emptyTable, isRefund, measured, numbersOf, recordAt } from "./table.js";
import { totals } from "./totals.js";

/** Of more findings than this, the first are listed and the others counted. */
const LISTED = 1000;
/** Findings of one piece that is read at once: enough that no refused record goes unheard of. */
const FINDINGS = 50_000;
/** The method is looked for in so much of the beginning. */
const HEAD = 64 * 1024;

let source = null;
let table = null;
let joined = null;
let numbers = null;
let view = null;
let reading = null;

const chunksOf = ({ blob, text }) => (text === undefined ? blob.stream() : text);

/** What the beginning of a source shows of it. */
async function headOf({ blob, text }) {
  const head = text === undefined ? new Uint8Array(await blob.slice(0, HEAD).arrayBuffer()) : text.slice(0, HEAD);
  const { kind, format, methodCode, source: decoded } = lint(head, { limits: { findings: 1 } });
  return { kind, format, methodCode, encoding: decoded?.encoding };
}

/** A place to put findings, of which the first are kept. */
function findingsBook() {
  const book = { error: 0, warning: 0, info: 0, list: [], refused: new Set() };
  const note = (diagnostics) => {
    for (const { rule, severity, message, help, path, span } of diagnostics) {
      book[severity] += 1;
      if (severity === "error" && path[0] === "result" && typeof path[1] === "number") book.refused.add(path[1]);
      if (book.list.length < LISTED) book.list.push({ rule, severity, message, help, path, span });
    }
  };
  return { book, note };
}

const brief = ({ rule, severity, message, help, path, span }) => ({ rule, severity, message, help, path, span });

/** The findings as the page lists them: each record's, with its row if the record was given. */
function told({ error, warning, info, list }) {
  const rowOf = new Map();
  const wanted = new Set(list.map(({ path }) => path[1]));
  numbers.forEach((number, row) => {
    if (wanted.has(number)) rowOf.set(number, row);
  });
  return {
    error, warning, info,
    list: list.map((finding) => ({ ...finding, number: finding.path[1], given: rowOf.has(finding.path[1]) })),
  };
}

/** A moment in which the worker hears what it is told: reading alone would leave it none. */
const pause = () => new Promise((resolve) => setTimeout(resolve));
const PAUSE_EVERY = 50;

/** Reads a source to its end and gives the summary; `onBatch` gets what comes, and ends the reading by giving false. */
async function read(given, method, locale, { signal, onProgress, onBatch }) {
  let last = performance.now();
  const steps = readRecords(method, chunksOf(given), { locale, signal, onProgress, limits: { findings: FINDINGS } });
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return value;
    if (onBatch(value) === false) {
      await steps.return();
      return null;
    }
    if (performance.now() - last > PAUSE_EVERY) {
      await pause();
      last = performance.now();
    }
  }
}

/** Opens an answer: `{ blob }`, `{ text }` or `{ sample }`, with `method` or as its beginning shows. */
async function open({ blob, text, sample: kind, name, method: wanted, locale }, tell) {
  reading?.abort();
  const cancelling = new AbortController();
  reading = cancelling;
  const given = kind ? sample(kind) : { blob, text, name };
  const size = given.text === undefined ? given.blob.size : given.text.length;
  const head = await headOf(given);
  if (head.kind === "request") return { request: true, name: given.name };
  const carriers = [...methodOf.values()].filter(({ result }) => result.cardinality === "many").map(({ methodCode }) => methodCode);
  const seen = carriers.includes(head.methodCode) ? head.methodCode : null;
  const method = wanted ?? seen ?? carriers[0];

  const next = emptyTable(method, methodOf.get(method).result.fields);
  let batches = 0;
  const { book, note } = findingsBook();
  let summary = null;
  let last = 0;
  try {
    summary = await read(given, method, locale, {
      signal: cancelling.signal,
      onProgress(now) {
        const time = performance.now();
        if (time - last < 60) return;
        last = time;
        tell({ name: given.name, read: now, size, records: next.count });
      },
      onBatch({ records, diagnostics }) {
        batches += 1;
        append(next, records);
        note(diagnostics);
      },
    });
  } catch (error) {
    if (!cancelling.signal.aborted) throw error;
  }
  // Another has been opened meanwhile, and is what the page shows.
  if (reading !== cancelling) return null;
  reading = null;
  for (const { severity, path } of summary?.diagnostics ?? []) {
    if (severity === "error" && path[0] === "result" && typeof path[1] === "number") book.refused.add(path[1]);
  }
  table = next;
  numbers = numbersOf(table, book.refused);
  joined = join(table);
  source = { ...given, method, batches, complete: summary !== null };
  view = null;
  const { tradeTime } = table.columns;
  let [first, end] = [undefined, undefined];
  for (const time of tradeTime) {
    if (first === undefined || time < first) first = time;
    if (end === undefined || time > end) end = time;
  }
  return {
    name: given.name,
    size,
    inUnits: given.text !== undefined,
    method,
    seen,
    told: wanted !== undefined,
    format: head.format,
    encoding: head.encoding,
    count: table.count,
    refused: summary?.refused ?? book.refused.size,
    numbered: summary === null || summary.refused === book.refused.size,
    summary: summary && { ...summary, diagnostics: summary.diagnostics.map(brief) },
    findings: told(book),
    fields: measured(table),
    days: first === undefined ? null : [first.slice(0, 10), end.slice(0, 10)],
    orders: joined.orders.length,
    odd: countOdd(joined.orders),
  };
}

/** The findings of what was opened, in another language: the source is read again, as far as it was. */
async function reword({ locale }) {
  if (source === null) return null;
  const { book, note } = findingsBook();
  let left = source.complete ? Infinity : source.batches;
  if (left === 0) return null;
  const summary = await read(source, source.method, locale, {
    onBatch({ diagnostics }) {
      note(diagnostics);
      left -= 1;
      return left > 0;
    },
  });
  return { findings: told(book), diagnostics: summary?.diagnostics.map(brief) ?? [] };
}

/** What is in a row of the joined view, by its column. */
const ofOrder = {
  orderNo: (order) => table.columns.orderNo[order.records[0]],
  paid: (order) => order.paid,
  refunded: (order) => order.refunded,
  net: (order) => order.net,
  records: (order) => order.records.length,
  odd: (order) => order.odd,
};

/** The value of a column in a row of the view. */
function valueIn(column) {
  if (!view.joined) {
    if (column === "number") return (row) => numbers[row];
    if (column === "odd") return (row) => joined.orders[joined.orderOf[row]].odd;
    const values = table.columns[column];
    return (row) => values[row];
  }
  const { orders } = joined;
  if (column === "number") return (index) => numbers[orders[index].records[0]];
  if (column in ofOrder) return (index) => ofOrder[column](orders[index]);
  const values = table.columns[column];
  return (index) => values[orders[index].records[0]];
}

/** Chooses and sorts what is looked at, and says what it comes to. */
function look({ wanted, sort, joined: together }) {
  const records = select(table, joined, wanted);
  let rows = records;
  if (together) {
    const { orders, orderOf } = joined;
    const picked = new Uint8Array(orders.length);
    for (const row of records) picked[orderOf[row]] = 1;
    rows = new Uint32Array(orders.length);
    let count = 0;
    for (let index = 0; index < orders.length; index += 1) if (picked[index]) rows[count++] = index;
    rows = rows.slice(0, count);
  } else rows = records.slice();
  view = { version: (view?.version ?? 0) + 1, joined: together, rows, records };
  if (sort) sortBy(rows, valueIn(sort.column), sort.descending);
  return { version: view.version, joined: together, rows: rows.length, records: records.length, totals: totals(table, records) };
}

/** The rows of the view from one place to another, each an object by its columns. */
function rows({ version, from, to, columns }) {
  if (version !== view?.version) return null;
  const values = columns.map((column) => [column, valueIn(column)]);
  return Array.from(view.rows.subarray(from, to), (row) => Object.fromEntries(values.map(([column, valueOf]) => [column, valueOf(row)])));
}

/** Where a record stands in the view, by its number; -1 where it does not. */
function place({ number }) {
  const row = numbers.indexOf(number);
  return view.rows.indexOf(view.joined ? joined.orderOf[row] : row);
}

/** All there is to say of a row: the records behind it, and of an order what it comes to. */
function detail({ version, at }) {
  if (version !== view?.version || at >= view.rows.length) return null;
  const index = view.joined ? view.rows[at] : joined.orderOf[view.rows[at]];
  const { records, paid, refunded, net, odd } = joined.orders[index];
  const shown = view.joined ? records : [view.rows[at]];
  return {
    at,
    order: { paid, refunded, net, odd, records: records.length },
    others: view.joined ? [] : records.filter((row) => row !== view.rows[at]).map((row) => numbers[row]),
    records: shown.map((row) => ({ number: numbers[row], refund: isRefund(table, row), values: recordAt(table, row) })),
  };
}

const cells = {
  plain: (value) => (value === undefined ? undefined : String(value)),
  text: (value) => (value === undefined ? undefined : guarded(value)),
  fen: (value) => (value === undefined ? undefined : String(value)),
  yuan: (value) => (value === undefined ? undefined : typeof value === "bigint" ? yuan(value) : fenToYuan(value)),
};

/** The view as a file: `columns` are `{ column, head, as }`, where `labels` are the words of codes. */
function exported({ columns, labels, oddLabels }) {
  return csv(
    columns.map(({ column, head, as }) => {
      const valueOf = valueIn(column);
      if (as === "label") return { head, cell: (row) => labels[column][valueOf(row)] };
      if (as === "odd") {
        return { head, cell: (row) => oddLabels.filter(([bit]) => valueOf(row) & bit).map(([, label]) => label).join("; ") };
      }
      if (as === "number") return { head, cell: (row) => String(valueOf(row) + 1) };
      return { head, cell: (row) => cells[as](valueOf(row)) };
    }),
    view.rows,
  );
}

/** The statement of the view as a file. */
function exportedTotals({ heads, everyDay, everyPlatform, labels }) {
  const lines = totals(table, view.records);
  const columns = {
    day: (line) => line.day ?? everyDay,
    platform: (line) => line.platform ?? everyPlatform,
    label: (line) => (line.platform === null ? "" : labels[line.platform]),
    payments: (line) => String(line.payments),
    paidYuan: (line) => yuan(line.paid),
    paidFen: (line) => String(line.paid),
    refunds: (line) => String(line.refunds),
    refundedYuan: (line) => yuan(line.refunded),
    refundedFen: (line) => String(line.refunded),
    netYuan: (line) => yuan(line.net),
    netFen: (line) => String(line.net),
  };
  return csv(Object.entries(columns).map(([name, cell]) => ({ head: heads[name], cell })), lines);
}

serve(
  {
    open,
    cancel: () => reading?.abort(),
    reword,
    look,
    rows,
    place,
    detail,
    exported,
    exportedTotals,
  },
  { scans: true },
);
