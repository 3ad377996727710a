//! How many tests passed and failed, read from what their runners print.

use std::iter::Sum;
use std::ops::Add;

/// Tests that passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Count {
    pub passed: u32,
    pub failed: u32,
}

impl Count {
    /// One check that passed.
    pub const SUCCESS: Count = Count { passed: 1, failed: 0 };
    /// One check that failed.
    pub const FAILURE: Count = Count { passed: 0, failed: 1 };

    /// The sum of all closing lines in a runner's output: of nextest, of cargo test and wasm-bindgen's runner, of node.
    /// A runner that failed without a failed test, or that closed on no test at all, counts as one failure.
    pub fn read(succeeded: bool, output: &str) -> Count {
        let count: Count = output.lines().map(closing_line).sum();
        if (!succeeded && count.failed == 0) || count == Count::default() {
            return count + Count::FAILURE;
        }
        count
    }
}

impl Add for Count {
    type Output = Count;
    fn add(self, other: Count) -> Count {
        Count { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

impl Sum for Count {
    fn sum<I: Iterator<Item = Count>>(counts: I) -> Count {
        counts.fold(Count::default(), Add::add)
    }
}

fn closing_line(line: &str) -> Count {
    let line = plain(line);
    let words: Vec<&str> = line.split([' ', ',', ';', ':']).filter(|word| !word.is_empty()).collect();
    let before = |noun: &str| words.windows(2).find(|pair| pair[1] == noun).and_then(|pair| pair[0].parse().ok()).unwrap_or(0);
    match words.as_slice() {
        ["Summary", ..] => Count { passed: before("passed"), failed: before("failed") + before("timed") },
        ["test", "result", ..] => Count { passed: before("passed"), failed: before("failed") },
        ["#" | "ℹ", "pass", number] => Count { passed: number.parse().unwrap_or(0), failed: 0 },
        ["#" | "ℹ", "fail" | "cancelled", number] => Count { passed: 0, failed: number.parse().unwrap_or(0) },
        _ => Count::default(),
    }
}

/// A line without the colours of a terminal.
fn plain(line: &str) -> String {
    let mut text = String::new();
    let mut parts = line.split('\x1b');
    text.extend(parts.next());
    for part in parts {
        text.extend(part.split_once('m').map(|(_, rest)| rest));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(output: &str, passed: u32, failed: u32) {
        assert_eq!(Count::read(failed == 0, output), Count { passed, failed });
    }

    #[test]
    fn closing_lines_of_every_runner() {
        check("     Summary [   0.5s] 12 tests run: 10 passed (1 slow), 2 failed, 3 skipped", 10, 2);
        check("\x1b[32;1m     Summary\x1b[0m [ 0.1s] \x1b[1m3\x1b[0m tests run: \x1b[1m3\x1b[0m passed, 0 skipped", 3, 0);
        check("test result: ok. 7 passed; 0 failed; 1 ignored; 0 measured", 7, 0);
        check("# tests 5\n# pass 4\n# fail 1\n# cancelled 0", 4, 1);
        check("ℹ pass 2\nℹ fail 0", 2, 0);
    }

    #[test]
    fn several_closing_lines_add_up() {
        check("test result: ok. 1 passed; 0 failed\ntest result: ok. 2 passed; 0 failed", 3, 0);
    }

    #[test]
    fn no_test_at_all_is_a_failure() {
        assert_eq!(Count::read(true, "no tests to run!"), Count::FAILURE);
    }

    #[test]
    fn a_runner_that_breaks_off_is_a_failure() {
        assert_eq!(Count::read(false, "test result: ok. 2 passed; 0 failed"), Count { passed: 2, failed: 1 });
    }
}
