//! Dot commands that run statements again: a session is rebuilt from what was typed. Not looking at memory.

use std::time::Duration;

use super::{Outcome, Session, Stream};
use crate::heap::{Kind, Value};
use pool::styled::{Role, Styled};

/// The profiles that are compared.
const COMPARED: [&str; 6] = ["classic", "18", "20", "22", "24", "26"];

/// Variables compared at once.
const VARIABLES: usize = 6;

/// Steps that are run again to show somebody the bytes before the last statement: counted, so that the answer is always the
/// same, for they take about half a second.
const STEPS: u64 = 20_000_000;

/// However long a step takes, nobody waits longer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Bytes of statements kept to be run again.
const KEPT: usize = 16 << 20;

/// The statements of a session, as typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Statements {
    texts: Vec<String>,
    bytes: usize,
    /// Some were too many to keep.
    cut: bool,
}

impl Statements {
    pub fn keep(&mut self, text: &str) {
        self.bytes += text.len() + size_of::<String>();
        if self.bytes > KEPT {
            (self.cut, self.texts) = (true, Vec::new());
        }
        if !self.cut {
            self.texts.push(text.to_owned());
        }
    }
}

type Printed = Vec<(Stream, Styled)>;

impl Session {
    /// The statements, or why they cannot be run again.
    fn statements(&self) -> Result<Vec<String>, Styled> {
        if self.statements.cut {
            return Err(
                format!("this session is too long to run again: only {KEPT} bytes of statements are kept").into()
            );
        }
        Ok(self.statements.texts.clone())
    }

    /// A fresh session with this one's options and another profile.
    fn sibling(&self, profile: &str) -> Result<Self, Styled> {
        let options = super::Options { profile: profile.to_owned(), ..self.options.clone() };
        Self::new(options).map_err(|error| {
            let mut answer = Styled::new();
            answer.push(Role::Error, error.to_string());
            answer
        })
    }

    /// Takes over what a fresh session is; output goes where it went.
    fn become_another(&mut self, other: Self) {
        let sink = self.machine.sink.take();
        let restricted = self.restricted;
        *self = other;
        self.restricted = restricted;
        self.machine.sink = sink;
    }

    fn rebuild(&mut self, profile: &str, statements: &[String]) -> Result<(), Styled> {
        let mut other = self.sibling(profile)?;
        for text in statements {
            if matches!(other.feed(text).outcome, Outcome::Exit(_) | Outcome::Interrupted) {
                break;
            }
        }
        self.become_another(other);
        Ok(())
    }

    /// The session as it was before the last statement, if there is not much to run again.
    pub(super) fn before_last(&self) -> Option<Self> {
        let before = self.machine.heap.memory.ledger().before()?;
        let last = self.statements.texts.iter().rposition(|text| !super::command::is_command(text))?;
        let (until, mut steps) = (self.options.watch.now() + PATIENCE, STEPS);
        let mut earlier = self.sibling(&self.options.profile).ok()?;
        for text in &self.statements.texts[..last] {
            earlier.options.timeout = Some(until.checked_sub(self.options.watch.now())?);
            earlier.options.max_steps = Some(steps.min(self.options.max_steps.unwrap_or(steps)));
            earlier.feed(text);
            steps = steps.checked_sub(earlier.machine.steps_taken())?;
        }
        let memory = &earlier.machine.heap.memory;
        // What looks at the clock may have gone another way.
        (memory.pool() == before.pool && memory.live_bytes() == before.live).then_some(earlier)
    }

    pub(super) fn undo(&mut self, argument: &str) -> Styled {
        let statements = match self.statements() {
            Ok(statements) => statements,
            Err(answer) => return answer,
        };
        let count = match argument {
            "" => 1,
            number => match number.parse::<usize>() {
                Ok(count) if count > 0 => count,
                _ => return format!(".undo wants a number of statements, 1 to {}", statements.len().max(1)).into(),
            },
        };
        if statements.is_empty() {
            return Styled::from("nothing to take back: no statement has run");
        }
        let kept = statements.len().saturating_sub(count);
        let profile = self.options.profile.clone();
        if let Err(answer) = self.rebuild(&profile, &statements[..kept]) {
            return answer;
        }
        let mut answer = Styled::new();
        for text in &statements[kept..] {
            answer.plain("taken back: ").push(Role::Dim, text.trim()).plain("\n");
        }
        let remain = if kept == 1 { "1 statement remains".to_owned() } else { format!("{kept} statements remain") };
        answer.plain(remain);
        answer
    }

    pub(super) fn run_again(&mut self) -> (Styled, Printed) {
        let statements = match self.statements() {
            Ok(statements) => statements,
            Err(answer) => return (answer, Vec::new()),
        };
        let mut other = match self.sibling(&self.options.profile) {
            Ok(other) => other,
            Err(answer) => return (answer, Vec::new()),
        };
        let mut answer = Styled::new();
        for text in &statements {
            answer.push(Role::Prompt, "> ").plain(text.trim()).plain("\n");
            let reply = other.feed(text);
            for (_, printed) in reply.printed {
                answer.append(printed);
            }
            if let Some(shown) = reply.answer {
                answer.append(shown).plain("\n");
            }
            if matches!(reply.outcome, Outcome::Exit(_) | Outcome::Interrupted) {
                break;
            }
        }
        self.become_another(other);
        if statements.is_empty() {
            answer.plain("no statement has run");
        }
        (answer, Vec::new())
    }

