//! What carries the verdict on a supply, what turns it, what is weak about it.

use detente_case::QuantityPath;
use detente_exposure::{Closed, Part, at_rest, lasts};
use detente_method::numbers::{fraction, level};
use detente_method::{Phrase, say};
use detente_results::{EstimateField, NumberFrom, Reason, Slot, Wording};

use crate::drawn::CRITICAL;
use crate::words::Telling;

/// Most claims of a reason.
const CLAIMS: usize = 4;
/// Most rows that are told.
const ROWS: usize = 4;
/// Most critical sets that are told.
const SETS: usize = 3;

/// The largest flows, how long stocks last, what is critical, how concentrated it is.
pub(crate) fn reasons(telling: &mut Telling<'_, '_, '_>) -> Vec<Reason> {
    let mut found = vec![largest(telling)];
    found.extend(interval(telling));
    found.extend(stocks(telling));
    found.extend(prices(telling));
    found.extend(critical(telling));
    found.push(concentrated(telling));
    found
}

fn claims(telling: &Telling<'_, '_, '_>, closed: &[Closed]) -> Vec<String> {
    telling.supply.claims(closed).into_iter().take(CLAIMS).collect()
}

/// The largest flows by supplier, with their estimates.
fn largest(telling: &Telling<'_, '_, '_>) -> Reason {
    let supply = telling.supply;
    let mut order: Vec<usize> = (0..supply.rows.len()).collect();
    order.sort_by(|a, b| supply.mode[*b].share.total_cmp(&supply.mode[*a].share));
    let told = order.iter().take(ROWS).filter(|place| supply.mode[**place].share > 0.0);
    let row = |place: &usize| {
        let (row, share) = (supply.rows[*place], supply.mode[*place].share);
        let path = QuantityPath::Flow { id: row.id.text.clone() };
        let from = NumberFrom::Quantity { path: path.to_string(), field: EstimateField::Mode };
        let supplier = telling.asking.actor(&row.from).then(Phrase::text(" "));
        supplier.then(Phrase::number(level(share, 1.0), share, from))
    };
    let rows: Vec<Phrase> = told.map(row).collect();
    let slots = [("rows", Phrase::list(rows)), ("goods", telling.goods())];
    telling.asking.reason(say("The largest shares of the {goods}: {rows}.", &slots), claims(telling, &[]))
}

/// Between what the loss lies.
fn interval(telling: &mut Telling<'_, '_, '_>) -> Option<Reason> {
    let worst = telling.drawn.taken.first()?;
    let [low, high] = detente_method::numbers::ends(&worst.gross);
    let [net_low, net_high] = detente_method::numbers::ends(&worst.net);
    let slots = [
        ("closing", telling.closing(worst.part)),
        ("low", telling.end("gross-low", "end of what it holds up", low)),
        ("high", telling.end("gross-high", "end of what it holds up", high)),
        ("net_low", telling.end("net-low", "end of what is missing after all", net_low)),
        ("net_high", telling.end("net-high", "end of what is missing after all", net_high)),
    ];
    let same = (net_low - low).abs() < 0.005 && (net_high - high).abs() < 0.005;
    let pattern = match (net_high < 0.005, same) {
        (true, _) => {
            "With {closing} between {low} and {high} is held up, and nothing is missing once all that stands in is there."
        }
        (false, true) => "With {closing} between {low} and {high} is held up, and nothing stands in for it.",
        (false, false) => {
            "With {closing} between {low} and {high} is held up, and between {net_low} and {net_high} is missing after all that stands in."
        }
    };
    let closed = [Closed::wholly(worst.part)];
    Some(telling.asking.reason(say(pattern, &slots), claims(telling, &closed)))
}

