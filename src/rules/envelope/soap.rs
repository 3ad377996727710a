//! An envelope in a SOAP body.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "envelope/soap",
    severity: Info,
    title: page("报文在 SOAP 里", "envelope in a SOAP body"),
    explanation: page(
        "arg0 和 return 是 JAX-WS 服务的默认名称，所以抓到的报文常带着 SOAP 外层。这里只检查其中的报文。",
        "arg0 and return are the default names of a JAX-WS service, so captured envelopes often come inside SOAP. What is inside the body is checked.",
    ),
    example: request("refundGeneral", &[("<arg0>", "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><arg0>"), ("</arg0>", "</arg0></s:Body></s:Envelope>")]),
};

pub(crate) static WRAPPED: Wording = wording!(
    "报文在 SOAP Body 里，已读取其中的报文",
    "the envelope stands in a SOAP Body and was read there",
    "",
    "",
);
