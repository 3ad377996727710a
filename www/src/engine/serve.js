/** A worker's side: its functions, behind the package. */
import { init } from "yct-envelope/slim";
import scansUrl from "yct-envelope/yct-envelope.scans.wasm?url";
import wholeUrl from "yct-envelope/yct-envelope.wasm?url";

const compiled = (url) => WebAssembly.compileStreaming(fetch(url));

/**
 * Answers the page's questions with `functions`, each of which gets its argument and `tell`, which sends the page something in between. With
 * `scans`, plain texts are read by the small module. Of an error only its name goes back: its text is not the page's to show.
 */
export function serve(functions, { scans = false } = {}) {
  const started = init(compiled(wholeUrl), scans ? compiled(scansUrl) : undefined);
  // Told with the first question; unhandled, it would be an error of its own.
  started.catch(() => {});
  self.onmessage = async ({ data: { id, name, argument } }) => {
    try {
      await started.catch(() => {
        throw Object.assign(new Error(), { name: "Unreachable" });
      });
      const answer = await functions[name](argument, (event) => self.postMessage({ id, event }));
      self.postMessage({ id, answer });
    } catch (error) {
      self.postMessage({ id, error: error?.name ?? "Error" });
    }
  };
}
