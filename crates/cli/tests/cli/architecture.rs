//! Dependencies point downwards only; heavy or foreign parts stay out of the default build.

use std::collections::BTreeMap;
use std::process::Command;

use crate::root;

/// What a method may use: the seam and engines, and no other method.
const METHOD: [&str; 14] = [
    "detente-method",
    "detente-case",
    "detente-results",
    "detente-access",
    "detente-balance",
    "detente-bargain",
    "detente-coalition",
    "detente-conflict",
    "detente-dynamics",
    "detente-exposure",
    "detente-moves",
    "detente-reach",
    "detente-package",
    "detente-chance",
];

/// What each crate may use of the others; `*` stands for any end of a name.
const ALLOWED: [(&str, &[&str]); 25] = [
    // The front door for text knows of nothing but text.
    ("detente-text", &[]),
    // Files that come with the program.
    ("detente-cases", &[]),
    ("detente-page", &[]),
    ("detente-chance", &[]),
    ("detente-access", &[]),
    ("detente-balance", &["detente-chance"]),
    ("detente-coalition", &[]),
    ("detente-conflict", &["detente-chance"]),
    ("detente-bargain", &["detente-chance"]),
    ("detente-dynamics", &["detente-chance"]),
    ("detente-exposure", &[]),
    ("detente-moves", &["detente-chance"]),
    ("detente-panel", &["detente-chance"]),
    ("detente-reach", &["detente-chance"]),
    ("detente-package", &[]),
    // The statements of a case are written in the engine's language of preferences.
    ("detente-case", &["detente-chance", "detente-conflict", "detente-text"]),
    // The types of what is said, some of which are the engines' own, and the names of things in cases; not the pipeline.
    (
        "detente-results",
        &["detente-balance", "detente-conflict", "detente-dynamics", "detente-case", "detente-chance", "detente-text"],
    ),
    // The seam: what a method sees of a case. Views are networks, causes a map, conflicts states with moves, and rules of decision games, before
    // any method looks at them.
    (
        "detente-method",
        &[
            "detente-balance",
            "detente-chance",
            "detente-coalition",
            "detente-dynamics",
            "detente-conflict",
            "detente-case",
            "detente-results",
        ],
    ),
    (
        "detente-assess",
        &[
            "detente-method",
            "detente-method-*",
            "detente-case",
            "detente-results",
            "detente-balance",
            "detente-dynamics",
            "detente-chance",
        ],
    ),
    (
        "detente-verify",
        &[
            "detente-access",
            "detente-balance",
            "detente-bargain",
            "detente-coalition",
            "detente-conflict",
            "detente-dynamics",
            "detente-exposure",
            "detente-formats",
            "detente-moves",
            "detente-package",
            "detente-panel",
            "detente-reach",
            "detente-record",
            "detente-chance",
            "detente-text",
        ],
    ),
    (
        "detente-report",
        &[
            // What the texts of a method say of its input, until they stand in its own folder.
            "detente-method",
            "detente-method-*",
            "detente-balance",
            "detente-conflict",
            "detente-results",
            "detente-case",
            "detente-formats",
            "detente-page",
            "detente-panel",
            "detente-record",
            "detente-chance",
            "detente-text",
        ],
    ),
    // Conflicts are read into the engine's language of states and statements.
    ("detente-formats", &["detente-conflict", "detente-text"]),
    // Networks of files are held against those of data. Forecasts are tried with what the network of the year before says. Ties,
    // claims and scores from data become rows of a case.
    (
        "detente-record",
        &[
            "detente-results",
            "detente-case",
            "detente-balance",
            "detente-formats",
            "detente-panel",
            "detente-chance",
            "detente-text",
        ],
    ),
    // What the page asks, in JSON; it carries no page itself.
    ("detente-live", &["detente-assess", "detente-case", "detente-results"]),
    // `cli` hands plain files from `formats` to methods, and the words of the command line to `assess`; it computes nothing itself.
    (
        "detente-cli",
        &[
            "detente-report",
            "detente-verify",
            "detente-assess",
            "detente-method-*",
            "detente-results",
            "detente-case",
            "detente-formats",
            "detente-record",
            "detente-balance",
            "detente-bargain",
            "detente-cases",
            "detente-conflict",
            "detente-dynamics",
            "detente-text",
        ],
    ),
];

/// Needs a C or C++ toolchain, or takes minutes to build.
const FORBIDDEN: [&str; 6] = ["cc", "cmake", "bindgen", "datafusion", "arrow", "openssl-sys"];

fn metadata(arguments: &[&str]) -> serde_json::Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(arguments)
        .current_dir(root())
        .output()
        .expect("cargo starts");
    serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON")
}

#[test]
fn arrows_between_crates_point_downwards() {
    let allowed: BTreeMap<&str, &[&str]> = ALLOWED.into_iter().collect();
    let metadata = metadata(&["--no-deps"]);
    for package in metadata["packages"].as_array().expect("packages") {
        let name = package["name"].as_str().expect("a name");
        if name == "detente-benches" {
            continue;
        }
        let of_method = name.starts_with("detente-method-").then_some(METHOD.as_slice());
        let may =
            allowed.get(name).copied().or(of_method).unwrap_or_else(|| panic!("{name} is not in the list of layers"));
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            let used = dependency["name"].as_str().expect("a name");
            if used == "detente-lake" {
                // Built on demand alone: the default build never sees DataFusion.
                assert!(name == "detente-cli" && dependency["optional"] == true, "{name} must not need {used}");
                continue;
            }
            let fits =
                |allowed: &&str| allowed.strip_suffix('*').map_or(*allowed == used, |start| used.starts_with(start));
            assert!(!used.starts_with("detente-") || may.iter().any(fits), "{name} must not use {used}");
        }
    }
}

#[test]
fn the_default_build_needs_no_c_compiler() {
    let metadata = metadata(&[]);
    let names =
        metadata["packages"].as_array().expect("packages").iter().filter_map(|package| package["name"].as_str());
    let found: Vec<&str> = names.filter(|name| FORBIDDEN.contains(name)).collect();
    assert!(found.is_empty(), "{found:?}");
}
