import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { catalog as readCatalog, fix, format, mask } from "yct-envelope";
import { check } from "./check.js";
import { createEditor } from "./editor/create.js";
import { Findings } from "./parts/findings.jsx";
import { Toolbar } from "./parts/toolbar.jsx";
import { Verdict } from "./parts/verdict.jsx";
import { remember, remembered } from "./preferences.js";
import { brokenSample, sampleGroups } from "./samples.js";
import { voice } from "./words.js";

const largestFile = 64 * 1024 * 1024;
const wait = { least: 120, most: 1500, ofLastCheck: 3 };

/** The finding that the cursor stands in: the innermost of those that hold it. */
function indexAt(findings, offset) {
  let best = -1;
  findings.forEach((finding, index) => {
    if (offset < finding.from || offset > finding.to) return;
    if (best === -1 || finding.to - finding.from < findings[best].to - findings[best].from) best = index;
  });
  return best;
}

/** A preference that is remembered. */
function usePreference(name) {
  const [value, set] = useState(() => remembered(name));
  return [value, (next) => {
    remember(name, next);
    set(next);
  }];
}

export function Page() {
  const [locale, setLocale] = usePreference("locale");
  const [theme, setTheme] = usePreference("theme");
  const [kind, setKind] = useState("");
  const [method, setMethod] = useState("");
  const [checked, setChecked] = useState(null);
  const [blank, setBlank] = useState(true);
  const [cursor, setCursor] = useState({ offset: 0, line: 1, column: 1, lines: 1 });
  const [notice, setNotice] = useState(null);
  const [dropping, setDropping] = useState(false);
  const say = useMemo(() => voice(locale), [locale]);
  const catalog = useMemo(readCatalog, []);
  const groups = useMemo(sampleGroups, []);

  const host = useRef(null);
  const editor = useRef(null);
  // What the text was opened from; its bytes are what is checked until the text is changed.
  const opened = useRef(null);
  const timer = useRef(0);
  const lastCheck = useRef(0);
  const stale = useRef(false);
  const options = useRef({});
  options.current = { locale, ...(kind && { kind }), ...(method && kind !== "request" && { method }) };

  const origin = () => (opened.current && editor.current.document().eq(opened.current.document) ? opened.current : null);

  const tell = (text, undoable = false) => setNotice({ text, undoable });

  /** Runs a call of the package; a trap inside it is told, not thrown. */
  const guarded = useCallback((call) => {
    try {
      return call();
    } catch (error) {
      setNotice({ broken: true });
      console.error(error.name);
      return null;
    }
  }, []);

  const show = useCallback((next) => {
    clearTimeout(timer.current);
    stale.current = false;
    setBlank(editor.current.document().length === 0);
    setChecked(next);
    editor.current.mark(next?.findings ?? []);
  }, []);

  const run = useCallback(() => {
    const from = origin();
    const text = editor.current.text();
    const nothing = !from && text.trim() === "";
    const start = performance.now();
    show(nothing ? null : guarded(() => check(from ? from.bytes : text, options.current)));
    lastCheck.current = performance.now() - start;
  }, []);

  const soon = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(run, Math.min(wait.most, Math.max(wait.least, lastCheck.current * wait.ofLastCheck)));
  }, []);

  useEffect(() => {
    editor.current = createEditor({
      host: host.current,
      locale,
      onEdit(byUser) {
        stale.current = true;
        if (byUser) {
          setNotice(null);
          soon();
        }
      },
      onMove(offset) {
        if (editor.current) setCursor({ offset, ...editor.current.positionOf(offset), lines: editor.current.lines() });
      },
    });
    editor.current.replace(brokenSample.text, { fresh: true });
    return () => editor.current.destroy();
  }, []);

  useEffect(() => {
    document.documentElement.lang = locale;
    document.title = say("title");
    editor.current.speak(locale);
    setNotice(null);
  }, [locale]);
  useEffect(() => {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
  useEffect(() => {
    run();
  }, [locale, kind, method]);

  const load = ({ text, method: of = "" }) => {
    opened.current = null;
    editor.current.replace(text, { fresh: true });
    setKind("");
    setMethod(of);
    options.current = { locale, ...(of && { method: of }) };
    run();
    tell(say("loaded"), true);
  };

  const open = async (file) => {
    if (file.size > largestFile) return tell(say("tooLarge", file.name));
    let bytes;
    try {
      bytes = new Uint8Array(await file.arrayBuffer());
    } catch {
      return tell(say("unreadable", file.name));
    }
    const next = guarded(() => check(bytes, { locale }));
    if (!next) return undefined;
    const { text, encoding } = next.report.source;
    editor.current.replace(text, { fresh: true });
    opened.current = { bytes, name: file.name, encoding, document: editor.current.document() };
    setKind("");
    setMethod("");
    show(next);
    return tell(say("opened", file.name), true);
  };
  const openLatest = useRef(open);
  openLatest.current = open;

  useEffect(() => {
    const carriesFile = (transfer) => transfer && [...transfer.types].includes("Files");
    const over = (event) => {
      if (!carriesFile(event.dataTransfer)) return;
      event.preventDefault();
      setDropping(true);
    };
    const leave = (event) => {
      if (!event.relatedTarget) setDropping(false);
    };
    const take = (event) => {
      const transfer = event.dataTransfer ?? event.clipboardData;
      setDropping(false);
      const [file] = carriesFile(transfer) ? transfer.files : [];
      if (!file) return;
      event.preventDefault();
      event.stopPropagation();
      openLatest.current(file);
    };
    const listeners = { dragover: over, dragleave: leave, drop: take, paste: take };
    for (const [name, listener] of Object.entries(listeners)) window.addEventListener(name, listener, true);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) window.removeEventListener(name, listener, true);
    };
  }, []);

  const rewrite = (next, done, unchanged) => {
    if (next === null) return;
    const changed = editor.current.replace(next);
    run();
    tell(changed ? done : unchanged, changed);
  };
  const fixAll = () => {
    const result = guarded(() => fix(editor.current.text(), options.current));
    if (result) rewrite(result.text, say("fixed", result.applied.length), say("clean"));
  };
  const takeFix = (chosen) => {
    // Its edits are for the text that was checked; where that has changed since, show the new findings first.
    if (stale.current) return run();
    editor.current.change(chosen.edits);
    run();
    return tell(say("fixed", 1), true);
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(editor.current.text());
      tell(say("copied"));
    } catch {
      editor.current.focus();
      tell(say("copyRefused"));
    }
  };
  const undo = () => {
    editor.current.undo();
    run();
    setNotice(null);
  };

  const currentIndex = checked ? indexAt(checked.findings, cursor.offset) : -1;
  const from = editor.current && origin();

  return (
    <div class={dropping ? "page page-dropping" : "page"} data-drop={say("drop")}>
      <header class="head">
        <h1>{say("title")}<small>{say("edition")}</small></h1>
        <p class="privacy">{say("privacy")}</p>
        <div class="settings">
          <div class="switch" role="group" aria-label={say("language")}>
            {[["zh-CN", "中文", "中文"], ["en", "EN", "English"]].map(([code, short, name]) => (
              <button key={code} type="button" lang={code} title={name} aria-pressed={locale === code} onClick={() => setLocale(code)}>{short}</button>
            ))}
          </div>
          <label class="theme">
            <span class="unseen">{say("theme")}</span>
            <select value={theme} onChange={(event) => setTheme(event.currentTarget.value)}>
              {["system", "light", "dark"].map((name) => <option key={name} value={name}>{say(name)}</option>)}
            </select>
          </label>
        </div>
      </header>
      <main class="desk">
        <Toolbar
          say={say}
          locale={locale}
          groups={groups}
          safe={checked?.safe ?? 0}
          blank={blank}
          onOpen={open}
          onSample={load}
          onBroken={() => load(brokenSample)}
          onMask={(patient) => rewrite(guarded(() => mask(editor.current.text(), { patient })), say("maskedNow"), say("maskUnchanged"))}
          onFormat={() => rewrite(guarded(() => format(editor.current.text())), say("formatted"), say("formatUnchanged"))}
          onCopy={copy}
          onFix={fixAll}
        />
        <Verdict say={say} locale={locale} checked={checked} catalog={catalog} kind={kind} method={method} onKind={setKind} onMethod={setMethod} />
        <section class="sheet" aria-label={say("editor")}>
          <div ref={host} class="editor" />
          <div class="foot">
            <p class="notice" role="status">
              {notice && (notice.broken ? say("broken") : notice.text)}
              {notice?.undoable && <button type="button" onClick={undo}>{say("undo")}</button>}
            </p>
            <p class="place">
              {from && <span class="origin"><span class="file">{from.name}</span> {from.encoding} · {say("bytes", from.bytes.length.toLocaleString("en"))}</span>}
              <span>{say("position", cursor.line, cursor.column)}</span>
              <span class="total">{say("lines", cursor.lines)}</span>
            </p>
          </div>
        </section>
        <Findings
          say={say}
          checked={checked}
          currentIndex={currentIndex}
          onGo={(finding) => editor.current.goTo(finding.from, finding.to)}
          onFix={takeFix}
        />
      </main>
    </div>
  );
}
