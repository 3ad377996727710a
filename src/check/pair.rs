//! What an answer says against the request that it answers.

use super::members::Members;
use super::{is_after, placed};
use crate::catalog::codes::{ResponseType, TradeType};
use crate::catalog::relations::{RANGES, REFUND_MARK};
use crate::catalog::{All, Kind, Method, Sample};
use crate::envelope::{Fields, Value};
use crate::message::{Dialect, NodeId};
use crate::rules::{Context, envelope, record};

/// Compares the format of an answer with the one asked for.
pub(super) fn format(cx: &mut Context, root: NodeId) {
    let found = match cx.message.dialect {
        Dialect::Xml => ResponseType::Xml,
        Dialect::Json => ResponseType::Json,
        Dialect::Value => return,
    };
    if let Some(asked) = cx.asked.and_then(|asked| asked.response_type).filter(|asked| *asked != found) {
        envelope::format_differs::report(cx, root, found, asked);
    }
}

/// Compares a record with what its query selects.
pub(super) fn record(cx: &mut Context, found: &Members, fields: &Fields, method: &Method) {
    let Some(asked) = cx.asked.filter(|asked| asked.method.is_some_and(|asked| asked.code == method.code)) else { return };
    for (param, value) in asked.params.iter() {
        if let (Kind::Code(_, All::Query(all)), Value::Code(wanted)) = (param.kind, value)
            && wanted.code != all.code
            && let Some((field, node, Value::Code(code))) = placed(found, fields, param.name)
        {
            record::other_code::check(cx, (field, node, code), wanted);
        }
    }
    if !is_payment(cx, found, fields) {
        return;
    }
    for (start, end, by) in RANGES {
        let (first, last) = (asked.params.get(start), asked.params.get(end));
        let is_reversed = first.zip(last).is_some_and(|(first, last)| is_after(first, last));
        let Some((field, node, value)) = placed(found, fields, by).filter(|_| !is_reversed) else { continue };
        if let Some(first) = first.filter(|first| is_after(first, value)) {
            record::outside_range::report(cx, (field, node), &record::outside_range::BEFORE, (start, first));
        } else if let Some(last) = last.filter(|last| is_after(value, last)) {
            record::outside_range::report(cx, (field, node), &record::outside_range::AFTER, (end, last));
        }
    }
}

/// Whether a record is a payment: as its type says, else where nothing in it speaks of a refund.
fn is_payment(cx: &Context, found: &Members, fields: &Fields) -> bool {
    match fields.get(REFUND_MARK) {
        Some(Value::Code(code)) => code.code == TradeType::Payment.code(),
        _ => !found
            .present()
            .any(|(field, node)| (field.name == REFUND_MARK || matches!(field.sample, Sample::Refund(_))) && !cx.message.is_empty(node)),
    }
}
