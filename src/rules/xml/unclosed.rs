//! An element that is never closed.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "xml/unclosed",
    severity: Error,
    title: page("元素没有结束标签", "element without an end tag"),
    explanation: page(
        "每个开始标签都要有结束标签。若文本在中途结束，多半是复制或传输时被截断。",
        "Every start tag needs its end tag. A text that ends in the middle was probably cut off when it was copied or sent.",
    ),
    example: request("refundGeneral", &[("<methodCode>refundGeneral</methodCode>", "<methodCode>refundGeneral")]),
};

pub(crate) static INSIDE: Wording = wording!(
    "元素 {0} 没有结束标签",
    "the element {0} is never closed",
    "在它的内容之后补上结束标签",
    "add its end tag after its content",
);

pub(crate) static TWICE: Wording = wording!(
    "开始标签 {0} 写了两次，第一个没有结束",
    "the start tag {0} is written twice; the first is never closed",
    "删除多余的一个",
    "remove one of them",
);

pub(crate) static AT_END: Wording = wording!(
    "文本到此结束，但元素 {0} 还没有关闭",
    "the text ends here, but the element {0} is still open",
    "文本可能被截断：补全后面的内容和结束标签",
    "the text was probably cut off: add the rest, and the end tag",
);

pub(crate) static CLOSE: Text = text("补上结束标签", "add what closes it");
pub(crate) static REMOVE: Text = text("删除多余的开始标签", "remove the extra start tag");
pub(crate) static OPENED: Text = text("在这里打开", "opened here");
