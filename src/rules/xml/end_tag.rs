//! An end tag that is misspelt, spaced or closes nothing.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "xml/end-tag",
    severity: Error,
    title: page("结束标签有误", "wrong end tag"),
    explanation: page(
        "结束标签必须与开始标签逐字一致，并且 </ 与名称之间没有空格。规范的示例里有 </ patCardNo>，照抄就会出错。",
        "An end tag repeats the name of its start tag letter by letter, with no space after </. The specification prints </ patCardNo>: copied as it is, it fails.",
    ),
    example: request("16", &[("</patCardNo>", "</ patCardNo>")]),
};

pub(crate) static FORM: Wording = wording!(
    "结束标签 {0} 写法有误，应为 `</{1}>`",
    "the end tag {0} should read `</{1}>`",
    "改成 `</{1}>`",
    "write `</{1}>`",
);

pub(crate) static START_TAG: Wording = wording!(
    "{0} 是开始标签；这里应该结束 `{1}`",
    "{0} is a start tag, where `{1}` should end",
    "改成 `</{1}>`",
    "write `</{1}>`",
);

pub(crate) static END_TAG: Wording = wording!(
    "{0} 是结束标签；这里应该开始 `{1}`",
    "{0} is an end tag, where `{1}` should start",
    "改成 `<{1}>`",
    "write `<{1}>`",
);

pub(crate) static MISSPELT: Wording = wording!(
    "结束标签 {0} 与开始标签不一致，应为 `</{1}>`",
    "the end tag {0} does not match its start tag; it should read `</{1}>`",
    "两处名称须一字不差，大小写也算",
    "both names must agree letter by letter, case included",
);

pub(crate) static OTHER: Wording = wording!(
    "这里应该结束 `{1}`，结束标签却是 {0}",
    "`{1}` should end here, but the end tag is {0}",
    "改成 `</{1}>`",
    "write `</{1}>`",
);

pub(crate) static WRONG_START: Wording = wording!(
    "开始标签的名称 {0} 与结束标签不一致，应为 `{1}`",
    "the start tag's name {0} does not match the end tag; it should be `{1}`",
    "改成 `{1}`，两处须一字不差",
    "write `{1}`: both must agree letter by letter",
);

pub(crate) static STRAY: Wording = wording!(
    "结束标签 {0} 没有对应的开始标签",
    "the end tag {0} has no start tag",
    "补上 `<{1}>`，或删除这个结束标签",
    "add `<{1}>`, or remove this end tag",
);

pub(crate) static WRITE_END: Text = text("改成 `</{1}>`", "write `</{1}>`");
pub(crate) static WRITE_START: Text = text("改成 `<{1}>`", "write `<{1}>`");
pub(crate) static RENAME: Text = text("改成 `{1}`", "write `{1}`");
pub(crate) static START: Text = text("补上 `<{1}>`", "add `<{1}>`");
pub(crate) static REMOVE: Text = text("删除结束标签", "remove the end tag");
pub(crate) static OPENED: Text = text("开始标签在这里", "its start tag is here");
pub(crate) static CLOSED: Text = text("结束标签在这里", "its end tag is here");
