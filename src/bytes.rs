//! What encoding bytes are in (decision D23): by byte order mark, else by declaration, else UTF-8.

use crate::text::Bytes;
use crate::value::is_space;
use serde::Serialize;

/// An encoding that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Encoding {
    /// UTF-8, the protocol's own.
    #[serde(rename = "UTF-8")]
    Utf8,
    /// UTF-16, little end first.
    #[serde(rename = "UTF-16LE")]
    Utf16Le,
    /// UTF-16, big end first.
    #[serde(rename = "UTF-16BE")]
    Utf16Be,
    /// GBK, read as its superset GB18030.
    #[serde(rename = "GBK")]
    Gbk,
    /// GB18030.
    #[serde(rename = "GB18030")]
    Gb18030,
}

impl Encoding {
    /// The name that messages use.
    pub const fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
            Encoding::Gbk => "GBK",
            Encoding::Gb18030 => "GB18030",
        }
    }

    /// The label by which a decoder of the WHATWG Encoding Standard knows it.
    pub const fn label(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Gbk | Encoding::Gb18030 => "gb18030",
        }
    }
}

/// What is odd about the encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Problem {
    /// The declared encoding is not read.
    Unsupported,
    /// The declaration names another encoding than the bytes show.
    Mismatch,
}

/// What the first bytes tell.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Sniffed {
    pub encoding: Encoding,
    pub label: &'static str,
    /// The length of the byte order mark.
    pub bom: usize,
    pub declared: Option<String>,
    pub problem: Option<Problem>,
}

/// How many bytes are looked at.
pub(crate) const HEAD: usize = 1024;

/// Tells the encoding from the first bytes.
pub(crate) fn sniff(bytes: &[u8]) -> Sniffed {
    let (shown, bom) = match bytes {
        [0xef, 0xbb, 0xbf, ..] => (Some(Encoding::Utf8), 3),
        [0xff, 0xfe, ..] => (Some(Encoding::Utf16Le), 2),
        [0xfe, 0xff, ..] => (Some(Encoding::Utf16Be), 2),
        [0x01..=0x7f, 0, ..] => (Some(Encoding::Utf16Le), 0),
        [0, 0x01..=0x7f, ..] => (Some(Encoding::Utf16Be), 0),
        _ => (None, 0),
    };
    // The declaration is ASCII in every encoding that is read; UTF-16 puts zeros between.
    let ascii: Vec<u8> = bytes.iter().copied().skip(bom).take(HEAD).filter(|&byte| byte != 0).collect();
    let declared = declared(&ascii);
    let named = declared.as_deref().map(named);
    let (encoding, problem) = match (shown, named) {
        (Some(shown), None) => (shown, None),
        (Some(shown), Some(Some(named))) if same(shown, named) => (shown, None),
        (Some(shown), Some(_)) => (shown, Some(Problem::Mismatch)),
        (None, None) => (Encoding::Utf8, None),
        (None, Some(Some(Encoding::Utf16Le | Encoding::Utf16Be))) => (Encoding::Utf8, Some(Problem::Mismatch)),
        (None, Some(Some(named))) => (named, None),
        // GB2312 is a part of GBK: the rest can be shown although the name is not one of the protocol's.
        (None, Some(None)) if declared.as_deref().is_some_and(|name| name.eq_ignore_ascii_case("gb2312")) => {
            (Encoding::Gbk, Some(Problem::Unsupported))
        }
        (None, Some(None)) => (Encoding::Utf8, Some(Problem::Unsupported)),
    };
    Sniffed { encoding, label: encoding.label(), bom, declared, problem }
}

/// Whether a declared encoding is the one that the bytes show; `UTF-16` leaves the order open.
fn same(shown: Encoding, named: Encoding) -> bool {
    shown == named || (shown == Encoding::Utf16Be && named == Encoding::Utf16Le)
}

fn named(name: &str) -> Option<Encoding> {
    Some(match name.to_ascii_lowercase().as_str() {
        "utf-8" | "utf8" => Encoding::Utf8,
        "utf-16" | "utf-16le" => Encoding::Utf16Le,
        "utf-16be" => Encoding::Utf16Be,
        "gbk" => Encoding::Gbk,
        "gb18030" => Encoding::Gb18030,
        _ => return None,
    })
}

/// The encoding that the XML declaration at the start names, sound or not.
fn declared(ascii: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(ascii);
    let at = in_declaration(&text)?;
    text.get(at).map(str::to_owned)
}

