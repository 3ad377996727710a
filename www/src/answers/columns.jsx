/** The columns of the tables: what the catalog says of the fields, and what joining adds to it. */
import { grouped, side } from "../words.js";
import { oddities } from "./joined.js";
import { yuan, yuanShown } from "./money.js";
import { say } from "./words.js";

const MARGIN = 26;
const ARROW = 12;

/** About how wide a text stands: a Chinese character as wide as the font is high. */
function textWidth(text, latin = 7.6, chinese = 14.2) {
  let width = 0;
  for (const character of text) width += character > "\u2e7f" ? chinese : latin;
  return width;
}

/** A heading: the label may take two lines, a wire name none but its own. */
const headWidth = (label, wire) => Math.max(textWidth(wire, 7.7), Math.min(textWidth(label), 128)) + ARROW + MARGIN;

const Head = ({ label, wire }) => <span class="head-words"><span>{label}</span>{wire && <code>{wire}</code>}</span>;

/** An amount: in yuan to be read, with the fen that stand on the wire. */
export function Amount({ fen }) {
  if (fen === undefined) return null;
  return <span class="amount"><span>{yuanShown(fen)}</span> <small>{say("fen", grouped(fen).replace("-", "−"))}</small></span>;
}

/** A code by its meaning, with the code that stands on the wire. */
export function Code({ code, codes }) {
  if (code === undefined) return null;
  const known = codes.find((row) => row.code === code);
  return <span class="coded">{known && <span>{side(known.label)}</span>} <small>{code}</small></span>;
}

export const oddNames = (odd) => Object.keys(oddities).filter((name) => odd & oddities[name]);

function Odd({ odd }) {
  const names = oddNames(odd);
  if (names.length === 0) return null;
  return <span class="odd"><svg viewBox="0 0 12 12" aria-hidden="true"><path d="M6 1l5.5 10H.5z" /></svg>{names.map((name) => say(name)).join(say("comma"))}</span>;
}

/** A value of a field as it is shown. */
export function Value({ field, value }) {
  if (field.kind === "fen") return <Amount fen={value} />;
  if (field.kind === "code") return <Code code={value} codes={field.codes} />;
  return field.kind === "text" ? <code>{value}</code> : value;
}

const widths = {
  text: ({ widest }) => Math.min(340, widest * 8.3) + MARGIN,
  code: (_, field) => Math.max(...field.codes.map(({ label }) => textWidth(side(label)))) + 14 + MARGIN,
  fen: () => 150 + MARGIN,
  timestamp: () => 142 + MARGIN,
  date: () => 78 + MARGIN,
};

function ofField(field, measured) {
  const label = side(field.label);
  return {
    key: field.name,
    kind: field.kind,
    field,
    name: `${label} ${field.name}`,
    head: <Head label={label} wire={field.name} />,
    title: field.note ? side(field.note) : undefined,
    width: Math.ceil(Math.max(headWidth(label, field.name), (widths[field.kind] ?? widths.text)(measured, field))),
    end: field.kind === "fen",
    sortable: true,
    filled: measured.filled,
    cell: (row) => <Value field={field} value={row[field.name]} />,
    text: (row) => String(row[field.name] ?? ""),
  };
}

const number = () => ({
  key: "number",
  kind: "number",
  name: say("number"),
  head: <Head label={say("number")} />,
  title: say("numberTitle"),
  width: 76,
  end: true,
  pinned: true,
  sortable: true,
  cell: (row) => <span class="ordinal">{grouped(row.number + 1)}</span>,
  text: (row) => String(row.number + 1),
});

const plain = (key, name, rest) => ({ key, name, head: <Head label={name} />, sortable: true, ...rest });
const money = (key, name) =>
  plain(key, name, { kind: "sum", width: 176, end: true, cell: (row) => <Amount fen={row[key]} />, text: (row) => (row[key] === undefined ? "" : String(row[key])) });

const oddColumn = () =>
  plain("odd", say("odd"), { kind: "odd", width: 300, cell: (row) => <Odd odd={row.odd} />, text: (row) => oddNames(row.odd).map((name) => say(name)).join(say("comma")) });

/** What one looks for stands before what one looks up. */
const order = ["timestamp", "date", "code", "fen", "text"];

/** The columns of the records: the order's number first, then those of each kind as the catalog has them. */
export function recordColumns(fields, measured, { hidden, pin, anyOdd }) {
  const columns = fields.map((field) => ofField(field, measured[field.name]));
  const first = columns.find(({ key }) => key === "orderNo");
  const others = columns.filter((column) => column !== first && !hidden.has(column.key)).sort((left, right) => order.indexOf(left.kind) - order.indexOf(right.kind));
  return [number(), { ...first, pinned: pin }, ...others, ...(anyOdd ? [oddColumn()] : [])];
}

/** The columns of the orders. */
export function orderColumns(fields, measured, pin) {
  const of = (name) => ofField(fields.find((field) => field.name === name), measured[name]);
  const kind = fields.find(({ name }) => name === "orderMode" || name === "regType").name;
  return [
    number(),
    { ...of("orderNo"), pinned: pin },
    of("tradeTime"),
    of(kind),
    of("tradeMode"),
    { ...money("paid", say("paid")), cell: (row) => (row.paid === undefined ? <small class="missing">{say("notHere")}</small> : <Amount fen={row.paid} />) },
    money("refunded", say("refunded")),
    money("net", say("net")),
    plain("records", say("recordsCount"), { kind: "count", width: 88, end: true, cell: (row) => row.records, text: (row) => String(row.records) }),
    oddColumn(),
  ];
}

/** What a file has for a column: an amount in yuan and in fen, a code and its meaning. */
export function fileColumns(columns) {
  return columns.flatMap(({ key, kind, name }) => {
    const column = (as, head) => ({ column: key, as, head });
    if (kind === "fen" || kind === "sum") return [column("yuan", say("inYuan", name)), column("fen", say("inFen", name))];
    if (kind === "code") return [column("plain", name), column("label", say("label", name))];
    return [column({ text: "text", odd: "odd", number: "number" }[kind] ?? "plain", name)];
  });
}

/** The columns of the statement. */
export function totalColumns(platforms) {
  const label = side(platforms.label);
  const count = (key, name) => plain(key, name, { sortable: false, width: 104, end: true, cell: (line) => grouped(line[key]), text: (line) => String(line[key]) });
  const sum = (key, name) => ({ ...money(key, name), sortable: false, width: 256, text: (line) => yuan(line[key]) });
  return [
    plain("day", say("day"), {
      sortable: false,
      width: 116,
      pinned: true,
      cell: (line) => <span class={line.sum ? "" : "repeated"}>{line.day ?? say("everyDay")}</span>,
      text: (line) => line.day ?? say("everyDay"),
    }),
    plain("platform", label, {
      sortable: false,
      width: 164,
      cell: (line) => (line.platform === null ? say("everyPlatform") : <Code code={line.platform} codes={platforms.codes} />),
      text: (line) => line.platform ?? say("everyPlatform"),
    }),
    count("payments", say("paymentCount")),
    sum("paid", say("paidSum")),
    count("refunds", say("refundCount")),
    sum("refunded", say("refundedSum")),
    sum("net", say("net")),
  ];
}
