/** What is measured: each section a workload, the functions that do it, and how it is described. */
import { buildRequest, lint, parseRequest, parseResponse } from "yct-envelope";
import { answer, answerJson, brokenAnswer, requestTexts, requests } from "./documents.mjs";
import { answerPeers, requestReaders, requestWriters } from "./peers.mjs";

export const OURS = "yct-envelope";

/** Beyond 64 Mi units, which 100 000 pretty-printed records have, the size must be allowed. */
const limits = { size: 2 ** 31 };
const method = "ordersQuery";
const encoder = new TextEncoder();

const requestCount = 64;
/** A call takes one request of several, in turn. */
const inTurn = (values, run) => (call) => run(values[call % requestCount]);

const objects = (code) => ({ name: OURS, run: (text) => parseResponse(code, text, { limits }) });
const findings = (code) => ({ name: OURS, run: (source) => lint(source, { kind: "response", method: code, limits }).diagnostics });

/** The peers that can do this, each as a contender. */
const peersWith = (does, code) =>
  answerPeers
    .map((make) => make(code))
    .filter((peer) => peer[does])
    .map((peer) => ({ name: peer.name, run: peer[does] }));

/** The same function on several documents. */
const over = (document, contenders) => contenders.map(({ name, run }) => ({ name, run: () => run(document), bytes: size(document) }));
const size = (document) => (typeof document === "string" ? Buffer.byteLength(document) : document.length);

const title = (zh, en) => ({ zh, en });
const count = (records, { zh, en }) => title(`${zh}，${records.toLocaleString("en")} 条记录`, `${en}, ${records.toLocaleString("en")} records`);
const single = (records, words) => (records === 1 ? title(`${words.zh}，1 条记录`, `${words.en}, 1 record`) : count(records, words));

const toObjects = (code, records, words) => ({
  records,
  many: records === 1,
  title: single(records, words),
  contenders: () => over(answer(code, records), [objects(code), ...peersWith("objects", code)]),
});
const toObjectsOfJson = (records) => ({
  records,
  title: single(records, title("JSON 响应 → 检查过的对象", "JSON answer to checked objects")),
  contenders: () => over(answerJson(method, records), [objects(method), ...peersWith("objectsOfJson", method)]),
});
const ofBytes = (records) => ({
  records,
  title: single(records, title("字节 → 只要问题", "Bytes to findings only")),
  contenders: () => over(encoder.encode(answer(method, records)), [findings(method), ...peersWith("findingsOfBytes", method)]),
});
/** One function of ours over several documents: the name of each is what differs. */
const variants = (records, words, read, documents) => ({
  records,
  title: single(records, words),
  contenders: () => Object.entries(documents).flatMap(([name, make]) => over(make(records), [{ ...read, name }])),
});

const layouts = {
  compact: (records) => answer(method, records),
  pretty: (records) => answer(method, records, { layout: "pretty" }),
  chinese: (records) => answer(method, records, { chinese: true }),
};
const damages = {
  compact: (records) => answer(method, records),
  "one in 100 damaged": (records) => answer(method, records, { damagedEvery: 100 }),
  "clean, tolerant path": (records) => answer(method, records, { layout: "comment" }),
  "every record damaged": (records) => answer(method, records, { damagedEvery: 1 }),
  "broken XML in every record": (records) => brokenAnswer(records),
};

const xmlObjects = title("XML 响应 → 检查过的对象", "XML answer to checked objects");

/** `large`: how many records stand for an answer that is large. */
export const sections = (large) => ({
  "objects-1": toObjects(method, 1, xmlObjects),
  "objects-1000": toObjects(method, 1_000, xmlObjects),
  "objects-large": toObjects(method, large, xmlObjects),
  "objects-registrations": toObjects("regOrdersQuery", 1_000, title("regOrdersQuery 的 XML 响应 → 检查过的对象", "regOrdersQuery's XML answer to checked objects")),
  "findings-1000": ofBytes(1_000),
  "findings-large": ofBytes(large),
  "layouts-1000": variants(1_000, title("排版与文字不同的 XML 响应 → 检查过的对象", "XML answers of other layout and text to checked objects"), objects(method), layouts),
  "layouts-large": variants(large, title("排版与文字不同的 XML 响应 → 检查过的对象", "XML answers of other layout and text to checked objects"), objects(method), layouts),
  damaged: variants(1_000, title("有问题的 XML 响应 → 问题", "Damaged XML answers to findings"), findings(method), damages),
  "json-1000": toObjectsOfJson(1_000),
  "json-large": toObjectsOfJson(large),
  "request-parse": {
    many: true,
    title: title("读一个 refundGeneral 请求", "Reading one refundGeneral request"),
    contenders() {
      const texts = requestTexts(requestCount);
      return [{ name: OURS, run: (text) => parseRequest(text) }, ...requestReaders].map(({ name, run }) => ({ name, run: inTurn(texts, run), bytes: size(texts[0]) }));
    },
  },
  "request-build": {
    many: true,
    title: title("写一个 refundGeneral 请求", "Writing one refundGeneral request"),
    contenders() {
      const values = requests(requestCount);
      const bytes = size(buildRequest(values[0]));
      return [{ name: OURS, run: (value) => buildRequest(value) }, ...requestWriters].map(({ name, run }) => ({ name, run: inTurn(values, run), bytes }));
    },
  },
});
