//! quick-xml alone, as a judge of XML beside others: documents come in, whether it takes each goes out.

use anyhow::Result;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{Read, stdin};

/// Reads documents from the standard input, each after a line that says how many bytes it has; writes a line for each: whether quick-xml's reader
/// takes it, as it comes.
pub fn quick_xml() -> Result<()> {
    let mut input = Vec::new();
    stdin().read_to_end(&mut input)?;
    let mut rest = input.as_slice();
    while let Some(line) = rest.iter().position(|byte| *byte == b'\n') {
        let length: usize = std::str::from_utf8(&rest[..line])?.parse()?;
        let document = &rest[line + 1..][..length];
        rest = &rest[line + 1 + length..];
        println!("{}", std::str::from_utf8(document).is_ok_and(is_read));
    }
    Ok(())
}

fn is_read(text: &str) -> bool {
    let mut reader = Reader::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
    loop {
        match reader.read_event() {
            Err(_) => return false,
            Ok(Event::Eof) => return true,
            Ok(_) => {}
        }
    }
}
