import { useEffect } from "preact/hooks";
import { CheckView } from "../check/view.jsx";
import { dismiss, notice } from "../notices.js";
import { Menu } from "../parts/menu.jsx";
import { keeping, locale, theme } from "../preferences.js";
import { route } from "../router.js";
import { Later } from "./later.jsx";
import { say } from "./words.js";

const views = {
  check: { content: () => <CheckView /> },
  answers: { content: () => <Later load={() => import("../answers/view.jsx")} pick="AnswersView" /> },
  build: { content: () => <Later load={() => import("../build/view.jsx")} pick="BuildView" /> },
  reference: { content: () => <Later load={() => import("../reference/view.jsx")} pick="ReferenceView" /> },
};
const names = Object.keys(views);
/** A view that was opened stays as it was left. */
const opened = new Set();

function Navigation({ view }) {
  return (
    <nav class="views" aria-label={say("views")}>
      {names.map((name) => (
        <a key={name} href={`#/${name}`} aria-current={view === name ? "page" : undefined}>{say(name)}</a>
      ))}
    </nav>
  );
}

function Settings() {
  return (
    <div class="settings">
      <div class="switch" role="group" aria-label={say("language")}>
        {[["zh-CN", "中文", "中文"], ["en", "EN", "English"]].map(([code, short, name]) => (
          <button key={code} type="button" lang={code} title={name} aria-pressed={locale.value === code} onClick={() => (locale.value = code)}>{short}</button>
        ))}
      </div>
      <Menu label={say("settings")} end>
        {() => (
          <div class="settings-panel">
            <label class="setting">
              <span>{say("theme")}</span>
              <select value={theme.value} onChange={(event) => (theme.value = event.currentTarget.value)}>
                {["system", "light", "dark"].map((name) => <option key={name} value={name}>{say(name)}</option>)}
              </select>
            </label>
            <label class="setting setting-check">
              <input type="checkbox" checked={keeping.value === "on"} onChange={(event) => (keeping.value = event.currentTarget.checked ? "on" : "off")} />
              <span>{say("keeping")}<small>{say("keepingHint")}</small></span>
            </label>
          </div>
        )}
      </Menu>
    </div>
  );
}

function Notice() {
  const told = notice.value;
  return (
    <div class="notice" role="status">
      {told && (
        <div class="notice-card">
          <p>{told.text}</p>
          {told.action && (
            <button
              type="button"
              class="notice-action"
              onClick={() => {
                dismiss();
                told.action.run();
              }}
            >
              {told.action.label}
            </button>
          )}
          <button type="button" class="notice-close" aria-label={say("dismiss")} onClick={dismiss}>
            <svg viewBox="0 0 12 12" aria-hidden="true"><path d="M2 2l8 8M10 2l-8 8" /></svg>
          </button>
        </div>
      )}
    </div>
  );
}

/** The frame around the views: where one is, the settings, and what has just happened. */
export function Shell() {
  const { view } = route.value;
  opened.add(view);

  useEffect(() => {
    document.documentElement.lang = locale.value;
    document.title = `${say(view)} · ${say("title")}`;
  }, [locale.value, view]);
  useEffect(() => {
    if (theme.value === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme.value;
  }, [theme.value]);

  return (
    <div class="page">
      <a
        class="skip"
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById("content").focus();
        }}
      >
        {say("skip")}
      </a>
      <header class="head">
        <p class="brand"><strong>{say("title")}</strong> <small>{say("edition")}</small></p>
        <Navigation view={view} />
        <p class="privacy">{say("privacy")}</p>
        <Settings />
      </header>
      <main id="content" class="content" tabIndex={-1}>
        {names.filter((name) => opened.has(name)).map((name) => (
          <div key={name} class={`view view-${name}`} hidden={name !== view}>
            <h1 class="unseen">{say(name)}</h1>
            {views[name].content()}
          </div>
        ))}
      </main>
      <Notice />
    </div>
  );
}
