//! `flows.csv`.

use detente_chance::Estimate;

use super::cell::{Day, Id, Name, Number, Path};
use super::column::{Range, Target};
use super::ground::Grounds;
use super::lists::names;
use super::single::{maybe, needed, otherwise, text};
use super::size::{SizeBasis, size_basis};
use super::table;
use super::triple::{parts, triple};
use crate::date::Date;
use crate::ground::Ground;
use crate::syntax::record::Word;

/// What a share of a buyer's total may be.
pub(crate) const FLOW: Range = (0.0, 1.0);
/// Days: a century of them.
const DAYS: Range = (0.0, 36_525.0);

/// Prices in parts of a price.
const PRICE: Range = (0.0, 1_000.0);

table! {
    file: "flows.csv",
    about: "who supplies whom with what, on which way",
    /// What one supplier sends to one buyer on one way.
    pub struct Flow {
        /// Its id.
        pub id: Word = needed(Id, "id", "id").example("oil-1"),
        /// Who sends it.
        pub from: Word = needed(Name(Target::Actor), "from", "who sends it: an actor").example("ARE"),
        /// Who gets it.
        pub to: Word = needed(Name(Target::Actor), "to", "who gets it: an actor").example("JPN"),
        /// What it is.
        pub goods: String = text("goods", "what it is, in the same words for all rows of one supply").needed().example("crude oil"),
        /// Its share of the buyer's total of these goods, in [0, 1].
        pub share: Estimate =
            triple(parts!("share_"), FLOW, "share of all that the buyer gets of these goods, 0 to 1: lower end")
                .needed()
                .example(["0.2", "0.25", "0.3"]),
        /// The places that it passes, in order.
        pub via: Vec<Word> = names(Target::Place, "via", "places that it passes, in order; another way is another row"),
        /// How much more it could carry, as a share of the buyer's total.
        pub spare: f64 = otherwise(
            (Number(FLOW), 0.0, "0"),
            "spare",
            "share that it could carry beside; where the share is 0, another way for what its supplier sends already",
        )
        .example("0.05"),
        /// Days until that is there.
        pub delay: f64 = otherwise((Number(DAYS), 0.0, "0"), "delay_days", "days until the spare share is there").example("30"),
        /// What the spare share costs.
        pub price: Option<f64> = maybe(
            Number(PRICE),
            "price_factor",
            "what the spare share costs, in prices of what is bought now: 1 as much, 1.5 half as much again",
        )
        .example("1.5"),
        /// Days for which the buyer's stocks would cover its whole need.
        pub stock: Option<f64> =
            maybe(Number(DAYS), "stock_days", "days for which the buyer's stocks of these goods cover its whole need").example("90"),
        /// The factor with whose level it falls.
        pub factor: Option<Word> =
            maybe(Path, "factor", "a factor or quantity path: the flow falls as it does under a what-if").example("sea-lanes"),
        /// First date.
        pub since: Option<Date> = maybe(Day, "since", "first date"),
        /// Last date.
        pub until: Option<Date> = maybe(Day, "until", "last date"),
        /// Why it is in the case.
        pub ground: Ground = Grounds,
        /// Where its numbers come from.
        pub size: Option<SizeBasis> = size_basis(),
    }
}
