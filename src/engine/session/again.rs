//! Dot commands that run statements again: a session is rebuilt from what was typed. Not looking at memory.

use std::time::Duration;

use super::statements::KEPT;
use super::{Outcome, Session};
use pool::styled::{Role, Styled};
use pool::view::{Hues, Larger};

/// Steps that are run again to show somebody the bytes before the last statement: counted, so that the answer is always the
/// same, for they take about half a second.
const STEPS: u64 = 20_000_000;

/// However long a step takes, nobody waits longer.
const PATIENCE: Duration = Duration::from_secs(5);

/// A pool that is tried where a smaller one leaves a lot behind, from so many slabs on.
const LARGER: u64 = 65536;
const TAILS: u64 = 4;

impl Session {
    /// The statements, or why they cannot be run again.
    pub(super) fn statements(&self) -> Result<Vec<String>, Styled> {
        if self.statements.cut {
            return Err(
                format!("this session is too long to run again: only {KEPT} bytes of statements are kept").into()
            );
        }
        Ok(self.statements.texts.clone())
    }

    /// A fresh session with this one's options and another profile.
    pub(super) fn sibling(&self, profile: &str) -> Result<Self, Styled> {
        let options = super::Options { profile: profile.to_owned(), ..self.options.clone() };
        Self::new(options).map_err(|error| {
            let mut answer = Styled::new();
            answer.push(Role::Error, error.to_string());
            answer
        })
    }

    /// Takes over what a fresh session is; output goes where it went.
    fn become_another(&mut self, other: Self) {
        let sink = std::mem::take(&mut self.machine.sink);
        let (restricted, hues) = (self.restricted, std::mem::take(&mut self.hues));
        *self = other;
        self.restricted = restricted;
        // What stays keeps its hue.
        self.hues.take_over(hues);
        self.machine.sink = sink;
    }

    pub(super) fn rebuild(&mut self, profile: &str, statements: &[String]) -> Result<(), Styled> {
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
        let earlier = self.at(self.entries.checked_sub(1)?)?;
        let memory = &earlier.machine.heap.memory;
        // What looks at the clock may have gone another way.
        (memory.pool() == before.pool && memory.live_bytes() == before.live).then_some(earlier)
    }

    /// The session as it was when statement `number` had run, if there is not much to run again.
    pub(super) fn at(&self, number: u32) -> Option<Self> {
        let end = self.statements.end_of(number)?;
        self.rerun(&self.statements.texts[..end], None)
    }

    /// These statements in a fresh session, behind another one, if that is not much.
    fn rerun(&self, statements: &[String], first: Option<&str>) -> Option<Self> {
        let (until, mut steps) = (self.options.watch.now() + PATIENCE, STEPS);
        let mut other = self.sibling(&self.options.profile).ok()?;
        for text in first.into_iter().chain(statements.iter().map(String::as_str)) {
            other.options.timeout = Some(until.checked_sub(self.options.watch.now())?);
            other.options.max_steps = Some(steps.min(self.options.max_steps.unwrap_or(steps)));
            other.feed(text);
            steps = steps.checked_sub(other.machine.steps_taken())?;
        }
        (other.options.timeout, other.options.max_steps) = (self.options.timeout, self.options.max_steps);
        Some(other)
    }

    /// A pool that would leave much less at the ends of its slabs, if these leave a lot: tried, as all advice is.
    pub(super) fn larger_pool(&self) -> Option<Larger> {
        let memory = &self.machine.heap.memory;
        let (left, size) = (memory.ledger().totals().abandoned, u64::from(memory.pool().size));
        let much = left.times >= TAILS && left.bytes * 5 >= left.times * size;
        if !much || size >= LARGER || self.statements.cut {
            return None;
        }
        let other = self.rerun(&self.statements.texts, Some(&format!("Buffer.poolSize = {LARGER}")))?;
        let abandoned = other.machine.heap.memory.ledger().totals().abandoned.bytes;
        (abandoned * 2 <= left.bytes).then_some(Larger { size: LARGER, abandoned })
    }

    /// Runs a statement and tells it with its answer; whether there may be another one.
    pub(super) fn say_again(&mut self, text: &str, answer: &mut Styled) -> bool {
        answer.push(Role::Prompt, "> ").plain(text.trim()).plain("\n");
        let reply = self.feed(text);
        for (_, text) in reply.told() {
            answer.append(text.into_owned());
        }
        if reply.answer.is_some() && reply.later.is_empty() {
            answer.plain("\n");
        }
        !matches!(reply.outcome, Outcome::Exit(_) | Outcome::Interrupted)
    }

    pub(super) fn run_again(&mut self) -> Styled {
        let statements = match self.statements() {
            Ok(statements) => statements,
            Err(answer) => return answer,
        };
        let mut other = match self.sibling(&self.options.profile) {
            Ok(other) => other,
            Err(answer) => return answer,
        };
        let mut answer = Styled::new();
        for text in &statements {
            if !other.say_again(text, &mut answer) {
                break;
            }
        }
        self.become_another(other);
        if statements.is_empty() {
            answer.plain("no statement has run");
        }
        answer
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
                self.hues = Hues::default();
                Styled::from("a fresh session")
            }
            Err(answer) => answer,
        }
    }

    pub(super) fn time(&mut self, argument: &str) -> Styled {
        let before = *self.machine.heap.memory.ledger().totals();
        let began = self.options.watch.now();
        let looks = std::mem::replace(&mut self.looks, true);
        let reply = self.feed(argument);
        self.looks = looks;
        let took = self.options.watch.now().saturating_sub(began);
        let after = *self.machine.heap.memory.ledger().totals();
        for (stream, text) in reply.printed {
            // Where nothing takes it as it comes, it is kept for whoever asked.
            let _ = self.machine.print(stream, text);
        }
        let mut answer = reply.answer.unwrap_or_default();
        if !answer.is_empty() {
            answer.plain("\n");
        }
        for (_, text) in reply.later {
            answer.append(text);
        }
        let pooled = after.pooled.times - before.pooled.times;
        let own = after.own.times - before.own.times;
        let size = after.pooled.bytes + after.own.bytes - before.pooled.bytes - before.own.bytes;
        let line = format!(
            "{:.3} ms; {pooled} from the pool, {own} with a slab of their own, {size} bytes",
            took.as_secs_f64() * 1000.0
        );
        answer.push(Role::Dim, line);
        answer
    }
}
