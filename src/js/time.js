const BEIJING = 8 * 60 * 60 * 1000;
const dateValue = Date.prototype.getTime;

/**
 * @param {Date} instant
 * @returns {string} "YYYY-MM-DD HH:MM:SS", Beijing time
 */
export function beijingTime(instant) {
  let time;
  try {
    time = dateValue.call(instant);
  } catch {
    time = NaN;
  }
  if (Number.isNaN(time)) throw new TypeError("beijingTime: instant must be a valid Date");
  const there = new Date(time + BEIJING);
  const year = there.getUTCFullYear();
  // Not a number of a year at the very ends of what a Date can hold.
  if (!(year >= 1 && year <= 9999)) throw new RangeError("beijingTime: the year must be 1 to 9999");
  return there.toISOString().slice(0, 19).replace("T", " ");
}
