//! What a seat would be worth to those outside.

use detente_access::{Seat, Voice, seated};
use detente_chance::{Proportion, Summary};

use crate::room::Room;

/// Somebody outside, and a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub actor: usize,
    pub table: usize,
}

/// What a seat does at one set of values.
pub(crate) struct Worth {
    /// Sum over the issues of what it is worth times how much the actor cares, in points.
    pub total: f64,
    /// By issue.
    pub issues: Vec<(usize, Seat)>,
}

/// A seat over all draws.
pub(crate) struct Valued {
    pub place: Place,
    /// At the most likely values.
    pub mode: Worth,
    pub total: Summary,
    /// How often it is worth something.
    pub gains: Proportion,
    /// The issue on which it is worth most, and what it is worth there, in points.
    pub issue: usize,
    pub worth: Summary,
}

/// Everybody outside of a table that deals with an issue on which it has a position; of the actors that are asked for, if any.
pub(crate) fn places(room: &Room<'_>, asked: &[String]) -> Vec<Place> {
    let wanted = |actor: &usize| asked.is_empty() || asked.iter().any(|name| name == room.actors[*actor]);
    let outside = |table: usize| {
        let own = &room.tables[table];
        let has_stake = |actor: &usize| own.issues.iter().any(|issue| !room.behind(*actor, *issue).is_empty());
        let all = (0..room.actors.len()).filter(|actor| !own.members.contains(actor));
        all.filter(wanted).filter(has_stake).map(|actor| Place { actor, table }).collect::<Vec<Place>>()
    };
    room.looked_at().into_iter().flat_map(outside).collect()
}

/// A seat at one set of values; none where the table meets nowhere without it.
pub(crate) fn value(room: &Room<'_>, place: Place, value: &dyn Fn(usize) -> f64) -> Option<Worth> {
    let table = &room.tables[place.table];
    let on = |issue: &usize| {
        let own = room.voice(place.actor, *issue, value)?;
        let others: Vec<Voice> = table.members.iter().filter_map(|actor| room.voice(*actor, *issue, value)).collect();
        seated(&others, own).map(|seat| (*issue, seat))
    };
    let issues: Vec<(usize, Seat)> = table.issues.iter().filter_map(on).collect();
    let weighed = issues.iter().map(|(issue, seat)| seat.worth * room.salience(place.actor, *issue, value));
    (!issues.is_empty()).then(|| Worth { total: weighed.sum(), issues: issues.clone() })
}

/// Somebody else outside whose seat would bring an issue nearest to an actor, and by how many points.
pub(crate) fn companion(room: &Room<'_>, seat: &Valued, mode: &dyn Fn(usize) -> f64) -> Option<(usize, f64)> {
    let table = &room.tables[seat.place.table];
    let own = room.voice(seat.place.actor, seat.issue, mode)?;
    let others: Vec<Voice> = table.members.iter().filter_map(|actor| room.voice(*actor, seat.issue, mode)).collect();
    let outside = (0..room.actors.len()).filter(|actor| *actor != seat.place.actor && !table.members.contains(actor));
    let worth = |actor: usize| {
        let found = seated(&others, room.voice(actor, seat.issue, mode)?)?;
        Some((actor, found.for_another(own.position)))
    };
    let most = outside.filter_map(worth).reduce(|most, next| if next.1 > most.1 { next } else { most });
    most.filter(|(_, worth)| *worth > 0.0)
}

