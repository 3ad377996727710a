//! JSON Schemas beside the catalog that they are made of; how a validator reads them, tests/js/schemas.test.mjs says.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use serde_json::{Value, json};
use yct_envelope::catalog::{Cardinality, Field, Kind, METHODS, Method, codes::ResultCode};
use yct_envelope::{SchemaForm, SchemaPart, json_schema, sample_request, sample_response};

fn schema(method: &Method, part: SchemaPart, form: SchemaForm) -> Value {
    serde_json::from_str(&json_schema(method, part, form)).expect("a schema is JSON")
}

/// Whether a value is what a schema describes, patterns apart.
fn takes(schema: &Value, value: &Value) -> bool {
    let members = schema.as_object().expect("a schema is an object");
    members.iter().all(|(keyword, rule)| match keyword.as_str() {
        "type" => match rule.as_str().expect("a type") {
            "string" => value.is_string(),
            "integer" => value.is_i64() || value.is_u64(),
            "array" => value.is_array(),
            "object" => value.is_object(),
            "null" => value.is_null(),
            other => panic!("{other}"),
        },
        "const" => value == rule,
        "enum" => rule.as_array().expect("values").contains(value),
        "minimum" => value.as_i64() >= rule.as_i64(),
        "maximum" => value.as_i64() <= rule.as_i64(),
        "minItems" => value.as_array().is_some_and(|items| u64::try_from(items.len()).ok() >= rule.as_u64()),
        "items" => value.as_array().is_none_or(|items| items.iter().all(|item| takes(rule, item))),
        "required" => rule.as_array().expect("names").iter().all(|name| value.get(name.as_str().expect("a name")).is_some()),
        "properties" => rule.as_object().expect("fields").iter().all(|(name, rule)| value.get(name).is_none_or(|value| takes(rule, value))),
        "additionalProperties" => {
            value.as_object().is_none_or(|members| members.keys().all(|name| schema["properties"].get(name).is_some()))
        }
        "oneOf" => rule.as_array().expect("choices").iter().filter(|rule| takes(rule, value)).count() == 1,
        "anyOf" => rule.as_array().expect("choices").iter().any(|rule| takes(rule, value)),
        "$schema" | "title" | "description" | "default" | "examples" | "writeOnly" | "pattern" => true,
        other => panic!("{other} is no keyword of ours"),
    })
}

/// The schemas of objects that describe these fields, wherever they stand.
fn describing<'s>(schema: &'s Value, fields: &[Field], found: &mut Vec<&'s Value>) {
    match schema {
        Value::Object(members) => {
            if members.get("properties").and_then(Value::as_object).is_some_and(|properties| {
                properties.len() == fields.len() && fields.iter().all(|field| properties.contains_key(field.name))
            }) {
                found.push(schema);
            }
            members.values().for_each(|inner| describing(inner, fields, found));
        }
        Value::Array(items) => items.iter().for_each(|inner| describing(inner, fields, found)),
        _ => {}
    }
}

/// What a field's schema says beside its form.
fn assert_annotated(schema: &Value, field: &Field) {
    let description = schema["description"].as_str().expect("a description");
    assert_eq!(schema["title"], field.label.zh);
    assert!(description.starts_with(field.label.en), "{description}");
    assert!(field.note.is_none_or(|note| description.contains(note.en) && description.contains(note.zh)), "{description}");
    for (kind, unit) in [
        (Kind::Fen, "fen"),
        (Kind::Yuan, "yuan"),
        (Kind::Timestamp, "Beijing time"),
        (Kind::Date, "YYYY-MM-DD"),
        (Kind::Count, "whole number"),
    ] {
        assert!(field.kind != kind || description.contains(unit), "{description}");
    }
    assert_eq!(schema.get("default"), field.default.map(|default| json!(default)).as_ref());
    assert_eq!(schema.get("writeOnly"), matches!(field.kind, Kind::Secret).then_some(json!(true)).as_ref());
    assert_eq!(
        schema.get("examples").is_some_and(|examples| examples.as_array().expect("examples").len() == 1),
        schema.get("examples").is_some()
    );
}

#[test]
fn every_object_has_the_fields_that_the_catalog_says() {
    for method in METHODS {
        for form in [SchemaForm::Input, SchemaForm::Output] {
            let [params, request, response] =
                [SchemaPart::Params, SchemaPart::Request, SchemaPart::Response].map(|part| schema(method, part, form));
            let mut lists: Vec<_> = method.events.iter().flat_map(|event| [(&params, event.params), (&request, event.params)]).collect();
            lists.extend([(&params, method.params), (&request, method.params)]);
            lists.extend((method.cardinality != Cardinality::None).then_some((&response, method.result)));
            for (schema, fields) in lists {
                let mut found = Vec::new();
                describing(schema, fields, &mut found);
                assert!(!found.is_empty(), "{}", method.code);
                for object in found {
                    let required: Vec<_> = fields.iter().filter(|field| field.required).map(|field| json!(field.name)).collect();
                    assert_eq!(object.get("required"), (!required.is_empty()).then_some(json!(required)).as_ref());
                    assert_eq!(object.get("additionalProperties"), (form == SchemaForm::Output).then_some(json!(false)).as_ref());
                    for field in fields {
                        assert_annotated(&object["properties"][field.name], field);
                    }
                }
            }
        }
    }
}

