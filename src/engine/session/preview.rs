//! The answer to an entry that is not entered yet: the real one, from a copy of the session that has a moment for it. Nothing has
//! happened then. Not what is said of calls: those have signatures.

use super::history::cut;
use super::{Outcome, Session};
use crate::syntax;
use crate::syntax::ast::{ExpressionKind, StatementKind};
use pool::view::{self, Would};

/// Regions that are told of at most.
const TAKEN: usize = 64;
/// Columns that an answer keeps beside what would be taken.
const ROOM: usize = 24;
/// Between the two.
const GAP: &str = "   ";

impl Session {
    /// What `text` would answer, in at most `width` columns, and where its bytes would be; nothing where it prints, throws or
    /// takes too long.
    pub fn preview(&self, text: &str, width: usize) -> Option<String> {
        self.foreseen(text, width).map(|(line, _)| line)
    }

    /// The same, and what it would take.
    pub fn foreseen(&self, text: &str, width: usize) -> Option<(String, Would)> {
        let script = syntax::parse_prompt(text).ok()?;
        let only = match script.body.as_slice() {
            [] => return None,
            [statement] => match &statement.kind {
                StatementKind::Expression(expression) => Some(&expression.kind),
                _ => None,
            },
            _ => None,
        };
        // A literal says nothing new.
        if matches!(only, Some(ExpressionKind::Number(_) | ExpressionKind::String(_) | ExpressionKind::Boolean(_))) {
            return None;
        }
        let mut copy = self.attempt(text)?;
        let reply = copy.feed(text);
        if !reply.printed.is_empty() || !reply.later.is_empty() || copy.ran_out {
            return None;
        }
        let answer = reply.answer.as_ref()?.to_string();
        let line = match &reply.outcome {
            Outcome::Value | Outcome::Undefined => answer.lines().map(str::trim_start).collect::<Vec<_>>().join(" "),
            // The copy may have less memory than the session.
            Outcome::Thrown { message, .. }
                if is_settled(text) && !message.contains("alloc") && !message.contains("--max-memory") =>
            {
                let error = answer.strip_prefix("Uncaught")?.trim_start_matches(':');
                error.lines().map(str::trim).find(|line| !line.is_empty())?.to_owned()
            }
            _ => return None,
        };
        let meant = copy.suggestion(text, &reply);
        let told: Vec<String> = match meant {
            Some(meant) => vec![meant],
            None => copy.taken(),
        };
        if told.is_empty() && only.is_none() && reply.outcome == Outcome::Undefined {
            return None;
        }
        let would = copy.would();
        let columns = |text: &str| text.chars().count();
        let fits = |told: &&String| columns(&line) + columns(told) + GAP.len() <= width;
        let told = told.iter().find(fits).or(told.last());
        let room = told.map_or(width, |told| width.saturating_sub(columns(told) + GAP.len()));
        Some(match told {
            Some(told) if room >= columns(&line).min(ROOM) => (format!("{}{GAP}{told}", cut(&line, room)), would),
            _ => (cut(&line, width), would),
        })
    }

    /// All that the last statement took, as of one that has not happened.
    fn would(&self) -> Would {
        let (memory, ledger) = (&self.machine.heap.memory, self.machine.heap.memory.ledger());
        let mut taken: Vec<_> = ledger.newest().take(TAKEN).map(|event| event.region).collect();
        taken.reverse();
        Would { taken, pool: memory.pool() }
    }

    /// What the last statement took, as of one that has not happened; and the same in fewer words.
    fn taken(&mut self) -> Vec<String> {
        let memory = &self.machine.heap.memory;
        let ledger = memory.ledger();
        let Some(before) = ledger.before() else { return Vec::new() };
        let count = ledger.totals().allocated_since(&before.totals).times;
        if count > 1 {
            let told = view::told(memory, |_| None).into_iter().find(|told| told.starts_with('+'));
            let live = self.share_live(before.slabs).map_or(String::new(), |live| format!(", {live} % live"));
            return told.into_iter().map(|told| told + &live).collect();
        }
        let Some(event) = ledger.last().filter(|_| count == 1) else { return Vec::new() };
        let place = format!("would take #{} {}", event.region.slab.0, event.region);
        let all = if event.pooled {
            format!("{place}, the next Buffer then starts at {}", memory.pool().next())
        } else {
            format!("{place}, a slab of its own")
        };
        vec![all, place]
    }

