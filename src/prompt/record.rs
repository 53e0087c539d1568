//! What was entered and what came back, as a transcript: kept for `.save`, and written on as it happens for `.record`.
//! Not how a transcript is read.

use std::fs::File;
use std::io::{self, Seek as _, Write as _};
use std::path::Path;

use engine::session::{Completeness, Session, completeness};
use engine::transcript::{Actual, escaped};

/// Bytes of transcript that are kept.
const KEPT: usize = 16 << 20;
/// Lines of the longest entry that is looked at line by line.
const LINES: usize = 200;

/// The transcript of a session.
#[derive(Debug, Default)]
pub struct Record {
    inputs: Vec<String>,
    text: String,
    /// Some of it was too much to keep.
    cut: bool,
    file: Option<(String, File)>,
}

impl Record {
    /// Adds an entry and what it answered; the error is that of the file it is recorded to, which is given up.
    pub fn add(&mut self, source: &str, actual: &Actual, script: bool) -> io::Result<()> {
        if script {
            self.inputs.push(source.trim_end().to_owned());
        }
        let text = entry(source, actual);
        let written = match &mut self.file {
            Some((_, file)) => append(file, &text),
            None => Ok(()),
        };
        if written.is_err() {
            self.file = None;
        }
        if self.text.len() + text.len() > KEPT {
            (self.cut, self.text) = (true, String::new());
        }
        if !self.cut {
            self.text.push_str(&text);
        }
        written
    }

    /// What `.save FILE` writes: a transcript where the name says so, else the inputs alone.
    pub fn saved(&self, name: &str, session: &Session) -> Result<String, &'static str> {
        if !is_transcript(name) {
            return Ok(self.inputs.join("\n"));
        }
        if self.cut {
            return Err("this session is too long to be kept with its answers; .record FILE writes them as they come");
        }
        Ok(self.begun(session))
    }

    /// What a record begins with: what was entered already.
    pub fn begun(&self, session: &Session) -> String {
        head(session) + &self.text
    }

    /// Begins to write what is entered to `file`, which is called `name` and has what was entered already.
    pub fn begin(&mut self, name: &str, file: File) {
        self.file = Some((name.to_owned(), file));
    }

    /// Ends that; the file's name, if there was one.
    pub fn end(&mut self) -> Option<String> {
        self.file.take().map(|(name, _)| name)
    }

    /// The file that is written.
    pub fn name(&self) -> Option<&str> {
        self.file.as_ref().map(|(name, _)| name.as_str())
    }
}

/// Writes all of an entry, or nothing of it.
fn append(file: &mut File, text: &str) -> io::Result<()> {
    // A pipe has no place, and takes nothing back.
    let before = file.stream_position();
    file.write_all(text.as_bytes()).inspect_err(|_| {
        let _ = before.and_then(|length| file.set_len(length));
    })
}

/// Whether a file of this name is a transcript.
pub fn is_transcript(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "transcript")
}

fn head(session: &Session) -> String {
    let mut head = String::new();
    for directive in session.directives() {
        head.push_str(&format!("#: {directive}\n"));
    }
    head
}

/// One entry as a transcript has it.
fn entry(source: &str, actual: &Actual) -> String {
    let source = source.trim_end();
    let lines: Vec<&str> = source.lines().collect();
    let mut text = String::new();
    let is_one = lines.len() <= LINES
        && (1..lines.len()).all(|count| completeness(&lines[..count].join("\n")) == Completeness::Incomplete);
    if !is_one {
        text.push_str("# Several lines that were entered at once:\n");
    }
    for (index, line) in lines.iter().enumerate() {
        let gutter = match (is_one, index) {
            (false, _) => "# ",
            (true, 0) => "> ",
            (true, _) => "... ",
        };
        text.push_str(gutter);
        text.push_str(line);
        text.push('\n');
    }
    for (index, line) in actual.texts().iter().enumerate() {
        text.push_str(if is_one { "" } else { "# " });
        text.push_str(&escaped(line, index == 0));
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prompt::entries::transcript;
    use engine::session::{Options, Session, Way};

    #[test]
    fn what_is_written_is_read_again() {
        let mut session = Session::new(Options::new("22", Way::Terminal)).expect("the options are right");
        let mut record = Record::default();
        let typed = ["b = Buffer.alloc(3)", "f = function (\n  a) {\n}", "'> x'", "nope", "'a\\n# b'", ".pool", "1\n2"];
        for source in typed {
            let actual = Actual::new(session.feed(source), false);
            record.add(source, &actual, !source.starts_with('.')).expect("nothing is written yet");
        }
        let saved = record.saved("x.transcript", &session).expect("it is short");
        assert!(saved.starts_with("#: profile node22\n> b = Buffer.alloc(3)\n<Buffer 00 00 00>\n"), "{saved}");
        let entries = transcript(saved.into_bytes(), false).expect("it is a transcript");
        let texts: Vec<&str> = entries.iter().map(|entry| entry.input.text()).collect();
        assert_eq!(texts, typed[..6]);
        let inputs = record.saved("x.js", &session).expect("inputs are always kept");
        assert!(inputs.starts_with("b = Buffer.alloc(3)\nf =") && !inputs.contains(".pool"));
    }
}
