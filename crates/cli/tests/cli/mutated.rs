//! Cases as people and programs spoil them: whatever stands in the files, every command ends with a clear word.
//!
//! `make test` tries a few hundred, the same each time. `DETENTE_MUTATIONS=20000 cargo test -p detente-cli mutated` tries more of the same
//! stream; `DETENTE_MUTATIONS=17..18` one of them, and says where its files are. `DETENTE_PROGRAM` names another build of the program.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::root;

const TRIED: Range<u32> = 0..300;
/// A command that takes longer hangs.
const LONGEST: Duration = Duration::from_secs(60);

/// Numbers from a seed (splitmix64, Steele, Lea and Flood 2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn of<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }
}

/// What people and programs put into cells.
const CELLS: [&str; 34] = [
    "",
    " ",
    "NA",
    "#N/A",
    "-9",
    ".",
    "0",
    "-0",
    "1e308",
    "1e-320",
    "NaN",
    "inf",
    "99999999999999999999",
    "-1",
    "0,5",
    "\"0,5\"",
    "1.5.2",
    "50%",
    "TRUE",
    "yes",
    "ARL",
    "arl",
    "A\u{301}RL",
    "\u{410}RL",
    "C1 C1",
    "C1;C2",
    "2025-13",
    "31.12.2025",
    "9/1990",
    "=1+1",
    "\u{1b}[31mred",
    "\u{202e}rtl",
    "paper:¶99999999999",
    "\u{fffd}",
];

/// Spoils the bytes of one file in one way.
fn spoil(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let lines: Vec<&str> = text.lines().collect();
    let line = chance.below(lines.len());
    let byte = chance.below(bytes.len());
    let replaced = |new: &str| -> Vec<u8> {
        let mut lines: Vec<&str> = lines.clone();
        lines[line] = new;
        (lines.join("\n") + "\n").into_bytes()
    };
    *bytes = match chance.below(19) {
        _ if lines.is_empty() => CELLS[byte % CELLS.len()].as_bytes().to_vec(),
        0 => text.replace('\n', "\r\n").into_bytes(),
        1 => text.replace('\n', "\r").into_bytes(),
        2 => text.replace(',', ";").into_bytes(),
        3 => text.replace(',', ";").replace('.', ",").into_bytes(),
        4 => text.replace(',', "\t").into_bytes(),
        5 => text.replace('a', "ä").chars().map(|c| if (c as u32) < 256 { c as u32 as u8 } else { b'?' }).collect(),
        6 => [&[0xff, 0xfe][..], &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()].concat(),
        7 => [b"\xef\xbb\xbf", bytes.as_slice()].concat(),
        8 => bytes[..byte].to_vec(),
        9 => (text.clone() + lines[line] + "\n" + lines[line]).into_bytes(),
        10 => text.lines().map(|line| format!("{line},\r\n")).collect::<String>().into_bytes(),
        11 => replaced(""),
        12 => {
            let mut spoiled = bytes.clone();
            spoiled[byte] = chance.next() as u8;
            spoiled
        }
        13 => {
            let mut spoiled = bytes.clone();
            spoiled.insert(byte, chance.of(&[&b'"', &b',', &b'\n', &0, &b'[', &b'=', &b'\'']).to_owned());
            spoiled
        }
        14 => [&bytes[..byte], &bytes[byte / 2..]].concat(),
        _ => {
            let mut cells: Vec<&str> = lines[line].split(',').collect();
            let cell = chance.below(cells.len());
            cells[cell] = chance.of(&CELLS);
            replaced(&cells.join(","))
        }
    };
}

/// A spoiled copy of the seed case in `folder`.
fn spoiled_case(folder: &Path, chance: &mut Chance) {
    let seed = root().join("crates/cli/tests/cases/strait");
    let mut names: Vec<PathBuf> = Vec::new();
    for part in ["", "scenarios", "sources"] {
        fs::create_dir_all(folder.join(part)).unwrap();
        let mut inside: Vec<PathBuf> =
            fs::read_dir(seed.join(part)).unwrap().flatten().map(|entry| entry.path()).collect();
        inside.retain(|path| path.is_file());
        inside.sort();
        names.extend(inside.iter().map(|path| Path::new(part).join(path.file_name().unwrap())));
    }
    let spoiled: Vec<usize> = (0..1 + chance.below(2)).map(|_| chance.below(names.len())).collect();
    for (place, name) in names.iter().enumerate() {
        let mut bytes = fs::read(seed.join(name)).unwrap();
        for _ in spoiled.iter().filter(|spoiled| **spoiled == place) {
            for _ in 0..1 + chance.below(2) {
                spoil(&mut bytes, chance);
            }
        }
        fs::write(folder.join(name), bytes).unwrap();
    }
}

