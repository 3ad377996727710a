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

pub(crate) static EMPTY: Wording = wording(
    "文本是空的，没有报文",
    "the text is empty: there is no envelope",
    "粘贴以 <arg0> 或 <return> 为根的完整报文",
    "paste a whole envelope, with <arg0> or <return> as its root",
);

pub(crate) static NO_ROOT: Wording = wording(
    "文本中没有根元素，不是 XML 报文",
    "the text has no root element: it is not an XML envelope",
    "请求以 <arg0> 为根，响应以 <return> 为根",
    "a request has <arg0> as its root, an answer <return>",
);

pub(crate) static TAG: Wording = wording(
    "标签内的 {0} 写法有误；标签名之后只能是 名称=\"值\" 形式的属性",
    "{0} is wrong inside a tag; only attributes written name=\"value\" may follow the name",
    "补全或删除它；本协议的标签不需要属性",
    "complete or remove it; tags of this protocol need no attributes",
);

pub(crate) static ATTRIBUTE_TWICE: Wording = wording(
    "同一个标签里属性 {0} 出现了两次",
    "the attribute {0} appears twice in one tag",
    "只保留一个；本协议的标签不需要属性",
    "keep one; tags of this protocol need no attributes",
);

pub(crate) static COMMENT: Wording = wording(
    "注释写法有误：<!-- 与 --> 之间不能出现 --",
    "the comment is wrong: -- may not stand between <!-- and -->",
    "删除注释，或去掉其中的 --",
    "remove the comment, or the -- inside it",
);

pub(crate) static INSTRUCTION: Wording = wording(
    "处理指令写法有误，应为 <?名称 内容?>",
    "the processing instruction is wrong; it is written <?name content?>",
    "删除它；报文不需要处理指令",
    "remove it; an envelope needs no processing instruction",
);

pub(crate) static OPEN_MARKUP: Wording = wording(
    "从 {0} 开始的标记没有结束",
    "the markup that starts with {0} does not end",
    "补上结束的 >",
    "add the closing >",
);
