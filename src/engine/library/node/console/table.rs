//! `console.table` (Node doc: `console.table`; `lib/internal/cli_table.js`): rows and columns in a frame. Not other output.

use unicode_width::UnicodeWidthStr;

use crate::heap::object::{Iteration, Walk, Yield};
use crate::heap::{Kind, ObjectId, PropertyKey, Value};
use crate::inspect;
use crate::library::node::arguments::wrong_type;
use crate::machine::{Call, Completion, Machine};
use pool::memory::Fact;
use pool::styled::Styled;

const INDEX: &str = "(index)";
const ITERATION: &str = "(iteration index)";
const VALUES: &str = "Values";

/// What a cell takes, its text apart, roughly.
const CELL: usize = 48;

/// A column: its head, and its cells; none where a row has nothing there.
type Column = (String, Vec<Option<String>>);

/// What `console.table(tabularData, properties)` prints.
pub(crate) fn shown(machine: &mut Machine, call: &Call) -> Completion<Styled> {
    let (data, properties) = (machine.argument(call, 0), machine.argument(call, 1));
    if !properties.is_undefined() && !machine.heap.is_array(properties) {
        return wrong_type(machine, "properties", &["Array"], properties);
    }
    let object = match data {
        Value::Object(object) if !machine.heap.is_callable(object) => object,
        _ => {
            let options = crate::library::node::options::inspect_options(machine, false);
            let shown = inspect::format(machine, &[data], &options);
            return machine.inspected(shown);
        }
    };
    machine.admit(collected(machine, object) * CELL)?;
    let columns = match entries(machine, object) {
        Some((pairs, keyed)) => {
            pairs.iter().flat_map(|(key, value)| [*key, *value]).for_each(|value| machine.heap.hold(value));
            of_entries(machine, &pairs, keyed)?
        }
        None => of_rows(machine, object, properties)?,
    };
    let centred = !machine.knows(Fact::TableAtLeft);
    Ok(Styled::from(drawn(machine, &columns, centred)?))
}

/// How many entries a map or set has, or what an iterator walks over.
fn collected(machine: &Machine, object: ObjectId) -> usize {
    match machine.heap.kind(object) {
        Kind::Map(all) | Kind::Set(all) => all.entries.len(),
        Kind::Iterator(iteration) => match iteration.over.as_object().map(|over| machine.heap.kind(over)) {
            Some(Kind::Map(all) | Kind::Set(all)) => all.entries.len(),
            _ => 0,
        },
        _ => 0,
    }
}

/// What maps, sets and their iterators hold, and whether keys are told.
fn entries(machine: &Machine, object: ObjectId) -> Option<(Vec<(Value, Value)>, bool)> {
    let all = |object: ObjectId, from: usize| match machine.heap.kind(object) {
        Kind::Map(all) | Kind::Set(all) => all.entries.iter().skip(from).flatten().copied().collect(),
        _ => Vec::new(),
    };
    match machine.heap.kind(object) {
        Kind::Map(_) => Some((all(object, 0), true)),
        Kind::Set(_) => Some((all(object, 0), false)),
        Kind::Iterator(iteration) => {
            let Iteration { walk, gives, over, next } = **iteration;
            let found: Vec<(Value, Value)> = over.as_object().map(|over| all(over, next)).unwrap_or_default();
            match (walk, gives) {
                (Walk::Map, Yield::Entries) => Some((found, true)),
                (Walk::Map, Yield::Values) => {
                    Some((found.into_iter().map(|(_, value)| (value, value)).collect(), false))
                }
                (Walk::Map | Walk::Set, _) => Some((found, false)),
                (Walk::Array | Walk::String, _) => None,
            }
        }
        _ => None,
    }
}

fn of_entries(machine: &mut Machine, pairs: &[(Value, Value)], keyed: bool) -> Completion<Vec<Column>> {
    let index = (0..pairs.len()).map(|at| Some(at.to_string())).collect();
    let mut columns = vec![(ITERATION.to_owned(), index)];
    let (mut keys, mut values) = (Vec::new(), Vec::new());
    let round = machine.heap.open_handles();
    let mut kept = 0;
    for &(key, value) in pairs {
        machine.heap.close_handles(round);
        machine.tick()?;
        machine.admit(kept)?;
        let shown = cell(machine, key)?;
        kept += shown.len() + CELL;
        keys.push(Some(shown));
        if keyed {
            let shown = cell(machine, value)?;
            kept += shown.len() + CELL;
            values.push(Some(shown));
        }
    }
    if keyed {
        columns.push(("Key".to_owned(), keys));
        columns.push((VALUES.to_owned(), values));
    } else {
        columns.push((VALUES.to_owned(), keys));
    }
    Ok(columns)
}

