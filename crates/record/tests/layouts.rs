//! Small tables made by us in the columns of the original releases: every data set is read without the data that may not be shipped.
#![allow(clippy::unwrap_used, clippy::print_stderr, clippy::print_stdout)]

use std::path::Path;

use detente_record::files::FaultKind;
use detente_record::indicator::{Ask, Found, Indicator};
use detente_record::sets::{CATALOGUE, Folder, Set};
use detente_record::states::{State, Year};

const USA: u16 = 2;
const RUS: u16 = 365;
const JPN: u16 = 740;
const GFR: u16 = 260;

fn folder(files: &[(&str, &str)]) -> (tempfile::TempDir, Folder) {
    let place = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(place.path().join(name), text).unwrap();
    }
    let folder = Folder::open(place.path()).unwrap();
    assert_eq!(folder.unknown, Vec::<String>::new());
    (place, folder)
}

fn ask(folder: &Folder, name: &str, (a, b): (u16, u16), (from, to): (Year, Year)) -> Found {
    let ask = Ask { a: State(a), b: State(b), from, to };
    Indicator::named(name).unwrap().of(folder, &ask).unwrap()
}

fn value(folder: &Folder, name: &str, pair: (u16, u16), year: Year) -> Option<f64> {
    ask(folder, name, pair, (year, year)).value
}

#[test]
fn alliances_contiguity_trade_and_capabilities_in_their_releases() {
    let (_place, folder) = folder(&[
        (
            "atop5_1ddyr.csv",
            "\u{feff}ddyad,year,stateA,stateB,atopally,defense,offense,neutral,nonagg,consul\r\n2740,2001,2,740,1,1,0,0,1,1\r\n740002,2001,740,2,1,1,0,0,1,1\r\n",
        ),
        (
            "contdir.csv",
            "dyad,statelno,statelab,statehno,statehab,conttype,begin,end,notes,version\n2365,2,USA,365,RUS,2,195901,201612,,3.2\n2740,2,USA,740,JPN,0,195901,201612,,3.2\n",
        ),
        (
            "NMC.csv",
            "stateabb,ccode,year,milex,milper,irst,pec,tpop,upop,cinc,version\nUSA,2,2001,-9,1,2,3,4,5,.14,6\nJPN,740,2001,1,1,2,3,4,5,.05,6\nXXX,999,2001,1,1,2,3,4,5,.05,6\nUSA,2,2001,1,1,2,3,4,5,.99,6\n",
        ),
        (
            "Dyadic_COW_4.0.csv",
            "ccode1,ccode2,year,importer1,importer2,flow1,flow2\n2,740,2001,\"USA\",\"Japan\",129708,63713\n2,365,2001,USA,Russia,-9,-9\n",
        ),
    ]);
    assert_eq!(value(&folder, "atop_defense", (JPN, USA), 2001), Some(1.0));
    assert_eq!(value(&folder, "alliance_commitment", (USA, RUS), 2001), Some(0.0));
    assert_eq!(value(&folder, "contiguity_type", (USA, RUS), 2001), Some(2.0));
    assert_eq!(value(&folder, "contiguity_type", (USA, JPN), 2001), Some(0.0));
    let told = ask(&folder, "cinc", (USA, USA), (2001, 2001));
    assert!(told.value.is_none() && told.note.unwrap().contains("NMC.csv line 5: says something else"));
    assert_eq!(value(&folder, "cinc", (JPN, JPN), 2001), Some(0.05));
    assert_eq!(value(&folder, "imports_of_a_from_b_musd", (JPN, USA), 2001), Some(63_713.0));
    assert_eq!(value(&folder, "trade_share_of_a", (USA, RUS), 2001), None, "both flows are missing");
    let tally = &folder.load(Set::Capabilities).unwrap().1;
    let told: Vec<(FaultKind, u64)> = tally.reasons().map(|(kind, _, first)| (kind, first[0].line)).collect();
    assert_eq!(told, vec![(FaultKind::State, 4), (FaultKind::Duplicate, 5)]);
    assert_eq!(folder.load(Set::Contiguity).unwrap().1.passed.values().sum::<u64>(), 1);
}

