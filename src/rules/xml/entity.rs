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

pub(crate) static UNKNOWN: Wording = wording!(
    "实体 {0} 没有定义；可用的只有 &lt; &gt; &amp; &quot; &apos; 和 &#数字;",
    "the entity {0} is not defined; there are &lt; &gt; &amp; &quot; &apos; and &#number;",
    "直接写出这个字符，或用 &#160; 这样的引用；要的就是 & 时写成 &amp;",
    "write the character itself or a reference such as &#160;; for a plain & write &amp;",
);

pub(crate) static REPLACE: Text = text("改成 {1}", "write {1}");

/// What people mean by entities of HTML.
const KNOWN: &[(&str, &str)] = &[
    ("nbsp", "&#160;"),
    ("ensp", "&#8194;"),
    ("emsp", "&#8195;"),
    ("middot", "&#183;"),
    ("times", "&#215;"),
    ("yen", "&#165;"),
    ("hellip", "&#8230;"),
    ("mdash", "&#8212;"),
    ("ldquo", "&#8220;"),
    ("rdquo", "&#8221;"),
    ("lsquo", "&#8216;"),
    ("rsquo", "&#8217;"),
];

/// What to write in the place of a reference to an entity that XML does not have.
pub(crate) fn meant(reference: &str) -> String {
    let name = reference.trim_matches(['&', ';']);
    let lower = name.to_ascii_lowercase();
    match KNOWN.iter().find(|(known, _)| *known == lower) {
        Some((_, meant)) => (*meant).to_owned(),
        None if ["lt", "gt", "amp", "quot", "apos"].contains(&lower.as_str()) => format!("&{lower};"),
        None => format!("&amp;{name};"),
    }
}
