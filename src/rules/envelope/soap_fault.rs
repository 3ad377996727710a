//! A SOAP Fault.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "envelope/soap-fault",
    severity: Error,
    title: page("SOAP 错误", "SOAP fault"),
    explanation: page(
        "对方返回的是 SOAP Fault，不是协议的响应：调用在到达接口之前就失败了，例如地址或方法不对。",
        "The other side returned a SOAP Fault, not an answer of the protocol: the call failed before it reached the API, for a wrong address or operation for example.",
    ),
    example: answer(
        "stopReg",
        0,
        &[("", r#"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring>error</faultstring></s:Fault></s:Body></s:Envelope>"#)],
    ),
};

pub(crate) static FAULT: Wording = wording!(
    "SOAP Body 里是 Fault，不是响应报文",
    "the SOAP Body holds a Fault, not an answer",
    "查看 faultstring，检查请求地址、SOAPAction 和方法名",
    "read its faultstring; check the address, the SOAPAction and the operation",
);
