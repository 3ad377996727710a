//! The one checker: a message and the catalog in, a value and findings out. It knows no format.

mod members;
mod pair;
mod value;

use crate::catalog::codes::{Code, ResponseType, ResultCode};
use crate::catalog::methods::{
    METHOD_CODE, METHOD_PARAMS, REQUEST, REQUEST_ROOT, RESPONSE, RESPONSE_ROOT, RESPONSE_TYPE, RESULT, RESULT_CODE, RESULT_DESC,
};
use crate::catalog::relations::{RANGES, REFUND_MARK, REFUND_NUMBERS, REFUND_OF_PAYMENT};
use crate::catalog::{Cardinality, Field, METHODS, Method};
use crate::diagnostic::{Arg, Finding};
use crate::envelope::{Asked, Envelope, Fields, Outcome, Request, Response, Value};
use crate::message::{Content, Dialect, NodeId, Step};
use crate::rules::{Context, amount, envelope, field, json, record, time};
use crate::similar::is_near;
use crate::text::short;
use members::{Members, container, missing, place};
use serde::Serialize;

/// Request or answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// From the hospital to the platform, or the reverse: what is asked.
    Request,
    /// What is answered.
    Response,
}

/// What the checker found out, beside its findings.
#[derive(Default)]
pub(crate) struct Checked {
    pub side: Option<Side>,
    pub method: Option<&'static Method>,
    pub response_type: Option<ResponseType>,
    /// Complete only where no finding is an error.
    pub value: Option<Envelope>,
}

impl Checked {
    /// Of a request, what it asks for, sound as a whole or not.
    pub fn asked(self) -> Asked {
        let params = match self.value {
            Some(Envelope::Request(request)) => request.params,
            _ => Fields::default(),
        };
        Asked { method: self.method, response_type: self.response_type, params }
    }
}

/// Checks an envelope.
pub(crate) fn check(cx: &mut Context, expected: Option<Side>, method: Option<&'static Method>) -> Checked {
    let Some((root, side)) = root(cx, expected) else { return Checked { side: expected, ..Checked::default() } };
    match side {
        Side::Request => request(cx, root),
        Side::Response => response(cx, root, method),
    }
}

/// Checks the parameters of a method alone.
pub(crate) fn check_params(cx: &mut Context, method: &'static Method) -> Option<Fields> {
    let root = cx.message.root?;
    params(cx, root, method)
}

