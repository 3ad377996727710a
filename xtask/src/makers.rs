//! The JavaScript that makes values of what the scan of a plain text gives: code, because only a literal with its keys written out makes an
//! object as fast as V8 can.

use std::fmt::Write;
use yct_envelope::catalog::codes::{ResponseType, ResultCode};
use yct_envelope::catalog::{All, Cardinality, Code, Field, Kind, METHODS, Method, Sample};
use yct_envelope::plain::js::{ANSWER_HEAD, REQUEST_HEAD};
use yct_envelope::plain::{DECLARATIONS, LENGTH_BITS, RANGES, WINDOW};

/// For every method, in the catalog's order, how its parameters and its records are made; and the codes around them. An ES module.
pub fn module() -> String {
    let mut out = format!(
        "/** The bytes of the window; what is in the rows before the records, and before the parameters; the declarations of plain texts. */\n\
         export const WINDOW = {WINDOW};\n\
         export const ANSWER_HEAD = {ANSWER_HEAD};\n\
         export const REQUEST_HEAD = {REQUEST_HEAD};\n\
         export const DECLARATIONS = {DECLARATIONS:?};\n\n\
         /** The length of what stands at a place, and the piece of a text there. */\n\
         export const lengthAt = (place) => place & {:#x};\n\
         export const cut = (text, place) => text.slice(place >>> {LENGTH_BITS}, (place >>> {LENGTH_BITS}) + lengthAt(place));\n\n",
        (1 << LENGTH_BITS) - 1,
    );
    let all = |codes: &[Code]| codes.iter().map(|row| row.code).collect::<Vec<_>>();
    let _ = writeln!(out, "export const resultCodes = {:?};", all(ResultCode::TABLE.codes));
    let _ = writeln!(out, "export const responseTypes = {:?};\n", all(ResponseType::TABLE.codes));
    let _ = writeln!(out, "export const plans = [");
    for method in METHODS {
        let cardinality = match method.cardinality {
            Cardinality::None => "none",
            Cardinality::One => "one",
            Cardinality::Many => "many",
        };
        let events: Vec<_> = method.events.iter().map(|event| maker(event.params, "[]")).collect();
        let written: Vec<_> = method.events.iter().map(|event| format!("{:?}: {}", event.code.code, forms(event.params))).collect();
        let (before, between, after) = around(method);
        let _ = writeln!(
            out,
            "  {{\n    methodCode: {:?},\n    cardinality: {cardinality:?},\n    fields: {:?},\n    record: {},\n    params: {},\n    \
             forms: {},\n    events: {{ {} }},\n    around: {:?},\n    selects: {:?},\n    ranges: {:?},\n  }},",
            method.code,
            method.result.iter().map(|field| field.name).collect::<Vec<_>>(),
            maker(method.result, "[]"),
            maker(method.params, &format!("[{}]", events.join(", "))),
            forms(method.params),
            written.join(", "),
            [before, between, after],
            selects(method),
            ranges(method),
        );
    }
    out + "];\n"
}

/// A function from a text, the scan's rows and the place of one to its value.
fn maker(fields: &[Field], events: &str) -> String {
    let mut out = String::from("/* @__PURE__ */ (() => {\n");
    for (place, field) in fields.iter().enumerate() {
        if matches!(field.kind, Kind::Code(..)) {
            let codes: Vec<_> = field.meaningful_codes().map(|code| code.code).collect();
            let _ = writeln!(out, "      const c{place} = {codes:?};");
        }
    }
    let _ = writeln!(out, "      const events = {events};");
    let value = |place: usize, field: &Field| {
        let row = format!("r[i + {}]", place + 1);
        match field.kind {
            Kind::Code(..) => format!("c{place}[{row}]"),
            Kind::Fen | Kind::Count => row,
            Kind::OrderList => format!("cut(t, {row}).split(\",\")"),
            Kind::Event => format!("events[{row}](t, r, i + {})", fields.len() + 1),
            _ => format!("cut(t, {row})"),
        }
    };
    let _ = writeln!(out, "      return (t, r, i) => {{\n        switch (r[i]) {{");
    let mut masks: Vec<u32> = [
        |_: &Field| true,
        |field: &Field| !matches!(field.sample, Sample::Never),
        |field: &Field| matches!(field.sample, Sample::Always(_)),
        |field: &Field| field.required,
    ]
    .iter()
    .map(|keeps| fields.iter().enumerate().filter(|(_, field)| keeps(field)).map(|(place, _)| 1 << place).sum())
    .collect();
    masks.dedup();
    for mask in masks {
        let members: Vec<_> = fields
            .iter()
            .enumerate()
            .filter(|(place, _)| mask & (1 << place) != 0)
            .map(|(place, field)| format!("{}: {}", field.name, value(place, field)))
            .collect();
        let _ = writeln!(out, "          case {mask}: return {{ {} }};", members.join(", "));
    }
    let _ = writeln!(out, "        }}\n        const m = r[i], o = {{}};");
    for (place, field) in fields.iter().enumerate() {
        let _ = writeln!(out, "        if (m & {}) o.{} = {};", 1 << place, field.name, value(place, field));
    }
    out + "        return o;\n      };\n    })()"
}

/// The codes by which a query selects its records: the name that parameter and field share, and the code that selects all.
fn selects(method: &Method) -> Vec<[&'static str; 2]> {
    let selected = method.params.iter().filter(|param| method.result.iter().any(|field| field.name == param.name));
    selected.filter_map(|param| if let Kind::Code(_, All::Query(all)) = param.kind { Some([param.name, all.code]) } else { None }).collect()
}

/// The parameters between which a query selects, and the field that lies between them.
fn ranges(method: &Method) -> Vec<[&'static str; 3]> {
    let has = |fields: &[Field], name| fields.iter().any(|field| field.name == name);
    let held = |&(start, end, by): &_| has(method.params, start) && has(method.params, end) && has(method.result, by);
    RANGES.into_iter().filter(held).map(|(start, end, by)| [start, end, by]).collect()
}

/// How the fields of a container are given to be written: `[name, form]`.
fn forms(fields: &[Field]) -> String {
    let form = |field: &Field| match field.kind {
        Kind::Code(..) | Kind::Fen | Kind::Count => "number",
        Kind::OrderList => "list",
        Kind::Event => "event",
        _ => "text",
    };
    format!("{:?}", fields.iter().map(|field| [field.name, form(field)]).collect::<Vec<_>>())
}

/// What the builder writes around the format of the answer and around the parameters.
fn around(method: &'static Method) -> (String, String, String) {
    let event = method.events.first().map(|event| event.code.code);
    let text = yct_envelope::build_request(&yct_envelope::sample_request(method, event));
    let (head, tail) = text.split_once("<![CDATA[").unwrap_or_default();
    let (before, between) = head.split_once("<responseType>0").unwrap_or_default();
    let end = tail.find("]]>").unwrap_or_default();
    (format!("{before}<responseType>"), format!("{between}<![CDATA["), tail[end..].to_owned())
}
