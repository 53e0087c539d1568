//! `.history`, `.undo`, `.redo`: the statements by their numbers, taken back and run once more. Not running them: that is `again`.

use super::Session;
use pool::styled::{Role, Styled};

/// Statements listed at once.
const LISTED: usize = 100;

impl Session {
    /// The number of a statement that has run, or what is said of any other one.
    pub(super) fn number(&self, typed: &str) -> Result<u32, Styled> {
        let there = self.statement();
        let number = typed.parse::<u32>().unwrap_or(u32::MAX);
        if (1..=there).contains(&number) {
            return Ok(number);
        }
        let mut answer = Styled::new();
        let said = match there {
            0 => "no statement has run yet".to_owned(),
            1 => "the only statement is 1".to_owned(),
            _ => format!("the statements are 1 to {there}; .history lists them"),
        };
        answer.push(Role::Error, format!("there is no statement {typed}: {said}"));
        Err(answer)
    }

    pub(super) fn history(&mut self, from: &str, width: usize) -> Styled {
        let ledger = self.machine.heap.memory.ledger();
        let last = ledger.current();
        let from = match from {
            "" => last.saturating_sub(LISTED as u32 - 1).max(1),
            typed => match self.number(typed) {
                Ok(number) => number,
                Err(answer) => return answer,
            },
        };
        if last == 0 {
            return Styled::from("no statement has run yet");
        }
        let digits = last.to_string().len();
        let mut answer = Styled::new();
        if from > 1 {
            let before =
                if from == 2 { "statement 1 is".to_owned() } else { format!("statements 1 to {} are", from - 1) };
            answer.push(Role::Dim, format!("{before} listed by .history 1\n"));
        }
        let mut shown = from;
        for (number, text) in ledger.statements().filter(|(number, _)| *number >= from).take(LISTED) {
            answer.push(Role::Strong, format!("{number:>digits$}"));
            let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
            answer.plain("  ").plain(cut(&line, width.saturating_sub(digits + 2))).plain("\n");
            shown = number;
        }
        if shown < last {
            answer.push(Role::Dim, format!("... and {} more: .history {}\n", last - shown, shown + 1));
        }
        if !self.undone.is_empty() {
            let count = self.undone.len();
            let them = if count == 1 { "1 statement was".to_owned() } else { format!("{count} statements were") };
            answer.push(Role::Dim, format!("{them} taken back: .redo\n"));
        }
        answer
    }

    pub(super) fn undo(&mut self, argument: &str) -> Styled {
        let statements = match self.statements() {
            Ok(statements) => statements,
            Err(answer) => return answer,
        };
        let count = argument.parse::<usize>().unwrap_or(1);
        let all = self.statements.numbered().count();
        if all == 0 {
            return Styled::from("nothing to take back: no statement has run");
        }
        let Some(left) = all.checked_sub(count) else {
            return refused(format!("{count} cannot be taken back: {}", ran(all)));
        };
        let Some(kept) = self.statements.numbered().nth(left).map(|(at, _)| at) else { return Styled::new() };
        let profile = self.options.profile.clone();
        let mut undone = std::mem::take(&mut self.undone);
        if let Err(answer) = self.rebuild(&profile, &statements[..kept]) {
            self.undone = undone;
            return answer;
        }
        undone.splice(0..0, statements[kept..].iter().cloned());
        self.undone = undone;
        let mut answer = Styled::new();
        for text in &statements[kept..] {
            answer.plain("taken back: ").push(Role::Dim, text.trim()).plain("\n");
        }
        let remain = if left == 1 { "1 statement remains".to_owned() } else { format!("{left} statements remain") };
        answer.plain(format!("{remain}; .redo runs {} again", if count == 1 { "it" } else { "them" }));
        answer
    }

    pub(super) fn redo(&mut self, argument: &str) -> Styled {
        let all = self.undone.iter().filter(|text| !super::is_command(text)).count();
        if all == 0 {
            return Styled::from(
                "nothing to run again: no statement was taken back, or another one has changed memory since",
            );
        }
        let count = argument.parse::<usize>().unwrap_or(all);
        if count > all {
            let were = if all == 1 { "1 statement was".to_owned() } else { format!("{all} statements were") };
            return refused(format!("{count} cannot be run again: only {were} taken back"));
        }
        let mut undone = std::mem::take(&mut self.undone);
        // What was collected behind a statement belongs to it.
        let starts = undone.iter().enumerate().filter(|(_, text)| !super::is_command(text)).map(|(at, _)| at);
        let rest = undone.split_off(starts.clone().nth(count).unwrap_or(undone.len()));
        let mut answer = Styled::new();
        let go_on = undone.iter().all(|text| self.say_again(text, &mut answer));
        if go_on {
            self.undone = rest;
        }
        answer
    }
}

fn ran(all: usize) -> String {
    if all == 1 {
        "only 1 statement has run".to_owned()
    } else {
        format!("only {all} statements have run; .history lists them")
    }
}

fn refused(text: String) -> Styled {
    let mut answer = Styled::new();
    answer.push(Role::Error, text);
    answer
}

/// `text`, cut to at most `width` characters.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    text.chars().take(width.saturating_sub(3)).chain("...".chars()).collect()
}
