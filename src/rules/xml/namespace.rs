//! A namespace prefix or declaration.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "xml/namespace",
    severity: Info,
    title: page("命名空间被忽略", "namespace ignored"),
    explanation: page(
        "本协议不用命名空间。有些 WebService 框架会自动加上前缀或 xmlns 声明；读取时忽略，不影响含义。",
        "The protocol uses no namespaces. Some web service frameworks add prefixes or xmlns declarations; they are ignored and change nothing.",
    ),
    example: request("refundGeneral", &[("<arg0>", "<arg0 xmlns=\"http://example.com/yct\">")]),
};

pub(crate) static IGNORED: Wording = wording!(
    "命名空间 {0} 会被忽略；本协议不用命名空间",
    "the namespace {0} is ignored; the protocol uses none",
    "",
    "",
);
