//! What people type who come from another prompt, a shell or another language, and what it is called here. Only words: whether
//! one of them is meant, and not a name of the session, is known elsewhere.

/// What is said of an entry that begins with a word of another prompt.
pub(super) fn line(text: &str) -> Option<String> {
    let word = text.trim_end_matches('!').trim_start_matches([':', '/', '\\', '%', '!', '@', '.']);
    let end = word.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(word.len());
    let (word, rest) = (&word[..end], &word[end..]);
    // A member of something is no command of another prompt.
    if rest.starts_with('.') && rest[1..].starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '$')) {
        return None;
    }
    let rest = rest.trim();
    let inside = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let argument = inside.unwrap_or(rest).trim();
    let called = inside.is_some() && !argument.is_empty();
    let alone = argument.is_empty();
    let operator =
        rest.starts_with(|c: char| c.is_ascii_punctuation() && !matches!(c, '(' | '-' | '.' | '/' | '~' | '\'' | '"'));
    if operator {
        return None;
    }
    let said = match word {
        "help" | "h" | "man" | "info" | "apropos" | "doc" | "docs" if alone || argument == "me" => {
            ".help lists the commands, ?NAME explains anything: ?Buffer.from, ?pinned, ?keys".to_owned()
        }
        "help" | "man" | "info" | "apropos" | "doc" | "docs" => format!("?{argument} explains it"),
        "exit" | "quit" | "q" | "x" | "wq" | "bye" | "logout" | "close" if alone => ".exit or Ctrl-D leaves".to_owned(),
        "clear" | "cls" | "reset" if alone => "Ctrl-L clears the screen, .reset begins afresh".to_owned(),
        "who" | "whos" if alone => ".who tells what keeps a slab, .vars lists the variables".to_owned(),
        "ls" | "dir" | "ll" | "vars" | "whos" | "env" => {
            ".vars lists the variables, .slabs the slabs, .history the statements".to_owned()
        }
        "version" | "ver" | "about" if alone => {
            ".profile tells which Node is followed, slabscope --version which slabscope this is".to_owned()
        }
        "node" if argument.starts_with(|c: char| c.is_ascii_digit()) => format!("did you mean .profile {argument}?"),
        "node" if matches!(argument, "-v" | "--version") => {
            ".profile tells which Node is followed, process.version which release".to_owned()
        }
        "slabscope" if alone => "did you mean require('slabscope')?".to_owned(),
        "node" | "deno" | "bun" | "slabscope" | "python" | "python3" | "irb" => {
            "this is the prompt already: JavaScript is typed here, .load FILE runs a file".to_owned()
        }
        "npm" | "npx" | "yarn" | "pnpm" | "pip" | "apt" | "brew" | "cargo" => {
            "nothing is installed here; require knows Node's own modules: ?require".to_owned()
        }
        "cd" | "pwd" | "cat" | "git" | "sudo" | "vim" | "vi" | "nano" | "less" | "rm" | "mkdir" | "ssh" | "curl" => {
            "that is a word of a shell: Ctrl-D leads back to it, Ctrl-Z for a while".to_owned()
        }
        "load" | "source" | "run" | "open" if !called => ".load FILE runs a file".to_owned(),
        "save" if !called => ".save FILE writes this session to a file".to_owned(),
        "edit" | "ed" | "editor" | "paste" | "cpaste" if alone => {
            "Ctrl-X Ctrl-E opens $EDITOR, .editor takes several lines".to_owned()
        }
        "time" | "timeit" | "btime" | "elapsed" | "bench" if !alone => format!("did you mean .time {argument}?"),
        "history" if alone => ".history lists the statements".to_owned(),
        "undo" | "redo" | "map" | "hex" | "slabs" | "pool" | "why" | "advise" | "timeline" | "compare" | "diff"
        | "pane" | "learn"
            if !called =>
        {
            format!("did you mean .{word}{}{argument}?", if alone { "" } else { " " })
        }
        "hexdump" | "xxd" | "od" | "hex" | "dump" => format!("did you mean .hex {argument}?").replace(" ?", "?"),
        "keys" | "settings" | "config" | "set" | "lessons" | "tutorial" if alone => {
            format!("did you mean ?{}?", if word == "set" { "settings" } else { word })
        }
        "print" | "puts" | "println" | "printf" | "echo" | "alert" | "pp" | "log" | "inspect" | "display" if !alone => {
            format!("did you mean console.log({argument})?")
        }
        "len" | "size" | "sizeof" | "strlen" | "count" if called => format!("did you mean {argument}.length?"),
        "type" | "typeof" if !alone => format!("did you mean typeof {argument}?"),
        "str" | "repr" if called => format!("did you mean String({argument})?"),
        "int" | "float" if called => format!("did you mean Number({argument})?"),
        "ord" if called => format!("did you mean {argument}.codePointAt(0)?"),
        "chr" if called => format!("did you mean String.fromCodePoint({argument})?"),
        "range" if called => format!("did you mean [...Array({argument}).keys()]?"),
        "bytes" | "bytearray" | "malloc" | "alloc" if called => {
            let size = argument.bytes().all(|byte| byte.is_ascii_digit());
            format!("did you mean Buffer.{}({argument})?", if size { "alloc" } else { "from" })
        }
        _ => return None,
    };
    Some(said)
}

