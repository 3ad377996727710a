//! An XML declaration that is broken or out of place.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "xml/declaration",
    severity: Error,
    title: page("XML 声明有误", "broken XML declaration"),
    explanation: page(
        "第一行的 <?xml … ?> 必须用半角引号，各部分之间要有空格，并且只能出现一次、位于最开头。规范的示例用了中文引号且缺少空格，照抄就会出错。",
        "The first line, <?xml … ?>, needs straight quotes and a space between its parts, and stands once, at the very start. The specification prints it with typographic quotes and without the space: copied as it is, it fails.",
    ),
    example: request("refundGeneral", &[("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<?xml version=”1.0”encoding=”UTF-8”?>")]),
};

pub(crate) static BROKEN: Wording = wording!(
    "XML 声明 {0} 写法有误，应为 `{1}`",
    "the XML declaration {0} should read `{1}`",
    "用半角引号，各项之间留空格",
    "use straight quotes, and a space between the parts",
);

pub(crate) static SPACED: Wording = wording!(
    "XML 声明之前有空白；它必须在文本最开头",
    "white space stands before the XML declaration, which belongs at the very start of the text",
    "删除它之前的空白",
    "remove the white space before it",
);

pub(crate) static LATE: Wording = wording!(
    "这里的 XML 声明是多余的，或前面还有内容；声明只能有一个，位于文本最开头",
    "this XML declaration is one too many, or something stands before it; there is only one, at the very start of the text",
    "删除这个声明",
    "remove this declaration",
);

pub(crate) static REWRITE: Text = text("改成 `{1}`", "write `{1}`");
pub(crate) static MOVE: Text = text("删除声明之前的空白", "remove the white space before the declaration");
pub(crate) static REMOVE: Text = text("删除这个声明", "remove this declaration");
