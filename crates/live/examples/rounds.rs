//! Times what a reader waits for who moves numbers in a page: every verdict of a case over so many draws, one change after another.
//!
//! `cargo run --release --package detente-live --example rounds -- FOLDER DRAWS [CHANGE…]`

// An example prints.
#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

use detente_live::{Opened, Page};
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("a case folder is needed")?;
    let draws: u32 = arguments.next().ok_or("a number of draws is needed")?.parse()?;
    let mut files = BTreeMap::new();
    for inside in ["", "scenarios/"] {
        read(&Path::new(&folder).join(inside), inside, &mut files)?;
    }
    let opened = Opened::of(&json!({ "files": files }).to_string()).map_err(|refused| refused.error)?;
    let mut page = Page::new(&opened);
    let as_it_is = std::iter::once(Vec::new());
    for changes in as_it_is.chain(arguments.map(|change| vec![change])) {
        let whole = Instant::now();
        let mut told = String::new();
        for question in &opened.session.case().questions {
            let one = Instant::now();
            let id = &question.id.text;
            let request = json!({ "ask": "verdict", "changes": changes, "question": id, "draws": draws });
            page.ask(&request.to_string()).map_err(|refused| refused.error)?;
            told += &format!(" {id} {:.0}", 1e3 * one.elapsed().as_secs_f64());
        }
        println!("{changes:?}: {:.0} ms;{told}", 1e3 * whole.elapsed().as_secs_f64());
    }
    Ok(())
}

/// The tables of a folder by the names that a case knows them by.
fn read(folder: &Path, inside: &str, into: &mut BTreeMap<String, String>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = format!("{inside}{}", entry.file_name().to_string_lossy());
        if name.ends_with(".toml") || name.ends_with(".csv") {
            into.insert(name, fs::read_to_string(entry.path())?);
        }
    }
    Ok(())
}