#[test]
fn participants_of_disputes_are_opponents() {
    let text = "dispnum3,dispnum4,stabb,ccode,stday,stmon,styear,endday,endmon,endyear,sidea,revstate,revtype1,revtype2,fatality,fatalpre,hiact,hostlev,orig,version\n\
        1,1,USA,2,1,1,1990,1,1,1992,1,1,1,-9,0,0,7,4,1,5\n1,1,RUS,365,1,1,1991,1,1,1992,0,1,1,-9,0,0,7,3,1,5\n1,1,JPN,740,1,1,1990,1,1,1990,1,1,1,-9,0,0,7,2,1,5\n";
    let (_place, folder) = folder(&[("MIDB 5.0.csv", text)]);
    assert_eq!(folder.load(Set::CowMidParticipants).unwrap().1.kept, 3);
    assert_eq!(ask(&folder, "cow5_mid_onsets", (USA, RUS), (1985, 1992)).value, Some(1.0));
    assert_eq!(ask(&folder, "cow5_mid_max_hostility", (RUS, USA), (1990, 1992)).value, Some(4.0));
    assert_eq!(ask(&folder, "cow5_mid_onsets", (USA, JPN), (1990, 1992)).value, Some(0.0), "one side");
    assert_eq!(ask(&folder, "cow5_mid_onsets", (JPN, RUS), (1990, 1992)).value, Some(0.0), "never in the same years");
    assert_eq!(ask(&folder, "cow5_mid_onsets", (732, 731), (1900, 1940)).value, None, "no states yet");
}

#[test]
fn votes_ideal_points_and_the_rest() {
    let (_place, folder) = folder(&[
        (
            "votes.tab",
            "rcid\tccode\tvote\tyear\n1\t2\t1\t2000\n1\t740\t1\t2000\n2\t2\t1\t2000\n2\t740\t3\t2000\n3\t2\t1\t2000\n3\t740\t2\t2000\n4\t2\t1\t2000\n4\t740\t8\t2000\n",
        ),
        ("ideal.csv", "ccode,iso3c,year,IdealPointAll\n2,USA,2000,2.5\n740,JPN,2000,.5\n"),
        (
            "rivalry.csv",
            "tssr_id,rivalry,ccode1,ccode2,start,end,positional,spatial,ideological\n1,x,2,365,1945,1989,1,0,1\n2,y,2,365,2007,2020,1,0,0\n",
        ),
        ("igo.csv", "ccode,year,sum_igo_full,sum_igo_anytype\n2,2000,60,70\n740,2000,50,60\n"),
        ("joint.csv", "ccode1,ccode2,year,dyadigos\n2,740,2000,40\n"),
        ("distance.csv", "ccode1,ccode2,styear,endyear,mindist_km\n2,740,1952,2019,1234\n"),
        (
            "wars.csv",
            "warnum,ccode1,ccode2,year,cowinterongoing,cowinteronset\n139,2,740,1941,1,1\n139,740,2,1941,1,1\n",
        ),
        ("vdem.csv", "COWcode,year,polity2,v2x_polyarchy\n740,2000,10,0.8\n2,2000,-88,0.9\n"),
        (
            "majors2016.csv",
            "stateabb,ccode,styear,stmonth,stday,endyear,endmonth,endday,version\nUSA,2,1898,8,13,2016,12,31,2016\n",
        ),
        (
            "gml.csv",
            "dispnum,ccode1,ccode2,year,midonset,hostlev1,hostlev2,fatality1,fatality2\n5,2,365,1999,1,4,1,0,0\n5,365,2,1999,1,1,4,0,0\n6,2,740,2005,1,2,2,0,0\n6,740,2,2005,1,2,2,0,0\n",
        ),
    ]);
    assert_eq!(value(&folder, "un_common_votes", (USA, JPN), 2000), Some(3.0));
    assert_eq!(value(&folder, "un_agreement", (USA, JPN), 2000), Some(0.5));
    assert_eq!(value(&folder, "un_ideal_distance", (USA, JPN), 2000), Some(2.0));
    assert_eq!(value(&folder, "rivalry", (RUS, USA), 1989), Some(1.0));
    assert_eq!(value(&folder, "rivalry", (RUS, USA), 2000), Some(0.0));
    assert_eq!(value(&folder, "rivalry", (RUS, USA), 2020), Some(1.0), "one that ends with the list goes on");
    assert_eq!(value(&folder, "igo_share", (USA, JPN), 2000), Some(0.8));
    assert_eq!(value(&folder, "min_distance_km", (USA, JPN), 2000), Some(1_234.0));
    assert_eq!(value(&folder, "war", (USA, JPN), 1941), Some(1.0));
    assert_eq!(value(&folder, "polity2", (USA, USA), 2000), None, "-88 is missing");
    assert_eq!(value(&folder, "polyarchy", (JPN, JPN), 2000), Some(0.8));
    let pressure = ask(&folder, "dispute_pressure", (USA, RUS), (2004, 2004));
    assert!((pressure.value.unwrap() - 0.8 / 2.0).abs() < 1e-12, "{pressure:?}");
    assert!(pressure.partial && pressure.note.unwrap().contains("no row of any pair in 2000-2004"));
    assert_eq!(value(&folder, "dispute_pressure", (USA, RUS), 2010), None, "the set ends in 2005");
    assert!(folder.has(Set::Majors) && !folder.has(Set::Atop));
    assert!(folder.series(Set::Atop).unwrap_err().to_string().contains("atop"));
}

