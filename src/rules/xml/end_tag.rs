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

pub(crate) static FORM: Wording = wording(
    "结束标签 {0} 写法有误，应为 </名称>",
    "the end tag {0} is wrong; it is written </name>",
    "去掉空格，写全名称和 >",
    "remove the space; write the name and the > in full",
);

pub(crate) static MISSPELT: Wording = wording(
    "结束标签 {0} 与开始标签 {1} 不一致",
    "the end tag {0} does not match the start tag {1}",
    "把两处名称改成一样",
    "make both names the same",
);

pub(crate) static STRAY: Wording = wording(
    "结束标签 {0} 没有对应的开始标签",
    "the end tag {0} closes nothing",
    "删除它，或补上开始标签",
    "remove it, or add its start tag",
);

pub(crate) static OPENED: Text = text("此时打开的是这个元素", "this element is open here");
