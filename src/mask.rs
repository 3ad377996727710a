//! Blanks the values of secrets: exactly where the text reads, as far as they may reach where it does not.

use crate::analysis::{Origin, ReadOptions, read};
use crate::diagnostic::Finding;
use crate::message::{Content, Dialect, Form, Leaf};
use crate::text::{ByteEdit, Bytes, disjoint, piece};
use crate::value::is_space;
use crate::zones::{Zones, attributes, is_private, is_secret};

/// What to blank beside the secrets.
#[derive(Clone, Copy, Debug, Default)]
pub struct MaskOptions {
    /// Patients' names, card and voucher numbers too.
    pub patient: bool,
}

/// What stands in the place of a value.
const BLANK: &str = "***";
/// The same as a JSON string.
const QUOTED: &str = "\"***\"";

/// The same text, every secret's value replaced.
///
/// ```
/// use yct_envelope::{MaskOptions, mask};
/// assert_eq!(mask("<secret>hush</secret><orderNo>1", MaskOptions::default()), "<secret>***</secret><orderNo>1");
/// assert_eq!(mask(r#"{"patName": "张三"}"#, MaskOptions { patient: true }), r#"{"patName": "***"}"#);
/// ```
pub fn mask(source: &str, options: MaskOptions) -> String {
    rounds(source, options).iter().fold(source.to_owned(), |text, edits| crate::text::apply(&text, edits))
}

/// What to change, round by round: without a value, what stood around it may be read in another way.
pub(crate) fn rounds(source: &str, options: MaskOptions) -> Vec<Vec<ByteEdit>> {
    const ROUNDS: usize = 4;
    let mut text = source.to_owned();
    let mut rounds = Vec::new();
    while rounds.len() < ROUNDS {
        let edits = edits(&text, options);
        if edits.is_empty() {
            break;
        }
        text = crate::text::apply(&text, &edits);
        rounds.push(edits);
    }
    rounds
}

fn edits(source: &str, options: MaskOptions) -> Vec<ByteEdit> {
    let is_meant = if options.patient { is_private } else { is_secret };
    let (mut edits, known) = in_elements(source, is_meant);
    let zones = Zones::of(source, is_meant).0.into_iter().flat_map(|zone| outside(zone, &known));
    let values = zones.flat_map(|zone| between_marks(source, zone)).map(|zone| trim(source, zone)).filter(|zone| !zone.is_empty());
    edits.extend(values.map(|at| {
        let blank = if is_bare(source, &at) { QUOTED } else { BLANK };
        ByteEdit::new(at, blank)
    }));
    edits.retain(|edit| piece(source, edit.at.clone()) != edit.text);
    disjoint(edits)
}

/// The values of the leaves of a text that reads, and where their elements stand.
fn in_elements(source: &str, is_meant: fn(&str) -> bool) -> (Vec<ByteEdit>, Vec<Bytes>) {
    let analysis = read(source, &ReadOptions::default(), &Origin::default());
    let mut edits = Vec::new();
    let mut known = Vec::new();
    if analysis.findings.iter().any(Finding::is_damage) {
        return (edits, known);
    }
    let message = &analysis.message;
    for (id, node) in message.nodes().filter(|(id, _)| is_meant(message.name(*id))) {
        let Some(whole) = message.whole_source(id) else { continue };
        if let Some(inner) = message.source(node.layer(), node.inner()) {
            let said = attributes(source, whole.start..inner.start.min(whole.end));
            edits.extend(said.into_iter().map(|at| ByteEdit::new(at, BLANK)));
        }
        match &node.content {
            Content::Leaf(Leaf { form: Form::Text | Form::Surrogate, .. }) => {
                let value = message.value(id).unwrap_or_default();
                let pieces: Vec<_> =
                    message.value_pieces(id, trim(value, 0..value.len())).into_iter().filter(|piece| !piece.is_empty()).collect();
                let asides = outside(whole.clone(), &pieces).into_iter().flat_map(|gap| comments(source, gap));
                edits.extend(asides.map(|at| ByteEdit::new(at, BLANK)));
                let values = pieces.into_iter().enumerate();
                edits.extend(values.map(|(index, at)| ByteEdit::new(at, if index == 0 { BLANK } else { "" })));
            }
            // Only JSON has other values; the quotes keep it JSON.
            _ if message.dialect == Dialect::Json => edits.push(ByteEdit::new(whole.clone(), QUOTED)),
            _ => continue,
        }
        known.push(whole);
    }
    (edits, known)
}