/// Months of two years with the same values stay apart; quarters and years are read; states that ISO never knew come back.
#[test]
fn what_aggregate_writes_is_read_back() {
    let head = "n,goldstein_sum,weight,verb_coop,mat_coop,verb_conf,mat_conf";
    let months = format!(
        "source,target,month,{head}\nUSA,JPN,1989-12,5,-20,5,0,0,0,5\nUSA,JPN,1990-01,5,-20,5,0,0,0,5\nGFR,RUS,1980-03,2,3,1,2,0,0,0\nUSA,JPN,1990-13,1,1,1,1,0,0,0\nUSA,JPN,1991-01,3,-40,3,0,0,0,3\nUSA,JPN,1991-02,2,0,2,2,0,1,0\n"
    );
    let (_place, folder) = folder(&[("months.csv", &months)]);
    assert_eq!(ask(&folder, "goldstein_sum", (USA, JPN), (1989, 1989)).value, Some(-20.0));
    let partial = ask(&folder, "goldstein_sum", (JPN, USA), (1989, 1990));
    assert!(partial.value.is_none() && partial.note.unwrap().contains("line 5: a row that may be of it is kept out"));
    assert_eq!(
        ask(&folder, "goldstein_mean", (GFR, RUS), (1980, 1980)).value,
        Some(3.0),
        "one of two events has a score"
    );
    // A month that is none, more than ten an event, more events by quarter than in all.
    assert_eq!(folder.load(Set::EventMonths).unwrap().1.skipped(), 3);
    let years = format!("source,target,year,{head}\nUSA,JPN,1990,5,0,0,5,0,0,0\n");
    let (_place, folder) = self::folder(&[("years.csv", &years)]);
    assert_eq!(ask(&folder, "icews_events", (USA, JPN), (1990, 1990)).value, Some(5.0));
    assert_eq!(ask(&folder, "goldstein_mean", (USA, JPN), (1990, 1990)).value, None, "no event has a score");
}

/// Every set of the catalogue is recognised by its own columns alone, in every layout.
#[test]
fn layouts_do_not_take_each_other_s_tables() {
    for entry in &CATALOGUE {
        for layout in entry.layouts {
            let columns: Vec<&str> = layout
                .states
                .iter()
                .chain(layout.when)
                .chain(entry.values.iter().map(|value| &value.column))
                .map(|column| column.names[0])
                .collect();
            let place = tempfile::tempdir().unwrap();
            std::fs::write(place.path().join("table.csv"), columns.join(",") + "\n").unwrap();
            let folder = Folder::open(Path::new(place.path())).unwrap();
            let found = folder.files.first().map(|file| file.what);
            let right = matches!(found, Some(detente_record::sets::What::Set(set, _)) if set == entry.set);
            assert!(right, "{}: {columns:?} is {found:?}", entry.id);
        }
    }
}

