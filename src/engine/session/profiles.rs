//! `slabscope profiles`: what was measured of the pool, release by release, as a table. Not the measuring.

use super::Session;
use pool::memory::{Profile, RANGES, Release, SourceIn, StringRule};
use pool::styled::{Role, Styled};

impl Session {
    /// The pool's facts by release, and where they come from.
    pub fn profiles() -> Styled {
        let mut table = Styled::new();
        let heads = ["releases", "pool", "extra", "startup", "from a file", "own source", "string needs"];
        table.push(Role::Dim, row(&heads));
        for range in &RANGES {
            let rule = Profile::parse(&version(range.first)).map(|profile| profile.string_rule());
            let last = Profile::parse(&version(range.last)).map(|profile| profile.string_rule());
            let needs = match (rule, last) {
                (Ok(StringRule::FourPerUnit), _) => "4 x length",
                (_, Ok(StringRule::FourPerUnit)) => "both *",
                _ => "its bytes",
            };
            let source = match range.source {
                SourceIn::Nowhere => "-",
                SourceIn::CommonJs => "CommonJS",
                SourceIn::Module => "module",
            };
            let releases = if range.first == range.last {
                version(range.first)
            } else {
                format!("{} - {}", version(range.first), version(range.last))
            };
            let numbers = [range.pool_size, range.extra, range.plain, range.other].map(|number| number.to_string());
            let [pool, extra, plain, other] = &numbers;
            table.plain(row(&[&releases, pool, extra, plain, other, source, needs]));
        }
        let names: Vec<String> = Profile::names().collect();
        table.plain(format!("\nprofiles: {}\n", names.join(" ")));
        let notes = [
            "any release between is a profile, too: --node 22.6.0",
            "pool: Buffer.poolSize; extra: what its slab has beyond, for alignment",
            "startup: bytes used before -e, -p, CommonJS, a pipe or the prompt;",
            "from a file: before a module, or standard input from a file;",
            "own source: whose text is added to that",
            "string needs: what Buffer.from(string) must find free; * 4 x from 20.18, 22.7",
            "classic: Node 22 with 256 bytes used before the first statement",
            "source: 104 releases run on Linux x64, tests/golden/pool; each one's lib/buffer.js",
        ];
        for note in notes {
            table.push(Role::Dim, format!("{note}\n"));
        }
        table
    }
}

fn version((major, minor, patch): Release) -> String {
    format!("{major}.{minor}.{patch}")
}

fn row([releases, pool, extra, plain, other, source, needs]: &[&str; 7]) -> String {
    format!("{releases:<18}{pool:>7}{extra:>7}{plain:>9}{other:>13}  {source:<12}{needs}\n")
}
