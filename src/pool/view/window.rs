//! What a view shows that is not one allocation's bytes: those of others, of several, of a whole slab, or none at all. Not
//! finding such views, and not the code that mends them.

use std::collections::HashMap;

use super::layout::{NARROWEST, both_ends, bytes, columns, glue, statement, wrap};
use super::mend::{Seen, copied, mend};
use super::names::Names;
use crate::memory::snapshot::{Region, SlabView};
use crate::styled::{Role, Styled};

/// Where the reasons begin.
const REASON: usize = 11;

/// Names told at once.
const NAMED: usize = 6;

/// What is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A view.
    View,
    /// An `ArrayBuffer`.
    ArrayBuffer,
    /// A slab, by its number.
    Slab,
}

/// Something that somebody asks about, and that no single allocation explains.
#[derive(Clone, Debug)]
pub struct Window {
    /// What it is.
    pub what: What,
    /// It.
    pub seen: Seen,
    /// The view whose bytes it was most likely meant to show.
    pub meant: Option<Seen>,
    /// Whether a variable leads to that one; else its name is only a proposal.
    pub named: bool,
    /// The statement that made it on that one's `.buffer`, if it was made so.
    pub made: Option<u32>,
}

impl Window {
    /// Why it shows what it shows; `slab` is where it lies.
    pub fn explain(&self, slab: &SlabView, names: &Names, width: usize) -> Styled {
        let width = width.max(NARROWEST);
        let mut out = Styled::new();
        let statement = match (self.made, slab.statement) {
            (None, _) if self.what == What::View => String::new(),
            (Some(number), _) | (None, number) => statement(number),
        };
        let title = self.title(slab);
        if statement.is_empty() {
            wrap(&mut out, 2, width, &[(Role::Strong, title)]);
        } else if columns(&title) + columns(&statement) + 2 <= width {
            both_ends(&mut out, (Role::Strong, &title), (Role::Dim, &statement), width);
        } else {
            wrap(&mut out, 2, width, &[(Role::Strong, title + ","), (Role::Dim, glue(&statement))]);
        }
        let (shown, beside) = self.neighbours(slab, names);
        let but = self.but(slab);
        let lines = [("shows", Some(shown)), ("but", but), ("beside", beside)];
        for (word, reason) in lines.into_iter().filter_map(|(word, reason)| Some((word, reason?))) {
            out.plain("  ").push(Role::Dim, format!("{word:<9}"));
            wrap(&mut out, REASON, width, &[(Role::Plain, reason)]);
        }
        if let Some(end) = self.instead(slab) {
            wrap(&mut out, 0, width, &[(Role::Plain, end)]);
        }
        out
    }

    /// The same in a sentence of a list.
    pub fn advice(&self, slab: &SlabView) -> Option<String> {
        if self.what == What::ArrayBuffer {
            let but = self.but(slab).map_or(String::new(), |but| format!("; {but}"));
            let all = format!("{} is all of #{}, {} of the pool", self.seen.name, slab.id.0, bytes(slab.size as f64));
            return Some(format!("{all}{but}. {}", self.instead(slab)?));
        }
        let (statement, but, instead) = (self.made?, self.but(slab)?, self.instead(slab)?);
        let shows = format!("{} (statement {statement}) shows #{} {}", self.seen.name, slab.id.0, self.seen.region);
        Some(format!("{shows}, but {but}. {instead}"))
    }

    fn title(&self, slab: &SlabView) -> String {
        let (name, id, region) = (&self.seen.name, slab.id.0, self.seen.region);
        match (self.what, &self.meant) {
            (What::Slab, _) => format!("#{id} is a slab of the pool, {}", bytes(slab.size as f64)),
            (What::ArrayBuffer, _) => {
                format!("{name} is all of #{id}, a slab of the pool, {}", bytes(slab.size as f64))
            }
            (What::View, Some(meant)) if self.made.is_some() && self.named => {
                format!("{name} shows #{id} {region}, made on {}.buffer", meant.name)
            }
            (What::View, _) if self.made.is_some() => format!("{name} shows #{id} {region}, made on a view's .buffer"),
            (What::View, _) => format!("{name} shows #{id} {region}, not the bytes of one Buffer"),
        }
    }