/// What it costs that others stand in for the worst closure, and for how much of what stands in a price is coded.
fn prices(telling: &mut Telling<'_, '_, '_>) -> Option<Reason> {
    let worst = telling.drawn.taken.first()?.part;
    let stands_in: Vec<_> = telling.supply.stand_ins(worst).filter(|row| row.price.is_some()).collect();
    let prices = || stands_in.iter().filter_map(|row| row.price);
    let (low, high) = prices().reduce(f64::min).zip(prices().reduce(f64::max))?;
    let rows: Vec<&str> = stands_in.iter().map(|row| &*row.id.text).collect();
    let mut number = |name: &str, value: f64| {
        let key = format!("{}.{name}", telling.number);
        telling.measures.number(&key, "price of what stands in, in prices of now", value, level(value, 1.0))
    };
    let slots =
        [("low", number("price-low", low)), ("high", number("price-high", high)), ("rows", Phrase::count(&rows))];
    let pattern = match (rows.len(), low < high) {
        (1, _) => "What stands in on the one way of which a price is coded costs {low} times the price of now.",
        (_, true) => {
            "What stands in on {rows} ways of which a price is coded costs {low} to {high} times the price of now."
        }
        (_, false) => "What stands in on {rows} ways of which a price is coded costs {low} times the price of now.",
    };
    let claims = stands_in.iter().flat_map(|row| row.ground.evidence.iter().map(|word| word.text.clone())).take(CLAIMS);
    Some(telling.asking.reason(say(pattern, &slots), claims))
}

/// How long stocks would last.
fn stocks(telling: &mut Telling<'_, '_, '_>) -> Option<Reason> {
    let (stock, worst) = (telling.supply.stock()?, telling.drawn.taken.first()?);
    let last = lasts(&telling.supply.mode, &[Closed::wholly(worst.part)], stock);
    let key = format!("{}.stock", telling.number);
    let label = "days for which stocks cover the whole need";
    let whole = format!("{} days", stock.round());
    let mut slots =
        vec![("stock", telling.measures.number(&key, label, stock, whole)), ("closing", telling.closing(worst.part))];
    if let Some(days) = last {
        let key = format!("{}.stock-lasts", telling.number);
        let text = format!("{} days", days.round());
        slots.push(("last", telling.measures.number(&key, "days until the stocks are used up", days, text)));
    }
    let pattern = match last {
        Some(_) => "Stocks for {stock} of the whole need would fill what {closing} leaves missing for {last}.",
        None => "Stocks for {stock} of the whole need bridge {closing} until all that stands in is there.",
    };
    let rows = telling.supply.rows.iter().filter(|row| row.stock.is_some());
    let evidence = rows.flat_map(|row| row.ground.evidence.iter().map(|word| word.text.clone())).take(CLAIMS);
    Some(telling.asking.reason(say(pattern, &slots), evidence))
}

/// The smallest closures that take the critical share.
fn critical(telling: &mut Telling<'_, '_, '_>) -> Option<Reason> {
    let least = telling.asking.question.threshold.unwrap_or(CRITICAL);
    let set = |parts: &Vec<Part>| Phrase::list(parts.iter().map(|part| telling.part(*part)).collect());
    let sets: Vec<Phrase> = telling.drawn.critical.iter().take(SETS).map(set).collect();
    let size = telling.drawn.critical.first().map_or(0, Vec::len);
    let more = telling.drawn.critical.len() > SETS;
    let from = NumberFrom::Threshold { name: "critical".to_owned() };
    let sets = sets.into_iter().reduce(|all, next| all.then(Phrase::text("; ")).then(next));
    let slots = [
        ("least", Phrase::number(fraction(least), least, from)),
        ("sets", sets.unwrap_or_default()),
        ("more", Phrase::text(if more { "; and others" } else { "" })),
    ];
    let pattern = match size {
        0 => "No few closures hold up {least} of it.",
        1 => "A single closure is enough to hold up {least} or more of it: {sets}{more}.",
        _ => "No single closure holds up {least} of it; together do {sets}{more}.",
    };
    Some(Reason { says: say(pattern, &slots), ..Reason::default() })
}

