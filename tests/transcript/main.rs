//! Transcripts as files and as texts: read, compared, run, rewritten. Not the language: the entries here are such that
//! any session answers them alike.

mod comparing;
mod hostile;
mod mistakes;
mod properties;
mod reading;
mod running;

use engine::session::{Outcome, Reply, Stream};
use engine::transcript::{Block, Document, Entry, Reader, Step};
use pool::styled::Styled;

/// The one block of a transcript.
fn block(text: &str) -> Block {
    let document = Document::read(text.as_bytes().to_vec(), false).expect("this text can be read");
    document.blocks.into_iter().next().expect("a text is one block")
}

/// The first entry of a block, its reader behind it.
fn first_entry(block: &Block) -> (Reader<'_>, Entry) {
    let mut reader = Reader::new(block).expect("this is no foreign capture");
    loop {
        let step = reader.step().expect("this can be read");
        if let Step::Entry(entry) = step.expect("there is an entry") {
            return (reader, entry);
        }
    }
}

/// A reply that printed `printed` and answers `answer`.
fn reply(printed: &str, answer: Option<Styled>, outcome: Outcome) -> Reply {
    let printed = if printed.is_empty() { Vec::new() } else { vec![(Stream::Out, printed.into())] };
    Reply { printed, later: Vec::new(), answer, outcome }
}
