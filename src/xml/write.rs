//! Writes envelopes: no white space between elements, one CDATA section, every value escaped.

use super::escape;
use crate::envelope::{Fields, Outcome, Request, Response, Value};

const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;

/// A request (section 1.1).
pub(crate) fn request(request: &Request) -> String {
    let mut params = String::new();
    fields(&mut params, &request.params);
    // Every `>` of a value is escaped, so no `]]>` can stand in the fragment.
    let envelope = element("responseType", request.response_type.code()) + &element("methodCode", request.method.code);
    format!("{DECLARATION}<arg0>{envelope}<methodParams><![CDATA[{params}]]></methodParams></arg0>")
}

/// An answer (section 1.2).
pub(crate) fn response(response: &Response) -> String {
    let mut text = format!("{DECLARATION}<return>{}", element("resultCode", response.result_code.code()));
    text.push_str(&element("resultDesc", response.result_desc.as_deref().unwrap_or_default()));
    let records = match &response.result {
        Outcome::None => &[],
        Outcome::One(record) => std::slice::from_ref(record),
        Outcome::Many(records) => records.as_slice(),
    };
    for record in records {
        text.push_str("<result>");
        fields(&mut text, record);
        text.push_str("</result>");
    }
    text + "</return>"
}

fn fields(text: &mut String, record: &Fields) {
    for (field, value) in record.iter() {
        if let Value::Event(event) = value {
            text.push_str(&format!("<{}>", field.name));
            fields(text, event);
            text.push_str(&format!("</{}>", field.name));
        } else {
            text.push_str(&element(field.name, &value.wire()));
        }
    }
}

fn element(name: &str, value: &str) -> String {
    format!("<{name}>{}</{name}>", escape(value))
}