#[test]
fn memberships_with_a_column_for_every_organisation_are_counted() {
    let table = "ccode,year,state,aaaid,abeda,un,who,wassen\n2,2000,USA,1,0,1,1,3\n740,2000,JPN,0,-1,1,1,1\n365,2000,RUS,2,-9,1,0,1\n710,2000,CHN,1,0,1,7,0\n";
    let (_place, folder) = folder(&[("state_year_format3.csv", table)]);
    assert_eq!(folder.series(Set::IgoMemberships).unwrap().len(), 3);
    let (_, tally) = folder.load(Set::IgoMemberships).unwrap();
    assert_eq!(tally.reasons().map(|(kind, count, _)| (kind, count)).collect::<Vec<_>>(), [(FaultKind::Range, 1)]);
    let joint = ask(&folder, "joint_igos", (USA, JPN), (2000, 2000));
    assert_eq!((joint.value, joint.rows.iter().map(|row| row.line).collect::<Vec<_>>()), (Some(2.0), vec![2, 3]));
    assert_eq!(value(&folder, "joint_igos", (RUS, JPN), 2000), Some(2.0));
    let share = ask(&folder, "igo_share", (RUS, USA), (2000, 2000));
    assert!(share.value.is_none() && share.note.unwrap().contains("2 to 3"), "a membership of Russia is missing");
    assert_eq!(value(&folder, "igo_share", (USA, JPN), 2000), Some(2.0 / 3.0));
    let lost = ask(&folder, "joint_igos", (USA, JPN), (2001, 2001));
    assert!(lost.value.is_none() && lost.note.unwrap().contains("covers 2000 to 2000"));
}

#[test]
fn joint_memberships_of_pairs_are_counted_from_a_column_for_every_organisation() {
    let table = "dyadid,country1,ccode1,country2,ccode2,year,aaaid,un,wassen,version\n2740,USA,2,JPN,740,2000,0,1,1,3\n2365,USA,2,RUS,365,2000,-1,1,-9,3\n";
    let (_place, folder) = folder(&[("dyadic_format3.csv", table)]);
    assert_eq!(value(&folder, "joint_igos", (JPN, USA), 2000), Some(2.0));
    let open = ask(&folder, "joint_igos", (RUS, USA), (2000, 2000));
    assert!(open.value.is_none() && open.doubtful, "the World Health Organization is missing: {open:?}");
}

#[test]
fn polity_and_v_dem_are_read_side_by_side() {
    let (_place, folder) = folder(&[
        (
            "p5v2018.csv",
            "p5,cyear,ccode,scode,country,year,democ,autoc,polity,polity2\n0,22001,2,USA,United States,2001,10,0,10,10\n0,2602001,740,JPN,Japan,2001,-88,-88,-88,-88\n",
        ),
        (
            "V-Dem-CY.csv",
            "country_name,country_text_id,year,COWcode,v2x_polyarchy\nUnited States of America,USA,2001,2,0.85\nJapan,JPN,2001,740,0.82\nJapan,JPN,2001,740,0.99\n",
        ),
    ]);
    assert_eq!(value(&folder, "polity2", (USA, USA), 2001), Some(10.0));
    assert_eq!(value(&folder, "polyarchy", (USA, USA), 2001), Some(0.85));
    assert_eq!(
        (value(&folder, "polity2", (JPN, JPN), 2001), value(&folder, "polyarchy", (JPN, JPN), 2001)),
        (None, None),
        "missing; two rows that contradict each other"
    );
    assert_eq!(folder.load(Set::Democracy).unwrap().1.skipped(), 1);
    // Spells of one source between those of the other hide no repetition.
    let polity = "ccode,year,polity2\n2,1950,10\n2,1951,10\n2,1952,10\n2,1951,8\n";
    let dem = "ccode,year,v2x_polyarchy\n2,1950,.7\n2,1951,.71\n2,1952,.72\n";
    let (_place, folder) = self::folder(&[("p.csv", polity), ("v.csv", dem)]);
    assert_eq!(
        (value(&folder, "polity2", (USA, USA), 1951), folder.load(Set::Democracy).unwrap().1.skipped()),
        (None, 1)
    );
    assert_eq!(value(&folder, "polyarchy", (USA, USA), 1951), Some(0.71));
}