/// What a name of another language is called here.
pub(super) fn name(wanted: &str) -> Option<&'static str> {
    Some(match wanted {
        "None" | "nil" | "NULL" | "Null" => "null",
        "True" | "TRUE" => "true",
        "False" | "FALSE" => "false",
        "nan" => "NaN",
        "ans" | "Out" | "_1" | "__" | "$_" => "_",
        "inf" | "Inf" | "infinity" => "Infinity",
        "window" | "document" => "globalThis",
        _ => return None,
    })
}

/// What a method of another language or release is called here, with `@` for what it is called on.
pub(super) fn method(wanted: &str, bytes: bool) -> Option<&'static str> {
    Some(match (wanted, bytes) {
        ("hex" | "toHex" | "toHexString" | "hexdump", true) => "@.toString('hex')",
        ("base64" | "toBase64" | "b64", true) => "@.toString('base64')",
        ("decode" | "text" | "toText" | "toUtf8" | "str" | "utf8" | "string", true) => "@.toString()",
        ("append" | "push" | "concat" | "extend" | "add", true) => "Buffer.concat([@, bytes])",
        ("clone" | "copyOf" | "dup", true) => "Buffer.from(@)",
        ("substr" | "substring" | "view" | "take" | "splice", true) => "@.subarray(start, end)",
        ("clear" | "zero" | "wipe", true) => "@.fill(0)",
        ("get" | "getByte" | "byteAt" | "charCodeAt", true) => "@[index]",
        ("append" | "add", false) => "@.push(value)",
        ("contains" | "has", _) => "@.includes(value)",
        ("strip", false) => "@.trim()",
        ("upper", false) => "@.toUpperCase()",
        ("lower", false) => "@.toLowerCase()",
        _ => return None,
    })
}

/// Whether it is what others call a length.
pub(super) fn means_length(wanted: &str) -> bool {
    matches!(wanted, "size" | "len" | "count" | "Length" | "lenght" | "legnth" | "lengh" | "lengt" | "capacity")
}

/// The text with quotes and signs of a keyboard where word processors have put others.
pub(super) fn plain_quotes(text: &str) -> Option<String> {
    let plain: String = text
        .chars()
        .map(|c| match c {
            '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{201B}' | '\u{2032}' | '\u{B4}' => '\'',
            '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{AB}' | '\u{BB}' | '\u{2033}' => '"',
            '\u{2013}' | '\u{2014}' | '\u{2212}' => '-',
            c => c,
        })
        .collect();
    let plain = plain.replace('\u{2026}', "...");
    (plain != text).then_some(plain)
}
