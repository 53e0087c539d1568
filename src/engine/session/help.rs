//! `.help`: the dot commands on one screen, and each with an example. Not what they are, nor what they do.

use super::commands::{COMMANDS, Command, Shown};
use super::state::Session;
use super::statements::ERROR;
use pool::styled::{Role, Styled};

/// Columns the overview takes where there is room.
const WIDE: usize = 80;

impl Session {
    /// `.help`, or `.help about`, in `width` columns.
    pub(super) fn help(&mut self, about: &str, width: usize) -> Styled {
        if about.is_empty() {
            return overview(width);
        }
        if about == ERROR {
            return self.explain(width);
        }
        if !about.starts_with('.') && Command::named(&format!(".{about}")).is_none_or(|_| self.is_own(about)) {
            return self.topic(about, width);
        }
        let mut answer = Styled::new();
        let wanted = format!(".{}", about.trim_start_matches('.'));
        let Some(command) = Command::named(&wanted) else {
            let known: Vec<&str> = COMMANDS.iter().map(|command| command.name).collect();
            let said = format!("no command is called {wanted}; there are {}", known.join(" "));
            let said = folded(&said, width);
            let (first, rest) = said.split_once(';').unwrap_or((&said, ""));
            answer.push(Role::Error, first).plain(format!(";{rest}"));
            return answer;
        };
        answer.push(Role::Keyword, command.usage()).plain(format!("\n{}", folded(command.what, width)));
        for line in command.more.lines() {
            answer.plain(format!("\n{}", folded(line, width)));
        }
        for line in command.example {
            answer.plain("\n  ").push(Role::Prompt, "> ").plain(*line);
        }
        self.others(&mut answer, &command.name[1..], width);
        answer
    }
}

/// Everything on one screen of 24 lines, with the entry that asked and the prompt after it.
fn overview(width: usize) -> Styled {
    let mut answer = Styled::new();
    let wide = width >= WIDE;
    for command in &COMMANDS {
        let (usage, what, brief) = match command.shown {
            Shown::There => continue,
            Shown::First(usage, what, brief) => (usage.to_owned(), what, brief),
            Shown::Alone(brief) => (command.usage(), command.what, brief),
        };
        let what = if wide { what } else { brief };
        answer.push(Role::Keyword, format!("{usage:<18}")).plain(what).plain("\n");
    }
    let more = "?NAME explains a command, function, error, word: ?map ?pinned ?keys ?settings";
    answer.push(Role::Dim, if wide { more } else { "?NAME explains more: ?map ?pinned ?keys" });
    answer
}

/// `text` in lines of at most `width` columns, broken at blanks.
pub(super) fn folded(text: &str, width: usize) -> String {
    let mut lines = String::new();
    let mut used = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if used > 0 {
            let fits = used + 1 + length <= width;
            lines.push(if fits { ' ' } else { '\n' });
            used = if fits { used + 1 } else { 0 };
        }
        lines.push_str(word);
        used += length;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn help(about: &str, width: usize) -> Styled {
        Session::help(&mut Session::at_a_terminal(), about, width)
    }

    /// Names that need no session.
    fn names() -> impl Iterator<Item = &'static str> {
        COMMANDS.iter().map(|command| command.name)
    }

    #[test]
    fn the_overview_fits_a_screen_and_names_every_command() {
        let shown = help("", 80).to_string();
        assert!(shown.lines().count() <= 22, "{shown}");
        assert!(shown.lines().all(|line| line.chars().count() <= 80), "{shown}");
        for name in names() {
            assert!(shown.contains(name), "{name}");
        }
    }

    #[test]
    fn forty_columns_are_enough_for_help() {
        let shown = help("", 40).to_string();
        assert!(shown.lines().count() <= 22, "{shown}");
        for about in names().chain(["", "wombat"]) {
            let shown = help(about, 40).to_string();
            let example = |line: &str| line.starts_with("  > ");
            assert!(shown.lines().all(|line| example(line) || line.chars().count() <= 40), "{shown}");
        }
    }

    #[test]
    fn every_command_has_an_example_that_types_it() {
        for command in &COMMANDS {
            assert!(command.example.iter().any(|line| line.starts_with(command.name)), "{}", command.name);
            assert!(help(command.name, 80).to_string().contains("\n  > "));
        }
    }
}
