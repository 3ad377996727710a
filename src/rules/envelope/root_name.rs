//! The root name that the prose of the specification uses.

use crate::catalog::methods::{REQUEST_ROOT, RESPONSE_ROOT};
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "envelope/root-name",
    severity: Info,
    title: page("根元素用了正文中的名称", "root named as in the prose"),
    explanation: page(
        "规范正文称根节点为 request、response，而所有示例都用 arg0、return。两种都能读取，发送时用示例的名称。",
        "The prose of the specification calls the roots request and response; every sample uses arg0 and return. Both are read; send the names of the samples.",
    ),
    example: request("refundGeneral", &[("<arg0>", "<request>"), ("</arg0>", "</request>")]),
};

pub(crate) static PROSE: Wording = wording!(
    "根元素 {0} 是规范正文的叫法，示例用的是 `{1}`",
    "{0} is the root's name in the prose of the specification; its samples use `{1}`",
    "改名为 `{1}`",
    "use `{1}`",
);

pub(crate) static RENAME: Text = text("改名为 `{1}`", "rename to `{1}`");

pub(crate) fn check(cx: &mut Context, root: NodeId) {
    let name = cx.message.name(root);
    let Some([sample, _]) = [REQUEST_ROOT, RESPONSE_ROOT].into_iter().find(|[_, prose]| *prose == name) else { return };
    let finding = Finding::new(&RULE, &PROSE, Some(root), cx.message.tag_source(root));
    let edits = cx.message.rename(root, sample);
    let name = cx.quote_name(root);
    cx.report(finding.arg(name).plain(sample).structural_fix(&RENAME, edits));
}
