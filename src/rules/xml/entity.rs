//! An entity that XML does not have.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "xml/entity",
    severity: Error,
    title: page("未定义的实体", "undefined entity"),
    explanation: page(
        "XML 只有五个实体：&lt; &gt; &amp; &quot; &apos;，另有 &#数字; 形式的字符引用。&nbsp; 之类的 HTML 实体在报文中不能用。",
        "XML has five entities, &lt; &gt; &amp; &quot; &apos;, and character references such as &#160;. Those of HTML, &nbsp; among them, are not available.",
    ),
    example: request("refundGeneral", &[("A&#160;B", "A&nbsp;B")]).good(&[("示例：患者取消预约", "A&#160;B")]),
};

pub(crate) static UNKNOWN: Wording = wording(
    "实体 {0} 没有定义；可用的只有 &lt; &gt; &amp; &quot; &apos; 和 &#数字;",
    "the entity {0} is not defined; there are &lt; &gt; &amp; &quot; &apos; and &#number;",
    "直接写该字符，或写成 &#数字; 的形式；若 & 就是文字本身，写成 &amp;",
    "write the character itself, or its reference such as &#160; – where the & is text, write &amp;",
);
