//! TypeScript and JavaScript that the catalog and the rules give: the types of every code, parameter and record, the constants, the reference.
//! What is no matter of the protocol stands in `src/js/api.d.ts`, written by hand.

use serde_json::{Result, to_string as json};
use std::fmt::Write;
use yct_envelope::catalog::{All, Cardinality, CodeTable, Event, Field, Kind, METHODS, Method, TABLES, Text};
use yct_envelope::{RULES, SchemaForm, SchemaPart, json_schema};

/// The records' names; a method's name says what is asked, not what comes back.
const RECORDS: &[(&str, &str)] =
    &[("refundGeneral", "RefundReceipt"), ("ordersQuery", "OrderRecord"), ("regOrdersQuery", "RegOrderRecord")];

/// The declarations of everything that the catalog knows.
pub fn types() -> String {
    let mut out = String::new();
    method_codes(&mut out);
    for table in TABLES {
        code_table(&mut out, table);
    }
    for method in METHODS {
        method_types(&mut out, method);
    }
    lookups(&mut out);
    rule_ids(&mut out);
    out
}

/// The code tables as frozen objects: an ES module.
pub fn constants() -> String {
    let mut out = String::new();
    for table in TABLES {
        let rows: Vec<_> = table.codes.iter().map(|row| format!("{}: {:?}", row.constant, row.code)).collect();
        line(&mut out, 0, &format!("export const {} = /* @__PURE__ */ Object.freeze({{ {} }});", table.name, rows.join(", ")));
    }
    out
}

/// What the wrapper must know of the core before it calls it: every method's events, under its name, and the usual limit of size. An ES module.
pub fn facts() -> String {
    let mut out = String::from("/** The methods, each with the codes of its events. */\nexport const eventCodes = {\n");
    for method in METHODS {
        let codes: Vec<_> = method.events.iter().map(|event| format!("{:?}", event.code.code)).collect();
        line(&mut out, 1, &format!("{}: [{}],", method.code, codes.join(", ")));
    }
    let size = yct_envelope::Limits::default().size;
    out + "};\n" + &format!("\n/** Texts over this are reported, not read, unless told. */\nexport const defaultSize = {size};\n")
}