/// Runs the program and gives its exit code and what it said; a program that hangs is killed, and fails.
pub(crate) fn ended(args: &[&str]) -> (i32, String, String) {
    let built = env!("CARGO_BIN_EXE_detente").to_owned();
    let mut child = Command::new(std::env::var("DETENTE_PROGRAM").unwrap_or(built))
        .args(args)
        .env("NO_COLOR", "1")
        .env("XDG_CACHE_HOME", std::env::temp_dir().join("detente-mutated"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let (mut stdout, mut stderr) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let said = thread::spawn(move || {
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut stderr, &mut text).unwrap();
        text
    });
    let printed = thread::spawn(move || {
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut stdout, &mut text).unwrap();
        text
    });
    let start = Instant::now();
    let status = loop {
        match child.try_wait().unwrap() {
            Some(status) => break status.code(),
            None if start.elapsed() > LONGEST => {
                child.kill().unwrap();
                break None;
            }
            None => thread::sleep(Duration::from_millis(2)),
        }
    };
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    (status.unwrap_or(-1), text(printed.join().unwrap()), text(said.join().unwrap()))
}

/// One spoiled case through the commands; what is wrong with how they ended.
fn tried(number: u32, keep: bool) -> Vec<String> {
    let mut chance = Chance(u64::from(number));
    let folder = tempfile::tempdir().unwrap();
    spoiled_case(folder.path(), &mut chance);
    let case = folder.path().to_string_lossy().into_owned();
    let page = folder.path().join("page.html");
    let network = folder.path().join("network.graphml");
    let page_name = page.to_string_lossy().into_owned();
    let network_name = network.to_string_lossy().into_owned();
    let threads = ["--draws", "2", "--threads", "1", "-q"];
    let mut commands: Vec<Vec<&str>> =
        ["full", "concise", "json"].map(|format| vec!["check", &case, "--format", format]).to_vec();
    let others: [Vec<&str>; 5] = [
        [&["run", &case, "--format", "json", "--report", &page_name], &threads[..]].concat(),
        [&["run", &case, "--scenario", "pipeline"], &threads[..]].concat(),
        vec!["export", "graphml", &case, "-o", &network_name, "-q"],
        vec!["conflict", &case, "--conflict", "strait", "--format", "json"],
        vec!["bargain", &case, "--model", "all", "--format", "json"],
    ];
    // A few in the tests of every day, all of them when many are tried by hand.
    let first = number as usize % others.len();
    commands.extend(
        others
            .iter()
            .enumerate()
            .filter(|(place, _)| keep || *place == first || *place == 0)
            .map(|(_, words)| words.clone()),
    );
    let mut wrong = Vec::new();
    for words in &commands {
        let (code, printed, said) = ended(words);
        let mut complain =
            |what: &str| wrong.push(format!("case {number}: {}: {what} (exit {code})\n{said}", words.join(" ")));
        match code {
            0..=2 => {}
            -1 => complain("it hangs, or a signal ended it"),
            _ => complain("an exit code that says it is our fault"),
        }
        if said.contains("bug of detente") {
            complain("a panic");
        }
        let json = words.contains(&"json") && (code == 0 || words[0] == "check" && code < 2);
        if json && serde_json::from_str::<serde_json::Value>(&printed).is_err() {
            complain("no JSON");
        }
        if code == 2 && said.is_empty() && printed.is_empty() {
            complain("not a word");
        }
        if printed.contains('\u{1b}') || said.contains('\u{1b}') {
            complain("raw control characters");
        }
    }
    if page.exists() && !fs::read_to_string(&page).unwrap().trim_end().ends_with("</html>") {
        wrong.push(format!("case {number}: half a page"));
    }
    if network.exists() {
        let (code, _, said) = ended(&["balance", &network_name]);
        let empty = said.contains("no tie") || said.contains("no edge");
        if code != 0 && !empty {
            wrong.push(format!("case {number}: our own network is not read back (exit {code})\n{said}"));
        }
    }
    if !wrong.is_empty() && keep {
        wrong.push(format!("the files of case {number} are in {}", folder.keep().display()));
    }
    wrong
}

#[test]
fn whatever_is_in_the_files_every_command_ends_with_a_word() {
    let asked = std::env::var("DETENTE_MUTATIONS").ok();
    let range = asked.as_deref().map_or(TRIED, |asked| {
        let (from, to) = asked.split_once("..").unwrap_or(("0", asked));
        from.parse().unwrap()..to.parse().unwrap()
    });
    let next = AtomicU32::new(range.start);
    let workers = thread::available_parallelism().map_or(2, usize::from);
    let wrong: Vec<String> = thread::scope(|scope| {
        let work = || {
            let mut wrong = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= range.end {
                    return wrong;
                }
                wrong.extend(tried(number, asked.is_some()));
            }
        };
        let started: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        started.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    assert!(wrong.is_empty(), "{} of {} went wrong:\n{}", wrong.len(), range.len(), wrong.join("\n"));
}
