//! Times a moved number: every question of a case over so many draws, changes one after another.

use std::collections::BTreeMap;
use std::time::Instant;

use detente_live::{Opened, Page};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap();
    let draws: u32 = arguments.next().unwrap().parse().unwrap();
    let changes: Vec<String> = arguments.collect();
    let mut files = BTreeMap::new();
    walk(std::path::Path::new(&folder), "", &mut files);
    let start = Instant::now();
    let opened = Opened::of(&serde_json::json!({ "files": files }).to_string()).unwrap_or_else(|e| panic!("{e:?}"));
    eprintln!("open {:?}", start.elapsed());
    let questions: Vec<String> = opened.session.case().questions.iter().map(|one| one.id.text.clone()).collect();
    let mut page = Page::new(&opened);
    let all: Vec<Vec<String>> = std::iter::once(vec![]).chain(changes.iter().map(|c| vec![c.clone()])).collect();
    for change in all {
        let whole = Instant::now();
        let mut told = String::new();
        let mut sum = 0u64;
        for question in &questions {
            let start = Instant::now();
            let request = serde_json::json!({"ask":"verdict","changes":change,"question":question,"draws":draws});
            let answer = page.ask(&request.to_string()).unwrap_or_else(|e| panic!("{e:?}"));
            for b in answer.bytes() {
                sum = sum.wrapping_mul(1_000_003).wrapping_add(u64::from(b));
            }
            told += &format!(" {question} {:.1}", start.elapsed().as_secs_f64() * 1000.0);
        }
        eprintln!("{change:?} {:.1} ms {sum:x}:{told}", whole.elapsed().as_secs_f64() * 1000.0);
    }
}

fn walk(folder: &std::path::Path, prefix: &str, files: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            walk(&entry.path(), &format!("{name}/"), files);
        } else if let Ok(text) = std::fs::read_to_string(entry.path()) {
            files.insert(name, text);
        }
    }
}