#[test]
fn what_comes_back_is_what_the_schema_says_and_nothing_beside_it() {
    for method in METHODS {
        for event in method.events.iter().map(|event| Some(event.code.code)).chain(method.events.is_empty().then_some(None)) {
            let value = serde_json::to_value(sample_request(method, event)).expect("a value");
            for form in [SchemaForm::Input, SchemaForm::Output] {
                let (request, params) = (schema(method, SchemaPart::Request, form), schema(method, SchemaPart::Params, form));
                assert!(
                    form == SchemaForm::Input && event.is_some() || takes(&request, &value) && takes(&params, &value["methodParams"]),
                    "{value}"
                );
                assert!(!takes(&request, &json!({ "methodCode": method.code })));
                let other = METHODS.iter().find(|other| other.code != method.code).expect("another");
                let mut wrong = value.clone();
                wrong["methodParams"] = serde_json::to_value(sample_request(other, None)).expect("a value")["methodParams"].clone();
                assert!(!takes(&request, &wrong), "{wrong}");
            }
            let request = schema(method, SchemaPart::Request, SchemaForm::Output);
            for field in method.params {
                let mut without = value.clone();
                without["methodParams"].as_object_mut().expect("fields").remove(field.name);
                assert_eq!(takes(&request, &without), !field.required || value["methodParams"].get(field.name).is_none(), "{without}");
                if matches!(field.kind, Kind::Code(..)) {
                    without["methodParams"][field.name] = json!("no code");
                    assert!(!takes(&request, &without), "{without}");
                }
            }
            let mut more = value.clone();
            more["more"] = json!("");
            assert!(!takes(&request, &more));
            assert!(takes(&schema(method, SchemaPart::Request, SchemaForm::Input), &more) || event.is_some());
        }
        let response = schema(method, SchemaPart::Response, SchemaForm::Output);
        for records in [0, 1, 3] {
            let value = serde_json::to_value(sample_response(method, records)).expect("a value");
            assert!(takes(&response, &value), "{value}");
            let mut failed = value.clone();
            failed["resultCode"] = json!("1");
            assert!(!takes(&response, &failed), "a failure says why, and has no result");
        }
        for row in ResultCode::TABLE.codes.iter().filter(|row| row.code != "0") {
            assert!(takes(&response, &json!({ "resultCode": row.code, "resultDesc": "why" })));
        }
    }
}

/// What may be given beside the canonical form.
#[test]
fn a_value_to_be_given_may_be_empty_or_a_number() {
    let method = Method::find("ordersQuery").expect("a method");
    let response = schema(method, SchemaPart::Response, SchemaForm::Input);
    let result = &response["oneOf"][0]["properties"]["result"];
    let record = serde_json::to_value(sample_response(method, 1)).expect("a value")["result"][0].clone();
    for given in [json!([]), json!([record.clone()]), record.clone(), json!(null), json!("")] {
        assert!(takes(result, &given), "{given}");
    }
    assert!(!takes(result, &json!([json!({})])) && !takes(result, &json!(7)));
    let params = schema(Method::find("refundGeneral").expect("a method"), SchemaPart::Params, SchemaForm::Input);
    let field = |name: &str, value: Value| takes(&params["properties"][name], &value);
    assert!(
        field("refundType", json!(1))
            && field("refundType", json!("1"))
            && !field("refundType", json!(9))
            && !field("refundType", json!(null))
    );
    assert!(
        field("refundAmout", json!(0))
            && field("refundAmout", json!("30000"))
            && !field("refundAmout", json!(-1))
            && !field("refundAmout", json!(1.5))
    );
    assert!(field("orderNo", json!(-1)) && field("refundTime", json!("2016-08-27 10:15:00")) && !field("refundTime", json!(20160827)));
    assert_eq!(params["properties"]["secret"]["writeOnly"], json!(true));
    let orders = schema(Method::find("stopReg").expect("a method"), SchemaPart::Params, SchemaForm::Output);
    let orders = &orders["properties"]["orderList"];
    assert!(takes(orders, &json!(["A"])) && !takes(orders, &json!([])) && !takes(orders, &json!("A")) && !takes(orders, &json!([1])));
}
