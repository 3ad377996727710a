//! From a leaf to the value of its field.

use crate::catalog::methods::METHOD_CODE;
use crate::catalog::{Field, Kind};
use crate::envelope::Value;
use crate::message::{Content, Dialect, Form, NodeId};
use crate::rules::xml::invalid_character;
use crate::rules::{Context, amount, code, count, field, json, orders, time};
use crate::text::{Bytes, add, piece};
use crate::value::{Count, Date, Fen, FenError, Item, OrderList, Secret, TimeError, Timestamp, Yuan, is_separator, items};
use std::collections::BTreeMap;

/// The value of a leaf; `None` where it is absent or wrong, and then a finding says so.
pub(super) fn leaf(cx: &mut Context, node: NodeId, field: &'static Field) -> Option<Value> {
    let form = match cx.message.node(node).map(|node| &node.content) {
        Some(Content::Leaf(leaf)) => leaf.form,
        Some(Content::Object) if cx.message.dialect == Dialect::Xml => {
            field::nested::report(cx, node, field);
            return None;
        }
        Some(Content::Array) if matches!(field.kind, Kind::OrderList) => return list(cx, node, field),
        Some(_) => {
            json::r#type::leaf(cx, node, field, None);
            return None;
        }
        None => return None,
    };
    let bare = cx.message.value(node).is_some_and(is_bare);
    if cx.message.node(node).is_some_and(|node| node.flawed) || !is_writable(cx, node, field, form, bare) {
        return None;
    }
    if !bare && cx.message.is_empty(node) {
        if field.required {
            field::empty::report(cx, node, field);
        }
        return None;
    }
    if matches!(field.kind, Kind::OrderList) || !bare {
        field::whitespace::check(cx, node, field);
        if matches!(field.kind, Kind::Text | Kind::OrderList) && !std::ptr::eq(field, &METHOD_CODE) {
            field::quoted::check(cx, node, field);
        }
        field::replacement_character::check(cx, node, field);
    }
    parse(cx, node, field, form, bare)
}

/// Whether nothing about a value is worth a look: no white space or quotes around it, nothing invisible or lost in it.
fn is_bare(value: &str) -> bool {
    let first = value.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, 0xe4..=0xe9));
    first && value.bytes().next_back().is_some_and(|byte| byte > b' ') && value.bytes().all(|byte| byte >= b' ' && byte != 0xef)
}

/// Whether the leaf's type and characters can stand on the wire.
fn is_writable(cx: &mut Context, node: NodeId, field: &'static Field, form: Form, bare: bool) -> bool {
    let is_number = matches!(form, Form::Integer | Form::Fraction | Form::Rounded);
    match (form, field.kind) {
        (form, Kind::OrderList) if cx.message.dialect == Dialect::Value => json::r#type::leaf(cx, node, field, Some(form)),
        (Form::Surrogate, _) => return !invalid_character::check(cx, node),
        (Form::Text, _) => {
            let is_read = bare || cx.message.dialect == Dialect::Xml;
            return is_read || !invalid_character::check(cx, node);
        }
        (_, Kind::Yuan) if is_number => amount::not_yuan::report(cx, node, field, true),
        (Form::Integer, _) => return true,
        (Form::Fraction | Form::Rounded, Kind::Fen | Kind::Count) => return true,
        (form, _) => json::r#type::leaf(cx, node, field, Some(form)),
    }
    false
}

fn parse(cx: &mut Context, node: NodeId, field: &'static Field, form: Form, bare: bool) -> Option<Value> {
    let text = cx.message.value(node).filter(|_| bare).unwrap_or_else(|| cx.trimmed(node).0);
    match field.kind {
        Kind::Text | Kind::Event => Some(Value::Text(if cx.is_moot { String::new() } else { text.to_owned() })),
        Kind::Secret => Some(Value::Secret(Secret::new(text.to_owned()))),
        Kind::Code(..) => {
            let code = code::unknown::check(cx, node, field)?;
            // A padded code has its finding.
            if cx.trimmed(node).0 == code.code {
                code::query_only::check(cx, node, field, code);
            }
            Some(Value::Code(code))
        }
        Kind::Fen => {
            let parsed = if form == Form::Rounded && !text.starts_with('-') { Err(FenError::OutOfRange) } else { Fen::parse(text) };
            match parsed {
                Ok(fen) => {
                    amount::zero::check(cx, node, field, fen);
                    return Some(Value::Fen(fen));
                }
                Err(FenError::NotWhole) => amount::not_fen::report(cx, node, field),
                Err(FenError::OutOfRange) => amount::out_of_range::report(cx, node, field),
            }
            None
        }
        Kind::Yuan => {
            let yuan = Yuan::parse(text);
            if yuan.is_err() {
                amount::not_yuan::report(cx, node, field, false);
            }
            yuan.ok().map(Value::Yuan)
        }
        Kind::Timestamp => timed(cx, node, field, Timestamp::parse(text).map(Value::Timestamp)),
        Kind::Date => timed(cx, node, field, Date::parse(text).map(Value::Date)),
        Kind::Count => {
            let count = Count::parse(text);
            if count.is_err() {
                count::not_whole::report(cx, node, field);
            }
            count.ok().map(Value::Count)
        }
        Kind::OrderList => {
            let text = text.to_owned();
            order_text(cx, node, field, &text)
        }
    }
}

