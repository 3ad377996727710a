/** Colours, where they are wanted. */
import picocolors from "picocolors";

/** By the option, else by FORCE_COLOR and NO_COLOR, else where a terminal watches. */
export const colours = (when, stream) => picocolors.createColors(isWanted(when ?? "auto", stream, process.env));

function isWanted(when, stream, { NO_COLOR, FORCE_COLOR, TERM }) {
  if (when !== "auto") return when === "always";
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  if (NO_COLOR) return false;
  return stream.isTTY === true && TERM !== "dumb";
}
