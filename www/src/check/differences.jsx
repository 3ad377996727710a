import { say } from "./words.js";

/** How many are drawn. */
const MOST = 120;

const Line = ({ sign, number, pieces, Mark }) => (
  <div class={`diff-line diff-${sign === "+" ? "added" : "removed"}`}>
    <span class="diff-number" aria-hidden="true">{number}</span>
    <span class="diff-sign" aria-hidden="true">{sign}</span>
    <code><span class="unseen">{say(sign === "+" ? "added" : "removed")} </span>{pieces.map(([text, changed], index) => (changed ? <Mark key={index}>{text}</Mark> : text))}</code>
  </div>
);

/** The blanks that every line of a hunk begins with say nothing. */
function outdented(hunk) {
  const texts = [...hunk.removed, ...hunk.added].map((pieces) => pieces.map(([text]) => text).join(""));
  const margin = Math.min(...texts.filter((text) => text.trim()).map((text) => text.match(/^\s*/)[0].length));
  if (!Number.isFinite(margin)) return hunk;
  const cut = (pieces) => {
    let left = margin;
    return pieces.map(([text, changed]) => {
      const here = Math.min(left, text.length);
      left -= here;
      return [text.slice(here), changed];
    });
  };
  return { ...hunk, removed: hunk.removed.map(cut), added: hunk.added.map(cut) };
}

/** What `hunks` (diff.js) found, as lines before and after. */
export function Differences({ hunks }) {
  return (
    <div class="diff" role="group" aria-label={say("changes")}>
      {hunks.slice(0, MOST).map(outdented).map((hunk) => (
        <div key={hunk.line} class="hunk">
          {hunk.removed.map((pieces, index) => <Line key={`-${index}`} sign="−" number={hunk.line + index} pieces={pieces} Mark="del" />)}
          {hunk.added.map((pieces, index) => <Line key={`+${index}`} sign="+" number={hunk.line + index} pieces={pieces} Mark="ins" />)}
        </div>
      ))}
      {hunks.length > MOST && <p class="diff-more">{say("moreChanges", hunks.length - MOST)}</p>}
    </div>
  );
}
