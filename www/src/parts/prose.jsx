/** A message of the package: what stands between backticks is set as code. */
export function Prose({ text }) {
  return text.split(/`([^`]+)`/).map((piece, index) => (index % 2 ? <code key={index}>{piece}</code> : piece));
}