    /// What is in it, and which named views lie beside it.
    fn neighbours(&self, slab: &SlabView, names: &Names) -> (String, Option<String>) {
        let own = |name: &str| name == self.seen.name || self.meant.as_ref().is_some_and(|meant| meant.name == name);
        let (start, end) = (self.seen.region.offset, self.seen.region.end());
        let clipped = |from: u64, to: u64| to.min(end).saturating_sub(from.max(start));
        let mut beside: Vec<String> = Vec::new();
        let mut shown: Vec<String> = Vec::new();
        if slab.regions.is_empty() && slab.startup == 0 {
            for (region, name) in names.of_slab(slab.id).iter().filter(|(_, name)| !own(name)) {
                let around = region.offset <= start && end <= region.end();
                if !around && beside.len() < NAMED {
                    beside.push(format!("{name} {region}"));
                }
            }
            let (part, all) = (end - start, bytes(slab.size as f64));
            let shown = if part == slab.size {
                format!("all {all} of the slab")
            } else {
                format!("{part} of the slab's {all}")
            };
            return (shown, list(&beside));
        }
        // The widest view of a region names it.
        let mut called: HashMap<usize, (Region, &str)> = HashMap::new();
        for (region, name) in names.of_slab(slab.id).iter().filter(|(_, name)| *name != self.seen.name) {
            let Some(at) = slab.region_of(*region) else { continue };
            let known = called.entry(at).or_insert((*region, name));
            if known.0.length < region.length {
                *known = (*region, name);
            }
        }
        let (mut more, mut behind, mut gone, mut taken) = ((0, 0), 0, 0, 0);
        for (at, region) in slab.regions.iter().enumerate() {
            let (from, to) = (u64::from(region.offset), u64::from(region.offset) + u64::from(region.length));
            let part = clipped(from, to);
            taken += part;
            match called.get(&at) {
                Some((_, name)) if part > 0 && shown.len() < NAMED => {
                    let whole = part == to - from;
                    shown.push(if whole {
                        format!("{name} {part}")
                    } else {
                        format!("{part} of {name}'s {}", to - from)
                    });
                }
                _ if part > 0 && region.own => more = (more.0 + 1, more.1 + part),
                _ if !region.own => gone += part,
                Some((_, name)) if own(name) => {}
                Some((region, name)) if beside.len() < NAMED => beside.push(format!("{name} {region}")),
                _ => behind += 1,
            }
        }
        let base = u64::from(slab.base);
        let startup = clipped(base, base + slab.startup);
        let rest = clipped(u64::from(slab.next).max(base), base + slab.capacity);
        let slack = clipped(0, base) + clipped(base + slab.capacity, slab.size);
        let padding = (end - start).saturating_sub(taken + startup + rest + slack);
        let (free, abandoned) = if slab.left { (0, rest) } else { (rest, 0) };
        if more.0 > 0 {
            shown.push(format!("{} more {} {}", more.0, if more.0 == 1 { "Buffer" } else { "Buffers" }, more.1));
        }
        if behind > 0 {
            beside.push(format!("{behind} more"));
        }
        if startup > 0 {
            shown.insert(0, format!("{} that Node used before the first statement", bytes(startup as f64)));
        }
        if gone > 0 {
            shown.push(format!("{gone} of Buffers that are gone"));
        }
        let others = [("padding", padding), ("free", free), ("abandoned", abandoned), ("slack", slack)];
        shown.extend(others.into_iter().filter(|(_, part)| *part > 0).map(|(word, part)| format!("{word} {part}")));
        (list(&shown).unwrap_or_default(), list(&beside))
    }

    /// Where the one that was meant is.
    fn but(&self, slab: &SlabView) -> Option<String> {
        let (meant, region) = (self.meant.as_ref()?, self.seen.region);
        let name = if self.named { meant.name.as_str() } else { "that view" };
        let place = format!("#{} {}", slab.id.0, meant.region);
        if self.what != What::View {
            let from = meant.region.offset;
            return Some(format!("{name} begins at byte {from} of it, its byteOffset; byte 0 is the slab's"));
        }
        self.made?;
        let buffer = if self.named { format!("{name}.buffer") } else { "its .buffer".to_owned() };
        let (from, to_the_end) = (region.offset, region.end() == slab.size);
        Some(if from == 0 && to_the_end {
            format!("{name} is only {place}; {buffer} is the whole slab, {}", bytes(slab.size as f64))
        } else if from < meant.region.offset {
            format!("{name} is {place}; byte {from} of {buffer} is byte {from} of the slab, not of {name}")
        } else if to_the_end {
            format!("{name} is only {place}; without a length a view goes on to the end of the slab")
        } else {
            format!("{name} is only {place}, {}", bytes(meant.region.length as f64))
        })
    }

