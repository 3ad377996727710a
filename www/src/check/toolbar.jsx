import { useRef } from "preact/hooks";
import { side } from "./words.js";
import { Menu } from "../parts/menu.jsx";

/** What can be done with the text: open, samples, mask, format, copy, fix. */
export function Toolbar({ say, locale, groups, safe, blank, onOpen, onSample, onBroken, onMask, onFormat, onCopy, onFix }) {
  const input = useRef(null);
  return (
    <div class="toolbar" role="group" aria-label={say("tools")}>
      <button type="button" class="tool" title={say("openHint")} onClick={() => input.current.click()}>{say("open")}</button>
      <input
        ref={input}
        class="unseen"
        type="file"
        tabIndex={-1}
        aria-label={say("open")}
        accept=".xml,.json,.txt,.log,text/*,application/xml,application/json"
        onChange={(event) => {
          const [file] = event.currentTarget.files;
          event.currentTarget.value = "";
          if (file) onOpen(file);
        }}
      />
      <Menu label={say("samples")} wide>
        {(close) => {
          const choose = (load) => () => {
            close();
            load();
          };
          return (
            <div class="samples">
              <button type="button" class="sample sample-broken" onClick={choose(onBroken)}>{say("brokenSample")}</button>
              {groups.map((group) => {
                const title = side(locale, group.title);
                return (
                  <div key={group.methodCode} class="sample-row" role="group" aria-label={`${group.methodCode} ${title}`}>
                    <p class="sample-method"><span>{title}</span> <code>{group.methodCode}</code></p>
                    <p class="sample-forms">
                      {group.samples.map((sample) => (
                        <button key={sample.shape + sample.event?.eventCode} type="button" class="sample" onClick={choose(() => onSample(sample.load()))}>
                          {sample.event
                            ? say("requestOf", sample.event.eventCode, side(locale, sample.event.title))
                            : say({ request: "request", xml: "xmlResponse", json: "jsonResponse" }[sample.shape])}
                        </button>
                      ))}
                    </p>
                  </div>
                );
              })}
            </div>
          );
        }}
      </Menu>
      <span class="toolbar-gap" />
      <Menu label={say("mask")}>
        {(close) => ["maskSecret", "maskPatient"].map((choice) => (
          <button
            key={choice}
            type="button"
            class="sample"
            onClick={() => {
              close();
              onMask(choice === "maskPatient");
            }}
          >
            {say(choice)}
          </button>
        ))}
      </Menu>
      <button type="button" class="tool" disabled={blank} onClick={onFormat}>{say("format")}</button>
      <button type="button" class="tool" disabled={blank} onClick={onCopy}>{say("copy")}</button>
      <button type="button" class="tool tool-fix" disabled={safe === 0} title={say("fixAllHint")} onClick={onFix}>
        {say("fixAll")}
        {safe > 0 && <span class="tally">{safe}</span>}
      </button>
    </div>
  );
}
