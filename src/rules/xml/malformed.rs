//! What is not well-formed XML and has no rule of its own.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "xml/malformed",
    severity: Error,
    title: page("XML 写法有误", "not well-formed XML"),
    explanation: page(
        "XML 解析器遇到第一处写法错误就会放弃整个报文：标签、注释或属性写得不合规，或者根本没有根元素。按提示改正该处即可。",
        "An XML parser gives up the whole message at the first such mistake: a tag, comment or attribute that is not made as XML asks, or no root element at all. Mend the place that is marked.",
    ),
    example: request("refundGeneral", &[("format of the", "format -- of the")]).good(&[("<responseType>0", "<!-- format of the answer --><responseType>0")]),
};

pub(crate) static EMPTY: Wording = wording!(
    "文本是空的，没有报文",
    "the text is empty: there is no envelope",
    "粘贴以 <arg0> 或 <return> 为根的完整报文",
    "paste a whole envelope, with <arg0> or <return> as its root",
);

pub(crate) static NO_ROOT: Wording = wording!(
    "文本中没有根元素，不是 XML 报文",
    "the text has no root element: it is not an XML envelope",
    "请求以 <arg0> 为根，响应以 <return> 为根",
    "a request has <arg0> as its root, an answer <return>",
);

pub(crate) static TAG: Wording = wording!(
    "标签里的 {0} 不合语法；标签名后面只能是 名称=\"值\" 形式的属性",
    "{0} cannot stand in a tag; after its name there are only attributes, written name=\"value\"",
    "删除它；本协议的标签不需要属性",
    "remove it; tags of this protocol need no attributes",
);

pub(crate) static SPACED: Wording = wording!(
    "标签 {0} 里的空格位置不对，< 和 / 之后不能有空格",
    "the tag {0} has a space where none may be: after its < or its /",
    "去掉这个空格",
    "remove the space",
);

pub(crate) static TORN: Wording = wording!(
    "标签 {0} 的名称中间有空格",
    "the tag {0} has a space inside its name",
    "去掉名称中间的空格",
    "remove the space inside the name",
);

pub(crate) static NOT_EMPTY: Wording = wording!(
    "标签 {0} 多了一个 /，后面还有它的值和结束标签",
    "the tag {0} has a / too many: its value and its end tag follow",
    "去掉 /",
    "remove the /",
);

pub(crate) static LOST_MARK: Wording = wording!(
    "{0} 应为开始标签 `<{1}>`",
    "{0} should be the start tag `<{1}>`",
    "改成 `<{1}>`",
    "write `<{1}>`",
);

pub(crate) static ATTRIBUTE_TWICE: Wording = wording!(
    "同一个标签里属性 {0} 出现了两次",
    "the attribute {0} appears twice in one tag",
    "只保留一个；本协议的标签不需要属性",
    "keep one; tags of this protocol need no attributes",
);

pub(crate) static COMMENT: Wording = wording!(
    "注释里不能有 --，也不能以 - 结尾",
    "a comment may not hold -- or end in -",
    "删除注释，或去掉其中的 --",
    "remove the comment, or the -- inside it",
);

pub(crate) static OPEN_COMMENT: Wording = wording!(
    "注释没有结束：找不到 -->",
    "the comment is never closed: its --> is missing",
    "在注释之后补上 -->",
    "add --> after the comment",
);

pub(crate) static INSTRUCTION: Wording = wording!(
    "处理指令写法有误，应为 <?名称 内容?>",
    "the processing instruction is not written <?name content?>",
    "删除它；报文不需要处理指令",
    "remove it; an envelope needs no processing instruction",
);

pub(crate) static OPEN_MARKUP: Wording = wording!(
    "{0} 没有写完，缺少 >",
    "{0} is not complete: its > is missing",
    "补上 >，或删除它",
    "add the >, or remove it",
);

pub(crate) static OTHER_MARKUP: Wording = wording!(
    "{0} 不是注释（<!-- … -->），也不是 CDATA（<![CDATA[ … ]]>）",
    "{0} is neither a comment (<!-- … -->) nor CDATA (<![CDATA[ … ]]>)",
    "改成其中一种，或删除它",
    "make it one of them, or remove it",
);

pub(crate) static GARBLED: Wording = wording!(
    "从这里开始无法读懂",
    "from here on nothing can be made out",
    "改正这里和前面的标签，再检查一次",
    "mend the tags here and before it, and check again",
);

pub(crate) static REMOVE: Text = text("删除它", "remove it");
pub(crate) static REMOVE_SPACE: Text = text("去掉空格", "remove the space");
pub(crate) static REMOVE_SLASH: Text = text("去掉 /", "remove the /");
pub(crate) static WRITE: Text = text("改成 `<{1}>`", "write `<{1}>`");
pub(crate) static CLOSE: Text = text("补上 >", "add >");
pub(crate) static CLOSE_COMMENT: Text = text("补上 -->", "add -->");
