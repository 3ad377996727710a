/** Answers for the tests of the view, of invented values, and what the tests read off the view. */
import { buildResponse, sampleResponse } from "yct-envelope";

const two = (n) => String(n).padStart(2, "0");

/** The records of `orders` orders over five days and four platforms: each paid, every third refunded in part, every fourth of those twice. */
export function recordsOf(method, orders) {
  const [payment, refund] = sampleResponse(method, { records: 2 }).result;
  const refundNumber = method === "ordersQuery" ? "refundOrderNo" : "agtRefundOrderNo";
  return Array.from({ length: orders }, (_, at) => {
    const day = 1 + (at % 5);
    const shared = {
      orderNo: `YCT-TEST-${String(orders - at).padStart(5, "0")}`,
      hisOrderNo: `HIS-TEST-${String(at * 7919 % 100_000).padStart(5, "0")}`,
      tradeMode: ["3", "4", "2", "1"][at % 4],
      payTotalFee: 1000 + ((at * 37) % 997),
      ...(method === "ordersQuery" ? { orderMode: String(1 + (at % 3)) } : { regType: String(1 + (at % 2)), bookDate: `2016-09-${two(day)}` }),
    };
    const refunds = at % 3 === 0 ? (at % 12 === 0 ? 2 : 1) : 0;
    return [
      { ...payment, ...shared, tradeTime: `2016-08-${two(day)} 10:${two(at % 60)}:00` },
      ...Array.from({ length: refunds }, (_, time) => ({
        ...refund,
        ...shared,
        tradeTime: `2016-08-${two(day + 1)} 1${1 + time}:${two(at % 60)}:00`,
        [refundNumber]: `${shared.orderNo}-R${time}`,
        refundTotalFee: 100 + at,
      })),
    ];
  }).flat();
}

export const answerOf = (method, result, format = "xml") => buildResponse(method, { resultCode: "0", result }, { format });

/** Opens a file, from its bytes or text, or from a path. */
export const openFile = (page, name, content) =>
  page.locator(".answers input[type=file]").setInputFiles(content === undefined ? name : { name, mimeType: "text/xml", buffer: Buffer.from(content) });

/** Waits until the view says how many records it shows. */
export const matches = (page, text) => page.locator(".matches", { hasText: text }).waitFor();

/** The table's rows that are drawn, in their order: each `{ index, cells }`. */
export const drawnRows = (page) =>
  page.locator(".grid-row").evaluateAll((rows) =>
    rows.map((row) => ({ index: Number(row.getAttribute("aria-rowindex")) - 2, cells: [...row.children].map((cell) => cell.innerText.replace(/\s+/g, " ").trim()) }))
      .sort((left, right) => left.index - right.index));

/** The wire names of the table's columns, or what they are called. */
export const heads = (page) =>
  page.locator(".grid-name").evaluateAll((names) => names.map((name) => (name.querySelector("code") ?? name).textContent.trim()));

/** A file that the page hands out: its name and text. */
export async function exported(page, choice) {
  await page.getByRole("button", { name: /^(导出 CSV|Export CSV)$/ }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".export-panel .menu-item").nth(choice).click()]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  return { name: download.suggestedFilename(), text: Buffer.concat(chunks).toString("utf8") };
}

/** The cells of a file after RFC 4180, without its byte order mark. */
export function parsedCsv(text) {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.replace(/^\uFEFF/, "").matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === "\r\n") rows.push([]);
  }
  rows.pop();
  return rows;
}
