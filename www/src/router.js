/**
 * The page's addresses, all of them behind the `#`, which is sent to no server:
 *
 *   #/check                        #/check/<a shared envelope>      see share.js
 *   #/answers
 *   #/build                        #/build/msgPush/26
 *   #/reference                    #/method/refundGeneral  #/event/26  #/codes/RefundType  #/rule/amount/not-fen
 */
import { signal } from "@preact/signals";

const views = {
  check: "check",
  answers: "answers",
  build: "build",
  reference: "reference",
  method: "reference",
  event: "reference",
  codes: "reference",
  rule: "reference",
};

/** `{ view, kind, rest }` of an address: `#/rule/amount/not-fen` is the view `reference`, of the kind `rule`, with the rest `amount/not-fen`. */
export function read(hash) {
  const [kind, ...rest] = hash.replace(/^#\/?/, "").split("/");
  if (!Object.hasOwn(views, kind)) return { view: "check", kind: "check", rest: "" };
  return { view: views[kind], kind, rest: decoded(rest.join("/")) };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** Where the page is. */
export const route = signal(read(location.hash));

addEventListener("hashchange", () => {
  route.value = read(location.hash);
});

/** Goes to an address: `go("#/answers")`. */
export function go(hash) {
  location.hash = hash;
}

/** Changes the address of the view that is shown, without going anywhere. A view that has been left meanwhile changes nothing. */
export function rename(hash) {
  // The address is asked, not `route`: going back is known there before it is told here.
  if (read(hash).view !== read(location.hash).view) return;
  history.replaceState(null, "", hash);
  route.value = read(hash);
}
