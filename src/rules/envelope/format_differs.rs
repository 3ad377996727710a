//! An answer in another format than its request asks for.

use crate::catalog::codes::ResponseType;
use crate::rules::prelude::*;
use crate::sample::Base;

pub(crate) static RULE: Rule = Rule {
    id: "envelope/format-differs",
    severity: Warning,
    title: page("响应格式与请求不符", "answer in another format than asked for"),
    explanation: page(
        "请求用 responseType 指定响应的格式：0 为 XML，1 为 JSON。按约定的格式去解析的程序读不了另一种。",
        "A request says by responseType what its answer is to be in: 0 XML, 1 JSON. A program that reads the one cannot read the other.",
    ),
    example: answer("stopReg", 0, &[]).bad_base(Base::Json("stopReg", 0)).asked("stopReg", &[]),
};

pub(crate) static DIFFERENT: Wording = wording!(
    "响应是 {0}，而请求的 `responseType` 是 {2}，要的是 {1}",
    "the answer is in {0}, but `responseType` {2} of the request asks for {1}",
    "用 {1} 响应；若要的就是 {0}，请求中应写 {3}",
    "answer in {1}; to get {0}, ask with {3}",
);

/// Reports an answer that is not in the format asked for.
pub(crate) fn report(cx: &mut Context, root: NodeId, found: ResponseType, asked: ResponseType) {
    let finding = Finding::new(&RULE, &DIFFERENT, Some(root), cx.message.container_source(root)).section("1.1");
    let name = |format: ResponseType| format.row().label.en;
    cx.report(finding.plain(name(found)).plain(name(asked)).plain(asked.code()).plain(found.code()));
}
