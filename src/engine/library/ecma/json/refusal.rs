//! V8's messages for a text that is no JSON, in each release's words. Not the reading.

use crate::machine::message::{self, Message};
use crate::machine::{Completion, Machine, Thrown};
use crate::text::Text;
use pool::memory::Fact;

/// What went wrong, as V8 tells it.
#[derive(Clone, Copy)]
pub(super) enum Trouble {
    Token,
    End,
    Because(Message<1>),
    /// Not one primitive alone.
    Raw,
    /// Not the text's: the program has come to its end.
    Ended(Thrown),
}

/// How many units of the text a message shows around the place.
const SHOWN: usize = 10;

/// What nobody meant to parse (`JsonParser::IsSpecialString`).
const SPECIAL: [&str; 4] = ["[object Object]", "NaN", "Infinity", "undefined"];

/// Throws V8's message: Node 18 names the token, 20 the reason and position, 22 and later the line as well.
pub(super) fn refuse(machine: &mut Machine, text: &Text, at: usize, trouble: Trouble) -> Completion {
    let units = text.view();
    let unit_at = units.get(at);
    let mut place = at.to_string();
    if !machine.knows(Fact::JsonQuotes) {
        return match unit_at {
            None => machine.fail(message::JSON_PARSE_UNEXPECTED_EOS, []),
            Some(48..=57 | 45) => machine.fail(message::JSON_PARSE_UNEXPECTED_TOKEN_NUMBER, [&place]),
            Some(0x22) => machine.fail(message::JSON_PARSE_UNEXPECTED_TOKEN_STRING, [&place]),
            Some(_) => machine.fail(message::JSON_PARSE_UNEXPECTED_TOKEN, [&units.part(at, at + 1).to_utf8(), &place]),
        };
    }
    let reason = match (trouble, unit_at) {
        (Trouble::Token, Some(48..=57 | 45)) => Trouble::Because(message::JSON_PARSE_UNEXPECTED_TOKEN_NUMBER),
        (Trouble::Token, Some(0x22)) => Trouble::Because(message::JSON_PARSE_UNEXPECTED_TOKEN_STRING),
        _ => trouble,
    };
    match reason {
        Trouble::Because(reason) => {
            if machine.knows(Fact::JsonPlaces) {
                let (mut line, mut start) = (1, 0);
                for index in 0..at.min(units.len()) {
                    let after_return = units.at(index) == 10 && index > 0 && units.at(index - 1) == 13;
                    if matches!(units.at(index), 10 | 13) {
                        line += usize::from(!after_return);
                        start = index + 1;
                    }
                }
                place = format!("{at} (line {line} column {})", at - start + 1);
            }
            machine.fail(reason, [&place])
        }
        Trouble::End => machine.fail(message::JSON_PARSE_UNEXPECTED_EOS, []),
        Trouble::Raw => machine.fail(message::INVALID_RAW_JSON_VALUE, []),
        Trouble::Ended(thrown) => Err(thrown),
        Trouble::Token => {
            let whole = units.to_utf8();
            if SPECIAL.contains(&&*whole) {
                return machine.fail(message::JSON_PARSE_SHORT_STRING, [&whole]);
            }
            let token = units.part(at, (at + 1).min(units.len())).to_utf8();
            let long = units.len() > 2 * SHOWN;
            let (before, start) = if long && at >= SHOWN { ("...", at - SHOWN) } else { ("", 0) };
            let (end, after) = if long && at + SHOWN < units.len() { (at + SHOWN, "...") } else { (units.len(), "") };
            let shown = units.part(start, end).to_utf8();
            machine.fail(message::JSON_PARSE_UNEXPECTED_TOKEN_WITH_CONTEXT, [&token, before, &shown, after])
        }
    }
}
