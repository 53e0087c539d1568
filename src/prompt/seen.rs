//! What somebody at a terminal has seen last, for whoever has to draw the screen anew. Not where it stood.

use crate::paint::{Ink, painted, shown};
use pool::styled::Styled;

/// Bytes that are kept: more than a screen of them.
const KEPT: usize = 64 << 10;

/// What was written, the last of it.
#[derive(Debug, Default)]
pub struct Seen(Styled);

impl Seen {
    pub fn add(&mut self, text: &Styled) {
        self.0.append(text.clone());
        if self.0.byte_len() > 2 * KEPT {
            let mut over = self.0.byte_len() - KEPT;
            self.0.runs.retain_mut(|(_, run)| {
                let cut = (over.min(run.len())..=run.len()).find(|at| run.is_char_boundary(*at)).unwrap_or(run.len());
                over = over.saturating_sub(cut);
                run.drain(..cut);
                !run.is_empty()
            });
        }
    }

    pub fn add_line(&mut self, text: &Styled) {
        self.add(text);
        self.add(&"\n".into());
    }

    /// Its whole lines, painted.
    pub fn lines(&self, ink: Ink) -> Vec<String> {
        // What a program prints may have colours of its own.
        let obeyed = |(role, run): &(_, String)| (*role, shown(run, true).into_owned());
        let text = Styled { runs: self.0.runs.iter().map(obeyed).collect() };
        let mut lines: Vec<String> = painted(&text, ink, false).split('\n').map(str::to_owned).collect();
        // The last one has not begun.
        lines.pop();
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_lines_are_kept() {
        let mut seen = Seen::default();
        for number in 0..50_000 {
            seen.add_line(&format!("line {number} é").into());
        }
        let lines = seen.lines(Ink::Never);
        assert!(lines.len() > 1000 && seen.0.byte_len() <= 2 * KEPT, "{}", lines.len());
        assert_eq!(lines[lines.len() - 2..], ["line 49998 é", "line 49999 é"]);
    }
}
