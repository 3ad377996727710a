/** A text area with the methods of the editor (create.js), which it stands in for until that is there. */
export function createPlain({ element, onEdit, onMove, onSelect }) {
  const positionOf = (offset) => {
    const before = element.value.slice(0, offset);
    return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
  };
  const moved = () => onMove({ offset: element.selectionStart, ...positionOf(element.selectionStart), lines: element.value.split("\n").length });
  const changed = (byUser) => {
    onEdit(byUser, element.value.length);
    moved();
  };
  const listeners = { input: () => changed(true), selectionchange: moved, focus: onSelect };
  for (const [name, listener] of Object.entries(listeners)) element.addEventListener(name, listener);

  return {
    text: () => element.value,
    selection: () => ({ anchor: element.selectionStart, head: element.selectionEnd }),
    slice: (from, to) => element.value.slice(from, to),
    lineAt(offset) {
      const { line } = positionOf(offset);
      const end = element.value.indexOf("\n", offset);
      return { number: line, from: element.value.lastIndexOf("\n", offset - 1) + 1, to: end < 0 ? element.value.length : end };
    },
    replace(text) {
      const changes = text.replace(/\r\n?/g, "\n") !== element.value;
      element.value = text;
      if (changes) changed(false);
      return changes;
    },
    change(edits) {
      for (const { start, end, text } of edits.toReversed()) element.setRangeText(text, start, end);
      changed(false);
    },
    undo: () => false,
    redo: () => false,
    mark() {},
    goTo(from, to) {
      element.setSelectionRange(from, to);
      element.focus();
    },
    focus: () => element.focus(),
    speak() {},
    destroy() {
      for (const [name, listener] of Object.entries(listeners)) element.removeEventListener(name, listener);
    },
  };
}
