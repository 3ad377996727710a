import { copy } from "../parts/hand-out.js";
import { notify } from "../notices.js";
import { hand } from "../handed.js";
import { side } from "../words.js";
import { lines, oddity } from "./layout.js";
import { characterNames, say } from "./words.js";

/** An envelope as code; `mark` is the stretch that matters, in the colour of `tone`. What `handed` adds goes to Check with it. */
export function Example({ title, text, mark = null, tone = "", handed = {}, note = true, children }) {
  return (
    <figure class={`ref-example ${tone && `ref-example-${tone}`}`}>
      <figcaption>
        <h3>{title}</h3>
        <div class="ref-tools">
          <button type="button" class="tool" onClick={async () => notify(say((await copy(text)) ? "copied" : "copyRefused"))}>{say("copy")}</button>
          <button type="button" class="tool ref-to-check" onClick={() => hand("check", { text, ...handed })}>{say("openInCheck")}</button>
        </div>
      </figcaption>
      <pre class="ref-code" title={note && lines(text).length > 1 && !text.includes("\n") ? say("laidOut") : undefined} translate="no"><code><Lines text={text} mark={mark} /></code></pre>
      {children}
    </figure>
  );
}

function Lines({ text, mark }) {
  return lines(text).map(({ depth, tokens }) => (
    <span key={tokens[0].from} class="ref-line" style={{ "--depth": Math.min(depth, 6) }}>
      {tokens.flatMap((token) => pieces(token, mark)).map(({ from, to, kind, marked }) => {
        const content = <Characters text={text} from={from} to={to} mark={marked ? mark : null} />;
        return marked
          ? <mark key={from} class={`ref-${kind}`}>{content}</mark>
          : <span key={from} class={`ref-${kind}`}>{content}</span>;
      })}
    </span>
  ));
}

/** A token, cut where the mark begins and ends. */
function pieces({ from, to, kind }, mark) {
  const cuts = mark ? [mark.from, mark.to].filter((at) => at > from && at < to) : [];
  const ends = [from, ...cuts, to];
  return ends.slice(1).map((end, index) => ({ from: ends[index], to: end, kind, marked: mark !== null && ends[index] >= mark.from && end <= mark.to }));
}

function Characters({ text, from, to, mark }) {
  const shown = [];
  let at = from;
  let plain = from;
  for (const character of text.slice(from, to)) {
    const odd = oddity(character, { marked: mark !== null, edge: mark !== null && isEdge(text, at, mark) });
    if (odd) {
      shown.push(text.slice(plain, at));
      const name = characterNames[odd.name] ?? characterNames.invisible;
      const label = odd.shown === odd.point ? `${odd.point} ${side(name)}` : `${side(name)} ${odd.point}`;
      shown.push(<abbr key={at} class="ref-odd" title={label} data-text={character}>{odd.shown}</abbr>);
      plain = at + character.length;
    }
    at += character.length;
  }
  return [...shown, text.slice(plain, to)];
}

/** Whether a blank stands where it is easily overlooked: at either end of what is marked, or in front of an end tag's name. */
const isEdge = (text, at, { from, to }) => text.slice(from, at).trim() === "" || text.slice(at, to).trim() === "" || text.slice(0, at).trimEnd().endsWith("</");
