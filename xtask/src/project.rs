//! Where things are.

use std::path::{Path, PathBuf};

/// The project's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// A path below the root.
pub fn path(relative: &str) -> PathBuf {
    root().join(relative)
}

/// A folder for what the build makes on its way, never part of the result.
pub fn scratch(name: &str) -> PathBuf {
    target().join("xtask").join(name)
}

/// Cargo's target folder.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| path("target"), |given| root().join(given))
}

/// A program of an npm package.
pub fn npm_program(name: &str) -> PathBuf {
    path("node_modules/.bin").join(name)
}
