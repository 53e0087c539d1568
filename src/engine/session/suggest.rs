//! "Did you mean": the one line below an answer that says what was meant, where that can be told: the nearest known name, and what
//! other prompts and languages call it. Runs nothing.

use super::asked::UNKNOWN;
use super::glimpse::Glimpse;
use super::manual;
use super::{Outcome, Reply, Session, foreign_words, in_words, operand};
use crate::heap::{Kind, Value};
use crate::library;

/// Letters of the shortest name that is guessed at.
const SHORTEST: usize = 3;

/// Told where nothing comes from the pool any more.
const DETACHED: &str = "the pool's slab was transferred, and is detached: .pool tells of it, .undo takes that back";

impl Session {
    /// What an entry that was answered so may have meant, in a line.
    pub fn suggestion(&mut self, text: &str, reply: &Reply) -> Option<String> {
        let text = text.trim().trim_end_matches(';');
        let meant = match &reply.outcome {
            Outcome::Command if reply.answer.as_ref()?.to_string() == UNKNOWN => return self.command_meant(text),
            Outcome::Thrown { name, message, code } => {
                if let Some(line) = self.asked_first(text).or_else(|| foreign_words::line(text)) {
                    return Some(line);
                }
                let memory = &self.machine.heap.memory;
                if memory.is_detached(memory.pool_slab())
                    && (message.contains("detached") || code.as_deref() == Some("ERR_BUFFER_OUT_OF_BOUNDS"))
                {
                    return Some(DETACHED.to_owned());
                }
                match (name.as_str(), code.as_deref()) {
                    ("ReferenceError", _) => {
                        let wanted = message.strip_suffix(" is not defined")?;
                        let missing = missing(wanted);
                        let near = self.name_meant(wanted).filter(|near| self.is_own(near) || missing.is_none());
                        match near {
                            Some(near) => near,
                            None => return missing.or_else(|| self.asked(text)),
                        }
                    }
                    ("TypeError", Some("ERR_UNKNOWN_ENCODING")) => {
                        let wanted = message.strip_prefix("Unknown encoding: ")?;
                        let Some(meant) = encoding_meant(wanted) else {
                            return Some("?encodings names them all".to_owned());
                        };
                        format!("'{meant}'")
                    }
                    ("SyntaxError", _) => {
                        let mended = || self.mended(text).map(|mended| format!("did you mean {mended}?"));
                        return syntax_meant(text, message).or_else(mended).or_else(|| self.asked(text));
                    }
                    ("Error", _) if text.contains("import(") => {
                        return absent(text.split_once("import(")?.1.split(['\'', '"']).nth(1)?);
                    }
                    ("TypeError", Some("ERR_INVALID_ARG_TYPE")) => self.other_call()?,
                    ("TypeError", _) => self.method_meant(message.strip_suffix(" is not a function")?, text)?,
                    _ => return None,
                }
            }
            Outcome::Undefined => self.property_meant(text)?,
            Outcome::Value => self.deprecated(text)?,
            _ => return None,
        };
        Some(format!("did you mean {meant}?"))
    }

    /// A name that nobody has defined.
    fn name_meant(&self, wanted: &str) -> Option<String> {
        if let Some(word) = foreign_words::name(wanted) {
            return Some(word.to_owned());
        }
        if manual::about("encoding", wanted).is_some() {
            return Some(format!("'{wanted}'"));
        }
        nearest(wanted, self.machine.globals().map(|(name, _)| name.to_utf8().into_owned()))
    }

