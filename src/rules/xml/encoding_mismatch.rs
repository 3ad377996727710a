//! A declaration that names another encoding than the bytes show.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "xml/encoding-mismatch",
    severity: Warning,
    title: page("声明的编码与实际不符", "declared encoding differs from the real one"),
    explanation: page(
        "XML 声明写的编码与 BOM 或字节本身表明的不同。这里按实际编码读取，但别的程序可能按声明读取而得到乱码。",
        "The XML declaration names another encoding than the byte order mark or the bytes themselves show. It is read as what it is, but other programs may trust the declaration and read garbage.",
    ),
    example: request("refundGeneral", &[("encoding=\"UTF-8\"", "encoding=\"UTF-16\"")]).bytes(),
};

pub(crate) static DIFFERENT: Wording = wording!(
    "声明的编码是 {0}，实际是 {1}；已按 {1} 读取",
    "the declared encoding is {0}, the real one {1}; it was read as {1}",
    "把声明改成实际的编码",
    "declare the real encoding",
);
