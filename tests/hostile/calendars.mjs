/** Calendars and clocks at every edge. */
import { requestTextWith } from "../js/samples.mjs";
import { REQUEST, family, refund } from "./cases.mjs";

const [FORM, NONE] = ["time/format", "time/calendar"];
/** The one method that speaks of dates is provisional. */
const PROVISIONAL = "envelope/provisional";

/** `[date, what is found]`. */
const dates = [
  ["2016-02-29", "nothing"], ["2015-02-29", NONE], ["2016-02-30", NONE], ["1900-02-29", NONE], ["2000-02-29", "nothing"], ["2100-02-29", NONE], ["2400-02-29", "nothing"], ["2016-02-31", NONE],
  ["2016-01-31", "nothing"], ["2016-01-32", NONE], ["2016-04-30", "nothing"], ["2016-04-31", NONE], ["2016-06-31", NONE], ["2016-09-31", NONE], ["2016-11-31", NONE], ["2016-12-31", "nothing"], ["2016-12-32", NONE],
  ["2016-00-10", NONE], ["2016-13-10", NONE], ["2016-10-00", NONE], ["2016-99-99", NONE], ["0000-01-01", NONE], ["0001-01-01", "nothing"], ["0004-02-29", "nothing"], ["0100-02-29", NONE], ["9999-12-31", "nothing"], ["1582-10-10", "nothing"], ["1970-01-01", "nothing"], ["2038-01-20", "nothing"],
  ["10000-01-01", FORM], ["-0001-01-01", FORM], ["+2016-01-01", FORM], ["16-09-14", FORM], ["2016-9-14", FORM], ["2016-09-4", FORM], ["2016/09/14", FORM], ["2016.09.14", FORM], ["20160914", FORM], ["2016年09月14日", FORM], ["14-09-2016", FORM], ["09/14/2016", FORM],
  ["２０１６-０９-１４", FORM], ["2016－09－14", FORM], ["2016−09−14", FORM], ["٢٠١٦-٠٩-١٤", FORM], ["2016-09-14 ", "field/whitespace"], ["2016-09 -14", FORM], ["today", FORM], ["1473811200", FORM], ["1473811200000", FORM], ["2016-W37-3", FORM], ["2016-258", FORM], ["2016-09-14T00:00:00Z", FORM], ["2016-0A-14", FORM], ["2016-09-14-", FORM], ["NaN-NaN-NaN", FORM],
];

/** `[time of day, what is found]`, on a day that exists. */
const clocks = [
  ["00:00:00", "nothing"], ["23:59:59", "nothing"], ["24:00:00", NONE], ["23:60:00", NONE], ["23:59:60", NONE], ["23:59:61", NONE], ["25:00:00", NONE], ["99:99:99", NONE], ["12:00", FORM], ["12:00:00.0", FORM], ["12:00:00.000", FORM], ["12:00:00Z", FORM], ["12:00:00+08:00", FORM], ["12:00:00 GMT", FORM],
  ["9:00:00", FORM], ["09:0:00", FORM], ["09:00:0", FORM], ["12-00-00", FORM], ["120000", FORM], ["12：00：00", FORM], ["１２:00:00", FORM], ["12:00:00 PM", FORM], ["上午9:00:00", FORM], ["-1:00:00", FORM], ["+1:00:00", FORM], ["1e1:00:00", FORM], [" 12:00:00", FORM], ["12:00:00:00", FORM],
];
/** `[written, what is found]`, whole. */
const moments = [
  ["2016-09-14", FORM], ["12:00:00", FORM], ["2016-09-14T12:00:00", FORM], ["2016-09-14\t12:00:00", FORM], ["2016-09-14\n12:00:00", FORM], ["2016-09-14\u300012:00:00", FORM], ["2016-09-14\u00A012:00:00", FORM], ["2015-02-29 12:00:00", NONE], ["2015-02-29 24:00:00", NONE], ["0000-00-00 00:00:00", NONE], ["9999-12-31 23:59:59", "nothing"], ["0001-01-01 00:00:00", "nothing"], ["2016-02-29 23:59:59", "nothing"], ["Wed Sep 14 2016 12:00:00 GMT+0800", FORM], ["YYYY-MM-DD HH:MM:SS", FORM], ["xxx", FORM], ["", "field/empty"],
];

const row = (what, write) => ([written, expect]) => [`${JSON.stringify(written)} for ${what}`, [write(written), expect]];
const at = (written) => refund({ refundTime: written });

export const days = family(REQUEST, Object.fromEntries(dates.map(row("a date", (written) => requestTextWith("regOrdersQuery", { startDate: written, endDate: "9999-12-31" }))).map(([name, [source, expect]]) => [name, [source, expect === "nothing" ? PROVISIONAL : `${PROVISIONAL}, ${expect}`]])));
export const times = family(REQUEST, Object.fromEntries([...clocks.map(row("a time of day", (written) => at(`2016-09-14 ${written}`))), ...moments.map(row("a time", at))]));

const ordered = (startTime, endTime) => requestTextWith("ordersQuery", { startTime, endTime });
export const spans = family(REQUEST, {
  "an end before its start by a second": [ordered("2016-09-14 12:00:01", "2016-09-14 12:00:00"), "time/reversed"],
  "an end at its start": [ordered("2016-09-14 12:00:00", "2016-09-14 12:00:00"), "nothing"],
  "all of time": [ordered("0001-01-01 00:00:00", "9999-12-31 23:59:59"), "nothing"],
  "all of time, backwards": [ordered("9999-12-31 23:59:59", "0001-01-01 00:00:00"), "time/reversed"],
  "an end that does not exist": [ordered("2016-09-14 12:00:00", "2015-02-29 12:00:00"), "time/calendar"],
});
