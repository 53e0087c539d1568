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
    let columns = match entries(machine, object) {
        Some((pairs, keyed)) => {
            pairs.iter().flat_map(|(key, value)| [*key, *value]).for_each(|value| machine.heap.hold(value));
            of_entries(machine, &pairs, keyed)?
        }
        None => of_rows(machine, object, properties)?,
    };
    let centred = !machine.knows(Fact::TableAtLeft);
    Ok(Styled::from(drawn(&columns, centred)))
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
    for &(key, value) in pairs {
        machine.heap.close_handles(round);
        keys.push(Some(cell(machine, key)?));
        if keyed {
            values.push(Some(cell(machine, value)?));
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
    let rows = enumerable(machine, object);
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
    for (at, &row) in rows.iter().enumerate() {
        machine.tick()?;
        let item = machine.get(Value::Object(object), row)?;
        let inner = item.as_object();
        let keys = match (&chosen, inner) {
            (Some(keys), _) => keys.clone(),
            (None, Some(inner)) => enumerable(machine, inner),
            (None, None) => {
                has_values = true;
                values[at] = Some(cell(machine, item)?);
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
            let place = columns.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
                columns.push((key, vec![None; rows.len()]));
                columns.len() - 1
            });
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
fn enumerable(machine: &mut Machine, object: ObjectId) -> Vec<PropertyKey> {
    let mut keys = machine.heap.own_keys(object);
    let heap = &mut machine.heap;
    keys.retain(|&key| {
        !matches!(key, PropertyKey::Symbol(_)) && heap.own(object, key).is_some_and(|own| own.attributes.enumerable())
    });
    keys
}

fn cell(machine: &mut Machine, value: Value) -> Completion<String> {
    let wide = match value {
        Value::Object(object) if !machine.heap.is_callable(object) && !machine.heap.is_array(value) => {
            enumerable(machine, object).len() > 2
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
fn drawn(columns: &[Column], centred: bool) -> String {
    let rows = columns.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let content = |cell: &Option<String>| cell.clone().unwrap_or_default();
    let widths: Vec<usize> = columns
        .iter()
        .map(|(head, cells)| {
            let widest = cells.iter().map(|cell| content(cell).width()).max().unwrap_or(0);
            // Centred cells have a blank at each side.
            widest.max(head.width())
        })
        .collect();
    let line = |left: &str, middle: &str, right: &str| {
        let parts: Vec<String> = widths.iter().map(|width| "─".repeat(width + 2)).collect();
        format!("{left}{}{right}", parts.join(middle))
    };
    let row = |cells: &[String]| {
        let shown: Vec<String> = cells
            .iter()
            .zip(&widths)
            .map(|(cell, width)| {
                let needed = width - cell.width();
                let before = if centred { needed / 2 } else { 0 };
                format!("{}{cell}{}", " ".repeat(before), " ".repeat(needed - before))
            })
            .collect();
        format!("│ {} │", shown.join(" │ "))
    };
    let heads: Vec<String> = columns.iter().map(|(head, _)| head.clone()).collect();
    let mut lines = vec![line("┌", "┬", "┐"), row(&heads), line("├", "┼", "┤")];
    for at in 0..rows {
        let cells: Vec<String> =
            columns.iter().map(|(_, cells)| cells.get(at).map(content).unwrap_or_default()).collect();
        lines.push(row(&cells));
    }
    lines.push(line("└", "┴", "┘"));
    lines.join("\n")
}
