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

pub(crate) static BROKEN: Wording = wording(
    "XML 声明 {0} 写法有误",
    "the XML declaration {0} is wrong",
    "写成 <?xml version=\"1.0\" encoding=\"UTF-8\"?>",
    "write <?xml version=\"1.0\" encoding=\"UTF-8\"?>",
);

pub(crate) static LATE: Wording = wording(
    "XML 声明只能出现一次，并且必须位于文本最开头",
    "an XML declaration may stand only once, at the very start of the text",
    "删除它之前的内容，或删除多余的声明",
    "remove what stands before it, or the declaration that is too many",
);