    /// The code that shows what was meant.
    fn instead(&self, slab: &SlabView) -> Option<String> {
        if self.meant.is_none() && self.what == What::ArrayBuffer {
            let code = glue("b.buffer.slice(b.byteOffset, b.byteOffset + b.length)");
            return Some(format!(
                "No name leads to the Buffer that it was taken from. Keep that Buffer, say as b: its bytes alone are {code}."
            ));
        }
        let (meant, seen) = (self.meant.as_ref()?, &self.seen);
        let name = &meant.name;
        let unnamed = if self.named { String::new() } else { format!("Give that view a name, say {name}: ") };
        if self.what != What::View {
            let one = Seen { class: "Uint8Array", element: 1, ..meant.clone() };
            let alone = glue(&mend(&one, meant, slab.size)?.code);
            let copied = glue(&copied(meant));
            return Some(format!(
                "{name} alone: {alone}. Its bytes in an ArrayBuffer of their own, which can be transferred: {copied}."
            ));
        }
        let each = if seen.element > 1 && meant.element == 1 && !seen.class.starts_with("Big") {
            format!(" {} makes an element of each byte.", glue(&format!("{}.from({name})", seen.class)))
        } else {
            String::new()
        };
        let Some(mend) = mend(seen, meant, slab.size) else {
            let have = bytes(meant.region.length as f64);
            return Some(format!("{unnamed}{name} has {have}, less than one element of a {}.{each}", seen.class));
        };
        let likely = match (self.named, self.made) {
            (true, Some(_)) => "Meant was most likely ".to_owned(),
            (true, None) => format!("{name} alone: "),
            (false, _) => unnamed,
        };
        let why = if mend.copy {
            format!(", a copy, for {} begins at no multiple of {}", name, seen.element)
        } else if mend.whole
            && self.named
            && (seen.class == meant.class || (seen.class, meant.class) == ("Uint8Array", "Buffer"))
        {
            format!(", or {name} itself")
        } else {
            String::new()
        };
        Some(format!("{likely}{}{why}.{each}", glue(&mend.code)))
    }
}

/// Parts in one line; none of nothing.
fn list(parts: &[String]) -> Option<String> {
    let parts: Vec<String> = parts.iter().map(|part| glue(part)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Which bytes of an allocation a view shows.
pub fn part(name: &str, region: Region, whole: Region, width: usize) -> Styled {
    let mut out = Styled::new();
    let sentence = format!(
        "{name} shows {} of it, {} of {}.",
        glue(&region.to_string()),
        region.length,
        bytes(whole.length as f64)
    );
    wrap(&mut out, 0, width.max(NARROWEST), &[(Role::Plain, sentence)]);
    out
}

/// Who shows the same bytes.
pub fn shared(name: &str, others: &[String], width: usize) -> Styled {
    let mut out = Styled::new();
    if !others.is_empty() {
        let more = others.len().saturating_sub(NAMED / 2);
        let mut listed: Vec<String> = others.iter().take(NAMED / 2).map(|other| glue(other)).collect();
        listed.extend((more > 0).then(|| format!("{more} more")));
        let sentence =
            format!("The same memory is in {}: what is written to {name} changes there, too.", listed.join(", "));
        wrap(&mut out, 0, width.max(NARROWEST), &[(Role::Plain, sentence)]);
    }
    out
}

/// What is said of a view in which a search for utf16le went round in circles.
pub fn odd(name: &str, region: Region, width: usize) -> Styled {
    let mut out = Styled::new();
    let sentence = format!(
        "It was searched for utf16le and begins at byte {}, an odd address. Node looks for one byte of a unit, rounds its place down to an even address, lands before where it began and finds the same byte again, for ever. A copy begins at an even address: Buffer.from({name}).",
        region.offset
    );
    wrap(&mut out, 0, width.max(NARROWEST), &[(Role::Plain, sentence)]);
    out
}

/// What is said of a view that shows no byte.
pub fn nothing(name: &str, region: Region, slab: Option<&SlabView>, width: usize) -> Styled {
    let (id, size) = (region.slab.0, slab.map_or(0, |slab| slab.size));
    let reason = if slab.is_none_or(|slab| slab.detached) {
        format!(
            "{name} shows nothing: its ArrayBuffer, #{id}, is detached. Its bytes went on to another one, by transfer() or a transfer list; every view of the old one is empty now."
        )
    } else if region.end() > size {
        format!("{name} shows nothing: it is {region} of #{id}, which was resized to {}.", bytes(size as f64))
    } else {
        format!(
            "{name} is empty: it shows no byte, at {} of #{id}. It keeps the slab's {} alive all the same.",
            region.offset,
            bytes(size as f64)
        )
    };
    let mut out = Styled::new();
    wrap(&mut out, 0, width.max(NARROWEST), &[(Role::Plain, reason)]);
    out
}
