//! `.vars`: a table of the program's variables. Not where names come from: that is the machine's.

use super::Session;
use super::copy::LARGEST;
use crate::heap::{Kind, Value};
use pool::styled::{Role, Styled};

/// Variables listed at once.
const VARIABLES: usize = 1000;
/// The widest column of names.
const WIDEST: usize = 24;
/// Columns at least left for a value; where there are fewer it is left out.
const VALUE: usize = 8;

const HEAD: [&str; 5] = ["name", "type", "size", "slab", "offset"];

struct Row {
    cells: [String; 5],
    value: Option<Value>,
}

impl Session {
    /// On a copy, for an object may say itself how it is printed; without one no values are told.
    pub(super) fn vars(&mut self, prefix: &str, width: usize) -> Styled {
        match self.copy(LARGEST) {
            Some(mut copy) => copy.table(prefix, width, true),
            None => self.table(prefix, width, false),
        }
    }

    fn table(&mut self, prefix: &str, width: usize, values: bool) -> Styled {
        let mut names = self.machine.global_names();
        names.retain(|(name, _)| name != "_" && name.starts_with(prefix));
        if names.is_empty() && prefix.is_empty() {
            return Styled::from("no variables yet");
        }
        if names.is_empty() {
            return format!("no variable's name begins with {prefix}").into();
        }
        let more = names.len().saturating_sub(VARIABLES);
        names.truncate(VARIABLES);
        let mut rows = vec![Row { cells: HEAD.map(str::to_owned), value: None }];
        rows.extend(names.into_iter().map(|(name, value)| self.row(name, value)));
        let wide: Vec<usize> = (0..HEAD.len())
            .map(|column| rows.iter().map(|row| row.cells[column].chars().count()).max().unwrap_or(0))
            .collect();
        let used: usize = wide.iter().sum::<usize>() + 2 * wide.len();
        let room = width.saturating_sub(used + 1);
        let mut answer = Styled::new();
        for row in rows {
            let head = row.value.is_none();
            let [name, kind, numbers @ ..] = &row.cells;
            let role = if head { Role::Dim } else { Role::Name };
            answer.push(role, format!("{name:<0$}", wide[0]));
            let role = if head { Role::Dim } else { Role::Plain };
            answer.push(role, format!("  {kind:<0$}", wide[1]));
            let value = row.value.filter(|_| values && room >= VALUE);
            let told = if value.is_some() {
                numbers.len()
            } else {
                numbers.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1)
            };
            for (cell, wide) in numbers[..told].iter().zip(&wide[2..]) {
                answer.push(role, format!("  {cell:>wide$}"));
            }
            if let Some(value) = value {
                answer.plain("  ").push(Role::Dim, self.in_a_line(value, room));
            }
            answer.plain("\n");
        }
        if more > 0 {
            answer.push(Role::Dim, format!("and {more} more: .vars PREFIX lists those that begin so"));
        }
        answer
    }

    fn row(&mut self, name: String, value: Value) -> Row {
        let name = if name.chars().count() > WIDEST {
            name.chars().take(WIDEST - 3).chain("...".chars()).collect()
        } else {
            name
        };
        let (mut size, mut slab, mut offset) = (String::new(), String::new(), String::new());
        if let Some(region) = self.region(value) {
            size = region.length.to_string();
            slab = format!("#{}", region.slab.0);
            offset = region.offset.to_string();
        } else if let Some(length) = self.length(value) {
            size = length.to_string();
        }
        Row { cells: [name, self.kind_of(value).to_owned(), size, slab, offset], value: Some(value) }
    }

    fn length(&self, value: Value) -> Option<usize> {
        match value {
            Value::String(string) => Some(self.machine.heap.string_length(string)),
            Value::Object(object) => match self.machine.heap.kind(object) {
                Kind::Array(length) => Some(*length as usize),
                _ => None,
            },
            _ => None,
        }
    }

    /// What a value is, in a word.
    pub(super) fn kind_of(&self, value: Value) -> &'static str {
        let heap = &self.machine.heap;
        match value {
            Value::Empty => "unset",
            Value::Undefined => "undefined",
            Value::Null => "null",
            Value::Boolean(_) => "boolean",
            Value::Number(_) => "number",
            Value::String(_) => "string",
            Value::Symbol(_) => "symbol",
            Value::BigInt(_) => "bigint",
            Value::Object(object) if heap.is_callable(object) => "function",
            Value::Object(object) => match heap.kind(object) {
                Kind::View(_) if heap.proto(object) == Some(self.machine.node.buffer_prototype) => "Buffer",
                Kind::View(view) => view.element.name(),
                Kind::DataView(_) => "DataView",
                Kind::ArrayBuffer { shared: true, .. } => "SharedArrayBuffer",
                Kind::ArrayBuffer { .. } => "ArrayBuffer",
                Kind::Array(_) => "Array",
                Kind::Error => "Error",
                _ => "object",
            },
        }
    }

    /// A value's printed form, cut to `room` columns.
    fn in_a_line(&mut self, value: Value, room: usize) -> String {
        let shown = match self.shown(value, true) {
            Ok(shown) => shown.map(|shown| shown.to_string()).unwrap_or_default(),
            Err(_) => "?".to_owned(),
        };
        let line = shown.lines().next().unwrap_or_default();
        if line.chars().count() <= room && shown.lines().count() == 1 {
            return line.to_owned();
        }
        line.chars().take(room - 3).chain("...".chars()).collect()
    }
}
