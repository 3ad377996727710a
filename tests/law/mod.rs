//! What must hold of every input whatever, target by target: the fuzzer tries them on inputs that it makes, the suite on seeds and finds.
//!
//! An input of all targets but `building` starts with a byte that tells how the rest is read.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    clippy::panic,
    clippy::unwrap_used
)]

mod bytes;
mod plain;
mod reading;
mod secret;
pub mod seeds;
mod texts;
mod values;

use std::borrow::Cow;
use yct_envelope::catalog::{Locale, METHODS, Method};
use yct_envelope::{Diagnostic, PathStep, ReadOptions, Severity, Side};

/// Panics where a law does not hold of an input.
pub type Laws = fn(&[u8]);

/// The name of each target, and its laws.
pub const TARGETS: &[(&str, Laws)] = &[
    ("request", reading::request),
    ("response", reading::response),
    ("json", reading::json),
    ("bytes", bytes::laws),
    ("values", values::values),
    ("building", values::build),
    ("fix", texts::fixing),
    ("format", texts::formatting),
    ("mask", texts::masking),
];

/// Holds an input to the laws of a target.
pub fn run(target: &str, input: &[u8]) {
    let (_, laws) = TARGETS.iter().find(|(name, _)| *name == target).expect("a target of that name");
    laws(input);
}

/// How many ways of reading the first byte tells: two languages, and nothing told, a request, or an answer of each method.
pub const WAYS: u8 = 14;

/// How an input is read.
fn told(first: u8) -> ReadOptions<'static> {
    let way = first.wrapping_sub(b'0') % WAYS;
    let locale = if way >= 7 { Locale::En } else { Locale::Zh };
    let (kind, method) = match way % 7 {
        0 => (None, None),
        1 => (Some(Side::Request), None),
        method => (Some(Side::Response), METHODS.get(usize::from(method) - 2)),
    };
    ReadOptions { locale, kind, method, ..ReadOptions::default() }
}

/// The first byte that tells of a text that it is a request, or an answer of this method.
pub fn way(answered: Option<&Method>) -> u8 {
    let place = answered.and_then(|method| METHODS.iter().position(|other| other.code == method.code));
    b'0' + place.map_or(1, |place| u8::try_from(place).expect("few methods") + 2)
}

/// An input as text; what is none becomes U+FFFD, so that laws are held of it too.
fn text(input: &[u8]) -> Option<(Cow<'_, str>, ReadOptions<'static>)> {
    let (first, rest) = input.split_first()?;
    Some((String::from_utf8_lossy(rest), told(*first)))
}

/// Whether it is an input's turn for a law that costs as much as all others: the fuzzer holds it of one input in so many, and then always;
/// the suite, of all.
fn is_turn(input: &str, turn: u64, of: u64) -> bool {
    let hash = input.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    cfg!(test) || (hash >> 32) % of == turn
}

fn errors(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).collect()
}

/// What is found where.
fn found(diagnostics: &[Diagnostic]) -> Vec<(&'static str, &[PathStep])> {
    diagnostics.iter().map(|diagnostic| (diagnostic.rule, &diagnostic.path[..])).collect()
}

/// What one list has more often than the other.
fn beyond<T: PartialEq>(list: Vec<T>, mut others: Vec<T>) -> Vec<T> {
    list.into_iter()
        .filter(|item| {
            let known = others.iter().position(|other| other == item);
            known.is_none_or(|at| {
                others.swap_remove(at);
                false
            })
        })
        .collect()
}
