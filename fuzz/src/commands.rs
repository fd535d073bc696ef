//! Which commands a fuzzed file goes through. Shared with the test that replays the committed seeds, so it uses nothing but `core`.

/// One kind of input.
pub struct Target {
    /// Its name, also that of its folder of seeds.
    pub name: &'static str,
    /// Words of each command; `FILE` is the input, `FOLDER` the folder it lies in.
    pub commands: &'static [&'static [&'static str]],
}

/// Files of other programs, each to the results of every command that reads them.
pub const TARGETS: [Target; 5] = [
    Target {
        name: "ties",
        commands: &[
            &["balance", "FILE", "--pairs", "sum", "--format", "json", "--steps", "20000"],
            &["balance", "FILE", "--pairs", "mean", "--by", "year", "--steps", "20000"],
            &["balance", "FILE", "--pairs", "least", "--directed", "--steps", "20000"],
            &["geometry", "FILE", "--format", "json"],
            &["dynamics", "polarise", "FILE"],
        ],
    },
    Target {
        name: "maps",
        commands: &[
            &["dynamics", "fcm", "FILE", "--format", "json"],
            &["dynamics", "loops", "FILE", "--longest", "6", "--most", "200"],
            &["dynamics", "cib", "FILE", "--draws", "3", "--format", "json"],
            &["dynamics", "landscape", "FILE", "--format", "json"],
            &["dynamics", "propagate", "FILE"],
            &["dynamics", "race", "FILE"],
        ],
    },
    Target {
        name: "issues",
        commands: &[
            &["bargain", "FILE", "--model", "all", "--format", "json"],
            &["bargain", "FILE", "--model", "smp", "--joint"],
            &["score", "FILE", "--resamples", "10"],
        ],
    },
    Target {
        name: "conflict",
        commands: &[
            &["conflict", "FILE", "--memory", "20", "--format", "json"],
            &["conflict", "FILE", "--memory", "20", "--why"],
            &["conflict", "FILE", "--memory", "20", "--draws", "5", "--dispersion", "0.3"],
        ],
    },
    Target {
        name: "record",
        commands: &[
            &["record", "aggregate", "FILE"],
            &["record", "list", "--data", "FOLDER"],
            &["record", "info", "FILE"],
            &["record", "networks", "--from", "1990", "--to", "1992", "--data", "FOLDER"],
        ],
    },
];
