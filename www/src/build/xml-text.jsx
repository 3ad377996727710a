/** An envelope as the package writes it, its markup receding behind its values. */

const pieces = /(<!\[CDATA\[|\]\]>|<\?[^]*?\?>)|(<\/?)([^<>\s/]+)(\/?>)/g;

export function XmlText({ text }) {
  const shown = [];
  let at = 0;
  for (const match of text.matchAll(pieces)) {
    if (match.index > at) shown.push(text.slice(at, match.index));
    const [whole, mark, open, name, close] = match;
    shown.push(mark ? <span class="x-mark">{mark}</span> : <><span class="x-mark">{open}</span><span class="x-name">{name}</span><span class="x-mark">{close}</span></>);
    at = match.index + whole.length;
  }
  shown.push(text.slice(at));
  return shown;
}
