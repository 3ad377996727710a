import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { copy } from "../parts/hand-out.js";
import { notify } from "../notices.js";
import { say } from "./words.js";

/** Rows are asked for by this many. */
const PAGE = 64;
/** So many rows are drawn beyond what is seen while it scrolls; after a leap, which draws every row anew, none. */
const MARGIN = 6;
/** Browsers have no room for a taller element; of longer tables, scrolling passes over more at a time. */
const TALLEST = 15_000_000;

const coarse = matchMedia("(pointer: coarse)");

/** The rows of a version that have come, and the asking for those that have not. */
function usePages(version, load) {
  const pages = useRef({});
  const [, drawn] = useState(0);
  if (pages.current.version !== version) pages.current = { version, rows: new Map(), asked: new Set() };
  const { rows, asked } = pages.current;
  const ask = (first, end) => {
    const mine = pages.current;
    for (let page = Math.floor(first / PAGE); page * PAGE < end; page += 1) {
      if (asked.has(page)) continue;
      asked.add(page);
      load(page * PAGE, (page + 1) * PAGE).then(
        (found) => {
          if (mine !== pages.current || !found) return;
          found.forEach((row, at) => rows.set(page * PAGE + at, row));
          drawn((n) => n + 1);
        },
        () => {},
      );
    }
  };
  return { rows, ask };
}

function Row({ id, index, top, height, row, columns, template, active, current, onCell }) {
  // A row that is as it was is not drawn again while the table scrolls.
  return useMemo(
    () => (
      <div
        role="row"
        aria-rowindex={index + 2}
        aria-selected={current ? "true" : undefined}
        class={`grid-row${row?.kind ? ` grid-row-${row.kind}` : ""}`}
        style={{ top: `${top}px`, height: `${height}px`, gridTemplateColumns: template }}
      >
        {row ? columns.map(({ key, cell, end, pinned, left }, column) => (
          <div
            key={key}
            id={`${id}-${index}-${column}`}
            role={column === 0 ? "rowheader" : "gridcell"}
            class={`grid-cell${end ? " grid-end" : ""}${pinned ? " grid-pinned" : ""}${active === column ? " grid-active" : ""}`}
            style={pinned ? { left: `${left}px` } : undefined}
            onClick={() => onCell(index, column)}
          >
            {cell(row)}
          </div>
        )) : <div role="gridcell" aria-colspan={columns.length} class="grid-cell grid-waiting">{say("loadingRow")}</div>}
      </div>
    ),
    [index, top, height, row, columns, template, active, current],
  );
}

/**
 * A table of any length, of which only what is seen is drawn. `columns` are `{ key, head, name, width, end, pinned, sortable, cell(row), text(row) }`;
 * `load(from, to)` resolves with rows, which hold as long as `version` does. One stop for the Tab key, then arrow keys.
 */