    /// How much of the slabs made since there were `made` is live, in per cent.
    fn share_live(&mut self, made: u32) -> Option<u64> {
        let snapshot = self.machine.snapshot();
        let new = snapshot.slabs.iter().filter(|slab| slab.id.0 > made);
        let (live, size) = new.fold((0, 0), |(live, size), slab| (live + slab.parts.live, size + slab.size));
        (size > 0).then(|| live * 100 / size)
    }
}

/// Whether nobody is still typing the last word.
fn is_settled(text: &str) -> bool {
    text.trim_end().ends_with([')', ']', '}', ';', '\'', '"', '`'])
}

#[cfg(test)]
mod tests {
    use crate::session::Session;

    /// Everything there is to know about the memory.
    fn memory(session: &mut Session) -> (String, Vec<Vec<u8>>, usize) {
        let snapshot = session.machine.snapshot();
        let memory = &session.machine.heap.memory;
        let bytes = snapshot.slabs.iter().map(|slab| memory.bytes(slab.id).to_vec()).collect();
        let said = format!("{snapshot:?} {:?} {:?}", memory.pool(), memory.ledger().totals());
        (said, bytes, session.machine.heap.object_count())
    }

    const ENTRIES: &str = "b = Buffer.from('hello'); c = Buffer.alloc(60, 1); s = 'it'; list = [1, [2]]; let n = 5; \
        called = 0; o = { get x() { called++; return Buffer.alloc(1) }, y: 7, toString() { called++ }, valueOf() { called++ } }; \
        own = Buffer.from('z'); own.toString = function () { called++ }; \
        long = Buffer.alloc(51, 1); shared = new Uint8Array(new SharedArrayBuffer(3)); gone = new Uint8Array(4); \
        structuredClone(gone.buffer, { transfer: [gone.buffer] }); extra = Buffer.from('x'); extra.more = 1; \
        custom = { [require('util').inspect.custom]() { called++; return 'custom' } }; \
        class Odd extends Uint8Array { get length() { called++; return 9 } }; odd = new Odd(3); _ = 0; 0";

    #[test]
    fn what_looking_tells_is_what_running_answers() {
        let mut session = Session::at_a_terminal();
        session.feed(ENTRIES);
        for text in [
            "b",
            "b.length",
            "b.byteOffset",
            "b.buffer.byteLength",
            "b[1]",
            "b[9]",
            "b.toString()",
            "b.toString('hex', 1)",
            "b.toString('latin1', 1, 3)",
            "c",
            "s + n",
            "s.length",
            "n * 2 + 1",
            "n > 4 ? s : b",
            "list[0]",
            "list.length",
            "typeof b",
            "!n",
            "-n",
            "~n",
            "n >>> 1",
            "1 << 31",
            "o.y",
            "b?.length",
            "b.buffer === b.buffer",
            "b.buffer === c.buffer",
            "n === 5",
            "s ?? 1",
            "void 0",
            "-0 * 1",
            "s + -0",
            "0.1 + 0.2",
            "b['length']",
            "b.buffer",
            "b.subarray(1)",
            "c.length = 1",
            "long",
            "list",
            "own",
            "odd",
            "shared",
            "gone",
            "gone.buffer",
            "extra",
            "custom",
            "new Map([[b, { deep: [1, [2, [3, [4]]]] }]])",
            "'it\\'s ' + `two\n lines`",
            "o.y = 8, o.y",
            "require('buffer').INSPECT_MAX_BYTES = 2, c",
            "b",
            "n++",
            "n",
        ] {
            let preview = session.preview(text, 400);
            let answer = session.feed(text).answer.map(|answer| answer.to_string());
            let answer = answer.map(|answer| answer.lines().map(str::trim_start).collect::<Vec<_>>().join(" "));
            assert_eq!(preview, answer, "{text}");
        }
        assert_eq!(session.preview("long", 20).map(|shown| shown.len()), Some(20));
    }