/// What the comments of a zone say: a value may have been put there to be out of the way. Each is looked at once.
fn comments(source: &str, zone: Bytes) -> Vec<Bytes> {
    let mut said = Vec::new();
    let mut from = zone.start;
    while let Some(at) = piece(source, from..zone.end).find("<!--") {
        let start = from.saturating_add(at).saturating_add("<!--".len());
        let Some(length) = piece(source, start..zone.end).find("-->") else { break };
        from = start.saturating_add(length);
        said.push(trim(source, start..from));
    }
    said.retain(|at| !at.is_empty());
    said
}

/// What a zone has outside the known elements, which stand in order and side by side.
fn outside(zone: Bytes, known: &[Bytes]) -> Vec<Bytes> {
    let mut from = zone.start;
    let mut pieces = Vec::new();
    let first = known.partition_point(|element| element.end <= zone.start);
    for element in known.iter().skip(first).take_while(|element| element.start < zone.end) {
        pieces.push(from..element.start.max(from));
        from = from.max(element.end);
    }
    pieces.push(from..zone.end.max(from));
    pieces
}

/// Whether a value is that of a JSON key and stands without quotes, so that its blank needs them.
fn is_bare(source: &str, value: &Bytes) -> bool {
    let before = piece(source, 0..value.start).trim_end_matches(is_space);
    before.strip_suffix(':').is_some_and(|key| key.trim_end_matches(is_space).ends_with('"'))
}

/// The pieces of a zone between the marks of CDATA, which keep an envelope readable and say nothing.
fn between_marks(source: &str, zone: Bytes) -> Vec<Bytes> {
    let text = piece(source, zone.clone());
    let mut pieces = Vec::new();
    let mut from = zone.start;
    // The first stands for a `]]>` that was cut in two so that it can stand in CDATA.
    let marks = ["]]]]><![CDATA[>", "<![CDATA[", "]]>"].into_iter().flat_map(|mark| text.match_indices(mark));
    for (at, mark) in crate::text::in_order(marks.collect(), |(at, _)| (*at, 0)) {
        let at = zone.start.saturating_add(at);
        if at >= from {
            pieces.push(from..at);
            from = at.saturating_add(mark.len());
        }
    }
    pieces.push(from..zone.end);
    pieces
}

