//! Dot commands that look at memory: `.pool`, `.slabs`, `.map`, `.why`, `.gc`, `.help`. Those that touch files are the prompt's.

use super::{Outcome, Reply, Session};
use crate::heap::{Kind, Value};
use crate::memory::{Region, SlabId};
use crate::styled::{Role, Styled};
use crate::view;

/// Each command with what it answers.
const COMMANDS: [(&str, &str); 6] = [
    (".help", "these commands"),
    (".pool", "the current slab, its offset, what is free, what would fit"),
    (".slabs", "every slab: kind, size, live, dead, padding, startup, abandoned, free, who keeps it"),
    (".map [NAME|#N]", "the slabs drawn to scale, or one of them"),
    (".why [NAME]", "the decision behind the last allocation, or behind NAME's"),
    (".gc", "collects what nobody can reach: what was freed"),
];

/// The prompt's own commands, for `.help`.
const AT_THE_PROMPT: [(&str, &str); 6] = [
    (".break", "leaves a multi-line input, as Ctrl-C does"),
    (".clear", "the same"),
    (".editor", "several lines at once, Ctrl-D to finish"),
    (".exit", "leaves, as Ctrl-D does"),
    (".load FILE", "runs a file's lines here"),
    (".save FILE", "writes this session to a file"),
];

/// Whether a line is a dot command rather than JavaScript.
pub(super) fn is_command(text: &str) -> bool {
    let mut chars = text.trim_start().chars();
    chars.next() == Some('.') && chars.next().is_some_and(|c| c.is_ascii_alphabetic())
}

/// The commands' names, with their dot.
pub(super) fn names() -> Vec<String> {
    let all = COMMANDS.iter().chain(&AT_THE_PROMPT);
    all.filter_map(|(name, _)| name.split(' ').next().map(str::to_owned)).collect()
}

impl Session {
    pub(super) fn command(&mut self, text: &str) -> Reply {
        let (name, argument) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let argument = argument.trim();
        let width = usize::from(self.options.width);
        let answer = match name {
            ".help" => help(),
            ".pool" => view::pool(&self.machine.snapshot(), width),
            ".slabs" => {
                let (snapshot, names) = (self.machine.snapshot(), self.names());
                view::slabs(&snapshot, &names, width)
            }
            ".map" => self.map(argument, width),
            ".why" => self.why(argument, width),
            ".gc" => self.gc(),
            other => unknown(other),
        };
        Reply { printed: Vec::new(), answer: Some(without_last_newline(answer)), outcome: Outcome::Command }
    }

    /// The global names of views.
    fn views(&mut self) -> Vec<(Region, String)> {
        let mut views = Vec::new();
        for (name, value) in self.machine.global_names() {
            if let Value::Object(object) = value
                && let Kind::View(view) = self.machine.heap.kind(object)
                && name != "_"
            {
                let length = view.length * view.element.width() as u32;
                views.push((Region { slab: view.slab, offset: view.offset, length }, name));
            }
        }
        views
    }

    fn names(&mut self) -> view::Names {
        view::Names::new(self.views())
    }

    /// The slab or view an argument names, or what exists instead.
    fn named(&mut self, argument: &str) -> Result<Region, Styled> {
        let views = self.views();
        if let Some((region, _)) = views.iter().find(|(_, name)| name == argument) {
            return Ok(*region);
        }
        let snapshot = self.machine.snapshot();
        if let Ok(number) = argument.trim_start_matches('#').parse::<u32>()
            && snapshot.slab(SlabId(number)).is_some()
        {
            return Ok(Region { slab: SlabId(number), offset: 0, length: 0 });
        }
        let mut known: Vec<&str> = views.iter().map(|(_, name)| name.as_str()).take(8).collect();
        known.sort_unstable();
        let slabs: Vec<String> = snapshot.slabs.iter().take(8).map(|slab| format!("#{}", slab.id.0)).collect();
        let mut answer = Styled::new();
        answer.push(Role::Error, format!("no Buffer or slab is called {argument}"));
        let names = if known.is_empty() {
            "no variable holds a Buffer".to_owned()
        } else {
            format!("Buffers: {}", known.join(", "))
        };
        answer.plain(format!("; {names}; slabs: {}", slabs.join(", ")));
        Err(answer)
    }

    fn map(&mut self, argument: &str, width: usize) -> Styled {
        let which = match argument {
            "" => None,
            _ => match self.named(argument) {
                Ok(region) => Some(region.slab),
                Err(answer) => return answer,
            },
        };
        let (snapshot, names) = (self.machine.snapshot(), self.names());
        view::map(&snapshot, &names, which, width)
    }

    fn why(&mut self, argument: &str, width: usize) -> Styled {
        let memory = &self.machine.heap.memory;
        let region = if argument.is_empty() {
            match memory.ledger().last() {
                Some(event) => event.region,
                None => return Styled::from("nothing has been allocated yet"),
            }
        } else {
            match self.named(argument) {
                Ok(region) => region,
                Err(answer) => return answer,
            }
        };
        let snapshot = self.machine.snapshot();
        let memory = &self.machine.heap.memory;
        let Some(decision) = memory.why(region) else {
            return Styled::from("that slab was not made by a statement of this session");
        };
        let said = memory.ledger().statement(decision.statement).unwrap_or_default().to_owned();
        view::why(&decision, &snapshot, &said, width)
    }

    fn gc(&mut self) -> Styled {
        let swept = self.machine.collect_garbage();
        let mut answer = Styled::new();
        for freed in &swept.freed {
            answer.push(Role::Strong, format!("#{}", freed.slab.0));
            answer.plain(format!(" freed: {} bytes go back as they are\n", freed.size));
        }
        let listed = swept.freed.len() as u64;
        if swept.slabs > listed {
            answer.plain(format!("... and {} slabs more\n", swept.slabs - listed));
        }
        if swept.dead > 0 {
            answer.plain(format!("{} dead regions, {} bytes, stay with their slabs\n", swept.dead, swept.dead_bytes));
        }
        if swept.spared_pool {
            let slab = self.machine.heap.memory.pool_slab();
            answer.push(Role::Strong, format!("#{}", slab.0)).plain(" stays: it is the pool's current slab\n");
        }
        if answer.is_empty() {
            answer.plain("nothing to free: every slab is in use\n");
        }
        answer
    }
}

fn without_last_newline(mut text: Styled) -> Styled {
    if let Some((_, last)) = text.runs.last_mut() {
        last.truncate(last.trim_end_matches('\n').len());
    }
    text
}

fn help() -> Styled {
    let mut answer = Styled::new();
    for (at, (name, what)) in COMMANDS.iter().chain(&AT_THE_PROMPT).enumerate() {
        if at > 0 {
            answer.plain("\n");
        }
        answer.push(Role::Keyword, format!("{name:<16}")).plain(*what);
    }
    answer.plain("\n\nPress Ctrl+C to abort current expression, Ctrl+D to exit the REPL");
    answer
}

fn unknown(name: &str) -> Styled {
    let known = names();
    let near = known.iter().map(|other| (strsim::damerau_levenshtein(other, name), other)).min();
    let mut answer = Styled::new();
    answer.push(Role::Error, "Invalid REPL keyword");
    if let Some((distance, other)) = near
        && distance <= 2
    {
        answer.plain(format!(": did you mean {other}?"));
    }
    answer
}
