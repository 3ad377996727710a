/** Amounts as text, exactly: whole fen of any size and sign, whose digits are moved and never divided. */

const parts = (fen) => {
  const text = String(fen);
  const digits = text.replace("-", "").padStart(3, "0");
  return { sign: text.startsWith("-"), whole: digits.slice(0, -2), cents: digits.slice(-2) };
};

/** `-1990` as `-19.90`: what a file holds. */
export function yuan(fen) {
  const { sign, whole, cents } = parts(fen);
  return `${sign ? "-" : ""}${whole}.${cents}`;
}

/** `-123456` as `−1,234.56`: what a person reads. */
export function yuanShown(fen) {
  const { sign, whole, cents } = parts(fen);
  return `${sign ? "−" : ""}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${cents}`;
}
