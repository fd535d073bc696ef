//! The face of [`Page`] in WebAssembly: a page writes a text into memory it was given here, calls, and reads the result from where it stands.
//!
//! A call gives 0 where the result is an answer, 1 where it says what is wrong. A panic ends the instance, as every trap does: its message is
//! then the result, and the page begins with a new instance.

// A page can call only what is exported by name, and hands over its texts as places in memory: neither can be said in safe Rust.
// What the page may do is said at each function; nothing else of the workspace is touched by it.
#![allow(unsafe_code)]

use std::cell::RefCell;
use std::panic;

use crate::page::{Opened, Page, Refused};

thread_local! {
    // WebAssembly without threads: one page, one thread.
    static PAGE: RefCell<Option<Page<'static>>> = const { RefCell::new(None) };
    static RESULT: RefCell<String> = const { RefCell::new(String::new()) };
}

const ANSWER: u32 = 0;
const REFUSED: u32 = 1;

/// Room for `length` bytes, which the page fills and hands to [`live_open`] or [`live_ask`], once.
#[unsafe(no_mangle)]
pub extern "C" fn live_room(length: usize) -> *mut u8 {
    Box::leak(vec![0_u8; length].into_boxed_slice()).as_mut_ptr()
}

/// Opens the case that stands in room of `length` bytes, and takes the room back.
///
/// # Safety
/// `room` is what [`live_room`] gave for the same length, and is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn live_open(room: *mut u8, length: usize) -> u32 {
    panic::set_hook(Box::new(|info| keep(Refused { error: info.to_string(), hint: None }.json())));
    // SAFETY: as this function.
    let opening = unsafe { taken(room, length) };
    match Opened::of(&opening) {
        Ok(opened) => {
            // The case stays for as long as the page; it is opened once.
            PAGE.set(Some(Page::new(Box::leak(Box::new(opened)))));
            keep("{}\n".to_owned());
            ANSWER
        }
        Err(refused) => refuse(&refused),
    }
}

/// Answers the request that stands in room of `length` bytes, and takes the room back.
///
/// # Safety
/// As [`live_open`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn live_ask(room: *mut u8, length: usize) -> u32 {
    // SAFETY: as this function.
    let request = unsafe { taken(room, length) };
    let answered = PAGE.with_borrow_mut(|page| match page {
        Some(page) => page.ask(&request),
        None => Err(Refused { error: "no case is open".to_owned(), hint: None }),
    });
    match answered {
        Ok(answer) => {
            keep(answer);
            ANSWER
        }
        Err(refused) => refuse(&refused),
    }
}

/// Where the result of the last call begins; it stands until the next.
#[unsafe(no_mangle)]
pub extern "C" fn live_result() -> *const u8 {
    RESULT.with_borrow(|result| result.as_ptr())
}

/// Its length in bytes (UTF-8).
#[unsafe(no_mangle)]
pub extern "C" fn live_length() -> usize {
    RESULT.with_borrow(String::len)
}

/// The text in the room.
///
/// # Safety
/// As [`live_open`].
unsafe fn taken(room: *mut u8, length: usize) -> String {
    // SAFETY: the room is a boxed slice of this length, which nobody else holds.
    let bytes = unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(room, length)) };
    String::from_utf8_lossy(&bytes).into_owned()
}

fn refuse(refused: &Refused) -> u32 {
    keep(refused.json());
    REFUSED
}

fn keep(result: String) {
    RESULT.set(result);
}