/// One row for each property, one column for each property of those.
fn of_rows(machine: &mut Machine, object: ObjectId, properties: Value) -> Completion<Vec<Column>> {
    let rows = enumerable(machine, object)?;
    let chosen = match properties {
        Value::Object(list) => {
            let length = machine.length_of(list)? as u32;
            let mut keys = Vec::new();
            for index in 0..length {
                machine.tick()?;
                let name = machine.get(properties, PropertyKey::Index(index))?;
                keys.push(machine.to_key(name)?);
            }
            Some(keys)
        }
        _ => None,
    };
    let mut columns: Vec<(PropertyKey, Vec<Option<String>>)> = Vec::new();
    let mut values = vec![None; rows.len()];
    let mut has_values = false;
    let mut kept = rows.len() * CELL;
    for (at, &row) in rows.iter().enumerate() {
        machine.tick()?;
        machine.admit(kept)?;
        let item = machine.get(Value::Object(object), row)?;
        let inner = item.as_object();
        let keys = match (&chosen, inner) {
            (Some(keys), _) => keys.clone(),
            (None, Some(inner)) => enumerable(machine, inner)?,
            (None, None) => {
                has_values = true;
                let shown = cell(machine, item)?;
                kept += shown.len();
                values[at] = Some(shown);
                continue;
            }
        };
        for key in keys {
            let shown = match inner {
                Some(inner) if machine.heap.own(inner, key).is_some() => {
                    let value = machine.get(item, key)?;
                    Some(cell(machine, value)?)
                }
                _ => None,
            };
            kept += shown.as_ref().map_or(0, String::len);
            let place = columns.iter().position(|(known, _)| *known == key).unwrap_or(columns.len());
            if place == columns.len() {
                kept += rows.len() * CELL;
                machine.admit(kept)?;
                columns.push((key, vec![None; rows.len()]));
            }
            columns[place].1[at] = shown;
        }
    }
    // Names that are numbers come first, as an object has them.
    columns.sort_by_key(|(key, _)| match key {
        PropertyKey::Index(index) => u64::from(*index),
        _ => u64::MAX,
    });
    let index = rows.iter().map(|&row| Some(machine.key_text(row))).collect();
    let mut all: Vec<Column> = vec![(INDEX.to_owned(), index)];
    all.extend(columns.into_iter().map(|(key, cells)| (machine.key_text(key), cells)));
    if has_values {
        all.push((VALUES.to_owned(), values));
    }
    Ok(all)
}

/// The names `Object.keys` gives.
fn enumerable(machine: &mut Machine, object: ObjectId) -> Completion<Vec<PropertyKey>> {
    let mut keys = machine.keys_of(object)?;
    let heap = &mut machine.heap;
    keys.retain(|&key| {
        !matches!(key, PropertyKey::Symbol(_)) && heap.own(object, key).is_some_and(|own| own.attributes.enumerable())
    });
    Ok(keys)
}

fn cell(machine: &mut Machine, value: Value) -> Completion<String> {
    let wide = match value {
        Value::Object(object) if !machine.heap.is_callable(object) && !machine.heap.is_array(value) => {
            enumerable(machine, object)?.len() > 2
        }
        _ => false,
    };
    let mut options = crate::library::node::options::inspect_options(machine, false);
    options.depth = Some(if wide { -1 } else { 0 });
    options.max_array_length = 3;
    options.break_length = usize::MAX;
    let shown = inspect::inspect(machine, value, &options);
    Ok(machine.inspected(shown)?.to_string())
}

/// The frame with everything in it.
fn drawn(machine: &mut Machine, columns: &[Column], centred: bool) -> Completion<String> {
    let rows = columns.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let mut widths = Vec::new();
    for (head, cells) in columns {
        machine.tick()?;
        let widest = cells.iter().flatten().map(|cell| cell.width()).max().unwrap_or(0);
        // Centred cells have a blank at each side.
        widths.push(widest.max(head.width()));
    }
    let line = |left: &str, middle: &str, right: &str| {
        let parts: Vec<String> = widths.iter().map(|width| "─".repeat(width + 2)).collect();
        format!("{left}{}{right}", parts.join(middle))
    };
    let row = |text: &mut String, cells: &mut dyn Iterator<Item = &str>| {
        for (at, (cell, width)) in cells.zip(&widths).enumerate() {
            let needed = width - cell.width();
            let before = if centred { needed / 2 } else { 0 };
            text.push_str(if at == 0 { "│ " } else { " │ " });
            text.extend(std::iter::repeat_n(' ', before));
            text.push_str(cell);
            text.extend(std::iter::repeat_n(' ', needed - before));
        }
        text.push_str(" │\n");
    };
    let mut text = line("┌", "┬", "┐\n");
    row(&mut text, &mut columns.iter().map(|(head, _)| head.as_str()));
    text.push_str(&line("├", "┼", "┤\n"));
    for at in 0..rows {
        machine.tick()?;
        // The text, and what is printed of it.
        machine.admit(text.len() * 2)?;
        row(&mut text, &mut columns.iter().map(|(_, cells)| cells.get(at).and_then(Option::as_deref).unwrap_or("")));
    }
    text.push_str(&line("└", "┴", "┘"));
    Ok(text)
}
