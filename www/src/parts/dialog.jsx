import { useEffect, useId, useRef } from "preact/hooks";

/** A dialog over the page, open for as long as it is drawn; `onClose` follows Escape, a click beside it and its own button. The focus then returns to where it was. */
export function Dialog({ title, closeLabel, onClose, children }) {
  const dialog = useRef(null);
  const heading = useId();
  useEffect(() => {
    const element = dialog.current;
    element.showModal();
    return () => element.close();
  }, []);
  useEffect(() => {
    // Hidden with its view, it would still hold the whole page back.
    addEventListener("hashchange", onClose);
    return () => removeEventListener("hashchange", onClose);
  }, [onClose]);
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div class="dialog-body">
        <header class="dialog-head">
          <h2 id={heading}>{title}</h2>
          <button type="button" class="tool dialog-close" aria-label={closeLabel} onClick={onClose}>
            <svg viewBox="0 0 12 12" aria-hidden="true"><path d="M2 2l8 8M10 2l-8 8" /></svg>
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
