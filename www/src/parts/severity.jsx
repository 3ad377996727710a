/** A severity's mark, told apart by shape as well as by colour; the same shapes stand in the editor's gutter. */
export function SeverityMark({ severity, label }) {
  return (
    <svg class={`mark mark-${severity}`} viewBox="0 0 12 12" role="img" aria-label={label}>
      {severity === "error" && <path d="M6 .5 11.5 6 6 11.5.5 6z" />}
      {severity === "warning" && <path d="M6 1l5.5 10H.5z" />}
      {severity === "info" && <circle cx="6" cy="6" r="4" />}
    </svg>
  );
}
