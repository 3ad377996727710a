/**
 * Broken envelopes as a person meets them: each a sound envelope in which `from` was replaced by `to`. The page prints that piece, or what
 * stands `around` it, or what is `shown` for a piece that is long or cannot be seen.
 */
import { encoders } from "../js/encodings.mjs";

const refund = `<?xml version="1.0" encoding="UTF-8"?>
<arg0>
<responseType>0</responseType>
<methodCode>refundGeneral</methodCode>
<methodParams><![CDATA[
<secret>SAMPLE-SECRET-NOT-REAL</secret>
<refundType>1</refundType>
<orderNo>YCT-SAMPLE-0001</orderNo>
<hisRefundOrderNo>HIS-SAMPLE-0001</hisRefundOrderNo>
<refundAmout>30000</refundAmout>
<refundTime>2016-08-27 10:15:00</refundTime>
<refundReason>患者取消预约</refundReason>
]]></methodParams>
</arg0>`;

const query = `<?xml version="1.0" encoding="UTF-8"?>
<arg0>
<responseType>0</responseType>
<methodCode>ordersQuery</methodCode>
<methodParams><![CDATA[
<secret>SAMPLE-SECRET-NOT-REAL</secret>
<orderMode>0</orderMode>
<regMode>3</regMode>
<tradeMode>3</tradeMode>
<startTime>2016-08-27 00:00:00</startTime>
<endTime>2016-08-28 00:00:00</endTime>
]]></methodParams>
</arg0>`;

const stop = `<?xml version="1.0" encoding="UTF-8"?>
<arg0>
<responseType>0</responseType>
<methodCode>stopReg</methodCode>
<methodParams><![CDATA[
<secret>SAMPLE-SECRET-NOT-REAL</secret>
<orderList>YCT-SAMPLE-0001,YCT-SAMPLE-0002</orderList>
]]></methodParams>
</arg0>`;

const waiting = `<?xml version="1.0" encoding="UTF-8"?>
<arg0>
<responseType>0</responseType>
<methodCode>msgPush</methodCode>
<methodParams><![CDATA[
<secret>SAMPLE-SECRET-NOT-REAL</secret>
<voucherType>1</voucherType>
<voucherCode>SAMPLE-CARD-0001</voucherCode>
<eventCode>16</eventCode>
<eventParams>
<patName>示例患者</patName>
<patCardNo>SAMPLE-CARD-0001</patCardNo>
<serialNum>A015</serialNum>
<currentNum>3</currentNum>
<deptName>示例科室</deptName>
<doctorName>示例医生</doctorName>
<hisOrderNo>HIS-SAMPLE-0001</hisOrderNo>
<hospitalName>示例医院</hospitalName>
<visitLocation>示例楼 3 层</visitLocation>
</eventParams>
]]></methodParams>
</arg0>`;

const answer = `<?xml version="1.0" encoding="UTF-8"?>
<return>
<resultCode>0</resultCode>
<resultDesc></resultDesc>
</return>`;

const json = `{
  "resultCode": "0",
  "resultDesc": ""
}`;

/** The sound envelopes, by the names that cases use. */
export const bases = { refund, query, stop, waiting, answer, json };

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const entities = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const bare = refund.replace(declaration, "");

/** What is not well-formed, outside or inside the CDATA. */
const damaged = [
  { zh: "照抄规范示例的 XML 声明", en: "the declaration as the specification prints it", base: "refund", from: declaration.trim(), to: "<?xml version=”1.0”encoding=”UTF-8”?>" },
  { zh: "声明之前多了一个空行", en: "a blank line before the declaration", base: "refund", from: "<?xml", to: "\n<?xml" },
  { zh: "照抄规范示例的结束标签（多一个空格）", en: "a spaced end tag, as the specification prints it", base: "waiting", from: "</patCardNo>", to: "</ patCardNo>" },
  { zh: "照抄规范示例：最后的 </return> 写成 <return>", en: "<return> for the last </return>, as the specification prints it", base: "answer", from: "</return>", to: "<return>" },
  { zh: "结束标签拼错", en: "a misspelt end tag", base: "refund", from: "</orderNo>", to: "</orderno>", around: "<orderNo>YCT-SAMPLE-0001</orderno>" },
  { zh: "漏写结束标签", en: "an end tag left out", base: "refund", from: "</refundType>", to: "", around: "<refundType>1" },
  { zh: "开始标签里多一个空格", en: "a spaced start tag", base: "refund", from: "<refundType>", to: "< refundType>", around: "< refundType>1</refundType>" },
  { zh: "值里有 &", en: "a bare & in a value", base: "refund", from: "患者取消预约", to: "挂号费&诊查费" },
  { zh: "值里有 <", en: "a bare < in a value", base: "refund", from: "患者取消预约", to: "余额<300元" },
  { zh: "值里有 ]]>", en: "a ]]> in a value", base: "refund", from: "患者取消预约", to: "见 a[b[0]]>1" },
  { zh: "CDATA 套了两层", en: "CDATA put around twice", base: "refund", from: /<!\[CDATA\[([^]*)\]\]>/, to: "<![CDATA[<![CDATA[$1]]>]]>", shown: "<![CDATA[<![CDATA[…]]>]]>" },
  { zh: "参数里的值又用了 CDATA", en: "a value in a CDATA section of its own", base: "refund", from: "患者取消预约", to: "<![CDATA[患者取消预约]]>" },
  { zh: "CDATA 没有结束", en: "an unclosed CDATA section", base: "refund", from: "]]></methodParams>", to: "</methodParams>" },
  { zh: "值里有控制字符 U+0001", en: "a control character, U+0001, in a value", base: "refund", from: "患者取消预约", to: "患者\u0001取消预约", shown: "患者␁取消预约" },
  { zh: "HTML 实体", en: "an entity of HTML", base: "refund", from: "患者取消预约", to: "患者&nbsp;取消预约" },
  { zh: "报文被截断", en: "a text that was cut off", base: "refund", from: /00<\/refundAmout>[^]*/, to: "", around: "<refundAmout>300" },
  { zh: "连同日志一起复制", en: "copied with a line of the log", base: "refund", from: declaration, to: "2016-08-27 10:15:00.123 INFO  请求报文：", shown: "2016-08-27 10:15:00.123 INFO  请求报文：<arg0>" },
  { zh: "两个报文贴在一起", en: "two envelopes in one text", base: "answer", from: /$/, to: `\n${answer.replace(declaration, "")}`, shown: "</return>⏎<return>" },
  { zh: "同一个属性写了两次", en: "an attribute twice", base: "refund", from: "<arg0>", to: '<arg0 id="1" id="2">' },
  { zh: "从 JSON 字符串里复制，带着 \\n 和 \\\"", en: 'copied out of a JSON string, with \\n and \\"', base: "refund", from: /^[^]*$/, to: () => JSON.stringify(refund).slice(1, -1), shown: '<?xml version=\\"1.0\\" encoding=\\"UTF-8\\"?>\\n<arg0>\\n…' },
];