/// What the package knows without its module, as JSON text: the catalog, every rule under its id, every method's JSON Schemas. An ES module.
pub fn reference() -> Result<String> {
    let protocol = format!(r#"{{"version":"1.3","methods":{},"codeTables":{}}}"#, json(METHODS)?, json(TABLES)?);
    let mut out = format!("/** The catalog, but for the rules. */\nexport const protocol = {};\n", json(&protocol)?);
    out.push_str("\n/** Every rule, by its id. */\nexport const rules = {\n");
    for rule in RULES {
        line(&mut out, 1, &format!("{:?}: {},", rule.id, json(&json(rule)?)?));
    }
    out.push_str("};\n");
    for (name, part) in [("request", SchemaPart::Request), ("response", SchemaPart::Response)] {
        let _ = write!(
            out,
            "\n/** The JSON Schema of every method's {name}, which holds those of its parts. */\nexport const {name}JsonSchemas = {{\n"
        );
        for method in METHODS {
            let [input, output] = [SchemaForm::Input, SchemaForm::Output].map(|form| json(&json_schema(method, part, form)));
            line(&mut out, 1, &format!("{}: {{ input: {}, output: {} }},", method.code, input?, output?));
        }
        out.push_str("};\n");
    }
    Ok(out)
}

fn method_codes(out: &mut String) {
    doc(out, 0, &["The methods of the protocol.".into()]);
    let codes: Vec<_> = METHODS.iter().map(|method| format!("{:?}", method.code)).collect();
    line(out, 0, &format!("export type MethodCode = {};", codes.join(" | ")));
}

fn code_table(out: &mut String, table: &CodeTable) {
    let mut lines = vec![format!("{}. Section {}.", both(&table.title), table.section), String::new()];
    lines.extend(table.codes.iter().map(|row| format!("- `\"{}\"` {}", row.code, both(&row.label))));
    doc(out, 0, &lines);
    let codes: Vec<_> = table.codes.iter().map(|row| format!("{:?}", row.code)).collect();
    line(out, 0, &format!("export type {} = {};", table.name, codes.join(" | ")));

    doc(out, 0, &[format!("{}: the codes by name. Section {}.", both(&table.title), table.section)]);
    line(out, 0, &format!("export declare const {}: {{", table.name));
    for row in table.codes {
        doc(out, 1, &[format!("{}.", both(&row.label))]);
        line(out, 1, &format!("readonly {}: {:?};", row.constant, row.code));
    }
    line(out, 0, "};");
}

fn method_types(out: &mut String, method: &Method) {
    let about = format!("{} (`{}`), section {}", both(&method.title), method.code, method.section);
    let provisional = if method.provisional { " V1.3 marks it 待定, provisional." } else { "" };
    for side in [Side::Read, Side::Written] {
        let name = params_name(method, side);
        let purpose = side.purpose("methodParams");
        if method.events.is_empty() {
            interface(out, &name, &format!("{purpose} of {about}.{provisional}"), method.params, method.section, side, None);
            continue;
        }
        for event in method.events {
            let event_name = event_name(event, side);
            let event_about = format!("{} (eventCode `{}`), section {}", both(&event.code.label), event.code.code, event.section);
            interface(
                out,
                &event_name,
                &format!("{} of {event_about}.", side.purpose("eventParams")),
                event.params,
                event.section,
                side,
                None,
            );
            let about = format!("{purpose} of {about}, with event {}.{provisional}", event.code.code);
            interface(out, &variant_name(method, event, side), &about, method.params, method.section, side, Some(event));
        }
        doc(out, 0, &[format!("{purpose} of {about}: discriminated by eventCode.{provisional}")]);
        let variants: Vec<_> = method.events.iter().map(|event| variant_name(method, event, side)).collect();
        line(out, 0, &format!("export type {name} = {};", variants.join(" | ")));
    }
    if let Some(record) = record_name(method) {
        for side in [Side::Read, Side::Written] {
            let name = side.named(&record);
            interface(
                out,
                &name,
                &format!("{} of {about}.{provisional}", side.purpose("One record of the result")),
                method.result,
                method.section,
                side,
                None,
            );
        }
    }
}

/// Tables from a method's name to its types, for what is generic over methods.
fn lookups(out: &mut String) {
    for side in [Side::Read, Side::Written] {
        doc(out, 0, &[format!("{} by method.", side.purpose("methodParams"))]);
        line(out, 0, &format!("export interface {} {{", side.named("MethodParams")));
        for method in METHODS {
            doc(out, 1, &[format!("{}.", both(&method.title))]);
            line(out, 1, &format!("{}: {};", method.code, params_name(method, side)));
        }
        line(out, 0, "}");

        doc(out, 0, &[format!("{} by method.", side.purpose("The result")), "`undefined` where the method has none.".into()]);
        line(out, 0, &format!("export interface {} {{", side.named("MethodResult")));
        for method in METHODS {
            doc(out, 1, &[format!("{}.", both(&method.title))]);
            line(out, 1, &format!("{}: {};", method.code, result_type(method, side)));
        }
        line(out, 0, "}");
    }
}

fn rule_ids(out: &mut String) {
    doc(out, 0, &["The id of a rule. {@link catalog} explains each.".into()]);
    let ids: Vec<_> = RULES.iter().map(|rule| format!("{:?}", rule.id)).collect();
    line(out, 0, &format!("export type RuleId = {};", ids.join(" | ")));
}

/// Values as the package gives them, or as it takes them.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Read,
    Written,
}

impl Side {
    fn named(self, name: &str) -> String {
        match self {
            Side::Read => name.to_owned(),
            Side::Written => format!("{name}Input"),
        }
    }

    fn purpose(self, what: &str) -> String {
        match self {
            Side::Read => what.to_owned(),
            Side::Written => format!("{what}, as build and check take it,"),
        }
    }
}

fn interface(out: &mut String, name: &str, about: &str, fields: &[Field], section: &str, side: Side, event: Option<&Event>) {
    doc(out, 0, &[about.to_owned()]);
    line(out, 0, &format!("export interface {name} {{"));
    for field in fields {
        doc(out, 1, &field_doc(field, section));
        let mark = if field.required { "" } else { "?" };
        let kind = match (event, field.kind) {
            (Some(event), Kind::Event) => event_name(event, side),
            (Some(event), Kind::Code(table, _)) if table.codes.contains(&event.code) => code_type(&format!("{:?}", event.code.code), side),
            _ => field_type(field, side),
        };
        let absent = if side == Side::Written && !field.required { " | undefined" } else { "" };
        line(out, 1, &format!("{}{mark}: {kind}{absent};", field.name));
    }
    line(out, 0, "}");
}