    pub(super) fn profile(&mut self, argument: &str) -> Styled {
        if argument.is_empty() {
            let memory = &self.machine.heap.memory;
            let mut answer = Styled::new();
            answer.push(Role::Strong, memory.profile().name());
            answer.plain(format!(", Node {}", memory.profile().version_string()));
            return answer;
        }
        let statements = match self.statements() {
            Ok(statements) => statements,
            Err(answer) => return answer,
        };
        if let Err(answer) = self.rebuild(argument, &statements) {
            return answer;
        }
        let count = statements.len();
        let again = if count == 1 { "1 statement was".to_owned() } else { format!("{count} statements were") };
        let mut answer = self.profile("");
        answer.plain(format!("; {again} run again"));
        answer
    }

    pub(super) fn reset(&mut self) -> Styled {
        match self.sibling(&self.options.profile) {
            Ok(other) => {
                self.become_another(other);
                Styled::from("a fresh session")
            }
            Err(answer) => answer,
        }
    }

    pub(super) fn time(&mut self, argument: &str) -> (Styled, Printed) {
        if argument.is_empty() {
            return (Styled::from(".time wants an expression: .time Buffer.alloc(1e6)"), Vec::new());
        }
        let before = *self.machine.heap.memory.ledger().totals();
        let began = self.options.watch.now();
        let reply = self.feed(argument);
        let took = self.options.watch.now() - began;
        let after = *self.machine.heap.memory.ledger().totals();
        let mut answer = reply.answer.unwrap_or_default();
        if !answer.is_empty() {
            answer.plain("\n");
        }
        let pooled = after.pooled.times - before.pooled.times;
        let own = after.own.times - before.own.times;
        let size = after.pooled.bytes + after.own.bytes - before.pooled.bytes - before.own.bytes;
        let line = format!(
            "{:.3} ms; {pooled} from the pool, {own} with a slab of their own, {size} bytes",
            took.as_secs_f64() * 1000.0
        );
        answer.push(Role::Dim, line);
        (answer, reply.printed)
    }

    pub(super) fn compare(&mut self, width: usize) -> Styled {
        let statements = match self.statements() {
            Ok(statements) => statements,
            Err(answer) => return answer,
        };
        if statements.is_empty() {
            return Styled::from("nothing to compare: no statement has run");
        }
        let mut rows: Vec<(String, Vec<(String, String)>)> = Vec::new();
        for profile in COMPARED {
            let mut other = match self.sibling(profile) {
                Ok(other) => other,
                Err(answer) => return answer,
            };
            for text in &statements {
                other.feed(text);
            }
            let name = if profile == "classic" { profile.to_owned() } else { format!("node {profile}") };
            rows.push((name, other.places()));
        }
        let mut columns: Vec<String> = Vec::new();
        for (_, places) in &rows {
            for (name, _) in places {
                if !columns.contains(name) {
                    columns.push(name.clone());
                }
            }
        }
        let place = |row: &[(String, String)], name: &str| {
            row.iter().find(|(known, _)| known == name).map_or_else(|| "-".to_owned(), |(_, place)| place.clone())
        };
        let all = columns.len();
        columns.retain(|name| rows.iter().any(|(_, row)| place(row, name) != place(&rows[0].1, name)));
        let same = all - columns.len();
        let mut answer = Styled::new();
        if columns.is_empty() {
            let what = if all == 0 { "no variable holds a Buffer" } else { "every Buffer lies at the same place" };
            return format!("no difference under {}: {what}", COMPARED.join(" ")).into();
        }
        let hidden = columns.len().saturating_sub(VARIABLES);
        columns.truncate(VARIABLES);
        let widths: Vec<usize> = columns
            .iter()
            .map(|name| {
                rows.iter().map(|(_, row)| place(row, name).len()).chain([name.chars().count()]).max().unwrap_or(0)
            })
            .collect();
        let mut fitting = 0;
        let mut used = 9;
        for wide in &widths {
            used += wide + 2;
            fitting += usize::from(used <= width.max(40));
        }
        let hidden = hidden + columns.len() - fitting;
        columns.truncate(fitting);
        answer.plain(" ".repeat(9));
        for (at, (name, wide)) in columns.iter().zip(&widths).enumerate() {
            let wide = if at + 1 == columns.len() { 0 } else { *wide };
            answer.plain("  ").push(Role::Name, format!("{name:<wide$}"));
        }
        answer.plain("\n");
        for (profile, row) in &rows {
            answer.push(Role::Strong, format!("{profile:<9}"));
            for (at, (name, wide)) in columns.iter().zip(&widths).enumerate() {
                let here = place(row, name);
                let role = if here == place(&rows[0].1, name) { Role::Plain } else { Role::Warning };
                let wide = if at + 1 == columns.len() { 0 } else { *wide };
                answer.plain("  ").push(role, format!("{here:<wide$}"));
            }
            answer.plain("\n");
        }
        let mut rest = vec!["#slab @offset of slab size".to_owned()];
        if hidden > 0 {
            let differ = if hidden == 1 { "variable differs" } else { "variables differ" };
            rest.push(format!("{hidden} more {differ}"));
        }
        if same > 0 {
            rest.push(format!("{same} the same everywhere"));
        }
        let line = rest.join("; ");
        answer.push(Role::Dim, if line.len() <= width { line } else { rest.join("\n") });
        answer
    }

    /// Where every variable's Buffer lies.
    fn places(&mut self) -> Vec<(String, String)> {
        let names = self.machine.global_names();
        let heap = &self.machine.heap;
        let place = |value: Value| match value {
            Value::Object(object) => match heap.kind(object) {
                Kind::View(view) => {
                    let size = heap.memory.bytes(view.slab).len();
                    Some(format!("#{} @{} of {size}", view.slab.0, view.offset))
                }
                _ => None,
            },
            _ => None,
        };
        names
            .into_iter()
            .filter(|(name, _)| !matches!(name.as_str(), "_" | "_error"))
            .filter_map(|(name, value)| Some((name, place(value)?)))
            .collect()
    }
}
