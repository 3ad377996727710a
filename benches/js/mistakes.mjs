/** One mistake each, in an answer that is right otherwise: what a peer that claims to check an answer should notice. */
import { answer, answerJson } from "./documents.mjs";

/** What the record says, which XML and JSON have alike. `method` decides how the refund number is called. */
const values = {
  "time/form": { zh: "时间用斜线", en: "a time with slashes", change: ["tradeTime", "2016/08/27 09:30:00"] },
  "time/hour": { zh: "24 时", en: "hour 24", change: ["tradeTime", "2016-08-27 24:00:00"] },
  "time/day": { zh: "2 月 30 日", en: "30 February", change: ["tradeTime", "2016-02-30 09:30:00"] },
  "amount/yuan": { zh: "金额写成元", en: "yuan for fen", change: ["payTotalFee", "19.90"] },
  "amount/padded": { zh: "金额前补零", en: "a padded amount", change: ["payTotalFee", "0199000"] },
  "amount/range": { zh: "金额超出范围", en: "an amount out of range", change: ["payTotalFee", "9007199254740992"] },
  "amount/refund": { zh: "退费多于支付", en: "a refund over its payment", change: ["refundTotalFee", "99999999"] },
  "code/unknown": { zh: "未知代码", en: "an unknown code", change: ["tradeMode", "9"] },
  "code/all": { zh: "记录里的 tradeMode 0", en: "tradeMode 0 in a record", change: ["tradeMode", "0"] },
  "field/empty": { zh: "必填项为空", en: "a required field left empty", change: ["orderNo", ""] },
  "field/missing": { zh: "缺少必填项", en: "a required field left out", change: ["orderNo", undefined] },
  "field/unknown": { zh: "多出的字段", en: "an unknown field", change: ["remark", "x"] },
  "refund/number": { zh: "退费记录没有退费单号", en: "a refund without its number", change: ["refund number", ""] },
  "text/blank": { zh: "值两边有空格", en: "a blank beside a value", change: ["hisOrderNo", " HIS-1"] },
};

/** What only the XML text shows. */
const texts = {
  "xml/end-tag": { zh: "结束标签拼错", en: "a misspelt end tag", change: ["</orderNo>", "</orderno>"] },
  "xml/unclosed": { zh: "报文被截断", en: "a text cut off", change: [/<\/tradeType><\/result><\/return>$/, ""] },
  "xml/ampersand": { zh: "未转义的 &", en: "a bare &", change: ["</orderNo>", "&</orderNo>"] },
  "xml/cdata-end": { zh: "值里有 ]]>", en: "]]> in a value", change: ["</orderNo>", "]]>1</orderNo>"] },
  "xml/character": { zh: "控制字符", en: "a control character", change: ["</orderNo>", "\u00011</orderNo>"] },
  "xml/noncharacter": { zh: "U+FFFF", en: "U+FFFF", change: ["</orderNo>", "\uffff1</orderNo>"] },
  "xml/surrogate": { zh: "半个代理对", en: "half a surrogate pair", change: ["</orderNo>", "\ud8001</orderNo>"] },
  "xml/attribute": { zh: "多余的属性", en: "an attribute", change: ["<orderNo>", '<orderNo id="1">'] },
  "xml/twice": { zh: "字段重复", en: "a field twice", change: ["<orderNo>", "<orderNo>1</orderNo><orderNo>"] },
  "xml/roots": { zh: "两个根元素", en: "two roots", change: [/$/, "<return></return>"] },
};

/** What only the JSON text shows. */
const jsonTexts = {
  "json/twice": { zh: "键重复", en: "a key twice", change: ['"orderNo":', '"orderNo":"1","orderNo":'] },
};

export const valueMistakes = Object.keys(values);
export const mistakes = { ...values, ...texts, ...jsonTexts };

/** Among these records is a refund, and it is what is changed. */
const RECORDS = 3;

/** The documents with one mistake each: its name, and XML or JSON or both, where it can be made. */
export function mistaken(method, refundNumber) {
  const changed = ([name, value]) => ({ change: (record, at) => (at === RECORDS - 1 ? { ...record, [name === "refund number" ? refundNumber : name]: value } : record) });
  return [
    ...Object.entries(values).map(([name, { change }]) => ({ name, xml: answer(method, RECORDS, changed(change)), json: answerJson(method, RECORDS, changed(change)) })),
    ...Object.entries(texts).map(([name, { change }]) => ({ name, xml: answer(method, RECORDS).replace(...change) })),
    ...Object.entries(jsonTexts).map(([name, { change }]) => ({ name, json: answerJson(method, RECORDS).replace(...change) })),
  ];
}
