//! A document that is no envelope.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "envelope/root",
    severity: Error,
    title: page("不是报文", "no envelope"),
    explanation: page(
        "请求以 arg0 为根元素，响应以 return 为根元素；以 JSON 返回的响应是一个对象。请求没有 JSON 形式。",
        "A request has arg0 as its root element, an answer has return; an answer in JSON is an object. A request has no JSON form.",
    ),
    example: request("refundGeneral", &[("<arg0>", "<args>"), ("</arg0>", "</args>")]),
};

pub(crate) static UNKNOWN: Wording = wording!(
    "根元素 {0} 不是报文的根；请求应为 `arg0`，响应应为 `return`",
    "{0} is not the root of an envelope; a request has `arg0`, an answer `return`",
    "改成正确的根元素，或只粘贴报文部分",
    "use the right root element, or paste the envelope alone",
);

pub(crate) static OTHER_KIND: Wording = wording!(
    "这里应为{0}，但根元素 {1} 属于{2}",
    "{0} is expected here, but the root element {1} is that of {2}",
    "检查是否贴错了报文",
    "see whether this is the right envelope",
);

pub(crate) static JSON_REQUEST: Wording = wording!(
    "请求写成了 JSON；请求只能是 XML",
    "the request is written as JSON; a request is always XML",
    "用 XML 发送：根元素 <arg0>，参数放在 methodParams 的 CDATA 里；responseType 为 1 只表示响应用 JSON",
    "send it as XML: the root <arg0>, the parameters in CDATA inside methodParams; responseType 1 asks for the answer in JSON only",
);

pub(crate) static NO_OBJECT: Wording = wording!(
    "报文应为一个对象，这里是{0}",
    "an envelope is an object; this is {0}",
    "给出包含各字段的对象",
    "give an object that holds the fields",
);

pub(crate) static NO_BODY: Wording = wording!(
    "SOAP Body 里没有报文",
    "the SOAP Body holds no envelope",
    "Body 里应有 <arg0> 或 <return>",
    "the Body should hold <arg0> or <return>",
);

pub(crate) static SECOND: Wording = wording!(
    "SOAP Body 里不止一个报文，这里是第二个",
    "the SOAP Body holds more than one envelope; this is the second",
    "分开检查，或删除多余的一个",
    "check them one by one, or remove the one too many",
);

pub(crate) static REQUEST: Text = text("请求报文", "a request");

pub(crate) static RESPONSE: Text = text("响应报文", "an answer");
