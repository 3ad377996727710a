/** Figures as they are printed: three digits, the unit that fits. */

export const number = (value) => (value >= 1_000 ? Math.round(value).toLocaleString("en") : value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));

export const time = (milliseconds) =>
  milliseconds < 0.1 ? `${number(milliseconds * 1e3)} µs` : milliseconds < 1_000 ? `${number(milliseconds)} ms` : `${number(milliseconds / 1e3)} s`;

export const ratio = (value) => `${number(value)} ×`;

/** Megabytes a second. */
export const rate = ({ bytes, milliseconds }) => bytes / milliseconds / 1e3;
