//! What cannot be read is not known: missing cells, rows kept out, numbers of another system, two releases in a folder.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

use detente_record::indicator::{Ask, Found, Indicator};
use detente_record::networks::{Choice, windows};
use detente_record::rule::{Rule, Term, ties};
use detente_record::sets::{Folder, Reading, Set, SetError};
use detente_record::similarity::{Measure, Portfolios};
use detente_record::states::{Numbers, State, Year};

const USA: u16 = 2;
const GBR: u16 = 200;
const DEU: u16 = 255;
const KOR: u16 = 732;
const JPN: u16 = 740;

const ATOP: &str = "ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul\n";
/// Cells as R and spreadsheets write them.
const MISSING: &str = "2,740,2005,1,0,0,0,#N/A\n2,732,2005,1,0,0,0,NA\n2,255,2005,-9,0,0,0,1\n2,200,2005,TRUE,0,0,0,1\n2,740,2006,1,0,0,0,1\n";
const GML: &str = "dispnum,ccode1,ccode2,year,midonset,hostlev1,hostlev2,fatality1,fatality2\n";

fn place(files: &[(&str, &str)]) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(place.path().join(name), text).unwrap();
    }
    place
}

fn folder(files: &[(&str, &str)]) -> Folder {
    Folder::open(place(files).keep().as_path()).unwrap()
}

fn ask(folder: &Folder, name: &str, (a, b): (u16, u16), (from, to): (Year, Year)) -> Found {
    let ask = Ask { a: State(a), b: State(b), from, to };
    Indicator::named(name).unwrap().of(folder, &ask).unwrap()
}

fn value(folder: &Folder, name: &str, pair: (u16, u16), year: Year) -> Option<f64> {
    ask(folder, name, pair, (year, year)).value
}

/// A value that is not known, and that says why.
fn unknown(folder: &Folder, name: &str, pair: (u16, u16), year: Year, why: &str) {
    let found = ask(folder, name, pair, (year, year));
    let note = found.note.clone().unwrap_or_default();
    assert!(found.value.is_none() && found.doubtful, "{name} {pair:?} {year}: {found:?}");
    assert!(note.contains(why), "{name} {pair:?}: {note}");
}

#[test]
fn a_missing_cell_leaves_its_own_value_open_and_no_other() {
    let folder = folder(&[("atop.csv", &(ATOP.to_owned() + MISSING))]);
    assert_eq!(value(&folder, "atop_defense", (USA, JPN), 2005), Some(1.0));
    assert_eq!(value(&folder, "atop_defense", (USA, KOR), 2005), Some(1.0));
    assert_eq!(value(&folder, "atop_defense", (USA, GBR), 2005), Some(1.0));
    unknown(&folder, "atop_consul", (USA, JPN), 2005, "atop.csv line 2: atop_consul is missing");
    unknown(&folder, "atop_consul", (USA, KOR), 2005, "line 3");
    unknown(&folder, "atop_defense", (USA, DEU), 2005, "line 4: atop_defense is missing");
    assert_eq!(value(&folder, "atop_consul", (USA, DEU), 2005), Some(1.0));
    assert_eq!(value(&folder, "atop_offense", (USA, DEU), 2005), Some(0.0));
    assert_eq!(value(&folder, "alliance_commitment", (USA, JPN), 2005), Some(1.0), "nothing can raise a defence pact");
    unknown(&folder, "alliance_commitment", (USA, DEU), 2005, "line 4");
    assert_eq!(value(&folder, "atop_defense", (USA, 365), 2005), Some(0.0), "no row, and none kept out");
    let tally = &folder.load(Set::Atop).unwrap().1;
    assert_eq!((tally.kept, tally.skipped(), tally.cells["atop_consul"].missing), (5, 0, 2));
    // Portfolios in which something is open are not compared; those without are.
    unknown(&folder, "s_alliance_atop", (USA, 365), 2005, "line 4");
    assert!(value(&folder, "s_alliance_atop", (JPN, KOR), 2005).is_some());
    let of = &Portfolios::of_years(folder.series(Set::Atop).unwrap(), None, 2005, 2005)[0];
    assert_eq!(of.unsure_members(), 2);
    let all = of.all(Measure::S);
    assert!(
        all.iter()
            .all(|(a, b, s)| s.is_none()
                == (*a == State(USA) || *b == State(USA) || *a == State(DEU) || *b == State(DEU)))
    );
}

#[test]
fn networks_and_ties_say_what_is_not_known() {
    let gml = GML.to_owned()
        + "5,2,365,2005,1,4,1,0,0\n5,365,2,2005,1,1,4,0,0\n6,2,200,2005,1,x,2,0,0\n7,x,740,2005,1,2,2,0,0\n";
    let folder = folder(&[("atop.csv", &(ATOP.to_owned() + MISSING)), ("gml.csv", &gml)]);
    let choice = Choice { hostility: 4.0, ..Choice::default() };
    let found = &windows(&folder, &choice, &[(2005, 2005)]).unwrap()[0];
    let pair = |a: u16, b: u16| (State(a), State(b));
    let ties: Vec<_> = found.ties.iter().map(|tie| ((tie.a, tie.b), tie.hostile)).collect();
    assert_eq!(
        ties,
        [(pair(USA, DEU), false), (pair(USA, 365), true), (pair(USA, KOR), false), (pair(USA, JPN), false)]
    );
    let unknown: Vec<_> = found.unknown.iter().map(|of| (of.a.0, of.b.map(|b| b.0), of.row.line)).collect();
    assert_eq!(unknown, [(USA, Some(GBR), 4), (JPN, None, 5)], "friends by alliance, perhaps enemies");
    assert!(found.unknown.iter().all(|of| of.b != Some(State(DEU))), "consultation makes friends whatever defence is");

    let term = |name: &str, weight: f64| Term {
        indicator: name.to_owned(),
        weight: [weight; 3],
        centre: 0.0,
        unit: 1.0,
        least: 0.0,
        cuts: Vec::new(),
        loading: None,
    };
    let rule = Rule { terms: vec![term("atop_defense", 0.5)], latent: false, half_firm: None };
    let made = ties_of(&folder, &rule);
    assert_eq!(made.ties.iter().filter(|tie| tie.b == State(DEU) || tie.a == State(DEU)).count(), 0);
    let told: Vec<_> = made.unknown.iter().map(|of| (of.a.0, of.b.0, of.year)).collect();
    assert_eq!(told, [(USA, DEU, 2005)]);
    assert!(made.unknown[0].why.contains("line 4"), "{:?}", made.unknown);
}

