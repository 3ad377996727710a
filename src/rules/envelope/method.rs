//! A methodCode that names no method.

use crate::catalog::methods::{METHOD_CODE, METHOD_PARAMS};
use crate::catalog::{METHODS, Method};
use crate::rules::prelude::*;
use crate::similar::meant;

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

pub(crate) static UNKNOWN: Wording = wording!(
    "{0} 的值是 {1}，没有这个接口",
    "{0} is {1}, which is not a method",
    "可用的接口：{3}",
    "the methods are: {3}",
);

pub(crate) static NEAR: Wording = wording!(
    "{0} 的值是 {1}，没有这个接口，可能是 {2}",
    "{0} is {1}, which is not a method; perhaps {2} is meant",
    "改成 {2}，大小写也要一致",
    "write {2}; case counts",
);

/// The method, or a finding.
pub(crate) fn check(cx: &mut Context, node: NodeId) -> Option<&'static Method> {
    let (text, _) = cx.trimmed(node);
    if let Some(method) = Method::find(text) {
        return Some(method);
    }
    let names = |at: usize| METHODS.get(at).map(|method| [method.title.zh, method.title.en, method.code]);
    let mut near = Vec::new();
    let mut most = 0;
    for method in meant(text, &names).into_iter().filter_map(|at| METHODS.get(at)) {
        let given = given(cx, node, method);
        if given > most {
            near.clear();
            most = given;
        }
        if given == most {
            near.push(method.code);
        }
    }
    let quote = |code: &str| Arg::Quote(code.to_owned(), None);
    let mut finding = cx.about(&RULE, if near.is_empty() { &UNKNOWN } else { &NEAR }, node, &METHOD_CODE);
    let mut quoted = Vec::new();
    for code in near {
        quoted.push(quote(code));
        finding = finding.write(quote(code), false, cx.instead(node, code));
    }
    cx.report(finding.arg(Arg::AnyOf(quoted)).arg(Arg::Methods));
    None
}

/// How many of a method's parameters the request gives.
fn given(cx: &Context, node: NodeId, method: &Method) -> usize {
    let root = cx.message.node(node).and_then(|node| node.parent());
    let params = root.and_then(|root| cx.message.child(root, METHOD_PARAMS.name));
    let has = |name| params.is_some_and(|params| cx.message.child(params, name).is_some());
    method.params.iter().filter(|field| has(field.name)).count()
}
