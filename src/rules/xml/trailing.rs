//! Content after the root.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "xml/trailing",
    severity: Error,
    title: page("根元素之后有多余内容", "content after the root element"),
    explanation: page(
        "一个文本只能有一个报文。根元素结束之后不能再有文字或第二个根元素。",
        "A text holds one envelope. After the root element there may be no text and no second root.",
    ),
    example: request("refundGeneral", &[("</arg0>", "</arg0>end")]),
};

pub(crate) static TEXT: Wording = wording!(
    "根元素之后有不属于报文的文字",
    "text that is no part of the envelope stands after the root element",
    "删除根元素之后的内容",
    "remove what stands after the root element",
);

pub(crate) static SECOND_ROOT: Wording = wording!(
    "根元素之后又有别的内容；一个文本只能有一个报文",
    "something else follows the root element; a text holds one envelope",
    "分开检查，或删除多余的部分",
    "check them one by one, or remove what is too many",
);

pub(crate) static REMOVE: Text = text("删除之后的内容", "remove what follows");