    /// A dot and a name nobody knows: another's command, or a chain that goes on.
    fn command_meant(&self, text: &str) -> Option<String> {
        let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '_' | '$'))).unwrap_or(text.len());
        let (word, rest) = (text[..end].trim_start_matches('.'), &text[end..]);
        let last = self.machine.peek_global("_").unwrap_or(Value::Undefined);
        let first = word.split('.').next().unwrap_or(word);
        if rest.starts_with(['(', '[', '.', '`']) && self.machine.peek(last, first).is_some() {
            return Some(format!("did you mean _{text}?"));
        }
        let line = foreign_words::line(text);
        let asked = || self.asked(&text[1..]);
        let near = || nearest(word, Self::commands().map(|command| command.name[1..].to_owned()));
        let member = || self.machine.peek(last, first).map(|_| format!("did you mean _{text}?"));
        let meant = line.or_else(member).or_else(asked).or_else(|| near().map(|near| format!("did you mean .{near}?")));
        meant.or_else(|| foreign_words::line("help"))
    }

    /// A member that is no function.
    fn method_meant(&mut self, path: &str, text: &str) -> Option<String> {
        let (holder, wanted) = path.rsplit_once('.').filter(|_| operand::path_before(path) == path)?;
        if self.has_member(holder, wanted) {
            return Some(path.to_owned());
        }
        if self.has_length(holder, wanted) {
            return Some(format!("{holder}.length"));
        }
        let bytes = self.glimpse(holder).is_some_and(|seen| self.shows_bytes(seen));
        if let Some(pattern) = foreign_words::method(wanted, bytes) {
            return Some(pattern.replace('@', holder));
        }
        self.member_meant(holder, wanted).or_else(|| self.elsewhere(holder, wanted, text))
    }

    /// A member that something near has: a Buffer's memory, its class, what is given to the call, a name in other case.
    fn elsewhere(&mut self, holder: &str, wanted: &str, text: &str) -> Option<String> {
        let seen = self.glimpse(holder);
        let of = |holder: &str| format!("{holder}.{wanted}");
        let (memory, prototype) = (format!("{holder}.buffer"), format!("{holder}.prototype"));
        let bytes = seen.is_some_and(|seen| self.shows_bytes(seen));
        if bytes && self.glimpse(&memory).is_some_and(|seen| self.entry_at(seen, wanted).is_some()) {
            return Some(of(&memory));
        }
        if let Some(class) = seen.and_then(|seen| self.class_named(seen)).filter(|class| self.has_member(class, wanted))
        {
            return Some(of(&class));
        }
        if self.has_member(&prototype, wanted) {
            let given = text.split_once(&format!("{wanted}("))?.1.split([',', ')']).next()?.trim();
            return self.glimpse(given).map(|_| of(given));
        }
        if bytes || holder == "Buffer" {
            return in_words::member(wanted, bytes.then_some(holder));
        }
        let same = |name: &String| name != holder && name.eq_ignore_ascii_case(holder);
        let other = self.machine.globals().map(|(name, _)| name.to_utf8().into_owned()).find(same)?;
        self.has_member(&other, wanted).then(|| of(&other))
    }

    fn shows_bytes(&self, seen: Glimpse) -> bool {
        matches!(seen, Glimpse::Value(Value::Object(object)) if matches!(self.machine.heap.kind(object), Kind::View(_)))
    }

    fn member_meant(&mut self, holder: &str, wanted: &str) -> Option<String> {
        let members = self.machine.members_of(holder.split('.'), "").list;
        let names = || members.iter().map(|(name, _)| name.clone());
        // Others say more: `allocate`, `fromHex`.
        let begins = |name: &String| name.len() > SHORTEST && wanted.starts_with(name.as_str());
        let near = nearest(wanted, names()).or_else(|| names().filter(begins).max_by_key(String::len))?;
        Some(format!("{holder}.{near}"))
    }

    /// Whether `length` is meant, and is there.
    fn has_length(&self, holder: &str, wanted: &str) -> bool {
        let has = |value| match value {
            Value::String(_) => true,
            Value::Object(object) => matches!(self.machine.heap.kind(object), Kind::Array(_) | Kind::View(_)),
            _ => false,
        };
        let seen = self.glimpse(holder);
        foreign_words::means_length(wanted) && matches!(seen, Some(Glimpse::Value(value)) if has(value))
    }

    /// A property that is not there.
    fn property_meant(&mut self, text: &str) -> Option<String> {
        let (holder, wanted) = text.rsplit_once('.').filter(|_| operand::path_before(text) == text)?;
        let seen = self.glimpse(holder)?;
        if self.has_length(holder, wanted) {
            return Some(format!("{holder}.length"));
        }
        let collection = matches!(seen, Glimpse::Value(Value::Object(object)) if matches!(self.machine.heap.kind(object), Kind::Map(_) | Kind::Set(_)));
        if collection && (wanted == "length" || foreign_words::means_length(wanted)) {
            return Some(format!("{holder}.size"));
        }
        // One that is there may be undefined.
        if self.has_member(holder, wanted) {
            return None;
        }
        self.member_meant(holder, wanted).or_else(|| self.elsewhere(holder, wanted, text))
    }

    fn has_member(&mut self, holder: &str, name: &str) -> bool {
        self.machine.members_of(holder.split('.'), name).list.iter().any(|(known, _)| known == name)
    }

    /// `Buffer(4)` and `new Buffer(4)` work, and mean two things.
    fn deprecated(&self, text: &str) -> Option<String> {
        let at = text
            .find("Buffer(")
            .filter(|at| !text[..*at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '$')))?;
        let buffer = self.machine.peek_global("Buffer")?.as_object()?;
        if buffer != self.machine.node.buffer {
            return None;
        }
        let (before, call) = text.split_at(at);
        let before = before.strip_suffix("new ").unwrap_or(before);
        let inside = &call["Buffer(".len()..];
        let size = inside.starts_with(|c: char| c.is_ascii_digit());
        Some(format!("{before}Buffer.{}({inside}", if size { "alloc" } else { "from" }))
    }
}

