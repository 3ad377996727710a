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
    throw new TypeError("beijingTime: instant must be a Date");
  }
  const there = new Date(time + BEIJING);
  const year = there.getUTCFullYear();
  // An invalid Date has no year, nor have the very ends of what a Date can hold.
  if (!(year >= 1 && year <= 9999)) throw new RangeError("beijingTime: instant must be a time of the years 1 to 9999");
  return there.toISOString().slice(0, 19).replace("T", " ");
}
