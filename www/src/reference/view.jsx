import "./reference.css";
import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import { locale } from "../preferences.js";
import { route } from "../router.js";
import { say as sayShell } from "../shell/words.js";
import { useProtocol } from "../use-protocol.js";
import { side } from "../words.js";
import { Codes } from "./codes.jsx";
import { Contents } from "./contents.jsx";
import { entriesOf } from "./find.js";
import { Event, Method } from "./method.jsx";
import { Absent, Overview } from "./overview.jsx";
import { addressOf, resolve } from "./places.js";
import { Group, groupTitle, Rule } from "./rule.jsx";
import { SearchBox } from "./search-box.jsx";
import { say } from "./words.js";

/** What each type of page is: its component, its address, and what the window is called. */
const pages = {
  overview: { Page: Overview, address: () => "#/reference", title: () => "" },
  method: { Page: Method, address: addressOf.method, title: ({ methodCode, title }) => `${methodCode} ${side(title)}` },
  event: { Page: Event, address: addressOf.event, title: ({ eventCode, title }) => `${eventCode} ${side(title)}` },
  codes: { Page: Codes, address: addressOf.table, title: ({ name, title }) => `${name} ${side(title)}` },
  rule: { Page: Rule, address: addressOf.rule, title: ({ id, title }) => `${id} ${side(title)}` },
  group: { Page: Group, address: addressOf.group, title: groupTitle },
  absent: { Page: Absent, address: () => "", title: () => say("absent") },
};

/** The protocol and the rules, from the catalog alone. */
export function ReferenceView() {
  const protocol = useProtocol();
  return protocol && <Reference protocol={protocol} />;
}

function Reference({ protocol }) {
  const active = route.value.view === "reference";
  // While another view is shown, this one stays where it was.
  const last = useRef(route.value);
  if (active) last.current = route.value;
  const here = last.current;

  const entries = useMemo(() => entriesOf(protocol), [protocol]);
  const { type, thing, mark } = resolve(here, protocol);
  const { Page, address, title } = pages[type];
  const page = address(thing) || `#/${here.kind}/${here.rest}`;

  const contents = useId();
  const [unfolded, setUnfolded] = useState(false);
  const scroller = useRef(null);
  const heading = useRef(null);
  const arrived = useRef(false);

  useEffect(() => {
    if (!active) return;
    const first = !arrived.current;
    arrived.current = true;
    setUnfolded(false);
    const marked = mark && scroller.current.querySelector(`[data-address="${CSS.escape(mark)}"]`);
    if (marked) {
      marked.scrollIntoView({ block: "center" });
      marked.querySelector("a").focus({ preventScroll: true });
      return;
    }
    if (first) return;
    scroller.current.scrollTo(0, 0);
    scrollTo(0, 0);
    heading.current.focus({ preventScroll: true });
  }, [page, mark]);

  useEffect(() => {
    scroller.current.parentElement.querySelector(".ref-contents [aria-current]")?.scrollIntoView({ block: "nearest" });
  }, [page]);

  useEffect(() => {
    const name = title(thing);
    // After the shell, which names the view.
    if (active && name) queueMicrotask(() => (document.title = `${name} · ${sayShell("title")}`));
    else if (active) queueMicrotask(() => (document.title = `${sayShell("reference")} · ${sayShell("title")}`));
  }, [active, page, locale.value]);

  return (
    <div class="reference">
      <div class="ref-side">
        <div class="ref-bar">
          <SearchBox entries={entries} active={active} />
          <button type="button" class="button ref-unfold" aria-expanded={unfolded} aria-controls={contents} onClick={() => setUnfolded(!unfolded)}>{say("contents")}</button>
        </div>
        <Contents id={contents} protocol={protocol} here={page} open={unfolded} />
      </div>
      <article ref={scroller} class="ref-scroller" lang={locale.value}>
        <div key={page} class={`ref-page ref-page-${type}`}>
          <Page thing={thing} mark={mark} here={here} entries={entries} protocol={protocol} heading={heading} />
        </div>
      </article>
    </div>
  );
}
