/** Answers to queries, with any number of records, some of them wrong or unusual. */
import fc from "fast-check";
import { sampleResponse } from "yct-envelope";

export const QUERIES = ["ordersQuery", "regOrdersQuery"];

export const layouts = ["compact", "pretty", "windows"];

/** A record of a sample, so that each differs. */
export function recordOf(method, sample, number, chinese) {
  return { ...sample, orderNo: `YCT-${number}`, hisOrderNo: chinese ? `医院订单${number}` : `HIS-${number}` };
}

function xmlOf(records, layout) {
  const [end, pad] = { compact: ["", ""], pretty: ["\n", "  "], windows: ["\r\n", "\t"] }[layout];
  const element = ([name, value], depth) => `${pad.repeat(depth)}<${name}>${value}</${name}>${end}`;
  const record = (fields) => `${pad}<result>${end}${Object.entries(fields).map((field) => element(field, 2)).join("")}${pad}</result>${end}`;
  return `<?xml version="1.0" encoding="UTF-8"?>${end}<return>${end}${element(["resultCode", "0"], 1)}${element(["resultDesc", ""], 1)}${records.map(record).join("")}</return>${end}`;
}

function jsonOf(records, layout) {
  return JSON.stringify({ resultCode: "0", resultDesc: "", result: records }, undefined, { compact: 0, pretty: 2, windows: "\t" }[layout]);
}

/** What may be wrong with a record, or only unusual: each a change of its text. */
export const changes = {
  "a bad code": (text) => text.replace(/(tradeMode(?:>|":\s*"))\d/, "$19"),
  "a bad amount": (text) => text.replace(/(payTotalFee(?:>|":\s*"?))(\d+)/, "$1$2.50"),
  "no such day": (text) => text.replace(/(tradeTime(?:>|":\s*"))\d{4}-\d\d-\d\d/, "$12016-02-30"),
  "a blank": (text) => text.replace(/(orderNo(?:>|":\s*"))/, "$1 "),
  "a quote": (text) => text.replace(/(orderNo(?:>|":\s*"))([^<"]*)/, "$1“$2”"),
  "a reference": (text) => text.replace("YCT-", text.includes("<") ? "YCT&amp;" : "YCT\\u0026"),
  "a replacement character": (text) => text.replace("HIS-", "HIS\uFFFD"),
  "a lone surrogate": (text) => text.replace("HIS-", "HIS\uD83D"),
  "a zero behind a code": (text) => text.replace(/(tradeMode(?:>|":\s*")\d)/, "$1\0"),
  "a control character": (text) => text.replace("HIS-", "HIS\u0001"),
  "an amount of nine digits": (text) => text.replace(/(payTotalFee(?:>|":\s*"?))\d+/, "$1999999999"),
  "an amount of ten digits": (text) => text.replace(/(payTotalFee(?:>|":\s*"?))\d+/, "$14294967296"),
  "an amount too large": (text) => text.replace(/(payTotalFee(?:>|":\s*"?))\d+/, "$19007199254740993"),
  "a leading zero": (text) => text.replace(/(payTotalFee(?:>|":\s*"?))/, "$10"),
  "an amount as a number": (text) => text.replace(/("payTotalFee":\s*)"(\d+)"/, "$1$2"),
  "a null": (text) => text.replace(/("tradeType":\s*)"\d"/, "$1null"),
  "a text as a number": (text) => text.replace(/("orderNo":\s*)"[^"]*"/, "$1123"),
  "an astral character": (text) => text.replace("HIS-", "HIS😀"),
  "a mark of markup": (text) => text.replace("HIS-", "HIS>]"),
  "an unknown field": (text) => text.replace(/orderNo/g, "orderNoo"),
  "a comment": (text) => text.replace("<tradeTime>", "<!-- </result> --><tradeTime>"),
  "a section": (text) => text.replace(/<orderNo>([^<]*)/, "<orderNo><![CDATA[$1</result>]]>"),
  "an attribute": (text) => text.replace("<orderNo>", '<orderNo a="/result>">'),
  "a lost tag": (text) => text.replace("</orderNo>", ""),
  "a lost end": (text) => text.replace(/<\/result>|\}\s*$/, ""),
  "a lost field": (text) => text.replace(/<tradeTime>[^<]*<\/tradeTime>|"tradeTime":\s*"[^"]*",/, ""),
  "a field twice": (text) => text.replace(/(<orderNo>[^<]*<\/orderNo>|"orderNo":\s*"[^"]*",)/, "$1$1"),
  "an empty field": (text) => text.replace(/(hisOrderNo(?:>|":\s*"))[^<"]*/, "$1"),
  "an inner element": (text) => text.replace("</orderNo>", "<a>1</a></orderNo>"),
  "nothing in it": (text) => text.replace(/<result>[^]*<\/result>/, "<result></result>").replace(/\{[^]*\}/, "{}"),
  "wrappers in it": (text) => text.replace(/(<result>)([^]*)(<\/result>)/, "$1<item>$2</item><item>$2</item>$3"),
  "another element before it": (text) => text.replace("<result>", "<other>1</other><result>"),
  "text before it": (text) => text.replace("<result>", "text<result>"),
  "a refund above its payment": (text) => text.replace(/(refundTotalFee(?:>|":\s*"?))(\d+)/, "$19$2"),
  "fields in another order": (text) => text.replace(/(<tradeTime>[^<]*<\/tradeTime>\s*)(<\w+>[^<]*<\/\w+>\s*)/, "$2$1").replace(/("tradeTime":\s*"[^"]*",\s*)("\w+":\s*"[^"]*",\s*)/, "$2$1"),
};

export const longAnswer = fc
  .record({
    method: fc.constantFrom(...QUERIES),
    isJson: fc.boolean(),
    layout: fc.constantFrom(...layouts),
    count: fc.integer({ min: 1, max: 12 }),
    chinese: fc.boolean(),
    told: fc.boolean(),
    mistakes: fc.array(fc.tuple(fc.nat(11), fc.constantFrom(...Object.keys(changes))), { maxLength: 4 }),
  })
  .map((given) => ({ ...given, text: changed(answerText(given), given.mistakes) }));

export function answerText({ method, isJson, layout, count, chinese }) {
  const { result } = sampleResponse(method, { records: Math.min(count, 2) });
  const records = Array.from({ length: count }, (_, number) => recordOf(method, result[number % result.length], number, chinese));
  return (isJson ? jsonOf : xmlOf)(records, layout);
}

/** The text after each change of a record. */
export function changed(text, mistakes) {
  const pattern = text.startsWith("<") ? /<result>[^]*?<\/result>/g : /\{[^{}]*\}/g;
  return mistakes.reduce((text, [place, change]) => {
    const found = [...text.matchAll(pattern)];
    if (found.length === 0) return text;
    const { 0: record, index } = found[place % found.length];
    return text.slice(0, index) + changes[change](record) + text.slice(index + record.length);
  }, text);
}