/// A text that is no JavaScript.
fn syntax_meant(text: &str, message: &str) -> Option<String> {
    if let Some(plain) = foreign_words::plain_quotes(text) {
        return Some(format!("did you mean {plain}?"));
    }
    if let Some(name) =
        message.strip_prefix("Identifier '").and_then(|rest| rest.strip_suffix("' has already been declared"))
    {
        return Some(format!("{name} is there already: {name} = ... gives it another value, unless it is a const"));
    }
    if message.starts_with("Cannot use import statement") {
        let module = text.rsplit(['\'', '"']).nth(1)?;
        if let Some(absent) = absent(module) {
            return Some(absent);
        }
        let names = text.strip_prefix("import")?.split(" from ").next()?.trim();
        let names = names.strip_prefix("* as ").unwrap_or(names).replace(" as ", ": ");
        let names = if names.contains(['\'', '"']) { String::new() } else { format!("const {names} = ") };
        return Some(format!("did you mean {names}require('{module}')?"));
    }
    None
}

/// Why a name of Node's is not there.
fn missing(name: &str) -> Option<String> {
    if matches!(name, "module" | "exports" | "__dirname" | "__filename") {
        return Some("files have that, the prompt has not: slabscope FILE runs one".to_owned());
    }
    library::is_left_out(name).then(|| left_out(name))
}

/// What is said of a module that is asked for, if it is not there.
fn absent(module: &str) -> Option<String> {
    let bare = module.strip_prefix("node:").unwrap_or(module);
    library::module_names().all(|name| name != bare).then(|| left_out(bare))
}

/// What is said of a module that is not there.
pub(super) fn left_out(module: &str) -> String {
    format!("the module {module} is outside slabscope: ?require names those it has")
}

/// The encoding that a name Node does not know stands for.
pub(super) fn encoding_meant(wanted: &str) -> Option<&'static str> {
    let plain: String = wanted.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    let meant = match plain.as_str() {
        "utf" | "unicode" | "utf8n" | "utf8mb4" | "utf8bom" => "utf8",
        "utf16" | "utf16be" | "ucs" | "utf16bom" | "wide" | "wtf16" => "utf16le",
        "iso88591" | "latin" | "cp1252" | "windows1252" | "ansi" | "bin" | "bytes" | "raw" | "l1" | "88591" => "latin1",
        "usascii" | "7bit" => "ascii",
        "b64" | "base" | "64" => "base64",
        "b64url" | "base64urlsafe" | "urlsafebase64" => "base64url",
        "hexadecimal" | "base16" | "16" | "x" => "hex",
        _ => {
            let known = super::ENCODINGS.iter().filter_map(|name| Some((near(&plain, name)?, *name)));
            return known.min().map(|(_, name)| name);
        }
    };
    Some(meant)
}

