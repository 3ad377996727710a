//! Part of the sources with all mutants in them: tells which one is tried.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// How often a mutant is asked for by a test that ends: a loop without end asks more often.
const MOST: u32 = 50_000_000;

static TRIED: LazyLock<Option<u32>> = LazyLock::new(|| std::env::var("MUTANT").ok()?.parse().ok());
/// Where those are written that a test reaches.
static REACHED: LazyLock<Option<PathBuf>> = LazyLock::new(|| std::env::var_os("REACHED").map(PathBuf::from));
static ASKED: [AtomicU32; COUNT] = [const { AtomicU32::new(0) }; COUNT];

pub(crate) fn is(id: u32) -> bool {
    let tried = *TRIED == Some(id);
    if !tried && REACHED.is_none() {
        return false;
    }
    let asked = ASKED.get(id as usize).map_or(0, |asked| asked.fetch_add(1, Relaxed));
    if asked == 0 && let Some(file) = &*REACHED {
        let file = OpenOptions::new().create(true).append(true).open(file);
        let _ = file.and_then(|mut file| writeln!(file, "{id}"));
    }
    if asked > MOST {
        std::process::exit(if tried { 1 } else { 3 });
    }
    tried
}
