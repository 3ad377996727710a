//! A DTD.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "xml/doctype",
    severity: Error,
    title: page("不允许 DTD", "DTD refused"),
    explanation: page(
        "DTD 可以定义实体，是读取本地文件、耗尽内存等攻击的入口。本协议不需要它，因此一律拒绝。",
        "A DTD can define entities, and so opens the way to reading local files and exhausting memory. The protocol has no need of one: it is always refused.",
    ),
    example: request("refundGeneral", &[("<arg0>", "<!DOCTYPE arg0><arg0>")]),
};

pub(crate) static REFUSED: Wording = wording!(
    "报文中有 DTD（<!DOCTYPE …>），一律不接受",
    "there is a DTD (<!DOCTYPE …>), which is always refused",
    "删除整个 <!DOCTYPE …>",
    "remove the whole <!DOCTYPE …>",
);

pub(crate) static REMOVE: Text = text("删除 DTD", "remove the DTD");
