//! Runs the laws of `tests/law/` under libFuzzer, over inputs that it mutates as text of this protocol.

#[path = "../../tests/law/mod.rs"]
pub mod law;
mod mutation;

pub use libfuzzer_sys;
pub use mutation::mutate;

/// The entry of a target: its laws, and the mutator that knows what its inputs are made of.
#[macro_export]
macro_rules! target {
    ($name:literal) => {
        $crate::libfuzzer_sys::fuzz_target!(|data: &[u8]| $crate::law::run($name, data));
        $crate::libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
            $crate::mutate($name, data, size, max_size, seed)
        });
    };
}