#[test]
fn obligations_of_one_state_to_another_come_from_rows_of_both_directions() {
    let table = "ddyad,year,stateA,stateB,atopally,defense,offense,neutral,nonagg,consul\n2740,1960,2,740,1,1,0,0,0,1\n740002,1960,740,2,1,0,0,0,0,1\n";
    let (_place, folder) = folder(&[("atop5_1ddyr.csv", table)]);
    let of = |pair| ask(&folder, "alliance_commitment_of_a", pair, (1960, 1960));
    let one_way = self::folder(&[(
        "atop5_1ddyr.csv",
        "ddyad,year,stateA,stateB,defense,offense,neutral,nonagg,consul\n740002,1960,740,2,1,0,0,0,1\n",
    )]);
    let own = |pair| ask(&one_way.1, "alliance_commitment_of_a", pair, (1960, 1960)).value;
    assert_eq!((own((JPN, USA)), own((USA, JPN))), (Some(1.0), Some(0.0)));
    // Rows of members side by side do not tell the directions apart.
    let undirected = self::folder(&[(
        "atop5_1dy.csv",
        "dyad,year,mem1,mem2,defense,offense,neutral,nonagg,consul\n2740,1960,2,740,1,0,0,0,1\n",
    )]);
    let ask = Ask { a: State(USA), b: State(JPN), from: 1960, to: 1960 };
    assert!(Indicator::named("alliance_commitment_of_a").unwrap().of(&undirected.1, &ask).is_err());
    let (one, other) = (of((USA, JPN)), of((JPN, USA)));
    assert_eq!((one.value, one.rows[0].line), (Some(1.0), 2));
    assert_eq!((other.value, other.rows[0].line), (Some(0.5), 3));
    assert_eq!(value(&folder, "alliance_commitment", (JPN, USA), 1960), Some(1.0));
    assert_eq!(of((RUS, USA)).value, Some(0.0));
}

#[test]
fn trade_over_product_the_peace_scale_and_influence_are_read() {
    let (_place, folder) = folder(&[
        ("trade.csv", "ccode1,ccode2,year,flow1,flow2\n2,740,2001,129708,63713\n2,365,2001,6000,-9\n"),
        ("gdp.csv", "iso3c,year,NY.GDP.MKTP.CD\nUSA,2001,10581929774000\nJPN,2001,4374711694090\n"),
        (
            "peace.csv",
            "ccode1,ccode2,styear,endyear,peace_scale\n2,740,1952,2020,1\n740,365,1946,2015,.5\n365,2,1950,2015,1.5\n",
        ),
        ("fbic.csv", "iso3a,iso3b,year,fbic,bandwidth,dependence\nUSA,JPN,2001,.4,.8,.5\nJPN,USA,2001,.1,.8,.125\n"),
    ]);
    let share = ask(&folder, "trade_over_gdp_of_b", (JPN, USA), (2001, 2001));
    assert!((share.value.unwrap() - 193_421.0 / 10_581_929.774).abs() < 1e-12 && share.rows.len() == 2);
    assert!(value(&folder, "trade_over_gdp_of_a", (JPN, USA), 2001).unwrap() > 0.04);
    assert_eq!(value(&folder, "trade_over_gdp_of_a", (USA, RUS), 2001), None);
    assert_eq!(value(&folder, "peace_scale", (JPN, USA), 2015), Some(1.0));
    assert!(ask(&folder, "peace_scale", (JPN, USA), (2020, 2020)).note.is_none());
    assert!(ask(&folder, "peace_scale", (JPN, USA), (2150, 2150)).note.unwrap().contains("ends in 2020"));
    assert_eq!(value(&folder, "peace_scale", (JPN, RUS), 2015), Some(0.5));
    assert_eq!(value(&folder, "peace_scale", (JPN, RUS), 2016), None);
    assert_eq!(folder.load(Set::PeaceScale).unwrap().1.unreadable_cells(), 1);
    assert_eq!(value(&folder, "fbic_influence_of_a", (USA, JPN), 2001), Some(0.4));
    assert_eq!(value(&folder, "fbic_dependence_of_b", (JPN, USA), 2001), Some(0.125));
}