fn ties_of(folder: &Folder, rule: &Rule) -> detente_record::rule::Made {
    ties(folder, rule, &[State(USA), State(DEU), State(JPN)], (2005, 2005)).unwrap()
}

/// A row that is kept out may be of the pair that is asked for, as far as its key can be told.
#[test]
fn an_absence_is_a_zero_only_where_no_row_was_kept_out() {
    let rows = "2,740,2005,1,0,0,0\n2,x,2006,1,0,0,0,0\n365,710,two,1,0,0,0,0\n666,NA,2005,1,0,0,0,0\ny,z,2005,1,0,0,0,0\n2,732,2006,0,0,0,0,0\n20,200,2005,1,1,1,1,1\n";
    let folder = folder(&[("atop.csv", &(ATOP.to_owned() + rows))]);
    unknown(&folder, "atop_defense", (USA, JPN), 2005, "line 2: a row that may be of it is kept out");
    unknown(&folder, "atop_defense", (USA, GBR), 2006, "line 3");
    unknown(&folder, "atop_defense", (365, 710), 2006, "line 4");
    unknown(&folder, "atop_defense", (JPN, 666), 2005, "line 5");
    let zero = ask(&folder, "atop_defense", (GBR, JPN), (2005, 2005));
    assert_eq!(zero.value, Some(0.0));
    assert!(zero.note.unwrap().contains("line 6 cannot be told to any state"));
    assert_eq!(value(&folder, "atop_defense", (USA, KOR), 2005), Some(0.0), "the other row is of another year");
    // A number of no state is of no pair of states.
    let folder = self::folder(&[("atop.csv", &(ATOP.to_owned() + "2,740,2005,1,0,0,0,0\n2,999,2005,1,0,0,0,0\n"))]);
    assert_eq!(value(&folder, "atop_defense", (USA, KOR), 2005), Some(0.0));
    assert_eq!(folder.load(Set::Atop).unwrap().1.skipped(), 1);
}

#[test]
fn every_set_that_lists_what_there_is_says_what_it_lost() {
    let folder = folder(&[
        (
            "gml.csv",
            &(GML.to_owned()
                + "5,2,365,1999,NA,4,1,0,0\n6,2,740,2005,1,.,2,0,0\n6,740,2,2005,1,2,.,0,0\n7,200,x,2000,1,4,4,0,0\n8,2,710,2001,1,4,4,oops,0\n"),
        ),
        (
            "tss.csv",
            "tssr_id,ccode1,ccode2,start,end,positional,spatial,ideological\n1,2,365,1945,1989,NA,0,1\n2,2,710,19x6,2020,1,0,0\n",
        ),
        ("contdir.csv", "ccode1,ccode2,stdate,enddate,conttype\n2,20,192001,201612,1\n2,365,195901,201612,NA\n"),
        ("wars.csv", "warnum,ccode1,ccode2,year,cowinteronset\n139,2,740,1941,NA\n139,2,?,1942,0\n"),
        ("Dyadic.csv", "ccode1,ccode2,year,flow1,flow2\n2,740,2001,129708,N/A\n2,200,2001,1,2\n2,732,2001,5 000,3\n"),
        ("igo.csv", "ccode,year,sum_igo_full,sum_igo_anytype\n2,2000,60,70\n740,2000,NA,60\n"),
        ("joint.csv", "ccode1,ccode2,year,dyadigos\n2,740,2000,40\n2,200,2000,#VALUE!\n"),
        ("un.csv", "ccode1,ccode2,year,n,same,opposite\n2,740,2000,60,NA,1\n"),
        ("ideal.csv", "ccode,year,idealpoint\n2,2000,2.5\n740,2000,..\n"),
        (
            "nmc.csv",
            "ccode,year,milex,milper,irst,pec,tpop,upop,cinc\n2,2001,1,1,1,1,1,1,0.14\n740,2001,1,1,1,1,1,1,NA\n2,2002,many,1,1,1,1,1,0.15\n",
        ),
        (
            "months.csv",
            "source,target,month,n,goldstein_sum\nUSA,JPN,2001-01,5,-20\nJPN,USA,2001-02,3,NA\nUSA,CHN,2001-13,3,1\n",
        ),
    ]);
    unknown(&folder, "gml_mid_onsets", (USA, 365), 1999, "gml.csv line 2: midonset is missing");
    assert_eq!(value(&folder, "gml_mid_max_hostility", (USA, 365), 1999), Some(4.0));
    unknown(&folder, "gml_mid_max_hostility", (USA, JPN), 2005, "line 3: hostlev1 is missing");
    assert_eq!(value(&folder, "gml_mid_onsets", (USA, JPN), 2005), Some(1.0));
    unknown(&folder, "gml_mid_onsets", (GBR, 220), 2000, "line 5");
    assert_eq!(value(&folder, "gml_mid_max_hostility", (710, USA), 2001), Some(4.0), "a column nobody asked about");
    assert_eq!(value(&folder, "rivalry", (USA, 365), 1980), Some(1.0));
    unknown(&folder, "rivalry", (USA, 710), 2000, "tss.csv line 3");
    assert_eq!(value(&folder, "contiguity_type", (USA, 20), 2001), Some(1.0));
    unknown(&folder, "contiguity_type", (USA, 365), 2001, "conttype is missing");
    assert_eq!(value(&folder, "war", (JPN, USA), 1941), Some(1.0), "one direction is a war of both");
    unknown(&folder, "war", (USA, DEU), 1942, "wars.csv line 3");
    unknown(&folder, "trade_share_of_a", (USA, JPN), 2001, "Dyadic.csv line 2");
    unknown(&folder, "imports_of_a_from_b_musd", (USA, KOR), 2001, "cannot be read");
    unknown(&folder, "igo_share", (USA, JPN), 2000, "sum_igo_full is missing");
    unknown(&folder, "joint_igos", (USA, GBR), 2000, "dyadigos is missing");
    unknown(&folder, "un_agreement", (USA, JPN), 2000, "same is missing");
    unknown(&folder, "un_ideal_distance", (USA, JPN), 2000, "idealpoint is missing");
    unknown(&folder, "capability_ratio", (USA, JPN), 2001, "cinc is missing");
    assert_eq!(value(&folder, "cinc", (USA, USA), 2002), Some(0.15), "a column nobody asked about");
    unknown(&folder, "goldstein_sum", (USA, JPN), 2001, "months.csv line 3: goldstein_sum is missing");
    assert_eq!(value(&folder, "icews_events", (USA, JPN), 2001), Some(8.0));
    unknown(&folder, "icews_events", (USA, 710), 2001, "line 4");
}

