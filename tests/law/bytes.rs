//! The laws of bytes in any encoding.

use super::reading::{places, said};
use super::secret::{must_hide, shows};
use super::{errors, is_turn, told};
use yct_envelope::{Diagnostic, Report, lint, lint_bytes};

/// What is told of bytes alone.
const OF_BYTES: [&str; 2] = ["xml/encoding", "xml/encoding-mismatch"];

pub fn laws(input: &[u8]) {
    let Some((first, bytes)) = input.split_first() else { return };
    let options = told(*first);
    let report = lint_bytes(bytes, &options);
    let source = report.source.as_ref().expect("bytes have a text");
    places(&report.diagnostics, &source.text);
    assert_eq!(report.value.is_none(), !errors(&report.diagnostics).is_empty());
    if must_hide(&source.text) {
        assert!(!shows(&said(&report.diagnostics)), "the report shows the secret: {report:?}");
    }
    let expected = lint(&source.text, &options);
    let is_lost = report.diagnostics.iter().any(|found| found.rule == "xml/encoding");
    // One byte order mark is no part of the text; a text drops a second one silently, bytes do not.
    if !is_lost && !source.text.starts_with('\u{feff}') {
        assert_eq!(of_text(&report), of_text(&expected), "bytes are read as their text");
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if text.starts_with('\u{feff}') || text.contains('\0') || text.contains("encoding") {
        return;
    }
    assert!(!is_lost && source.encoding == "UTF-8" && source.text == text, "UTF-8 is what bytes are in that say nothing");
    for (turn, (name, encoded)) in (0..).zip(encodings(text)) {
        if !is_turn(text, turn, 4) {
            continue;
        }
        let report = lint_bytes(&encoded, &options);
        assert_eq!(report.source.as_ref().map(|source| (source.encoding, source.text.as_str())), Some((name, text)));
        assert_eq!(report.diagnostics, expected.diagnostics, "{name}");
        assert_eq!(report.value, expected.value, "{name}");
    }
    if text.starts_with("<a") && is_turn(text, 3, 4) {
        let body = format!("<?xml version=\"1.0\" encoding=\"GB18030\"?>{text}");
        let (encoded, _, _) = encoding_rs::GB18030.encode(&body);
        // The encoder of the Encoding Standard does not give back all that its decoder reads.
        if encoding_rs::GB18030.decode_without_bom_handling(&encoded).0 == body {
            assert_eq!(of_text(&lint_bytes(&encoded, &options)), of_text(&lint(&body, &options)), "GB18030");
        }
    }
}

fn of_text(report: &Report) -> Vec<&Diagnostic> {
    report.diagnostics.iter().filter(|found| !OF_BYTES.contains(&found.rule)).collect()
}

fn encodings(text: &str) -> [(&'static str, Vec<u8>); 3] {
    let wide = |bytes: fn(u16) -> [u8; 2]| std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(bytes).collect();
    [("UTF-8", [b"\xef\xbb\xbf", text.as_bytes()].concat()), ("UTF-16LE", wide(u16::to_le_bytes)), ("UTF-16BE", wide(u16::to_be_bytes))]
}
