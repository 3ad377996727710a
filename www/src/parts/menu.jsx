import { useEffect, useId, useRef, useState } from "preact/hooks";

/**
 * A button that opens a panel below itself, aligned to its start or its `end`. The panel closes on Escape, on a click elsewhere, when the focus
 * leaves, and through `close`, which its content gets.
 */
export function Menu({ label, children, wide = false, end = false }) {
  const [open, setOpen] = useState(false);
  const root = useRef(null);
  const button = useRef(null);
  const panel = useId();

  useEffect(() => {
    if (!open) return undefined;
    const away = (event) => {
      if (!root.current.contains(event.target)) setOpen(false);
    };
    document.addEventListener("pointerdown", away, true);
    return () => document.removeEventListener("pointerdown", away, true);
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current.focus();
  };

  return (
    <div
      ref={root}
      class={`menu${wide ? " menu-wide" : ""}${end ? " menu-end" : ""}`}
      onKeyDown={(event) => {
        if (event.key === "Escape" && open) {
          event.stopPropagation();
          close();
        }
      }}
      onFocusOut={(event) => {
        if (event.relatedTarget && !root.current.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <button ref={button} type="button" class="tool" aria-expanded={open} aria-controls={open ? panel : undefined} onClick={() => setOpen(!open)}>
        {label}
        <svg class="caret" viewBox="0 0 10 6" aria-hidden="true"><path d="M1 1l4 4 4-4" /></svg>
      </button>
      {open && (
        <div id={panel} class="menu-panel" role="group" aria-label={typeof label === "string" ? label : undefined}>
          {children(close)}
        </div>
      )}
    </div>
  );
}