/// The envelope's node and what it is.
fn root(cx: &mut Context, expected: Option<Side>) -> Option<(NodeId, Side)> {
    use envelope::root::{self, JSON_REQUEST, NO_BODY, NO_OBJECT, OTHER_KIND, RULE, UNKNOWN};
    cx.section = if expected == Some(Side::Response) { "1.2" } else { "1.1" };
    let Some(root) = cx.message.root else {
        if !cx.tally.has_error {
            cx.report(Finding::new(&RULE, &NO_BODY, None, Some(0..0)));
        }
        return None;
    };
    let has = |name: &str| cx.message.child(root, name).is_some();
    let by_members = match () {
        () if has(METHOD_CODE.name) || has(METHOD_PARAMS.name) => Some(Side::Request),
        () if has(RESULT_CODE.name) => Some(Side::Response),
        () => None,
    };
    let at = cx.message.container_source(root);
    let finding = |wording| Finding::new(&RULE, wording, Some(root), at.clone());
    let shown = match cx.message.name(root) {
        name if REQUEST_ROOT.contains(&name) => Some(Side::Request),
        name if RESPONSE_ROOT.contains(&name) => Some(Side::Response),
        _ if cx.message.dialect == Dialect::Xml => {
            let meant = by_members.map(|side| if side == Side::Request { REQUEST_ROOT } else { RESPONSE_ROOT });
            let mut finding = finding(&UNKNOWN).arg(cx.quote_name(root));
            if let Some([name, _]) = meant {
                finding = finding.fix(field::misspelled::rename(cx, root, name, Arg::Quote(name.to_owned(), None)));
            }
            cx.report(finding);
            return Some((root, by_members.or(expected)?));
        }
        _ if !cx.message.node(root).is_some_and(|node| node.content == Content::Object) => {
            let finding = finding(&NO_OBJECT).arg(json::r#type::what(&cx.message, root));
            cx.report(finding);
            return None;
        }
        _ if cx.message.dialect == Dialect::Value => return Some((root, expected?)),
        _ if by_members == Some(Side::Request) || expected == Some(Side::Request) => {
            cx.report(finding(&JSON_REQUEST));
            return None;
        }
        _ => Some(Side::Response),
    };
    let side = shown?;
    if expected.is_some_and(|expected| expected != side) {
        let (wanted, found) = if side == Side::Response { (&root::REQUEST, &root::RESPONSE) } else { (&root::RESPONSE, &root::REQUEST) };
        let finding = finding(&OTHER_KIND).arg(Arg::Both(*wanted)).arg(cx.quote_name(root)).arg(Arg::Both(*found));
        cx.report(finding);
        return None;
    }
    if cx.message.dialect == Dialect::Xml {
        envelope::root_name::check(cx, root);
    }
    Some((root, side))
}

fn request(cx: &mut Context, root: NodeId) -> Checked {
    cx.section = "1.1";
    let found = container(cx, root, &REQUEST, "", None);
    // A value that is to be built may leave the format of the answer open: XML.
    let is_open = cx.message.dialect == Dialect::Value && found.get(&RESPONSE_TYPE).is_none();
    let mut response_type = is_open.then_some(ResponseType::Xml);
    let mut method = None;
    if let Some(node) = found.get(&RESPONSE_TYPE) {
        let code = value::leaf(cx, node, &RESPONSE_TYPE).and_then(as_code);
        response_type = code.and_then(|code| ResponseType::parse(code.code));
    }
    if let Some(node) = found.get(&METHOD_CODE) {
        let known = value::leaf(cx, node, &METHOD_CODE).is_some();
        method = known.then(|| envelope::method::check(cx, node)).flatten();
    }
    let asked: Vec<_> = REQUEST.into_iter().filter(|field| !(is_open && field.name == RESPONSE_TYPE.name)).collect();
    missing(cx, root, &asked, &found, None);
    let params = match (found.get(&METHOD_PARAMS), method) {
        (Some(node), Some(method)) => {
            if method.provisional {
                let finding = Finding::new(
                    &envelope::provisional::RULE,
                    &envelope::provisional::MARKED,
                    found.get(&METHOD_CODE),
                    found.get(&METHOD_CODE).and_then(|node| cx.at(node)),
                );
                cx.report(finding.section(method.section));
            }
            params(cx, node, method)
        }
        (Some(node), None) if cx.message.is_empty(node) => {
            field::empty::report(cx, node, &METHOD_PARAMS);
            None
        }
        _ => None,
    };
    let value = match (method, params) {
        // Where the format cannot be read, an error says so.
        (Some(method), Some(params)) => {
            Some(Envelope::Request(Request { response_type: response_type.unwrap_or(ResponseType::Xml), method, params }))
        }
        _ => None,
    };
    Checked { side: Some(Side::Request), method, response_type, value }
}

fn params(cx: &mut Context, node: NodeId, method: &'static Method) -> Option<Fields> {
    cx.section = method.section;
    if !holds_members(cx, node, &METHOD_PARAMS) {
        return None;
    }
    let list = all(method.params);
    let found = container(cx, node, &list, method.code, None);
    missing(cx, node, &list, &found, None);
    let fields = values(cx, &found, method);
    for (start, end, _) in RANGES {
        if let (Some((first, from, a)), Some((last, to, b))) = (placed(&found, &fields, start), placed(&found, &fields, end))
            && is_after(a, b)
        {
            time::reversed::report(cx, (first, from), (last, to));
        }
    }
    Some(fields)
}

fn is_after(start: &Value, end: &Value) -> bool {
    match (start, end) {
        (Value::Timestamp(start), Value::Timestamp(end)) => start > end,
        (Value::Date(start), Value::Date(end)) => start > end,
        _ => false,
    }
}

/// Whether a node can hold members at all; says so where it cannot.
fn holds_members(cx: &mut Context, node: NodeId, field: &'static Field) -> bool {
    let Some(content) = cx.message.node(node).map(|node| &node.content) else { return false };
    match (content, cx.message.dialect) {
        (Content::Object, Dialect::Value) => true,
        (Content::Object, _) if cx.message.has_children(node) => true,
        (Content::Object | Content::Null, _) => {
            if !cx.message.node(node).is_some_and(|node| node.flawed) {
                field::empty::report(cx, node, field);
            }
            false
        }
        (Content::Leaf(_), Dialect::Xml) => {
            match cx.message.is_empty(node) {
                true if cx.message.node(node).is_some_and(|node| node.flawed) => {}
                true => field::empty::report(cx, node, field),
                false => field::nested::report_text(cx, node),
            }
            false
        }
        (Content::Leaf(_) | Content::Array, _) => {
            json::r#type::container(cx, node, field);
            false
        }
    }
}

/// The values of the members that are there and sound.
fn values(cx: &mut Context, found: &Members, method: &'static Method) -> Fields {
    let mut fields = Fields::with_room(found.present().count());
    for (field, node) in found.present() {
        let value = match field.kind {
            crate::catalog::Kind::Event => event(cx, node, field, method, (found, &fields)).map(Value::Event),
            _ => value::leaf(cx, node, field),
        };
        // What is compared is no text.
        if let Some(value) = value.filter(|value| !(cx.is_moot && matches!(value, Value::Text(_)))) {
            fields.push(field, value);
        }
    }
    fields
}

/// A field's value and where it was read, by its name.
fn placed<'f>(found: &Members, fields: &'f Fields, name: &str) -> Option<(&'static Field, NodeId, &'f Value)> {
    let (field, value) = fields.iter().find(|(field, _)| field.name == name)?;
    Some((field, found.get(field)?, value))
}