/// Seats over draws, the one that is worth most first.
pub(crate) fn valued(
    room: &Room<'_>,
    asked: &[String],
    mode: &dyn Fn(usize) -> f64,
    draws: &[Box<dyn Fn(usize) -> f64 + '_>],
) -> Vec<Valued> {
    let of = |place: Place| {
        let at_mode = value(room, place, mode)?;
        let most = at_mode.issues.iter().reduce(|best, next| if next.1.worth > best.1.worth { next } else { best })?.0;
        let drawn: Vec<Option<Worth>> = draws.iter().map(|draw| value(room, place, draw)).collect();
        let at = |worth: &Worth| {
            worth.issues.iter().find(|(issue, _)| *issue == most).map_or(f64::NAN, |(_, seat)| seat.worth)
        };
        let each = |of: &dyn Fn(&Worth) -> f64| -> Vec<f64> {
            if drawn.is_empty() {
                return vec![of(&at_mode)];
            }
            drawn.iter().map(|worth| worth.as_ref().map_or(f64::NAN, of)).collect()
        };
        let (total, worth) = (each(&|worth| worth.total), Summary::of(&each(&at))?);
        let gains = total.iter().filter(|total| **total > 0.0).count();
        let gains = Proportion::counted(gains as u32, total.len() as u32);
        Some(Valued { place, total: Summary::of(&total)?, mode: at_mode, gains, issue: most, worth })
    };
    let mut found: Vec<Valued> = places(room, asked).into_iter().filter_map(of).collect();
    found.sort_by(|a, b| b.total.mean.total_cmp(&a.total.mean));
    found
}

/// B 0/40 and C 50/20 sit together, A 100/40 outside (position/weight); D and E decide another issue at no table. The first issue has this rule.
#[cfg(test)]
pub(crate) fn example(status: &str, rule: &str) -> detente_case::Case {
    let mut files = detente_case::Files::default();
    files.insert("case.toml", "[case]\nid = \"x\"\ntitle = \"x\"\nas_of = \"2001\"\n");
    let actor = |id: &str| format!("{id},Land {id},state,assumed,\n");
    let actors: String = ["A", "B", "C", "D", "E"].map(actor).concat();
    files.insert("actors.csv", format!("id,name,kind,basis,evidence\n{actors}"));
    let head = "id,question,scale_0,scale_100,rule,basis,evidence";
    files.insert(
        "issues.csv",
        format!("{head}\ni,How far?,none,all,{rule},assumed,\nj,How soon?,never,now,,assumed,\n"),
    );
    let head = "id,issue,actor,position_low,position_mode,position_high,salience_low,salience_mode,salience_high,capability_low,capability_mode,capability_high,standing,basis,evidence";
    let row = |(id, issue, actor, at, weight, standing): (&str, &str, &str, u32, u32, &str)| {
        format!("{id},{issue},{actor},{at},{at},{at},100,100,100,{weight},{weight},{weight},{standing},assumed,\n")
    };
    let rows = [
        ("P1", "i", "A", 100, 40, "only-influences"),
        ("P2", "i", "B", 0, 40, ""),
        ("P3", "i", "C", 50, 20, ""),
        ("P4", "j", "D", 0, 10, "blocks"),
        ("P5", "j", "E", 90, 10, "blocks"),
    ];
    files.insert("positions.csv", format!("{head}\n{}", rows.map(row).concat()));
    let head = "id,name,members,status,issues,basis,evidence";
    files.insert("forums.csv", format!("{head}\nf,Talks,B C,{status},i,assumed,\n"));
    detente_case::load(&files).case
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use detente_method::EffectiveCase;

    use super::*;
    use crate::gaps::gaps;
    use crate::ties::Ties;

    #[test]
    fn a_seat_for_somebody_outside() {
        let own = example("running", "");
        let reading = EffectiveCase::new(&own, None, &[]);
        let room = Room::of(&reading, &[]);
        let mode = |index: usize| reading.estimate(index).mode();
        let places = places(&room, &[]);
        assert_eq!(places.len(), 1);
        let worth = value(&room, places[0], &mode).unwrap();
        let (_, seat) = worth.issues[0];
        assert_eq!(seat.with, 50.0);
        assert!((seat.worth - 100.0 / 3.0).abs() < 1e-9 && (worth.total - seat.worth).abs() < 1e-9);
        let found = gaps(&room, &Ties::of(&room, &reading), &mode);
        assert_eq!(found.ranked.iter().map(|one| room.named(&one.actors)).collect::<Vec<_>>(), ["D+E"]);
        assert_eq!((found.ranked[0].score, found.nearest), (90.0, vec![Some(0), None]));
    }

    #[test]
    fn a_table_that_does_not_run_counts_where_it_is_named() {
        let own = example("stalled", "");
        let reading = EffectiveCase::new(&own, None, &[]);
        assert!(places(&Room::of(&reading, &[]), &[]).is_empty());
        assert_eq!(places(&Room::of(&reading, &["f".to_owned()]), &[]).len(), 1);
        assert!(places(&Room::of(&reading, &["f".to_owned()]), &["D".to_owned()]).is_empty());
        // Nobody who decides the first issue sits together any more.
        let mode = |index: usize| reading.estimate(index).mode();
        let room = Room::of(&reading, &[]);
        let ranked = gaps(&room, &Ties::of(&room, &reading), &mode).ranked;
        assert_eq!(ranked.iter().map(|one| room.named(&one.actors)).collect::<Vec<_>>(), ["D+E", "B+C"]);
    }
}
