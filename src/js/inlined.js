/** The modules, for an entry that carries them. Nothing is done with them here, so that a bundler leaves them out of a program that calls neither. */
import { fromBase64 } from "./base64.js";
import scansText from "./generated/scans.js";
import wholeText from "./generated/wasm.js";

export const whole = () => fromBase64(wholeText);
export const scans = () => fromBase64(scansText);
