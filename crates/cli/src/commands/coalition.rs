//! `detente coalition`.

use std::process::ExitCode;

use detente_formats::{PlainMembers, read_members};
use detente_method_coalition::{CoalitionAsk, CoalitionInput, MemberInput, Quota, QuotaAsk, coalitions};
use detente_report as report;

use crate::args::{Coalition, PlainFormat};
use crate::failure::Failure;
use crate::{output, plain};

/// Looks at the coalitions of a body in a table.
pub fn coalition(args: &Coalition) -> Result<ExitCode, Failure> {
    let needed =
        "the table needs the columns member and weight, one row a member; position, salience and within may be there";
    let ask = asked(args);
    let columns = columns(&ask);
    let text = plain::text_of(&args.file, &args.reading.encoding)?;
    let table = read_members(&text.text, &columns, &args.reading.table())
        .map_err(|problems| plain::refused(&args.file, &problems, needed))?;
    let mut notes = text.notes;
    notes.extend(table.notes.iter().map(ToString::to_string));
    notes.extend(unused(args, &table));
    plain::tell(&notes);
    let found = coalitions(&input_of(table, columns), &ask)?;
    output::print(&match args.format {
        PlainFormat::Json => plain::json_with(&found, &notes),
        PlainFormat::Table => report::coalition_text(&found),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn asked(args: &Coalition) -> CoalitionAsk {
    let plain = |quota| QuotaAsk { column: Some("weight".to_owned()), quota };
    let mut quotas = args.quotas.clone();
    quotas.extend(args.unanimity.then(|| plain(Quota::Unanimity)));
    if quotas.is_empty() || args.majority {
        quotas.push(plain(Quota::Majority));
    }
    CoalitionAsk { quotas, or: args.or.clone(), vetoes: args.vetoes.clone(), inner: args.inner, threshold: args.at }
}

/// The columns of weights that the rule looks at.
fn columns(ask: &CoalitionAsk) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for column in ask.quotas.iter().chain(&ask.or).filter_map(|quota| quota.column.clone()) {
        if !found.contains(&column) {
            found.push(column);
        }
    }
    found
}

/// What of the table is not looked at.
fn unused(args: &Coalition, table: &PlainMembers) -> Option<String> {
    let with = table.members.iter().filter(|member| member.position.is_some()).count();
    match args.at {
        None if with > 0 => {
            Some("positions are not looked at: say with --at where one side ends and the other begins".to_owned())
        }
        Some(_) if with < table.members.len() => Some(format!(
            "{} of {} members have no position: who carries what is not known",
            table.members.len() - with,
            table.members.len()
        )),
        _ => None,
    }
}

fn input_of(table: PlainMembers, columns: Vec<String>) -> CoalitionInput {
    let member = |member: detente_formats::PlainMember| MemberInput {
        name: member.name,
        weights: member.weights,
        position: member.position,
        salience: member.salience,
        within: member.within,
    };
    CoalitionInput { members: table.members.into_iter().map(member).collect(), columns }
}
