//! The boundary of the scans: numbers alone cross it, and texts through a window that the caller fills.

use super::{Answer, PAD, Phase, Status, WINDOW};
use std::cell::RefCell;
#[cfg(all(target_arch = "wasm32", feature = "scans"))]
use wasm_bindgen::prelude::wasm_bindgen;

/// How many numbers are in the rows before the records of an answer, and before the parameters of a request.
pub const ANSWER_HEAD: usize = 9;
pub const REQUEST_HEAD: usize = 2;

/// What the scans of plain texts share with their caller: the window that it fills, the rows that it reads.
struct Shared {
    window: Vec<u8>,
    rows: Vec<u32>,
}

thread_local! {
    static SHARED: RefCell<Shared> = RefCell::new(Shared { window: vec![0; WINDOW.saturating_add(PAD)], rows: Vec::new() });
}

/// Where the window is: room for 128 KiB.
#[cfg_attr(all(target_arch = "wasm32", feature = "scans"), wasm_bindgen(js_name = window))]
pub fn window_address() -> usize {
    SHARED.with_borrow(|shared| shared.window.as_ptr().addr())
}

/// Where the numbers are that the last scan gave.
#[cfg_attr(all(target_arch = "wasm32", feature = "scans"), wasm_bindgen(js_name = rows))]
pub fn rows_address() -> usize {
    SHARED.with_borrow(|shared| shared.rows.as_ptr().addr())
}

/// Fills the window, natively: what the package's JavaScript does by the window's address. Gives the text's length.
pub fn fill(text: &str) -> usize {
    SHARED.with_borrow_mut(|shared| {
        let length = text.len().min(WINDOW);
        if let (Some(place), Some(bytes)) = (shared.window.get_mut(..length), text.as_bytes().get(..length)) {
            place.copy_from_slice(bytes);
        }
        length
    })
}

/// The numbers that the last scan gave, natively.
pub fn last_rows() -> Vec<u32> {
    SHARED.with_borrow(|shared| shared.rows.clone())
}

/// Calls a scan with the window's text, zeros after it.
fn on_window<T>(length: usize, run: impl FnOnce(&[u8], &mut Vec<u32>) -> T) -> T {
    SHARED.with_borrow_mut(|Shared { window, rows }| {
        if let Some(pad) = window.get_mut(length..).and_then(|rest| rest.get_mut(..PAD)) {
            pad.fill(0);
        }
        rows.clear();
        run(window, rows)
    })
}

/// Reads an answer on from the window's start. First in the rows: phase, bytes, units, records, how many of them are not plain, where the
/// head and the first of all end, the place of the code, where the description stands; then the records. Gives 0 for want of text, 1 at the end, 2 before something that is not plain.
#[cfg_attr(all(target_arch = "wasm32", feature = "scans"), wasm_bindgen(js_name = answer))]
pub fn scan_answer(method: usize, is_json: bool, phase: u32, code: u32, length: usize, is_last: bool) -> u32 {
    on_window(length, |window, rows| {
        let phase = match phase {
            0 => Phase::Head,
            1 => Phase::First,
            _ => Phase::Next,
        };
        rows.extend([0; ANSWER_HEAD]);
        let progress = Answer { method, is_json, phase, code, window, length, is_last }.scan(rows);
        let number = |number: usize| u32::try_from(number).unwrap_or_default();
        let phase = match progress.phase {
            Phase::Head => 0,
            Phase::First => 1,
            Phase::Next => 2,
        };
        let (bytes, units, head, first) = (number(progress.bytes), number(progress.units), number(progress.head), number(progress.first));
        let facts = [phase, bytes, units, progress.records, progress.others, head, first, progress.code, progress.description];
        if let Some(place) = rows.first_chunk_mut() {
            *place = facts;
        }
        match progress.status {
            Status::More => 0,
            Status::End => 1,
            Status::Other => 2,
        }
    })
}

/// Reads a request that is wholly in the window. First in the rows: the place of its method, that of the format of the answer. Gives
/// whether it is plain.
#[cfg_attr(all(target_arch = "wasm32", feature = "scans"), wasm_bindgen(js_name = request))]
pub fn scan_request(length: usize) -> bool {
    on_window(length, |window, rows| {
        rows.extend([0; REQUEST_HEAD]);
        let read = super::request(window, length, rows);
        if let (Some((method, format)), Some(head)) = (read, rows.first_chunk_mut()) {
            *head = [u32::try_from(method).unwrap_or_default(), format];
        }
        read.is_some()
    })
}
