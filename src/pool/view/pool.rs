//! The pool at a glance: where the next Buffer goes and what would fit. Not the slabs behind it.

use super::layout::{NARROWEST, bytes, wrap};
use crate::memory::snapshot::{Snapshot, StringRule};
use crate::styled::{Role, Styled};

/// Where the reasons begin.
const REASON: usize = 11;

/// The current slab, its offset and free bytes, the threshold, and what would fit.
pub fn pool(now: &Snapshot, width: usize) -> Styled {
    let width = width.max(NARROWEST);
    let mut out = Styled::new();
    let pool = &now.pool;
    let (slab, free, threshold) = (pool.slab.0, pool.free(), now.setting.threshold);
    if now.slabs.iter().any(|view| view.id == pool.slab && view.detached) {
        let answer = format!("nothing comes from the pool: #{slab}, its current slab, is detached.");
        let why = format!(
            "transfer() gave the memory away, but Node goes on asking it for bytes and throws; only a request for more than the {free} \
             it believes free would make another slab"
        );
        wrap(&mut out, 0, width, &[(Role::Strong, answer), (Role::Plain, why)]);
        return out;
    }
    let answer = format!("#{slab} has {free} of {} free;", bytes(pool.size));
    let next = format!("the next Buffer starts at {}", pool.next());
    wrap(&mut out, 0, width, &[(Role::Strong, answer), (Role::Plain, next)]);
    let mut line = |word: &str, reason: String| {
        out.plain("  ").push(Role::Dim, format!("{word:<9}"));
        wrap(&mut out, REASON, width, &[(Role::Plain, reason)]);
    };
    let size = now.setting.size;
    if threshold <= 1 {
        line("pooled", format!("nothing (poolSize {size} >>> 1 = {threshold})"));
    } else {
        line("pooled", format!("sizes from 1 to {} (poolSize {size} >>> 1 = {threshold})", threshold - 1));
        let rest = if free == 0 { String::new() } else { format!(" and leaves {} of #{slab} behind", bytes(free)) };
        let made = now.made + 1;
        line(
            "fit",
            match free {
                _ if free >= threshold - 1 => "all of them".to_owned(),
                0 => format!("none of them; the next one makes slab #{made}"),
                _ => format!("sizes up to {free}; a larger one makes slab #{made}{rest}"),
            },
        );
        line(
            "strings",
            match now.string_rule {
                StringRule::ByteLength => "must find their bytes free".to_owned(),
                StringRule::FourPerUnit => format!(
                    "must find 4 bytes free for each UTF-16 unit; from {} units on, their bytes",
                    threshold.div_ceil(4)
                ),
            },
        );
    }
    if size != f64::from(pool.size) && threshold > 0 {
        line("poolSize", format!("is {size} now, but #{slab} keeps its {} until it runs out", bytes(pool.size)));
    }
    let startup = now.startup;
    if startup.bytes() > 0 {
        let parts: Vec<String> = [
            (startup.separators, format!("path separator {}", startup.separators)),
            (startup.source, format!("the program's own text {}", startup.source)),
            (startup.lines, format!("{} lines printed to a file {}", startup.lines.div_ceil(8), startup.lines)),
        ]
        .into_iter()
        .filter_map(|(bytes, words)| (bytes > 0).then_some(words))
        .collect();
        line("startup", format!("{} of #1: {}", bytes(startup.bytes()), parts.join(", ")));
    }
    line("profile", format!("{}, Node {}", now.profile, now.version));
    out
}
