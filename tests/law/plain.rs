//! The fast path says nothing else than the tolerant reader: where it takes a text for plain, nothing is found, and the values are the same.

use yct_envelope::catalog::codes::{ResponseType, ResultCode};
use yct_envelope::catalog::{Cardinality, Field, Kind, METHODS, Method};
use yct_envelope::plain::{LENGTH_BITS, WINDOW, js};
use yct_envelope::{Envelope, Fields, Outcome, Report, Value};

/// The numbers that a scan gave, and the text in which they are places.
struct Rows<'t> {
    rows: std::vec::IntoIter<u32>,
    source: &'t str,
}

fn number(told: u32) -> usize {
    usize::try_from(told).expect("a number of 32 bits")
}

impl Rows<'_> {
    fn next(&mut self) -> usize {
        number(self.rows.next().expect("a scan gives as many numbers as it tells"))
    }

    fn piece(&self, place: usize) -> String {
        let units: Vec<u16> = self.source.encode_utf16().skip(place >> LENGTH_BITS).take(place & ((1 << LENGTH_BITS) - 1)).collect();
        String::from_utf16(&units).expect("a value cuts no character in two")
    }

    /// Holds a container's row to the values that the tolerant reader read.
    fn compare(&mut self, fields: &'static [Field], values: &Fields) {
        let present = self.next();
        for (place, field) in fields.iter().enumerate() {
            let told = self.next();
            let value = values.get(field.name);
            assert_eq!(present >> place & 1 == 1, value.is_some(), "{}", field.name);
            let Some(value) = value else { continue };
            let read = match (&field.kind, value) {
                (_, Value::Event(_)) => continue,
                (Kind::Code(..), _) => field.meaningful_codes().nth(told).expect("a code of the table").code.to_owned(),
                (Kind::Fen | Kind::Count, _) => told.to_string(),
                _ => self.piece(told),
            };
            assert_eq!(read, value.wire(), "{}", field.name);
        }
    }
}

pub fn request(source: &str, report: &Report) {
    if source.len() > WINDOW || !js::scan_request(js::fill(source)) {
        return;
    }
    let mut rows = Rows { rows: js::last_rows().into_iter(), source };
    let (method, format) = (&METHODS[rows.next()], rows.next());
    assert!(report.diagnostics.is_empty(), "the scan takes for plain what {:?} is told of", report.diagnostics);
    let Some(Envelope::Request(request)) = &report.value else { panic!("a plain text has a value") };
    assert_eq!((request.method.code, request.response_type.code()), (method.code, ResponseType::TABLE.codes[format].code));
    rows.compare(method.params, &request.params);
    for (field, value) in request.params.iter() {
        let Value::Event(fields) = value else { continue };
        let code = request.params.get("eventCode").map(|code| code.wire().into_owned()).unwrap_or_default();
        let event = method.events.iter().find(|event| event.code.code == code).expect(field.name);
        rows.compare(event.params, fields);
    }
    assert_eq!(rows.rows.len(), 0);
}

pub fn answer(source: &str, method: &'static Method, report: &Report) {
    if source.len() > WINDOW {
        return;
    }
    let place = METHODS.iter().position(|other| other.code == method.code).expect("a method of the catalog");
    for is_json in [false, true] {
        let status = js::scan_answer(place, is_json, 0, 0, js::fill(source), true);
        let rows = js::last_rows();
        let (records, others) = (rows[3], rows[4]);
        if status != 1 || others != 0 {
            continue;
        }
        // Of a provisional method the caller adds what is to tell.
        let told: Vec<_> = report.diagnostics.iter().filter(|found| found.rule != "envelope/provisional").collect();
        assert!(told.is_empty(), "the scan takes for plain what {told:?} is told of");
        let Some(Envelope::Response(response)) = &report.value else { panic!("a plain text has a value") };
        assert_eq!(response.result_code.code(), ResultCode::TABLE.codes[number(rows[7])].code);
        let description = number(rows[8]);
        let mut rows = Rows { rows: rows.into_iter(), source };
        for _ in 0..js::ANSWER_HEAD {
            rows.next();
        }
        assert_eq!(response.result_desc, (description != 0).then(|| rows.piece(description)));
        let all: &[Fields] = match &response.result {
            Outcome::None => &[],
            Outcome::One(record) => std::slice::from_ref(record),
            Outcome::Many(records) => records,
        };
        assert_eq!(all.len(), number(records));
        assert!(method.cardinality != Cardinality::None || all.is_empty());
        for record in all {
            rows.compare(method.result, record);
        }
        assert_eq!(rows.rows.len(), 0);
    }
}

#[test]
fn samples_are_scanned() {
    for method in METHODS.iter().filter(|method| !method.provisional) {
        let text = yct_envelope::build_request(&yct_envelope::sample_request(method, None));
        assert!(js::scan_request(js::fill(&text)), "{text}");
    }
    for (place, method) in METHODS.iter().enumerate() {
        for (format, is_json) in [(yct_envelope::Format::Xml, false), (yct_envelope::Format::Json, true)] {
            let text = yct_envelope::build_response(&yct_envelope::sample_response(method, 2), format);
            assert_eq!(js::scan_answer(place, is_json, 0, 0, js::fill(&text), true), 1, "{text}");
        }
    }
}