/// Where the XML declaration at the start of a text names an encoding.
pub(crate) fn in_declaration(text: &str) -> Option<Bytes> {
    let start = text.trim_start_matches(is_space);
    let declaration = start.strip_prefix("<?xml")?.split('>').next()?;
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    declaration.starts_with(is_space).then_some(())?;
    let (before, after) = declaration.split_once("encoding")?;
    (!before.ends_with(is_part)).then_some(())?;
    let value = after.trim_start_matches(is_space).strip_prefix('=')?;
    let value = value.get(value.find(|c: char| c.is_ascii_alphabetic())?..)?;
    let length = value.find(|c| !is_part(c)).unwrap_or(value.len()).min(40);
    // All are pieces of one text, so their lengths tell where they start.
    let behind = start.len().saturating_sub("<?xml".len()).saturating_sub(declaration.len());
    let from = text.len().saturating_sub(behind).saturating_sub(value.len());
    Some(from..from.saturating_add(length))
}

/// Decoded bytes.
#[cfg(feature = "encodings")]
pub(crate) struct Text {
    pub text: String,
    pub sniffed: Sniffed,
    /// The byte offset in the text of the first place that does not decode.
    pub undecodable: Option<usize>,
    /// Whether they decode as GBK: without a declaration, nothing but that tells of it.
    pub gbk: bool,
}

/// Decodes bytes; what does not decode becomes U+FFFD, and its first place is told.
#[cfg(feature = "encodings")]
pub(crate) fn decode(bytes: &[u8]) -> Text {
    let sniffed = sniff(bytes);
    let codec = match sniffed.encoding {
        Encoding::Utf8 => encoding_rs::UTF_8,
        Encoding::Utf16Le => encoding_rs::UTF_16LE,
        Encoding::Utf16Be => encoding_rs::UTF_16BE,
        Encoding::Gbk | Encoding::Gb18030 => encoding_rs::GB18030,
    };
    let body = bytes.get(sniffed.bom..).unwrap_or_default();
    let mut decoder = codec.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length(body.len()).unwrap_or(body.len()));
    let (result, _) = decoder.decode_to_string_without_replacement(body, &mut text, true);
    let undecodable = (result != encoding_rs::DecoderResult::InputEmpty).then_some(text.len());
    // A character of UTF-8 before it says that this is damaged UTF-8, whose bytes GBK has characters for, too.
    let gbk = undecodable.is_some()
        && sniffed.encoding == Encoding::Utf8
        && text.is_ascii()
        && encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(body).is_some();
    if undecodable.is_some() {
        let (lossy, _) = codec.decode_without_bom_handling(body);
        text = lossy.into_owned();
    }
    Text { text, sniffed, undecodable, gbk }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &[u8]) -> (Encoding, Option<Problem>) {
        let sniffed = sniff(bytes);
        (sniffed.encoding, sniffed.problem)
    }

    #[test]
    fn sniffs() {
        assert_eq!(told(b"<arg0/>"), (Encoding::Utf8, None));
        assert_eq!(told(b"<?xml version='1.0' encoding='gbk'?>"), (Encoding::Gbk, None));
        assert_eq!(told(b"<?xml version='1.0' encoding='UTF-16'?>"), (Encoding::Utf8, Some(Problem::Mismatch)));
        assert_eq!(told(b"<?xml version='1.0' encoding='Big5'?>"), (Encoding::Utf8, Some(Problem::Unsupported)));
        assert_eq!(told(b"\xef\xbb\xbf<?xml version='1.0' encoding='GBK'?>"), (Encoding::Utf8, Some(Problem::Mismatch)));
        let wide: Vec<u8> = "<?xml version='1.0' encoding='UTF-16'?>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(told(&wide), (Encoding::Utf16Le, None));
        assert_eq!(told(b"\xfe\xff\0<"), (Encoding::Utf16Be, None));
        for elsewhere in [
            "<!-- <?xml version='1.0' encoding='GBK'?> -->",
            "<?xml-stylesheet encoding='GBK'?>",
            "<?xml version='1.0' xencoding='GBK'?>",
            "{\"a\":\"<?xml encoding='GBK'?>\"}",
        ] {
            assert_eq!(told(elsewhere.as_bytes()), (Encoding::Utf8, None), "{elsewhere}");
        }
        assert_eq!(told("<?xml version=”1.0”encoding=”GBK”?>".as_bytes()), (Encoding::Gbk, None));
    }
}
