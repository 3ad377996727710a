//! A methodCode that names no method.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "envelope/method",
    severity: Error,
    title: page("未知的接口名称", "unknown method"),
    explanation: page(
        "methodCode 必须是规范第 2 章定义的接口名称，区分大小写。规范 1.1 节举例写作 orderQuery，2.3 节定义的是 ordersQuery，以后者为准。",
        "methodCode is the name of a method that section 2 defines; case counts. Section 1.1 writes orderQuery in an example, section 2.3 defines ordersQuery, and that is what counts.",
    ),
    example: request("ordersQuery", &[(">ordersQuery<", ">orderQuery<")]),
};

pub(crate) static UNKNOWN: Wording = wording(
    "`methodCode`（接口名称）的值 {0} 不是任何接口",
    "`methodCode` (Method name) is {0}, which is not a method",
    "可用的接口：{2}",
    "the methods are: {2}",
);

pub(crate) static NEAR: Wording = wording(
    "`methodCode`（接口名称）的值 {0} 不是任何接口，可能是 `{1}`",
    "`methodCode` (Method name) is {0}, which is not a method; perhaps `{1}` is meant",
    "改成 `{1}`",
    "write `{1}`",
);

/// The method, or a finding.
pub(crate) fn check(cx: &mut Context, node: NodeId) -> Option<&'static crate::catalog::Method> {
    let (text, _) = cx.trimmed(node);
    let found = crate::catalog::Method::find(text);
    if found.is_none() {
        let near = crate::catalog::METHODS.iter().find(|method| crate::similar::is_near(text, method.code));
        let wording = if near.is_some() { &NEAR } else { &UNKNOWN };
        let finding = Finding::new(&RULE, wording, Some(node), cx.at(node)).arg(cx.quote(&crate::catalog::methods::METHOD_CODE, node));
        cx.report(finding.plain(near.map_or("", |method| method.code)).arg(Arg::Methods));
    }
    found
}