/// The name that is nearest to `wanted`, if a slip of the fingers lies between them.
fn nearest(wanted: &str, names: impl Iterator<Item = String>) -> Option<String> {
    names.filter_map(|name| Some((near(wanted, &name).filter(|_| name != wanted)?, name))).min().map(|(_, name)| name)
}

/// How many slips of the fingers lie between two names, if it may be one for the other.
pub(super) fn near(wanted: &str, name: &str) -> Option<usize> {
    let length = wanted.chars().count();
    if length >= SHORTEST - 1 && name.len() == wanted.len() && name.to_lowercase() == wanted.to_lowercase() {
        return Some(0);
    }
    let most = (length / 3).max(1);
    // Names much longer or shorter are not worth a look, and there may be many.
    if length < SHORTEST || name.len().abs_diff(wanted.len()) > 4 * most {
        return None;
    }
    let slips = strsim::damerau_levenshtein(name, wanted);
    (slips <= most).then_some(slips)
}

#[cfg(test)]
mod tests {
    use crate::session::Session;

    #[test]
    fn the_nearest_name_is_meant() {
        let mut session = Session::at_a_terminal();
        session.feed(
            "counter = 1; let total = 2; b = Buffer.alloc(3); o = { twice() {}, gone: undefined }; m = new Map()",
        );
        session.feed("list = [1]; text = 'abc'; const kept = 1");
        for (typed, meant) in [
            ("Buffr.alloc(1)", Some("did you mean Buffer?")),
            ("countre", Some("did you mean counter?")),
            ("totl + 1", Some("did you mean total?")),
            ("buffer.Bufer(1)", Some("did you mean buffer.Buffer?")),
            ("Buffer.alocUnsafe(1)", Some("did you mean Buffer.allocUnsafe?")),
            ("Buffer.form('hi')", Some("did you mean Buffer.from?")),
            ("console.lgo(1)", Some("did you mean console.log?")),
            ("b.tostring()", Some("did you mean b.toString?")),
            ("o.twicce()", Some("did you mean o.twice?")),
            ("b.lenght", Some("did you mean b.length?")),
            ("b.legnth", Some("did you mean b.length?")),
            ("b.size", Some("did you mean b.length?")),
            ("b.len", Some("did you mean b.length?")),
            ("list.size()", Some("did you mean list.length?")),
            ("text.count", Some("did you mean text.length?")),
            ("m.length", Some("did you mean m.size?")),
            ("Math.pi", Some("did you mean Math.PI?")),
            ("b.length()", Some("did you mean b.length?")),
            ("b.transfer()", Some("did you mean b.buffer.transfer?")),
            ("b.alloc(3)", Some("did you mean Buffer.alloc?")),
            ("list.isArray()", Some("did you mean Array.isArray?")),
            ("Buffer.slice(b, 1)", Some("did you mean b.slice?")),
            ("Buffer.pool", Some("did you mean .pool?")),
            ("b.push(1)", Some("did you mean Buffer.concat([b, bytes])?")),
            ("b.hex()", Some("did you mean b.toString('hex')?")),
            ("b.toString(hex)", Some("did you mean 'hex'?")),
            ("Buffer.from('a', 'utf-16')", Some("did you mean 'utf16le'?")),
            ("Buffer.from('a', 'bse64')", Some("did you mean 'base64'?")),
            ("Buffer.from('a', 'wombat')", Some("?encodings names them all")),
            ("new Buffer(4)", Some("did you mean Buffer.alloc(4)?")),
            ("c = new Buffer('hi')", Some("did you mean c = Buffer.from('hi')?")),
            ("Buffer(4)", Some("did you mean Buffer.alloc(4)?")),
            ("Buffer.from(\u{2018}hi\u{2019})", Some("did you mean Buffer.from('hi')?")),
            ("import fs from 'fs'", Some("the module fs is outside slabscope: ?require names those it has")),
            ("await import('node:zlib')", Some("the module zlib is outside slabscope: ?require names those it has")),
            ("n = await import('buffer')", None),
            ("fs.readFileSync('a')", Some("the module fs is outside slabscope: ?require names those it has")),
            ("module.exports = b", Some("files have that, the prompt has not: slabscope FILE runs one")),
            ("path", Some("the module path is outside slabscope: ?require names those it has")),
            ("buffer.from('a')", Some("did you mean Buffer.from?")),
            ("Buffer.from(5)", Some("did you mean Buffer.alloc(5)?")),
            ("Buffer.alloc('5')", Some("did you mean Buffer.from('5')?")),
            ("Buffer.allocate(5)", Some("did you mean Buffer.alloc?")),
            ("%timeit Buffer.alloc(10)", Some("did you mean .time Buffer.alloc(10)?")),
            ("@time Buffer.alloc(10)", Some("did you mean .time Buffer.alloc(10)?")),
            (".print b", Some("did you mean console.log(b)?")),
            (".type b", Some("did you mean typeof b?")),
            (".version", Some(".profile tells which Node is followed, slabscope --version which slabscope this is")),
            ("slabscope", Some("did you mean require('slabscope')?")),
            ("ans", Some("did you mean _?")),
            ("help me", Some(".help lists the commands, ?NAME explains anything: ?Buffer.from, ?pinned, ?keys")),
            ("log.info('x')", None),
            ("time.now()", None),
            ("console.clear()", None),
            (
                "import { Buffer as B } from 'node:buffer'",
                Some("did you mean const { Buffer: B } = require('node:buffer')?"),
            ),
            ("let kept = 2", Some("kept is there already: kept = ... gives it another value, unless it is a const")),
            ("print(b)", Some("did you mean console.log(b)?")),
            ("len(b)", Some("did you mean b.length?")),
            ("who", Some(".who tells what keeps a slab, .vars lists the variables")),
            ("exit", Some(".exit or Ctrl-D leaves")),
            ("quit()", Some(".exit or Ctrl-D leaves")),
            (":q", Some(".exit or Ctrl-D leaves")),
            (":q!", Some(".exit or Ctrl-D leaves")),
            (".node 24", Some("did you mean .profile 24?")),
            ("node -v", Some(".profile tells which Node is followed, process.version which release")),
            ("await Promise.resolve(1)", None),
            (".quit", Some(".exit or Ctrl-D leaves")),
            ("help", Some(".help lists the commands, ?NAME explains anything: ?Buffer.from, ?pinned, ?keys")),
            ("/help", Some(".help lists the commands, ?NAME explains anything: ?Buffer.from, ?pinned, ?keys")),
            ("man Buffer", Some("?Buffer explains it")),
            ("help(b.fill)", Some("?b.fill explains it")),
            ("None", Some("did you mean null?")),
            ("wombat", None),
            ("zz", None),
            ("o.gone", None),
            ("o.nothing", None),
            ("b.nothing()", None),
            ("null.x", None),
            (".hepl map", Some("did you mean .help?")),
            (".foo", Some(".help lists the commands, ?NAME explains anything: ?Buffer.from, ?pinned, ?keys")),
            (".pool", None),
            ("exit = 1", None),
            ("exit", None),
        ] {
            let reply = session.feed(typed);
            assert_eq!(session.suggestion(typed, &reply).as_deref(), meant, "{typed}");
        }
        session.feed("Buffer.from('a').buffer.transfer()");
        let reply = session.feed("Buffer.from('hi')");
        assert_eq!(session.suggestion("Buffer.from('hi')", &reply).as_deref(), Some(super::DETACHED));
        session.feed("b");
        for (typed, meant) in [
            (".toString()", Some("did you mean _.toString()?")),
            (".length", Some("did you mean _.length?")),
            (".buffer.byteLength", Some("did you mean _.buffer.byteLength?")),
            (".nothing()", Some(".help lists the commands, ?NAME explains anything: ?Buffer.from, ?pinned, ?keys")),
        ] {
            let reply = session.feed(typed);
            assert_eq!(session.suggestion(typed, &reply).as_deref(), meant, "{typed}");
        }
    }
}
