//! Likeness of portfolios and logits.

use detente_panel::{Design, Logit};
use detente_record::similarity::likeness;
use toml::{Table, Value};

use crate::measure::{Measure, Measures};

/// Measures of `portfolios` and `logit`; `None` for other methods.
pub(crate) fn measures(method: &str, table: &Table) -> Option<Result<Measures, String>> {
    match method {
        "portfolios" => Some(portfolios(table)),
        "logit" => Some(logit(table)),
        _ => None,
    }
}

/// Rows of numbers under a name.
fn rows(table: &Table, name: &str) -> Result<Vec<Vec<f64>>, String> {
    let number = |value: &Value| value.as_float().or(value.as_integer().map(|number| number as f64));
    let row = |row: &Value| row.as_array().map(|row| row.iter().filter_map(number).collect::<Vec<f64>>());
    let rows = table.get(name).and_then(Value::as_array).ok_or_else(|| format!("`{name}` is missing"))?;
    rows.iter().map(row).collect::<Option<_>>().ok_or_else(|| format!("`{name}` is a list of lists of numbers"))
}

/// `beside`: how often each value of one state stands beside each of the other.
fn portfolios(table: &Table) -> Result<Measures, String> {
    let rows = rows(table, "beside")?;
    let mut beside = [[0_u32; 4]; 4];
    if rows.len() != 4 || rows.iter().any(|row| row.len() != 4) {
        return Err("`beside` has four rows of four counts".to_owned());
    }
    for (to, from) in beside.iter_mut().zip(&rows) {
        to.iter_mut().zip(from).for_each(|(to, from)| *to = *from as u32);
    }
    let found = likeness(&beside);
    let number = |name: &str, value: f64| (name.to_owned(), Measure::Number(value));
    Ok(vec![
        number("s", found.s),
        number("s_squared", found.s_squared),
        number("kappa", found.kappa.unwrap_or(f64::NAN)),
        number("pi", found.pi.unwrap_or(f64::NAN)),
        number("tau_b", found.tau_b.unwrap_or(f64::NAN)),
    ])
}

/// `rows`: features, and last whether it happened.
fn logit(table: &Table) -> Result<Measures, String> {
    let rows = rows(table, "rows")?;
    let width = rows.first().map_or(0, Vec::len);
    if width < 2 || rows.iter().any(|row| row.len() != width) {
        return Err("every row has the same features and an outcome".to_owned());
    }
    let mut design = Design::new(width - 1);
    rows.iter().for_each(|row| design.push(row[..width - 1].iter().copied()));
    let outcomes: Vec<u8> = rows.iter().map(|row| u8::from(row[width - 1] > 0.0)).collect();
    let fitted = Logit::fit(&design, &outcomes, 2).ok_or("the logit cannot be fitted")?;
    Ok(vec![("coefficients".to_owned(), Measure::List(fitted.coefficients.concat()))])
}