/// Votes that cannot be read are told beside what is counted from the others.
#[test]
fn votes_that_are_lost_are_counted() {
    let votes = "rcid\tccode\tvote\tyear\n1\t2\t1\t2000\n1\t740\t1\t2000\n2\t2\t1\t2000\n2\t740\tyes\t2000\n3\t2\t1\t2000\n3\t740\t8\t2000\n";
    let folder = folder(&[("votes.tab", votes)]);
    let found = ask(&folder, "un_common_votes", (USA, JPN), (2000, 2000));
    assert_eq!(found.value, Some(1.0));
    assert!(found.note.unwrap().starts_with("1 votes of the two in that year could not be read"));
}

#[test]
fn two_rows_that_contradict_each_other_are_not_believed() {
    let text = "ccode,year,milex,milper,irst,pec,tpop,upop,cinc\n2,2001,1,1,1,1,1,1,.14\n2,2001,1,1,1,1,1,1,.41\n740,2001,1,1,1,1,1,1,.05\n740,2001,1,1,1,1,1,1,.05\n";
    let folder = folder(&[("nmc.csv", text)]);
    unknown(&folder, "cinc", (USA, USA), 2001, "line 3: says something else");
    assert_eq!(value(&folder, "cinc", (JPN, JPN), 2001), Some(0.05), "the same twice is a repetition");
}

#[test]
fn numbers_of_gleditsch_and_ward_are_recognised() {
    let gw =
        ATOP.to_owned() + "2,260,1985,1,0,0,0,0\n2,260,1995,1,0,0,0,0\n2,340,2010,0,0,0,0,1\n2,678,2001,0,0,0,0,1\n";
    let place = place(&[("atop.csv", &gw)]);
    let error = Folder::open(place.path()).unwrap().series(Set::Atop).unwrap_err();
    assert!(matches!(&error, SetError::Numbers { line: 3, number: 260, .. }), "{error}");
    assert!(error.to_string().contains("Gleditsch and Ward (Germany)"), "{error}");
    let open =
        |numbers| Folder::open_as(place.path(), Reading { numbers: Some(numbers), ..Reading::default() }).unwrap();
    let read = open(Numbers::GleditschWard);
    assert_eq!(value(&read, "atop_defense", (USA, DEU), 1995), Some(1.0));
    assert_eq!(value(&read, "atop_defense", (USA, 260), 1985), Some(1.0));
    assert_eq!(value(&read, "atop_consul", (USA, 345), 2010), Some(1.0));
    assert_eq!(value(&read, "atop_consul", (USA, 679), 2001), Some(1.0));
    // Read as Correlates of War all the same: the rows are kept out, and what they may be of is not known.
    let kept_out = open(Numbers::CorrelatesOfWar);
    assert_eq!(kept_out.load(Set::Atop).unwrap().1.skipped(), 3);
    unknown(&kept_out, "atop_defense", (USA, DEU), 1995, "line 3");
    // A file in the numbers of Correlates of War stays one.
    let cow =
        ATOP.to_owned() + "2,260,1985,1,0,0,0,0\n2,255,1995,1,0,0,0,0\n2,260,1990,1,0,0,0,0\n2,817,1990,0,0,0,0,1\n";
    let place = self::place(&[("atop.csv", &cow)]);
    let reading = Reading { numbers: Some(Numbers::GleditschWard), ..Reading::default() };
    for folder in [Folder::open(place.path()).unwrap(), Folder::open_as(place.path(), reading).unwrap()] {
        assert_eq!(value(&folder, "atop_defense", (USA, DEU), 1995), Some(1.0));
        unknown(&folder, "atop_consul", (USA, 816), 1990, "line 5");
    }
    // 255 for the Federal Republic, as lists of countries have it.
    let cow = ATOP.to_owned() + "2,255,1970,1,0,0,0,0\n2,740,1970,1,0,0,0,0\n";
    unknown(&self::folder(&[("atop.csv", &cow)]), "atop_defense", (USA, 260), 1970, "line 2");
}