/** What a parser of XML reads and the protocol does not want, or not like this. */
const readable = [
  { zh: "中文输入法打出的全角标签", en: "full-width tags from a Chinese input method", base: "refund", from: "<secret>SAMPLE-SECRET-NOT-REAL</secret>", to: "＜secret＞SAMPLE-SECRET-NOT-REAL＜/secret＞" },
  { zh: "报文带着 DTD", en: "a DTD", base: "refund", from: "<arg0>", to: "<!DOCTYPE arg0>\n<arg0>", shown: "<!DOCTYPE arg0>" },
  { zh: "SOAP 外层里的报文", en: "an envelope inside SOAP", base: "refund", from: /<arg0>[^]*<\/arg0>/, to: '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>$&</soap:Body></soap:Envelope>', shown: "<soap:Envelope …><soap:Body><arg0>…" },
  { zh: "报文转义后放在一个元素里", en: "an envelope, escaped, inside an element", base: "refund", from: /^[^]*$/, to: `<string>${entities(bare)}</string>`, shown: "<string>&lt;arg0&gt;…" },
  { zh: "金额写成了元", en: "yuan where fen belong", base: "refund", from: "<refundAmout>30000<", to: "<refundAmout>300.00<", around: "<refundAmout>300.00</refundAmout>" },
  { zh: "把规范的拼写“改正”了", en: "the specification's spelling “corrected”", base: "refund", from: /refundAmout/g, to: "refundAmount", around: "<refundAmount>30000</refundAmount>" },
  { zh: "接口名少一个 s（规范 1.1 就是这样写的）", en: "a method's name without its s (as section 1.1 writes it)", base: "query", from: "ordersQuery", to: "orderQuery" },
  { zh: "代码处写了名称", en: "a label in place of its code", base: "refund", from: "<refundType>1<", to: "<refundType>挂号退费<", around: "<refundType>挂号退费</refundType>" },
  { zh: "代码前补了零", en: "a padded code", base: "refund", from: "<refundType>1<", to: "<refundType>01<", around: "<refundType>01</refundType>" },
  { zh: "不存在的日期", en: "a day that does not exist", base: "refund", from: "2016-08-27 10:15:00", to: "2016-02-30 10:15:00" },
  { zh: "开始时间晚于结束时间", en: "a start after its end", base: "query", from: "<startTime>2016-08-27 00", to: "<startTime>2016-08-29 00", around: "<startTime>2016-08-29 00:00:00</startTime>" },
  { zh: "缺少必填项", en: "a required field left out", base: "refund", from: "<refundType>1</refundType>\n", to: "", shown: { zh: "（没有 refundType）", en: "(no refundType)" } },
  { zh: "同一个字段写了两次", en: "a field twice", base: "refund", from: "<orderNo>", to: "<orderNo>YCT-SAMPLE-0009</orderNo>\n<orderNo>", shown: "<orderNo>YCT-SAMPLE-0009</orderNo>⏎<orderNo>YCT-SAMPLE-0001</orderNo>" },
  { zh: "订单号之间用了中文逗号", en: "a Chinese comma between order numbers", base: "stop", from: "0001,YCT", to: "0001，YCT", around: "YCT-SAMPLE-0001，YCT-SAMPLE-0002" },
  { zh: "声明为 UTF-8，实际是 GBK 字节", en: "GBK bytes under a declaration of UTF-8", base: "refund", from: "患者取消预约", to: "患者取消预约", encoding: "GBK" },
  { zh: "JSON 响应里多一个逗号", en: "a comma too many in a JSON answer", base: "json", from: '""\n', to: '"",\n', around: '"resultDesc": "",' },
];

/** Each with its whole text, and its bytes where they are no UTF-8. */
const made = ({ zh, en, base, from, to, around, shown, encoding }) => {
  const sound = bases[base];
  const text = sound.replace(from, to);
  if (!encoding && text === sound) throw new Error(`${base} lacks ${from}`);
  return { zh, en, base, text, bytes: encoding && encoders[encoding](text), piece: shown ?? around ?? to };
};

export const damagedCases = damaged.map(made);
export const readableCases = readable.map(made);