fn timed(cx: &mut Context, node: NodeId, field: &'static Field, parsed: Result<Value, TimeError>) -> Option<Value> {
    match parsed {
        Ok(value) => return Some(value),
        Err(TimeError::Format) => {
            let meant = time::format::report(cx, node, field)?;
            return match field.kind {
                Kind::Date => Date::parse(&meant).ok().map(Value::Date),
                _ => Timestamp::parse(&meant).ok().map(Value::Timestamp),
            };
        }
        Err(TimeError::Calendar) => time::calendar::report(cx, node, field),
    }
    None
}

/// A list as it stands on the wire.
fn order_text(cx: &mut Context, node: NodeId, field: &'static Field, text: &str) -> Option<Value> {
    let offset = cx.trimmed(node).1.start;
    let place = |from: usize, to: usize| from.saturating_add(offset)..to.saturating_add(offset);
    let whole = place(0, text.len());
    // A list may be long: it is cut again rather than kept in pieces.
    let flaws = |wanted: Flaw| {
        items(text).filter_map(move |item| {
            let Item::Separator(from, to, commas) = item else { return None };
            let at_edge = from == 0 || to == text.len();
            let (flaw, meant) = match commas {
                0 if at_edge => (Flaw::Foreign, ""),
                _ if at_edge => (Flaw::Empty, ""),
                2.. => (Flaw::Empty, ","),
                _ if piece(text, from..to) != "," => (Flaw::Foreign, ","),
                _ => return None,
            };
            (flaw == wanted).then(|| (place(from, to), meant))
        })
    };
    let is_patched = cx.message.is_patched(node);
    for wanted in [Flaw::Foreign, Flaw::Empty] {
        let Some((first, _)) = flaws(wanted).next() else { continue };
        let mut edits = Vec::new();
        if orders(text).next().is_none() {
        } else if is_patched {
            let joined = orders(text).map(|(order, _)| order.to_owned()).collect::<Vec<_>>().join(",");
            edits.extend(cx.message.rewrite(node, whole.clone(), &joined));
        } else {
            let rewritten = flaws(wanted).filter_map(|(at, meant)| cx.message.rewrite(node, at, meant));
            rewritten.for_each(|edit| add(&mut edits, edit));
        }
        match wanted {
            Flaw::Foreign => orders::separator::report(cx, node, field, first, edits),
            Flaw::Empty => orders::empty_item::report(cx, node, field, first, edits),
        }
    }
    let mut seen = BTreeMap::new();
    let mut before = offset;
    let mut is_rewritten = false;
    for (order, at) in orders(text) {
        let at = place(at.start, at.end);
        if let Some(first) = seen.insert(order.to_owned(), at.start) {
            let edit = match (is_patched, is_rewritten) {
                (false, _) => cx.message.rewrite(node, before..at.end, ""),
                (true, false) => cx.message.rewrite(node, whole.clone(), &unique(text)),
                // The first one's fix removes them all.
                (true, true) => None,
            };
            is_rewritten = true;
            let first = cx.message.value_source(node, first..first.saturating_add(order.len()));
            let second = cx.message.value_source(node, at.clone());
            orders::duplicate::report(cx, node, field, order, [first, second], edit);
        }
        before = at.end;
    }
    drop(seen);
    OrderList::parse(text).map(Value::Orders)
}

/// What is wrong with what stands between order numbers.
#[derive(Clone, Copy, PartialEq)]
enum Flaw {
    Foreign,
    Empty,
}

/// The order numbers of a list, and where they stand in it.
fn orders(text: &str) -> impl Iterator<Item = (&str, Bytes)> {
    items(text).filter_map(|item| match item {
        Item::Order(from, to) => Some((piece(text, from..to), from..to)),
        Item::Separator(..) => None,
    })
}

/// The order numbers, each once.
fn unique(text: &str) -> String {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let kept = orders(text).filter(|(order, _)| seen.insert((*order).to_owned(), 0).is_none());
    kept.map(|(order, _)| order.to_owned()).collect::<Vec<_>>().join(",")
}

/// A list as JS gives it.
fn list(cx: &mut Context, node: NodeId, field: &'static Field) -> Option<Value> {
    let children: Vec<_> = cx.message.children(node).collect();
    if children.is_empty() {
        field::empty::report(cx, node, field);
        return None;
    }
    let mut numbers: Vec<String> = Vec::new();
    let mut seen = BTreeMap::new();
    for item in children {
        let form = match cx.message.node(item).map(|node| &node.content) {
            Some(Content::Leaf(leaf)) => Some(leaf.form),
            _ => None,
        };
        let text = cx.trimmed(item).0.to_owned();
        match form {
            Some(Form::Text | Form::Surrogate) if invalid_character::check(cx, item) => {}
            Some(Form::Text) if text.is_empty() => {
                let at = 0..0;
                orders::empty_item::report(cx, node, field, at, Vec::new());
            }
            Some(Form::Text | Form::Integer) if text.contains(is_separator) => orders::separator::report_item(cx, node, item, field),
            Some(Form::Text | Form::Integer) => {
                field::whitespace::check(cx, item, field);
                field::quoted::check(cx, item, field);
                field::replacement_character::check(cx, item, field);
                if seen.insert(text.clone(), item).is_some() {
                    orders::duplicate::report(cx, node, field, &text, [None, None], None);
                }
                numbers.push(text);
            }
            form => json::r#type::leaf(cx, item, field, form),
        }
    }
    OrderList::parse(&numbers.join(",")).map(Value::Orders)
}