#[test]
fn two_releases_of_a_set_are_not_joined() {
    let one = ATOP.to_owned() + "2,740,2005,1,0,0,0,0\n";
    let other = ATOP.to_owned() + "20,740,2005,1,0,0,0,0\n2,740,2005,0,0,0,0,0\n";
    let decade = ATOP.to_owned() + "2,740,2015,1,0,0,0,1\n";
    let place = place(&[("a.csv", &one), ("b.csv", &other)]);
    let error = Folder::open(place.path()).unwrap().series(Set::Atop).unwrap_err();
    let told = error.to_string();
    assert!(told.contains("a.csv and b.csv") && told.contains("a.csv line 2, b.csv line 3"), "{told}");
    let reading = Reading { releases: vec!["b.csv".to_owned()], ..Reading::default() };
    let chosen = Folder::open_as(place.path(), reading).unwrap();
    assert_eq!(value(&chosen, "atop_defense", (USA, JPN), 2005), Some(0.0));
    let reading = Reading { releases: vec!["c.csv".to_owned()], ..Reading::default() };
    assert!(matches!(Folder::open_as(place.path(), reading).unwrap_err(), SetError::Release(_)));
    // Parts of one release are.
    let parts = folder(&[("a.csv", &one), ("b.csv", &decade)]);
    assert_eq!(value(&parts, "atop_consul", (USA, JPN), 2015), Some(1.0));
}

#[test]
fn a_file_of_which_nothing_is_kept_is_refused_with_the_reasons() {
    let place = place(&[("atop.csv", &(ATOP.to_owned() + "x,740,2005,1,0,0,0,0\nx,732,2005,1,0,0,0,0\n"))]);
    let error = Folder::open(place.path()).unwrap().series(Set::Atop).unwrap_err().to_string();
    assert!(error.contains("no row") && error.contains("2 kept out: no state of that year"), "{error}");
    let empty = folder(&[("atop.csv", ATOP)]).series(Set::Atop).unwrap_err().to_string();
    assert!(empty.contains("it has no rows"), "{empty}");
}

