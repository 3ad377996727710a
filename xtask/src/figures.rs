//! The figures of the runs that are too long for the suite: each command writes its own into one file, from which the documents' tables are made.
//! The tests of JavaScript write into it too, sorted by names as here.

use anyhow::{Context, Result};
use serde_json::{Map, Value};
use std::fs;
use std::path::PathBuf;

use crate::commands::say;
use crate::project;

/// Where the figures are.
pub fn file() -> PathBuf {
    project::path("docs/hardening.json")
}

/// Everything that was measured so far.
pub fn all() -> Result<Value> {
    match fs::read_to_string(file()) {
        Ok(text) => serde_json::from_str(&text).context("docs/hardening.json is not JSON"),
        Err(_) => Ok(Value::Object(Map::new())),
    }
}

/// Puts one figure, or an object of them, in the place of what stood at that path; all else stays.
pub fn record(path: &[&str], figure: Value) -> Result<()> {
    let mut figures = all()?;
    put(&mut figures, path, figure);
    fs::write(file(), format!("{figures:#}\n")).context("docs/hardening.json cannot be written")?;
    say!("{} is in docs/hardening.json", path.join("."));
    Ok(())
}

fn put(figures: &mut Value, path: &[&str], figure: Value) {
    let place = path.iter().fold(figures, |place, key| {
        if !place.is_object() {
            *place = Value::Object(Map::new());
        }
        &mut place[*key]
    });
    *place = figure;
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_figure_takes_its_place_and_leaves_the_others() {
        let mut figures = json!({ "fuzz": { "request": 1, "bytes": 2 }, "miri": { "passed": 3 } });
        put(&mut figures, &["fuzz", "request"], json!(4));
        put(&mut figures, &["deny", "licences"], json!("ok"));
        assert_eq!(figures, json!({ "fuzz": { "request": 4, "bytes": 2 }, "miri": { "passed": 3 }, "deny": { "licences": "ok" } }));
    }
}