/// The fields of an event; which they are, only a known eventCode tells.
fn event(cx: &mut Context, node: NodeId, field: &'static Field, method: &'static Method, before: (&Members, &Fields)) -> Option<Fields> {
    let (members, fields) = before;
    let known = fields.iter().find_map(|(field, value)| match value {
        Value::Code(code) => method.events.iter().find(|event| event.code == **code).map(|event| (event, members.get(field))),
        _ => None,
    });
    if !holds_members(cx, node, field) {
        return None;
    }
    let (event, because) = known?;
    let section = std::mem::replace(&mut cx.section, event.section);
    let list = all(event.params);
    let found = container(cx, node, &list, field.name, None);
    missing(cx, node, &list, &found, because);
    let fields = values(cx, &found, method);
    cx.section = section;
    Some(fields)
}

fn as_code(value: Value) -> Option<&'static Code> {
    match value {
        Value::Code(code) => Some(code),
        _ => None,
    }
}

fn all(fields: &'static [Field]) -> Vec<&'static Field> {
    fields.iter().collect()
}

fn response(cx: &mut Context, root: NodeId, told: Option<&'static Method>) -> Checked {
    cx.section = "1.2";
    pair::format(cx, root);
    let method = told.or_else(|| infer(cx, root));
    let is_one = method.is_some_and(|method| method.cardinality == Cardinality::One);
    let loose = if is_one { method.map_or(&[][..], |method| method.result) } else { &[] };
    let fields: Vec<_> = RESPONSE.iter().copied().chain(loose).collect();
    let found = container(cx, root, &fields, "", (!is_one).then_some(RESULT.name));
    missing(cx, root, &RESPONSE, &found, None);
    let mut code = None;
    if let Some(node) = found.get(&RESULT_CODE) {
        code = value::leaf(cx, node, &RESULT_CODE).and_then(as_code).and_then(|code| ResultCode::parse(code.code));
    }
    let result_desc = description(cx, root, &found, code);
    let results: Vec<_> = found.get(&RESULT).into_iter().chain(found.repeated.iter().copied()).collect();
    let loose: Vec<_> = found.present().filter(|(field, _)| loose.iter().any(|loose| std::ptr::eq(loose, *field))).collect();
    let result = outcome(cx, (root, &found), method, code, &results, &loose);
    let value = code.map(|result_code| Envelope::Response(Response { method, result_code, result_desc, result }));
    Checked { side: Some(Side::Response), method, response_type: None, value }
}

fn description(cx: &mut Context, root: NodeId, found: &Members, code: Option<ResultCode>) -> Option<String> {
    let field = &RESULT_DESC;
    let node = found.get(&RESULT_DESC);
    let needed = code.is_some_and(|code| code != ResultCode::Success);
    match node {
        Some(node) if needed && cx.message.is_empty(node) && !cx.message.node(node).is_some_and(|node| node.flawed) => {
            field::empty::report(cx, node, field);
        }
        Some(node) => return value::leaf(cx, node, field).map(|value| value.wire().into_owned()),
        None if needed && !cx.message.node(root).is_some_and(|node| node.flawed) => {
            let place = place(cx, root, &RESPONSE, found, field, found.get(&RESULT_CODE));
            field::missing::report(cx, &place, None, field);
        }
        None => {}
    }
    None
}

fn outcome(
    cx: &mut Context,
    root: (NodeId, &Members),
    method: Option<&'static Method>,
    code: Option<ResultCode>,
    results: &[NodeId],
    loose: &[(&'static Field, NodeId)],
) -> Outcome {
    let Some(method) = method else {
        if code.is_some_and(|code| code != ResultCode::Success) {
            unexpected(cx, None, results, &[]);
        }
        return Outcome::None;
    };
    let expected = match code {
        Some(code) => Response::expects(Some(method), code),
        // An unknown code says nothing: what stands there is checked, nothing is asked for.
        None if results.is_empty() && loose.is_empty() => Cardinality::None,
        None => method.cardinality,
    };
    match expected {
        Cardinality::None => {
            let without = (method.cardinality == Cardinality::None).then_some(method);
            unexpected(cx, without, results, loose);
            Outcome::None
        }
        Cardinality::One => one(cx, root, method, results.first().copied(), loose).map_or(Outcome::None, Outcome::One),
        Cardinality::Many => {
            cx.section = method.section;
            let list = all(method.result);
            let nodes = records(cx, results);
            let mut fields = Vec::new();
            for node in nodes {
                cx.is_moot = cx.tally.has_error && !cx.each;
                let record = record(cx, node, method, &list);
                if !cx.tally.has_error || cx.each {
                    fields.push(record);
                }
            }
            Outcome::Many(fields)
        }
    }
}

fn unexpected(cx: &mut Context, method: Option<&'static Method>, results: &[NodeId], loose: &[(&'static Field, NodeId)]) {
    use envelope::unexpected_result::{FAILED, METHOD, RULE};
    let filled = results.iter().copied().find(|&node| !cx.message.is_empty(node));
    if let Some(node) = filled.or(loose.first().map(|(_, node)| *node)) {
        let wording = if method.is_some() { &METHOD } else { &FAILED };
        let finding = Finding::new(&RULE, wording, Some(node), cx.message.container_source(node));
        let mut finding = finding.plain(method.map_or("", |method| method.code));
        let root = cx.message.node(node).and_then(|node| node.parent());
        let code = root.and_then(|root| cx.message.child(root, RESULT_CODE.name)).filter(|_| method.is_none());
        if let Some(code) = code {
            finding = finding.related(&field::missing::ASKED, code, cx.at(code));
        }
        cx.report(finding);
    }
}

/// The one record of 2.1: inside `result`, or straight under the root.
fn one(
    cx: &mut Context,
    (root, members): (NodeId, &Members),
    method: &'static Method,
    result: Option<NodeId>,
    loose: &[(&'static Field, NodeId)],
) -> Option<Fields> {
    cx.section = method.section;
    let field = &RESULT;
    // In JSON, null, "" and [] are the same as absent.
    let result = result.filter(|&node| {
        cx.message.dialect == Dialect::Xml
            || !cx.message.is_empty(node)
            || cx.message.node(node).is_some_and(|node| node.content == Content::Object)
    });
    envelope::result_place::check(cx, root, loose, result);
    let mut found = match result {
        Some(node) if loose.is_empty() || cx.message.has_children(node) => {
            if !holds_members(cx, node, field) {
                return None;
            }
            container(cx, node, &all(method.result), RESULT.name, None)
        }
        _ if loose.is_empty() => {
            if !cx.message.node(root).is_some_and(|node| node.flawed) {
                let place = place(cx, root, &RESPONSE, members, field, members.get(&RESULT_CODE));
                field::missing::report(cx, &place, None, field);
            }
            return None;
        }
        _ => Members::none(&all(method.result)),
    };
    for &(field, node) in loose {
        if let Some(first) = found.fill(field, node) {
            field::duplicate::report(cx, node, first, field);
        }
    }
    match result {
        Some(result) => missing(cx, result, &all(method.result), &found, None),
        None => {
            let beside: Vec<_> = RESPONSE.iter().copied().chain(method.result).collect();
            for lacking in method.result.iter().filter(|field| found.get(field).is_none()) {
                let place = place(cx, root, &beside, members, lacking, None);
                field::missing::report(cx, &place, Some(field), lacking);
            }
        }
    }
    Some(values(cx, &found, method))
}

/// The nodes that are records, in every shape that decision D7 and D8 read, each with its index in the path.
fn records(cx: &mut Context, results: &[NodeId]) -> Vec<NodeId> {
    let mut nodes = Vec::new();
    let alone = results.len() == 1;
    for &result in results {
        let field = &RESULT;
        match cx.message.node(result).map(|node| &node.content) {
            Some(Content::Array) => items(cx, result, &mut nodes),
            Some(Content::Object) if cx.message.has_children(result) => wrapped(cx, result, &mut nodes),
            _ if alone && cx.message.is_empty(result) && !cx.message.node(result).is_some_and(|node| node.flawed) => {}
            Some(Content::Leaf(_)) if !cx.message.is_empty(result) && cx.message.dialect == Dialect::Xml => {
                field::nested::report_text(cx, result)
            }
            Some(Content::Leaf(_)) if !cx.message.is_empty(result) => json::r#type::container(cx, result, field),
            _ => {
                cx.message.set_step(result, Step::NameIndex(short(nodes.len())));
                nodes.push(result);
            }
        }
    }
    nodes
}

fn items(cx: &mut Context, array: NodeId, nodes: &mut Vec<NodeId>) {
    let items: Vec<_> = cx.message.children(array).collect();
    for item in items {
        cx.message.set_step(item, Step::Index(short(nodes.len())));
        nodes.push(item);
    }
}

/// A `result` that is a record, or holds one wrapper element per record, whatever its name.
fn wrapped(cx: &mut Context, result: NodeId, nodes: &mut Vec<NodeId>) {
    let is_field = |name: &str| METHODS.iter().flat_map(|method| method.result).any(|field| field.name == name);
    let is_leaf =
        |node: NodeId| matches!(cx.message.node(node).map(|node| &node.content), Some(Content::Leaf(_))) && !cx.message.is_empty(node);
    if cx.message.children(result).any(|child| is_field(cx.message.name(child)) || is_leaf(child)) {
        cx.message.set_step(result, Step::NameIndex(short(nodes.len())));
        nodes.push(result);
        return;
    }
    let children: Vec<_> = cx.message.children(result).collect();
    for child in children {
        if matches!(cx.message.node(child).map(|node| &node.content), Some(Content::Array)) {
            cx.message.set_step(child, Step::Skip);
            items(cx, child, nodes);
        } else if !matches!(cx.message.node(child).map(|node| &node.content), Some(Content::Null)) {
            cx.message.set_step(child, Step::Index(short(nodes.len())));
            nodes.push(child);
        }
    }
}

fn record(cx: &mut Context, node: NodeId, method: &'static Method, list: &[&'static Field]) -> Fields {
    match cx.message.node(node).map(|node| (&node.content, node.flawed)) {
        Some((Content::Object, _)) if cx.message.has_children(node) => {}
        Some((_, true)) => return Fields::default(),
        _ if cx.message.is_empty(node) => {
            field::empty::report_record(cx, node);
            return Fields::default();
        }
        _ if cx.message.dialect == Dialect::Xml => {
            field::nested::report_text(cx, node);
            return Fields::default();
        }
        _ => {
            json::r#type::record(cx, node);
            return Fields::default();
        }
    }
    let found = container(cx, node, list, RESULT.name, None);
    missing(cx, node, list, &found, None);
    let fields = values(cx, &found, method);
    let by_name = |name: &str| placed(&found, &fields, name);
    if let (Some((refund, at, Value::Fen(refunded))), Some((payment, place, Value::Fen(paid)))) =
        (by_name(REFUND_OF_PAYMENT.0), by_name(REFUND_OF_PAYMENT.1))
    {
        amount::exceeds_payment::check(cx, (refund, at, *refunded), (payment, place, *paid));
    }
    if let Some((_, at, Value::Code(code))) = by_name(REFUND_MARK)
        && code.code == crate::catalog::codes::TradeType::Refund.code()
    {
        let number = list.iter().find(|field| REFUND_NUMBERS.contains(&field.name));
        let amount = list.iter().find(|field| field.name == REFUND_OF_PAYMENT.0);
        let lacking: Vec<_> = [number, amount]
            .into_iter()
            .flatten()
            .copied()
            .filter(|field| found.get(field).is_none_or(|node| cx.message.is_empty(node)))
            .collect();
        record::incomplete_refund::report(cx, at, &lacking);
    }
    pair::record(cx, &found, &fields, method);
    fields
}

/// The method whose fields an answer shows, where only one does.
fn infer(cx: &Context, root: NodeId) -> Option<&'static Method> {
    let mut names: Vec<&str> = cx.message.children(root).map(|child| cx.message.name(child)).collect();
    let mut inner = cx.message.children(root).find(|&child| is_near(cx.message.name(child), RESULT.name));
    // Through arrays and wrappers to the first record.
    for _ in 0..3 {
        let Some(node) = inner else { break };
        names.extend(cx.message.children(node).map(|child| cx.message.name(child)));
        inner = cx.message.children(node).next();
    }
    // Of all records' one.
    names.dedup();
    let matches = |method: &&'static Method| method.result.iter().filter(|field| names.contains(&field.name)).count();
    let best = METHODS.iter().map(|method| matches(&method)).max().filter(|&count| count > 0)?;
    METHODS.iter().filter(|method| matches(method) == best).min_by_key(|method| method.result.len())
}