fn field_doc(field: &Field, section: &str) -> Vec<String> {
    let mut lines = vec![format!("{}. {}", both(&field.label), form(&field.kind))];
    if let Some(note) = &field.note {
        lines.push(format!("{}。{}.", note.zh, capitalised(note.en)));
    }
    if let Some(default) = field.default {
        let label = field.codes().find(|row| row.code == default).map_or(String::new(), |row| format!(" ({})", both(&row.label)));
        lines.push(format!("Absent means `\"{default}\"`{label}; it is not filled in."));
    }
    lines.push(format!("{}, section {section}.", if field.required { "Required" } else { "Optional" }));
    lines
}

/// What stands in a field of that kind, with its unit.
fn form(kind: &Kind) -> String {
    match kind {
        Kind::Text => "Text.".into(),
        Kind::Secret => "A secret: no message, error or masked text shows it.".into(),
        Kind::Code(table, All::No) => format!("A code of {}.", table.name),
        Kind::Code(table, All::Query(all)) => format!("A code of {}, or `\"{}\"` ({}).", table.name, all.code, both(&all.label)),
        Kind::Code(table, All::Printed(all)) => {
            format!("A code of {}; `\"{}\"` ({}) is read with a warning.", table.name, all.code, both(&all.label))
        }
        Kind::Fen => "In whole fen (分).".into(),
        Kind::Yuan => "In yuan (元), at most two decimals.".into(),
        Kind::Timestamp => "`YYYY-MM-DD HH:MM:SS`, Beijing time.".into(),
        Kind::Date => "`YYYY-MM-DD`.".into(),
        Kind::Count => "A whole number, 0 or more.".into(),
        Kind::OrderList => "One or more order numbers; an array here, joined by commas on the wire.".into(),
        Kind::Event => "What the event says; its fields depend on eventCode.".into(),
    }
}

fn field_type(field: &Field, side: Side) -> String {
    let written = side == Side::Written;
    match field.kind {
        Kind::Code(table, All::No) => code_type(table.name, side),
        Kind::Code(table, All::Query(all) | All::Printed(all)) => code_type(&format!("{} | {:?}", table.name, all.code), side),
        Kind::Text | Kind::Secret => "string".into(),
        Kind::Fen => side.named("Fen"),
        Kind::Count => side.named("Count"),
        Kind::Yuan => "Yuan".into(),
        Kind::Timestamp => "Timestamp".into(),
        Kind::Date => "CalendarDate".into(),
        Kind::OrderList if written => "readonly string[]".into(),
        Kind::OrderList => "string[]".into(),
        Kind::Event => "object".into(),
    }
}

fn code_type(codes: &str, side: Side) -> String {
    match side {
        Side::Read => codes.to_owned(),
        Side::Written => format!("CodeInput<{codes}>"),
    }
}

fn params_name(method: &Method, side: Side) -> String {
    side.named(&format!("{}Params", capitalised(method.code)))
}

fn variant_name(method: &Method, event: &Event, side: Side) -> String {
    side.named(&format!("{}{}", capitalised(method.code), event.code.constant))
}

fn event_name(event: &Event, side: Side) -> String {
    side.named(&format!("{}Params", event.code.constant))
}

fn record_name(method: &Method) -> Option<String> {
    if method.cardinality == Cardinality::None {
        return None;
    }
    let named = RECORDS.iter().find(|(code, _)| *code == method.code);
    Some(named.map_or_else(|| format!("{}Record", capitalised(method.code)), |(_, name)| (*name).to_owned()))
}

fn result_type(method: &Method, side: Side) -> String {
    let record = record_name(method).map(|record| side.named(&record));
    match (record, method.cardinality, side) {
        (Some(record), Cardinality::Many, Side::Read) => format!("{record}[]"),
        (Some(record), Cardinality::Many, Side::Written) => format!("readonly {record}[]"),
        (Some(record), _, _) => record,
        (None, _, _) => "undefined".into(),
    }
}

fn both(text: &Text) -> String {
    if text.zh == text.en { text.zh.to_owned() } else { format!("{} · {}", text.zh, text.en) }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn doc(out: &mut String, depth: usize, lines: &[String]) {
    if depth == 0 {
        out.push('\n');
    }
    if let [only] = lines {
        return line(out, depth, &format!("/** {only} */"));
    }
    line(out, depth, "/**");
    for text in lines {
        line(out, depth, format!(" * {text}").trim_end());
    }
    line(out, depth, " */");
}

fn line(out: &mut String, depth: usize, text: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{:width$}{text}", "", width = 2 * depth);
}
