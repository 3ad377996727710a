import { useRef } from "preact/hooks";

/** A button that lets a person choose an envelope's file, which `onFile` gets. `name` is what the chooser itself is called. */
export function FileButton({ class: look, title, name, onFile, children }) {
  const input = useRef(null);
  return (
    <>
      <button type="button" class={look} title={title} onClick={() => input.current.click()}>{children}</button>
      <input
        ref={input}
        class="unseen"
        type="file"
        tabIndex={-1}
        aria-label={name}
        accept=".xml,.json,.txt,.log,text/*,application/xml,application/json"
        onChange={(event) => {
          const [file] = event.currentTarget.files;
          // So that the same file can be chosen again.
          event.currentTarget.value = "";
          if (file) onFile(file);
        }}
      />
    </>
  );
}
