//! Bytes that do not decode.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "xml/encoding",
    severity: Error,
    title: page("编码有误", "bytes that do not decode"),
    explanation: page(
        "字节按 BOM，其次按 XML 声明，再次按 UTF-8 解码；支持 UTF-8、UTF-16、GBK、GB18030。无法解码的字节绝不悄悄替换，因为那会改变姓名或单号。",
        "Bytes are decoded by their byte order mark, else by the XML declaration, else as UTF-8; UTF-8, UTF-16, GBK and GB18030 are supported. What does not decode is never replaced silently: that would change a name or an order number.",
    ),
    example: request("refundGeneral", &[("encoding=\"UTF-8\"", "encoding=\"Big5\"")]).bytes(),
};

pub(crate) static UNDECODABLE: Wording = wording!(
    "从这里开始的字节不是有效的 {0}",
    "the bytes from here on are not valid {0}",
    "确认实际编码：XML 可在声明中写明，JSON 须先转成 UTF-8",
    "find out the real encoding: XML can declare it, JSON must be converted to UTF-8",
);

pub(crate) static GBK: Wording = wording!(
    "从这里开始的字节不是有效的 {0}；全文可按 GBK 解码",
    "the bytes from here on are not valid {0}; as GBK, all of them decode",
    "确认实际编码：XML 可在声明中写明，JSON 须先转成 UTF-8",
    "find out the real encoding: XML can declare it, JSON must be converted to UTF-8",
);

pub(crate) static UNSUPPORTED: Wording = wording!(
    "声明的编码 {0} 不受支持；可用 UTF-8、UTF-16、GBK、GB18030",
    "the declared encoding {0} is not supported; use UTF-8, UTF-16, GBK or GB18030",
    "转成 UTF-8，并声明 encoding=\"UTF-8\"",
    "convert the text to UTF-8 and declare encoding=\"UTF-8\"",
);