fn trim(source: &str, zone: Bytes) -> Bytes {
    let text = piece(source, zone.clone());
    let tail = text.trim_start_matches(is_space);
    let start = zone.end.saturating_sub(tail.len());
    start..start.saturating_add(tail.trim_end_matches(is_space).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling() {
        let spellings = [
            ("<secret>CANARY</secret>", "<secret>***</secret>"),
            ("<secret>\n CANARY\n</secret>", "<secret>\n ***\n</secret>"),
            ("<a:secret x=\"CAN\">ARY</a:secret>", "<a:secret x=\"***\">***</a:secret>"),
            ("<secret k='CAN' l=\"A>R&amp;Y\"/>", "<secret k='***' l=\"***\"/>"),
            ("<secret value = \"CANARY\"></secret>", "<secret value = \"***\"></secret>"),
            ("<secret value=\"CANARY\"/><orderNo>1", "<secret value=\"***\"/><orderNo>1"),
            ("<secret>1</secret k=\"CANARY\"><orderNo>1", "<secret>***</secret k=\"***\"><orderNo>1"),
            ("&lt;secret k=&quot;CANARY&quot;&gt;1&lt;/secret&gt;", "&lt;secret ***&lt;/secret&gt;"),
            ("\"<secret k=\\\"CANARY\\\">1</secret>\"", "\"<secret ***</secret>\""),
            (
                "<arg0><methodParams>&#60;secret a=&#39;1&#39;&#62;CANARY&#60;/secret&#62;</methodParams></arg0>",
                "<arg0><methodParams>&#60;secret a=&#39;1&#39;&#62;***&#60;/secret&#62;</methodParams></arg0>",
            ),
            ("<密钥>CANARY</密钥><orderNo>1</orderNo>", "<密钥>***</密钥><orderNo>1</orderNo>"),
            (
                "<医院在医程通平台上的接口访问密钥>CANARY</医院在医程通平台上的接口访问密钥>",
                "<医院在医程通平台上的接口访问密钥>***</医院在医程通平台上的接口访问密钥>",
            ),
            ("<接口秘钥>CANARY", "<接口秘钥>***"),
            ("{\"密钥\":\"CANARY\"}", "{\"密钥\":\"***\"}"),
            ("<secret>CAN<!-- x -->ARY</secret>", "<secret>***<!-- *** --></secret>"),
            ("<secret><!-- CANARY --></secret>", "<secret><!-- *** --></secret>"),
            ("<secret><![CDATA[<!-- CANARY -->]]></secret>", "<secret><![CDATA[***]]></secret>"),
            ("<secret><![CDATA[<!--]]><!-- CANARY --></secret>", "<secret><![CDATA[***]]><!-- *** --></secret>"),
            ("<secret>CAN<b>ARY</b></secret>", "<secret>***</secret>"),
            ("<secret><![CDATA[CANARY]]></secret>", "<secret><![CDATA[***]]></secret>"),
            ("<secret><![CDATA[CANARY]]]]><![CDATA[></secret>", "<secret><![CDATA[***]]]]><![CDATA[></secret>"),
            ("&lt;secret&gt;CANARY&lt;/secret&gt;", "&lt;secret&gt;***&lt;/secret&gt;"),
            ("&amp;lt;secret&amp;gt;CANARY&amp;lt;/secret&amp;gt;", "&amp;lt;secret&amp;gt;***&amp;lt;/secret&amp;gt;"),
            ("＜secret＞CANARY＜／secret＞", "＜secret＞***＜／secret＞"),
            ("《secret》CANARY《/secret》", "《secret》***《/secret》"),
            ("\\u003csecret\\u003eCANARY\\u003c/secret\\u003e", "\\u003csecret\\u003e***\\u003c/secret\\u003e"),
            ("<secret>CANARY<orderNo>1</orderNo>", "<secret>***<orderNo>1</orderNo>"),
            ("<secret>CANARY", "<secret>***"),
            ("<secrt>CANARY</secrt>", "<secrt>***</secrt>"),
            ("<secret CANARY</secret>", "<secret ***</secret>"),
            ("<secretC=ANARY></secret>", "<secret***</secret>"),
            ("<secret CAN=ARY></secret>", "<secret ***</secret>"),
            ("<secret CAN AR=\"Y\"></secret>", "<secret ***</secret>"),
            ("<secret>1</secret CANARY<b>2</b>", "<secret>***</secret ***<b>2</b>"),
            ("<secret>1</secret<< a>>CANARY</b>", "<secret>***</secret***</b>"),
            ("<secret>1</secret<>CANARY</b>", "<secret>***</secret***</b>"),
            ("<orderNo>1</orderNo>CANARY</secret>", "<orderNo>1</orderNo>***</secret>"),
            ("<secret>CAN<ARY</secret>", "<secret>***</secret>"),
            ("{\"secret\" : \"CAN\\\"ARY\",\"a\":1}", "{\"secret\" : \"***\",\"a\":1}"),
            ("{\"secret\":123}", "{\"secret\":\"***\"}"),
            ("{\"secret\":{\"CAN\":\"ARY\"},\"a\":1}", "{\"secret\":\"***\",\"a\":1}"),
            ("\"{\\\"secret\\\":\\\"CANARY\\\"}\"", "\"{\\\"secret\\\":\\\"***\\\"}\""),
            ("<secretCANARY</secret><orderList>A</orderList>", "<secret***</secret><orderList>A</orderList>"),
            ("&#060;secret&#x003e;CANARY&#060;/secret&gt;", "&#060;secret&#x003e;***&#060;/secret&gt;"),
            ("&amp;amp;lt;secret&amp;amp;gt;CANARY", "&amp;amp;lt;secret&amp;amp;gt;***"),
            ("&quot;secret&quot;:&quot;CANARY&quot;", "&quot;secret&quot;:&quot;***&quot;"),
            ("<a><s&#101;cret/>&lt;</a>", "<a><s&#101;cret/>&lt;</a>"),
            ("{\"\\u0073ecret\":\"CANARY\"}", "{\"\\u0073ecret\":\"***\"}"),
            ("{\"secret\":\"x\\\\\",\"y\":\"b\"}", "{\"secret\":\"***\",\"y\":\"b\"}"),
            ("secret=CANARY&a=1", "secret=***&a=1"),
            ("<secret/><orderNo>1</orderNo>", "<secret/><orderNo>1</orderNo>"),
            ("<secret></secret>", "<secret></secret>"),
        ];
        // Miri takes a thousand times as long: one that is sound, one that is damaged.
        for (text, masked) in spellings.into_iter().step_by(if cfg!(miri) { 19 } else { 1 }) {
            let once = mask(text, MaskOptions::default());
            assert_eq!(once, masked);
            assert_eq!(mask(&once, MaskOptions::default()), masked, "again");
        }
    }
}
