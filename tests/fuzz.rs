//! The fuzz targets' laws over their seeds, and over every input on which one of them once failed.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)]

mod law;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Holds every input to the laws; names those on which they fail.
fn hold(target: &str, inputs: impl IntoIterator<Item = (String, Vec<u8>)>) {
    let failed: Vec<_> = inputs
        .into_iter()
        .filter(|(_, input)| catch_unwind(AssertUnwindSafe(|| law::run(target, input))).is_err())
        .map(|(name, input)| format!("{name}: {}", String::from_utf8_lossy(&input)))
        .collect();
    assert!(failed.is_empty(), "{target} fails on\n{}", failed.join("\n"));
}

#[test]
fn the_laws_hold_of_the_seeds() {
    for (target, _) in law::TARGETS {
        let seeds = law::seeds::of(target);
        assert!(seeds.len() > 5, "{target}");
        hold(target, seeds.into_iter().enumerate().map(|(number, seed)| (format!("seed {number}"), seed)));
    }
}

#[test]
fn the_laws_hold_of_every_find() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/finds");
    for (target, _) in law::TARGETS {
        let Ok(files) = fs::read_dir(folder.join(target)) else { continue };
        let finds = files.map(|file| file.expect("a file").path());
        hold(target, finds.map(|find| (find.display().to_string(), fs::read(&find).expect("a find"))));
    }
}
