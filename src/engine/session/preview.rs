//! The answer to an entry that is not entered yet: the real one, from a copy of the session that has a moment for it. Nothing has
//! happened then. Not what is said of calls: those have signatures.

use std::time::Duration;

use super::{Outcome, Session};
use crate::syntax;
use crate::syntax::ast::{ExpressionKind, StatementKind};

/// Bytes of the longest entry that is previewed.
const LONGEST: usize = 4096;
/// Bytes of the largest session that is copied at every key.
const LARGEST: u64 = 8 << 20;
/// Objects of the largest one: each takes its time, however small it is.
const OBJECTS: usize = 15_000;
/// What the entry may use: bytes beside those of the session, steps, and a moment where there is a watch.
const MEMORY: u64 = 4 << 20;
const STEPS: u64 = 100_000;
const MOMENT: Duration = Duration::from_millis(4);
/// A number from which on a call may mean more work than a moment's.
const LARGE: f64 = 1e6;

impl Session {
    /// What `text` would answer, in at most `width` columns, and where its bytes would be; nothing where it prints, throws or
    /// takes too long.
    pub fn preview(&self, text: &str, width: usize) -> Option<String> {
        if text.len() > LONGEST || text.trim().is_empty() {
            return None;
        }
        let script = syntax::parse_prompt(text).ok()?;
        let [statement] = script.body.as_slice() else { return None };
        let StatementKind::Expression(expression) = &statement.kind else { return None };
        // A literal says nothing new.
        if matches!(expression.kind, ExpressionKind::Number(_) | ExpressionKind::String(_) | ExpressionKind::Boolean(_))
            || has_large_number(text)
        {
            return None;
        }
        if self.machine.heap.object_count() > OBJECTS {
            return None;
        }
        let mut copy = self.copy(LARGEST)?;
        let options = &mut copy.options;
        options.interrupt = None;
        options.max_steps = Some(STEPS);
        options.timeout = options.watch.goes().then_some(MOMENT);
        options.max_memory = options.max_memory.min(LARGEST + MEMORY);
        copy.machine.heap.memory.allow_at_most(LARGEST + MEMORY);
        let reply = copy.feed(text);
        if !matches!(reply.outcome, Outcome::Value | Outcome::Undefined) || !reply.printed.is_empty() || copy.ran_out {
            return None;
        }
        let answer = reply.answer?.to_string();
        let line = answer.lines().map(str::trim_start).collect::<Vec<_>>().join(" ");
        if line.chars().count() > width {
            return Some(line.chars().take(width.saturating_sub(3)).chain("...".chars()).collect());
        }
        let fits = |told: &String| told.chars().count() <= width;
        let mut taken = copy.taken().into_iter().flatten().map(|taken| format!("{line}   {taken}"));
        Some(taken.find(fits).unwrap_or_else(|| line.clone()))
    }

    /// What the last statement took of the pool, as of one that has not happened; and the same in fewer words.
    fn taken(&self) -> Option<[String; 2]> {
        let memory = &self.machine.heap.memory;
        let event = memory.ledger().last().filter(|event| event.statement == memory.ledger().current())?;
        let place = format!("would take #{} {}", event.region.slab.0, event.region);
        let all = if event.pooled {
            format!("{place}, the next Buffer then starts at {}", memory.pool().next())
        } else {
            format!("{place}, a slab of its own")
        };
        Some([all, place])
    }
}

/// Whether a number is written in it that may mean a lot of work.
fn has_large_number(text: &str) -> bool {
    let digits = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_'));
    let numbers = text.split(digits).filter(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let value = |word: &str| word.replace('_', "").parse::<f64>().unwrap_or(if word.len() > 6 { LARGE } else { 0.0 });
    numbers.map(value).any(|number| number >= LARGE)
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
        // Nothing to see: it prints, throws, leaves, never ends or is too much.
        for text in [
            "nobody",
            "b.nothing()",
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