    #[test]
    fn looking_leaves_every_byte_and_object_as_it_was() {
        let mut session = Session::at_a_terminal();
        session.feed(ENTRIES);
        let before = memory(&mut session);
        for text in [
            "b",
            "b.buffer",
            "b.toString()",
            "Buffer.allocUnsafe(10)",
            "Buffer.from('x')",
            "b.fill(0)",
            "b[0] = 1",
            "n = 1",
            "n++",
            "o.x",
            "o + 1",
            "`${o}`",
            "own.toString()",
            "odd.length",
            "o.x.length",
            "called",
            "delete o.y",
            "list.pop()",
            "new Uint8Array(9)",
            "(() => { called++ })()",
            "b.subarray(1)",
            "nobody",
            "b.nothing",
            "[1]",
            "({})",
            "f(",
            "b.",
            "s + s + s",
            "b.toString('nope')",
            "o == 1",
            "o < 1",
            "process.exit()",
            "eval('n = 1')",
            "b.toString(o)",
            "list[o]",
        ] {
            session.preview(text, 80);
            session.signature(text, "");
        }
        assert!(before == memory(&mut session));
        // Nothing to see: it prints, leaves, never ends, is too much or still being typed.
        for text in [
            "nobody",
            "console.log(1)",
            "process.exit()",
            "(() => { for (;;); })()",
            "Buffer.alloc(16e6)",
            "Buffer.alloc(2 ** 30, 1)",
            "'x'.repeat(2 ** 26)",
            "1 +",
            "let z = 1",
            "7",
        ] {
            assert_eq!(session.preview(text, 80), None, "{text}");
        }
        assert!(before == memory(&mut session));
        assert_eq!(session.preview("called + 0", 80).as_deref(), Some("0"));
    }

    #[test]
    fn mistakes_and_loops_are_foreseen() {
        let mut session = Session::at_a_terminal();
        session.feed(ENTRIES);
        for (text, preview) in [
            ("Buffer.form('hi')", Some("TypeError: Buffer.form is not a function   did you mean Buffer.from?")),
            (
                "b.readUInt8(9)",
                Some(
                    "RangeError [ERR_OUT_OF_RANGE]: The value of \"offset\" is out of range. It must be >= 0 and <= 4. Received 9",
                ),
            ),
            ("throw b;", Some("<Buffer 68 65 6c 6c 6f>")),
            (
                "for (let i = 0; i < 300; i++) Buffer.allocUnsafe(4000)",
                Some(
                    "<Buffer 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 0...   + 149 slabs, 300 regions, 1,200,000 bytes, 0 % live",
                ),
            ),
            (
                "k = []; for (let i = 0; i < 9; i++) k.push(Buffer.alloc(9)); 0",
                Some("0   + 9 slabs, 9 regions, 81 bytes, 100 % live"),
            ),
            (
                "let z = Buffer.from('hi')",
                Some("undefined   would take #1 [32, 34), the next Buffer then starts at 40"),
            ),
            ("let z = 1", None),
            ("if (b) {", None),
            ("nobody", None),
        ] {
            assert_eq!(session.preview(text, 120).as_deref(), preview, "{text}");
        }
    }

    #[test]
    fn what_would_be_taken_is_told_and_taken() {
        let mut session = Session::at_a_terminal();
        for (text, preview, answer) in [
            (
                "h = Buffer.from('hi')",
                "<Buffer 68 69>   would take #1 [8, 10), the next Buffer then starts at 16",
                "<Buffer 68 69>",
            ),
            ("o = Buffer.alloc(3)", "<Buffer 00 00 00>   would take #2 [0, 3), a slab of its own", "<Buffer 00 00 00>"),
            ("h.byteOffset", "8", "8"),
        ] {
            assert_eq!(session.preview(text, 80).as_deref(), Some(preview));
            let place = preview.split(", ").next().filter(|_| preview != answer).map(str::to_owned);
            let short = session.preview(text, 44).expect("a preview");
            assert!(
                preview == answer || (short.starts_with(&place.unwrap_or_default()) && short.len() < 44),
                "{short}"
            );
            assert_eq!(session.preview(text, 20).as_deref(), Some(answer));
            assert_eq!(session.feed(text).answer.map(|answer| answer.to_string()).as_deref(), Some(answer));
        }
    }
}