export function Grid({ label, columns: given, count, version, load, sort, onSort, onOpen, current = -1, goal = null }) {
  const id = useId();
  const root = useRef(null);
  const head = useRef(null);
  // Until it is known how much is seen, no row is drawn.
  const [place, setPlace] = useState({ top: 0, view: 0, margin: MARGIN });
  const [active, setActive] = useState({ row: 0, column: 0 });
  const { rows, ask } = usePages(version, load);
  const keys = useRef({ base: 0, first: 0, end: 0 });

  const height = coarse.matches ? 44 : 34;
  const columns = useMemo(() => {
    let left = 0;
    return given.map((column) => {
      const placed = { ...column, left };
      if (column.pinned) left += column.width;
      return placed;
    });
  }, [given]);
  const template = columns.map(({ width }) => `${width}px`).join(" ");
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const pinned = columns.reduce((sum, column) => sum + (column.pinned ? column.width : 0), 0);

  const whole = count * height;
  const body = Math.min(whole, TALLEST);
  const ratio = whole > body ? (whole - place.view) / (body - place.view) : 1;
  const seen = place.top * ratio;
  const first = Math.max(0, Math.floor(seen / height) - place.margin);
  const end = place.view === 0 ? 0 : Math.min(count, Math.ceil((seen + place.view) / height) + place.margin);

  const measure = () => {
    const { scrollTop, clientHeight } = root.current;
    setPlace(({ margin }) => ({ top: scrollTop, view: Math.max(height, clientHeight - head.current.offsetHeight), margin }));
  };
  useLayoutEffect(() => {
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(root.current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    root.current.scrollTop = 0;
    setActive(({ row, column }) => ({ row: Math.min(row, 0), column: Math.min(column, columns.length - 1) }));
    measure();
  }, [version]);
  useEffect(() => ask(first, end), [version, first, end, count]);

  /** Scrolls so that a row, and a column, are seen. */
  const reveal = (row, column) => {
    const element = root.current;
    const view = element.clientHeight - head.current.offsetHeight;
    if (row >= 0) {
      const now = element.scrollTop * ratio;
      const wanted = row * height < now ? row * height : (row + 1) * height > now + view ? (row + 1) * height - view : now;
      element.scrollTop = wanted / ratio;
    }
    setPlace((before) => ({ ...before, top: element.scrollTop }));
    if (columns[column].pinned) return;
    const from = columns.slice(0, column).reduce((sum, entry) => sum + entry.width, 0);
    if (from < element.scrollLeft + pinned) element.scrollLeft = from - pinned;
    else if (from + columns[column].width > element.scrollLeft + element.clientWidth) element.scrollLeft = from + columns[column].width - element.clientWidth;
  };
  const moveTo = (row, column) => {
    const next = { row: Math.max(-1, Math.min(count - 1, row)), column: Math.max(0, Math.min(columns.length - 1, column)) };
    setActive(next);
    reveal(next.row, next.column);
    if (current >= 0 && next.row >= 0 && next.row !== active.row) onOpen?.(next.row, { following: true });
  };

  useEffect(() => {
    if (!goal || goal.at < 0) return;
    setActive({ row: goal.at, column: 0 });
    reveal(goal.at, 0);
    root.current.focus({ preventScroll: true });
  }, [goal]);

  const onKeyDown = (event) => {
    const { row, column } = active;
    const page = Math.max(1, Math.floor(place.view / height) - 1);
    const control = event.ctrlKey || event.metaKey;
    if (control && event.key.toLowerCase() === "c" && String(getSelection()) === "") {
      const text = row < 0 ? columns[column].name : rows.has(row) ? columns[column].text(rows.get(row)) : "";
      copy(text).then((done) => notify(say(done ? "copied" : "copyRefused")));
      return;
    }
    const steps = {
      ArrowUp: () => moveTo(row - 1, column),
      ArrowDown: () => moveTo(row + 1, column),
      ArrowLeft: () => moveTo(row, column - 1),
      ArrowRight: () => moveTo(row, column + 1),
      PageUp: () => moveTo(Math.max(0, row - page), column),
      PageDown: () => moveTo(row + page, column),
      Home: () => (control ? moveTo(0, 0) : moveTo(row, 0)),
      End: () => (control ? moveTo(count - 1, columns.length - 1) : moveTo(row, columns.length - 1)),
      Enter: () => (row < 0 ? columns[column].sortable && onSort?.(columns[column].key) : onOpen?.(row, { byKey: true })),
      " ": () => (row < 0 ? columns[column].sortable && onSort?.(columns[column].key) : onOpen?.(row, { byKey: true })),
    };
    const step = steps[event.key];
    if (!step || event.altKey) return;
    event.preventDefault();
    step();
  };

  // Where nothing of what was drawn is drawn again, the rows' elements are taken over as they stand.
  const before = keys.current;
  if (first >= before.end || end <= before.first) before.base += first - before.first;
  keys.current = { base: before.base, first, end };

  const drawn = [];
  for (let index = first; index < end; index += 1) drawn.push(index);
  const reachable = active.row < 0 || (active.row >= first && active.row < end && rows.has(active.row));
  return (
    <div
      ref={root}
      class="grid"
      role="grid"
      tabIndex={0}
      data-scrolls
      aria-label={label}
      aria-description={say("tableHint")}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      aria-activedescendant={count > 0 && reachable ? `${id}-${active.row}-${active.column}` : undefined}
      onScroll={() => {
        const { scrollTop } = root.current;
        setPlace(({ top, view }) => ({ top: scrollTop, view, margin: Math.abs(scrollTop - top) > view ? 0 : MARGIN }));
      }}
      onKeyDown={onKeyDown}
    >
      <div ref={head} role="rowgroup" class="grid-head" style={{ width: `${width}px` }}>
        <div role="row" aria-rowindex={1} class="grid-heads" style={{ gridTemplateColumns: template }}>
          {columns.map((column, at) => {
            const sorted = sort?.column === column.key;
            return (
              <div
                key={column.key}
                id={`${id}--1-${at}`}
                role="columnheader"
                aria-sort={sorted ? (sort.descending ? "descending" : "ascending") : column.sortable ? "none" : undefined}
                class={`grid-name${column.end ? " grid-end" : ""}${column.pinned ? " grid-pinned" : ""}${column.sortable ? " grid-sortable" : ""}${active.row === -1 && active.column === at ? " grid-active" : ""}`}
                style={column.pinned ? { left: `${column.left}px` } : undefined}
                title={column.title}
                onClick={() => {
                  setActive({ row: -1, column: at });
                  if (column.sortable) onSort?.(column.key);
                }}
              >
                {column.head}
                {sorted && (
                  <svg class="grid-arrow" viewBox="0 0 8 10" role="img" aria-label={say(sort.descending ? "descending" : "ascending")}>
                    <path d={sort.descending ? "M4 9.5 0 4h8z" : "M4 .5 8 6H0z"} />
                  </svg>
                )}
              </div>
            );
          })}
        </div>
      </div>
      <div role="rowgroup" class="grid-body" style={{ height: `${body}px`, width: `${width}px` }}>
        {drawn.map((index) => (
          <Row
            key={index - keys.current.base}
            id={id}
            index={index}
            top={index * height - seen + place.top}
            height={height}
            row={rows.get(index)}
            columns={columns}
            template={template}
            active={active.row === index ? active.column : -1}
            current={current === index}
            onCell={(row, column) => {
              setActive({ row, column });
              onOpen?.(row, {});
            }}
          />
        ))}
      </div>
    </div>
  );
}