/// The same table as spreadsheets and other programs write it.
#[test]
fn one_table_in_many_dresses() {
    let plain = "ccode1,ccode2,year,flow1,flow2\n2,740,2001,1.5,2\n2,200,2001,3,4\n";
    let semicolons = "ccode1;ccode2;year;flow1;flow2;;\r\n2;740;2001;1,5;2;;\r\n2;200;2001;3;4;;\r\n;;;;;;\r\n";
    let excel = "sep=;\n\"ccode1\";\"ccode2\";\"year\";\"flow1\";\"flow2\"\n2;740,0;2001,0;1,5;2\n2;200;2001;3;4\n";
    let padded = "ccode1\tccode2\tyear\tflow1\tflow2\n2\u{a0}\t740.0\t2001.0\t1.5\t2\t\t\n2\t200\t2001\t3\t4\n";
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(plain.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let letters = [&b"ccode1,ccode2,year,note,flow1,flow2\n2,740,2001,C\xf4te,1.5,2\n2,200,2001,,3,4\n"[..]].concat();
    let dresses: [&[u8]; 6] =
        [plain.as_bytes(), semicolons.as_bytes(), excel.as_bytes(), padded.as_bytes(), &wide, &letters];
    for bytes in dresses {
        let place = tempfile::tempdir().unwrap();
        std::fs::write(place.path().join("trade.csv"), bytes).unwrap();
        let folder = Folder::open(place.path()).unwrap();
        assert_eq!(value(&folder, "imports_of_a_from_b_musd", (USA, JPN), 2001), Some(1.5), "{bytes:?}");
        let tally = &folder.load(Set::Trade).unwrap().1;
        assert_eq!((tally.rows, tally.kept), (2, 2));
    }
    let twice = folder(&[("trade.csv", "ccode1,ccode2,year,flow1,flow2,flow1\n2,740,2001,1,2,3\n")]);
    let error = twice.series(Set::Trade).unwrap_err().to_string();
    assert!(error.contains("stand twice") && error.contains("flow1"), "{error}");
}

#[test]
fn months_as_a_spreadsheet_writes_them() {
    let rows = ["9/1990", "1990-09", "1990/09", "199009", "1990-09-01", "19900901"];
    for month in rows {
        let text = format!("source,target,month,n,goldstein_sum\nUSA,JPN,{month},5,-20\nUSA,JPN,1990-10,5,-20\n");
        let folder = folder(&[("months.csv", &text)]);
        assert_eq!(ask(&folder, "goldstein_sum", (USA, JPN), (1990, 1990)).value, Some(-40.0), "{month}");
        let parts: Vec<u8> = folder.series(Set::EventMonths).unwrap().all().map(|(spell, _)| spell.part).collect();
        assert_eq!(parts, [9, 10], "{month}");
    }
    for month in ["1.99E+05", "Sep-90", "9/90", "33117"] {
        let text = format!("source,target,month,n,goldstein_sum\nUSA,JPN,{month},5,-20\nUSA,JPN,1990-10,5,-20\n");
        unknown(&folder(&[("months.csv", &text)]), "goldstein_sum", (USA, JPN), 1990, "line 2");
    }
}

const TSS: &str = "tssr_id,ccode1,ccode2,start,end,positional,spatial,ideological\n";
const CONTIGUITY: &str = "ccode1,ccode2,conttype,stdate,enddate\n";
const DISTANCE: &str = "ccode1,ccode2,styear,endyear,mindist_km\n";

fn folder_in(numbers: Numbers, files: &[(&str, &str)]) -> Folder {
    let reading = Reading { numbers: Some(numbers), ..Reading::default() };
    Folder::open_as(place(files).keep().as_path(), reading).unwrap()
}

/// A number is looked up in every year of a spell, not once for all of them.
#[test]
fn a_spell_is_cut_where_its_number_comes_to_mean_another_state_or_none() {
    const GFR: u16 = 260;
    const FRA: u16 = 220;
    let spells = CONTIGUITY.to_owned() + "260,220,1,1955-05-05,2016-12-31\n255,290,1,1991-01-01,2016-12-31\n";
    for folder in
        [folder(&[("contdir.csv", &spells)]), folder_in(Numbers::CorrelatesOfWar, &[("contdir.csv", &spells)])]
    {
        assert_eq!(value(&folder, "contiguity_type", (GFR, FRA), 1970), Some(1.0));
        assert_eq!(value(&folder, "contiguity_type", (GFR, FRA), 2000), None, "it is no member");
        unknown(&folder, "contiguity_type", (DEU, FRA), 2000, "contdir.csv line 2");
        assert_eq!(value(&folder, "contiguity_type", (DEU, 290), 2000), Some(1.0));
        let notes = &folder.load(Set::Contiguity).unwrap().1.notes;
        assert!(notes.iter().any(|note| note.starts_with("1 spells have years that cannot be used")), "{notes:?}");
    }
    let gw = folder_in(Numbers::GleditschWard, &[("contdir.csv", &spells)]);
    assert_eq!(value(&gw, "contiguity_type", (DEU, FRA), 2000), Some(1.0));
    assert_eq!(value(&gw, "contiguity_type", (GFR, FRA), 1970), Some(1.0));

    let rows = "1,255,220,1816,2010,1,1,\n2,260,365,1955,2010,1,1,\n3,678,670,1930,2000,1,1,\n4,340,344,1992,2010,1,1,\n5,2,365,1945,2020,1,1,\n";
    let cow = folder_in(Numbers::CorrelatesOfWar, &[("tss.csv", &(TSS.to_owned() + rows))]);
    unknown(&cow, "rivalry", (GFR, FRA), 1970, "tss.csv line 2");
    assert_eq!(value(&cow, "rivalry", (DEU, FRA), 1930), Some(1.0));
    assert_eq!(value(&cow, "rivalry", (DEU, FRA), 2000), Some(1.0), "a number that means it again");
    unknown(&cow, "rivalry", (DEU, 365), 2000, "tss.csv line 3");
    unknown(&cow, "rivalry", (679, 670), 1995, "tss.csv line 4");
    unknown(&cow, "rivalry", (345, 344), 2005, "tss.csv line 5");
    let rows = "1,260,220,1955,2010,1,1,\n2,340,344,1992,2010,1,1,\n";
    let distances = DISTANCE.to_owned() + "260,220,1955,2019,0\n";
    let files = [("tss.csv", &*(TSS.to_owned() + rows)), ("dist.csv", &distances)];
    let gw = folder_in(Numbers::GleditschWard, &files);
    assert_eq!(value(&gw, "rivalry", (DEU, FRA), 1995), Some(1.0));
    assert_eq!(value(&gw, "rivalry", (GFR, FRA), 1985), Some(1.0));
    assert_eq!(value(&gw, "rivalry", (345, 344), 2008), Some(1.0));
    unknown(&gw, "rivalry", (345, 344), 2000, "tss.csv line 3");
    assert_eq!(value(&gw, "min_distance_km", (DEU, FRA), 2000), Some(0.0));
    assert_eq!(value(&gw, "min_distance_km", (GFR, FRA), 2000), None);
}

/// A spell without an end is known in its first year alone.
#[test]
fn a_spell_whose_end_is_missing_is_not_known_after_its_beginning() {
    let rows = "1,2,710,1949,NA,1,1,\n2,2,365,1945,,1,1,\n3,740,710,1990,-9,1,1,\n4,732,731,1948,9999,1,1,\n5,2,731,NA,2020,1,1,\n6,200,2,NA,1900,1,1,\n7,740,365,1945,2020,1,1,\n";
    let contiguity = CONTIGUITY.to_owned() + "2,70,1,191202,NA\n2,20,1,192001,201612\n";
    let distance = DISTANCE.to_owned() + "2,40,1902,,145\n2,20,1921,2019,0\n";
    let files = [("tss.csv", &*(TSS.to_owned() + rows)), ("c.csv", &contiguity), ("d.csv", &distance)];
    let folder = folder(&files);
    for (pair, start, line) in [((USA, 710), 1949, 2), ((USA, 365), 1945, 3), ((JPN, 710), 1990, 4)] {
        assert_eq!(value(&folder, "rivalry", pair, start), Some(1.0), "{pair:?}");
        unknown(&folder, "rivalry", pair, 2000, &format!("tss.csv line {line}"));
    }
    assert_eq!(value(&folder, "rivalry", (JPN, 710), 1980), Some(0.0));
    unknown(&folder, "rivalry", (KOR, 731), 2000, "line 5");
    unknown(&folder, "rivalry", (USA, 731), 2000, "line 6");
    assert_eq!(value(&folder, "rivalry", (USA, GBR), 2000), Some(0.0), "it ended in 1900, whenever it began");
    unknown(&folder, "rivalry", (USA, GBR), 1890, "line 7");
    unknown(&folder, "contiguity_type", (USA, 70), 2000, "c.csv line 2");
    unknown(&folder, "min_distance_km", (USA, 40), 2000, "d.csv line 2");
    assert_eq!(value(&folder, "min_distance_km", (USA, 40), 1902), Some(145.0));
}

/// Two rows of one pair and time are not believed where they differ, in sets with many rows too.
#[test]
fn rows_that_contradict_each_other_are_not_believed_in_any_set() {
    let atop = "2,230,2004,1,0,0,0,1\n2,230,2005,1,0,0,0,1\n2,230,2006,1,0,0,0,1\n2,230,2005,0,0,0,0,1\n2,235,2005,0,0,0,0,1\n235,2,2005,1,0,0,0,1\n2,740,2005,1,0,0,0,1\n2,740,2005,1,0,0,0,1\n";
    let mids = "2,2,710,1990,1,3,1,0,0\n2,710,2,1990,0,5,4,0,0\n3,2,740,1990,1,2,1,0,0\n3,2,740,1990,1,3,1,0,0\n4,2,200,1990,1,2,1,0,0\n4,2,200,1990,1,2,1,0,0\n";
    let folder = folder(&[
        ("atop.csv", &(ATOP.to_owned() + atop)),
        ("gml.csv", &(GML.to_owned() + mids)),
        (
            "d.csv",
            &(DISTANCE.to_owned()
                + "2,70,1886,2019,0\n70,2,1886,2019,500\n2,20,1921,1950,0\n2,20,1940,2019,900\n2,40,1902,1950,5\n2,40,1950,2019,145\n"),
        ),
        ("p.csv", "ccode1,ccode2,styear,endyear,peace_scale\n2,740,1952,2015,1\n740,2,1952,2015,0.75\n"),
        (
            "c.csv",
            &(CONTIGUITY.to_owned()
                + "2,70,1,1912-02-01,2016-12-31\n2,70,4,1912-02-01,2016-12-31\n2,40,4,1902-02-01,1950-12-31\n40,2,5,1950-02-01,2016-12-31\n"),
        ),
    ]);
    unknown(&folder, "atop_defense", (USA, 230), 2005, "line 3: atop_defense is another in line 5");
    assert_eq!(value(&folder, "atop_consul", (USA, 230), 2005), Some(1.0), "in that they agree");
    assert_eq!(value(&folder, "atop_defense", (USA, 230), 2004), Some(1.0));
    assert_eq!(value(&folder, "atop_defense", (USA, 230), 2006), Some(1.0));
    unknown(&folder, "atop_defense", (USA, 235), 2005, "line 6: atop_defense is another in line 7");
    assert_eq!(value(&folder, "atop_defense", (USA, JPN), 2005), Some(1.0), "the same twice");
    unknown(&folder, "s_alliance_atop", (USA, JPN), 2005, "is another in line");
    assert_eq!(folder.load(Set::Atop).unwrap().1.unreadable_cells(), 4);
    let most = ask(&folder, "gml_mid_max_hostility", (USA, 710), (1990, 1990));
    assert_eq!((most.value, most.rows[0].line), (Some(5.0), 3), "the row of the other direction says more");
    unknown(&folder, "gml_mid_max_hostility", (USA, JPN), 1990, "is another in line");
    assert_eq!(value(&folder, "gml_mid_onsets", (USA, JPN), 1990), Some(1.0));
    assert_eq!(value(&folder, "gml_mid_max_hostility", (USA, GBR), 1990), Some(2.0));
    unknown(&folder, "min_distance_km", (USA, 70), 2000, "d.csv line 2: mindist_km is another in line 3");
    unknown(&folder, "min_distance_km", (USA, 20), 1945, "is another in line");
    assert_eq!(value(&folder, "min_distance_km", (USA, 20), 1930), Some(0.0));
    assert_eq!(value(&folder, "min_distance_km", (USA, 20), 2000), Some(900.0));
    assert_eq!(value(&folder, "min_distance_km", (USA, 40), 1950), Some(145.0), "one ends where the other begins");
    unknown(&folder, "peace_scale", (USA, JPN), 2000, "is another in line");
    unknown(&folder, "contiguity_type", (USA, 70), 2000, "is another in line");
    assert_eq!(value(&folder, "contiguity_type", (USA, 40), 1950), Some(4.0));
    // Where pairs stand in both directions each is a promise of its own.
    let both = "2,740,2005,1,0,0,0,1\n740,2,2005,0,0,0,0,1\n2,732,2005,1,0,0,0,1\n732,2,2005,1,0,0,0,1\n";
    let folder = self::folder(&[("atop.csv", &(ATOP.to_owned() + both))]);
    assert_eq!(value(&folder, "atop_defense", (USA, JPN), 2005), Some(1.0));
}

/// A year without a row of anybody is no year without alliances.
#[test]
fn years_of_which_no_row_stands_in_a_file_are_not_covered() {
    let atop = ATOP.to_owned() + "2,740,1990,1,0,0,0,1\n2,740,2000,1,0,0,0,1\n";
    let gml = GML.to_owned() + "5,2,365,1990,1,4,1,0,0\n5,2,365,2000,1,4,1,0,0\n";
    let folder = folder(&[("atop.csv", &atop), ("gml.csv", &gml)]);
    for name in ["atop_defense", "alliance_commitment", "s_alliance_atop"] {
        unknown(&folder, name, (USA, JPN), 1995, "atop has no row of any pair in 1995");
    }
    assert_eq!(value(&folder, "atop_defense", (USA, KOR), 2000), Some(0.0));
    // A file of disputes may be of few pairs: that nobody has a row is told beside the value.
    let none = ask(&folder, "gml_mid_onsets", (USA, JPN), (1995, 1995));
    assert!(none.value == Some(0.0) && none.partial && none.note.unwrap().contains("no row of any pair in 1995"));
    let onsets = ask(&folder, "gml_mid_onsets", (USA, 365), (1990, 2000));
    assert_eq!((onsets.value, onsets.partial), (Some(2.0), true));
    assert!(onsets.note.unwrap().contains("no row of any pair in 1991-1999"));
    let error = windows(&folder, &Choice::default(), &[(1990, 1993)]).unwrap_err();
    assert!(matches!(error, SetError::Hole { need: 1991, .. }), "{error}");
}

/// A row with an open quotation mark is still of the pair that stands in it; one of nobody is told.
#[test]
fn rows_with_an_open_mark_are_of_the_pair_in_their_places() {
    let head = "note,".to_owned() + ATOP;
    let rows = "x,2,740,2005,1,0,0,0,1\n\"unclosed,2,20,2005,1,0,0,0,1\nz,2,732,2005,1,0,0,0,1\n";
    let folder =
        folder(&[("atop.csv", &(head.clone() + rows)), ("gml.csv", &(GML.to_owned() + "5,2,365,2005,1,4,1,0,0\n"))]);
    unknown(&folder, "atop_defense", (USA, 20), 2005, "atop.csv line 3");
    unknown(&folder, "s_alliance_atop", (USA, 20), 2005, "atop.csv line 3");
    let found = &windows(&folder, &Choice::default(), &[(2005, 2005)]).unwrap()[0];
    let open: Vec<_> = found.unknown.iter().map(|of| (of.a.0, of.b.map(|b| b.0), of.row.line)).collect();
    assert_eq!(open, [(USA, Some(20), 3)]);
    assert!(found.strangers.is_empty());
    // With a separator in the open cell the places say nothing.
    let rows = "x,2,740,2005,1,0,0,0,1\n\"two, parts,2,20,2005,1,0,0,0,1\n";
    let folder =
        self::folder(&[("atop.csv", &(head + rows)), ("gml.csv", &(GML.to_owned() + "5,2,365,2005,1,4,1,0,0\n"))]);
    for name in ["atop_defense", "s_alliance_atop"] {
        let note = ask(&folder, name, (GBR, 20), (2005, 2005)).note.unwrap();
        assert!(note.contains("atop.csv line 3 cannot be told to any state"), "{name}: {note}");
    }
    let found = &windows(&folder, &Choice::default(), &[(2005, 2005)]).unwrap()[0];
    assert!(found.strangers[0].contains("atop.csv line 3"), "{:?}", found.strangers);
}

/// A membership that is not told is none that is not there.
#[test]
fn missing_memberships_leave_common_ones_open() {
    let table = "ccode,year,state,AAAID,AACB,UN,NATO,EU\n2,2000,usa,1,0,1,1,0\n740,2000,japan,1,-9,1,0,-1\n710,2000,china,NA,1,1,2,3\n220,2000,france,1,.,1,1,1\n365,2000,russia,-9,-9,-9,-9,-9\n";
    let folder = folder(&[("state_year_format3.csv", table)]);
    assert_eq!(
        value(&folder, "joint_igos", (USA, JPN), 2000),
        Some(2.0),
        "the United States are not in it whatever Japan is"
    );
    unknown(&folder, "joint_igos", (USA, 710), 2000, "1 to 2");
    unknown(&folder, "joint_igos", (JPN, 220), 2000, "2 to 3");
    unknown(&folder, "igo_share", (USA, 710), 2000, "missing");
    unknown(&folder, "igo_share", (USA, JPN), 2000, "2 to 3");
    unknown(&folder, "joint_igos", (USA, 365), 2000, "missing");
}

/// Dollars in a column of millions are a million times too much.
#[test]
fn sums_of_money_in_another_unit_are_refused() {
    let trade = "ccode1,ccode2,year,flow1,flow2\n2,740,2000,100,50\n";
    let gdp = "iso3c,year,gdp_musd\nJPN,2000,4968000\nUSA,2000,10250952000000\n";
    let of = |gdp: &str, trade: &str| {
        let folder = folder(&[("gdp.csv", gdp), ("trade.csv", trade)]);
        let ask = Ask { a: State(USA), b: State(JPN), from: 2000, to: 2000 };
        Indicator::named("trade_over_gdp_of_a").unwrap().of(&folder, &ask)
    };
    let error = of(gdp, trade).unwrap_err();
    assert!(matches!(error, SetError::Unit { line: 3, column: "gdp_musd", .. }), "{error}");
    let error = of("iso3c,year,NY.GDP.MKTP.CD\nUSA,2000,10250952\nNRU,2000,30\n", trade).unwrap_err();
    assert!(matches!(error, SetError::Unit { line: 3, unit: "dollars", .. }), "{error}");
    let sound = "iso3c,year,gdp_musd\nUSA,2000,10250952\n";
    assert!(of(sound, trade).unwrap().value.is_some());
    let error = of(sound, "ccode1,ccode2,year,flow1,flow2\n2,740,2000,63713000000,5\n").unwrap_err();
    assert!(matches!(error, SetError::Unit { column: "flow1", .. }), "{error}");
}

/// What was kept out when events were added up leaves their sums open when the table is read again.
#[test]
fn sums_of_events_say_what_was_kept_out_of_them() {
    let place = place(&[(
        "e.csv",
        "date,source,target,code,goldstein\n2001-03-14,USA,JPN,43,2.8\n2001-04-03,USA,JPN,112,-2\n2001-05-03,JPN,USA,112,much\n2001-05-40,JPN,RUS,112,1\n2001-05-03,PSE,JPN,43,1\n2001-05-03,CHN\n",
    )]);
    let path = place.path().join("e.csv");
    let found = detente_record::events::aggregate(&[&path], &detente_record::events::Options::default()).unwrap();
    let pair = |a: u16, b: u16| Some((State(a), State(b)));
    let lost: Vec<_> = found.lost().into_iter().map(|(of, count)| (of.pair, of.month, count)).collect();
    let months = 12 * 2001;
    assert_eq!(
        lost,
        [
            (None, None, 1),
            (pair(USA, JPN), Some(months + 2), 1),
            (pair(JPN, USA), Some(months + 4), 1),
            (pair(JPN, 365), None, 1)
        ]
    );
    let head = "source,target,month,n,goldstein_sum,weight,verb_coop,mat_coop,verb_conf,mat_conf,lost\n";
    let rows = "USA,JPN,2001-03,0,0,0,0,0,0,0,1\nUSA,JPN,2001-04,1,-2,1,0,0,1,0,0\nUSA,CHN,2003-04,1,-2,1,0,0,1,0,2\nJPN,RUS,,,,,,,,,1\n,,,,,,,,,,1\nUSA,JPN,2004-04,1,-2,1,0,0,1,0,0\n";
    let folder = folder(&[("months.csv", &(head.to_owned() + rows))]);
    unknown(&folder, "goldstein_sum", (USA, JPN), 2001, "months.csv line 2: 1 event was kept out of its sums");
    unknown(&folder, "icews_events", (USA, 710), 2003, "line 4: 2 events were kept out");
    unknown(&folder, "icews_events", (JPN, 365), 2003, "line 5");
    let whole = ask(&folder, "goldstein_sum", (USA, JPN), (2002, 2005));
    assert_eq!((whole.value, whole.partial), (Some(-2.0), true));
    let note = whole.note.unwrap();
    assert!(note.contains("ends in 2004") && note.contains("no row of any pair in 2002"), "{note}");
    assert!(note.contains("line 6 cannot be told to any state"), "{note}");
}

/// ISO letters in a column of letters of Correlates of War.
#[test]
fn letters_of_iso_are_not_read_as_letters_of_correlates_of_war() {
    const AUL: u16 = 900;
    const AUT: u16 = 305;
    let head = "year,CountryAbb,CountryName,idealpoint\n2000,USA,United States,1.7\n";
    let iso = "2000,AUS,Australia,1.1\n2000,AUT,Austria,0.7\n2000,SLV,El Salvador,-0.4\n2000,CHE,Switzerland,0.9\n2000,SWZ,Swaziland,-0.9\n";
    let folder = folder(&[("i.csv", &(head.to_owned() + iso))]);
    let point = |folder: &Folder, state: u16| value(folder, "un_ideal_point", (state, state), 2000);
    assert_eq!((point(&folder, AUL), point(&folder, AUT)), (Some(1.1), Some(0.7)));
    assert_eq!((point(&folder, 92), point(&folder, 225), point(&folder, 572)), (Some(-0.4), Some(0.9), Some(-0.9)));
    let notes = &folder.load(Set::UnIdeal).unwrap().1.notes;
    assert!(notes.iter().any(|note| note.contains("read as ISO letters: `AUS` of line 3")), "{notes:?}");
    // Letters of Correlates of War stay so, and what is neither makes nobody's value.
    let cow = "2000,AUL,Australia,1.1\n2000,AUS,Austria,0.7\n2000,GMY,Germany,1\n2000,CIV,Ivory Coast,.2\n2000,SWZ,Swaziland,.9\n";
    let folder = self::folder(&[("i.csv", &(head.to_owned() + cow))]);
    assert_eq!((point(&folder, AUL), point(&folder, AUT), point(&folder, DEU)), (Some(1.1), Some(0.7), Some(1.0)));
    unknown(&folder, "un_ideal_point", (437, 437), 2000, "i.csv line 6");
    for state in [225, 572] {
        unknown(&folder, "un_ideal_point", (state, state), 2000, "i.csv line 7");
    }
}

#[test]
fn lines_that_end_in_carriage_returns_alone_are_read() {
    let text = (ATOP.to_owned() + "2,740,2005,1,0,0,0,1\n2,732,2005,x,0,0,0,1\n").replace('\n', "\r");
    let folder = folder(&[("atop.csv", &text)]);
    assert_eq!(value(&folder, "atop_defense", (USA, JPN), 2005), Some(1.0));
    unknown(&folder, "atop_defense", (USA, KOR), 2005, "line 3");
}

#[test]
fn what_a_file_nearly_is_comes_with_the_remedy() {
    let folder = folder(&[
        (
            "gw.csv",
            "gwcode1,gwcode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul\n2,260,2005,1,0,0,0,1\n",
        ),
        ("ideal.csv", "ccode,session,NVotesAll,IdealPointAll\n2,55,60,2.1\n"),
        ("igo.csv", "ccode,year,state,ORG0,ORG1,ORG2,ORG3,ORG4,ORG5,ORG6,ORG7\n2,2000,usa,0,0,0,1,0,1,1,0\n"),
    ]);
    let told = |set: Set| folder.series(set).unwrap_err().to_string();
    let atop = told(Set::Atop);
    assert!(
        atop.contains("gw.csv nearly is") && atop.contains("ccode1, ccode2") && atop.contains("--codes gw"),
        "{atop}"
    );
    let ideal = told(Set::UnIdeal);
    assert!(ideal.contains("ideal.csv nearly is") && ideal.contains("session"), "{ideal}");
    let igo = told(Set::IgoMemberships);
    assert!(igo.contains("igo.csv nearly is") && igo.contains("AAAID"), "{igo}");
    assert!(!told(Set::Democracy).contains("nearly"));
}

/// A window that a set covers in part is told where ties are made of it.
#[test]
fn ties_of_windows_that_are_not_covered_say_so() {
    let gml = GML.to_owned() + "5,2,740,2000,1,4,1,0,0\n";
    let folder = folder(&[("gml.csv", &gml)]);
    let term = Term {
        indicator: "dispute_pressure".to_owned(),
        weight: [-0.7; 3],
        centre: 0.0,
        unit: 1.0,
        least: 0.0,
        cuts: Vec::new(),
        loading: None,
    };
    let rule = Rule { terms: vec![term], latent: false, half_firm: None };
    let made = ties(&folder, &rule, &[State(USA), State(JPN), State(710)], (2000, 2000)).unwrap();
    assert_eq!((made.ties.len(), made.partial.len()), (1, 3));
    assert!(made.partial[0].why.contains("gml-mid begins in 2000"), "{:?}", made.partial);
}