/// By suppliers and by ways, in both readings of what is not listed.
fn concentrated(telling: &mut Telling<'_, '_, '_>) -> Reason {
    let found = telling.drawn.concentration;
    let mut number = |name: &str, label: &str, value: f64| {
        let key = format!("{}.{name}", telling.number);
        telling.measures.number(&key, label, value, level(value, 1.0))
    };
    let slots = [
        (
            "suppliers",
            number("suppliers", "sum of squared shares of suppliers, the unlisted spread", found.suppliers.low),
        ),
        ("suppliers_high", number("suppliers-high", "the same, the unlisted one supplier", found.suppliers.high)),
        ("ways", number("ways", "sum of squared shares of ways, the unlisted spread", found.ways.low)),
        ("ways_high", number("ways-high", "the same, the unlisted one way", found.ways.high)),
        ("unlisted", number("unlisted", "share that no row lists", found.unlisted)),
    ];
    let pattern = if found.unlisted < 0.005 {
        "Concentration (sum of squared shares) is {suppliers} by suppliers and {ways} by ways."
    } else {
        "Concentration (sum of squared shares) is {suppliers} to {suppliers_high} by suppliers and {ways} to {ways_high} by ways, as what is not listed ({unlisted}) is spread or in one hand."
    };
    Reason { says: say(pattern, &slots), ..Reason::default() }
}

/// Were the other ways shut, and how much more the others would have to carry.
pub(crate) fn change_if(telling: &mut Telling<'_, '_, '_>) -> Vec<Reason> {
    let Some(worst) = telling.drawn.taken.first() else { return Vec::new() };
    let closed = [Closed::wholly(worst.part)];
    let mut found = Vec::new();
    let (shut, _) = at_rest(&telling.supply.without_detours(), &closed);
    if shut.net() - worst.loss.net() > 0.005 {
        let slots = [
            ("closing", telling.closing(worst.part)),
            ("shut", telling.share("ways-shut", "what is missing were the other ways shut as well", shut.net())),
        ];
        let says = say("Were the ways round shut too, {closing} would take {shut} for good.", &slots);
        found.push(telling.asking.reason(says, claims(telling, &closed)));
    }
    if worst.loss.net() > 0.005 {
        let slots = [
            ("closing", telling.closing(worst.part)),
            ("more", telling.share("spare-needed", "share that others would have to carry beside", worst.loss.net())),
        ];
        let says = say(
            "{closing} could be borne if flows that it does not meet carried {more} of the whole more than is coded.",
            &slots,
        );
        found.push(Reason { says, ..Reason::default() });
    }
    found
}

/// What the coding leaves out.
pub(crate) fn weak(telling: &mut Telling<'_, '_, '_>) -> Vec<Wording> {
    let mut found = vec![say(
        "Only what is coded closes and stands in: prices, sharing among buyers, ships and what sellers would do are not looked at, and a closure is taken to be whole.",
        &[],
    )];
    let rows: Vec<&str> = telling.supply.rows.iter().filter(|row| row.spare > 0.0).map(|row| &*row.id.text).collect();
    if !rows.is_empty() {
        let pattern = match rows.len() {
            1 => "What could be carried beside stands in {rows} row as a single number, without doubt of its own.",
            _ => "What could be carried beside stands in {rows} rows as single numbers, without doubt of their own.",
        };
        found.push(say(pattern, &[("rows", Phrase::count(&rows))]));
    }
    if telling.drawn.concentration.unlisted >= 0.005 {
        let slot = Slot::Number {
            value: telling.drawn.concentration.unlisted,
            from: NumberFrom::Measure { name: format!("{}.unlisted", telling.number) },
        };
        let text = fraction(telling.drawn.concentration.unlisted);
        let pattern = "Who supplies {part} of it is not listed, and is counted neither as safe nor as cut.";
        found.push(say(pattern, &[("part", Phrase::named(text, slot))]));
    }
    found
}
