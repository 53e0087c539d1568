//! Dot commands that look at the memory as it is. Not those that run statements again, and not how a view is drawn.

use rustc_hash::FxHashMap;

use super::Session;
use super::changed::READ;
use super::operand::is_word;
use crate::heap::{Kind, ObjectId, Retainers, Value};
use pool::memory::snapshot::SlabView;
use pool::memory::{Decision, Region, SlabId};
use pool::styled::{Role, Styled};
use pool::view;

/// Names worked out for one slab.
const NAMES: u32 = 24;

/// How many of a list's or an object's values are looked at.
const WITHIN: usize = 8;

/// Names offered to somebody who typed another.
const OFFERED: usize = 8;

/// What the argument of a looking command means.
#[derive(Clone, Copy, Debug)]
pub(super) enum Target {
    /// A slab, all of it.
    Slab(Region),
    /// A view or an `ArrayBuffer`, and the bytes it shows.
    Value(Value, Region),
}

impl Target {
    /// The bytes.
    pub fn region(self) -> Region {
        match self {
            Self::Slab(region) | Self::Value(_, region) => region,
        }
    }
}

impl Session {
    /// Every way to a view, shortest first, and what it is called; a slab with more views than names has some of them.
    pub(super) fn keepers(&self, walk: &Retainers, which: Option<SlabId>) -> Vec<view::Keeper> {
        let mut named: FxHashMap<SlabId, u32> = FxHashMap::default();
        let mut keepers = Vec::new();
        for holder in &walk.holders {
            if which.is_some_and(|slab| slab != holder.region.slab) {
                continue;
            }
            let count = named.entry(holder.region.slab).or_default();
            *count += 1;
            if *count <= NAMES {
                let path = self.machine.heap.path(walk, holder);
                keepers.push(view::Keeper { region: holder.region, path, buffer: holder.buffer });
            }
        }
        keepers
    }

    /// The views' names: variables, and paths to what has no variable of its own.
    pub(super) fn names(&mut self) -> view::Names {
        let walk = self.machine.retainers();
        let keepers = self.keepers(&walk, None);
        let views = keepers.into_iter().filter(|keeper| !keeper.buffer && keeper.path != "_");
        let mut named: Vec<(Region, String)> = views.map(|keeper| (keeper.region, keeper.path)).collect();
        // Two variables of one view are one thing to the walk, but both are names.
        let known: std::collections::HashSet<String> = named.iter().map(|(_, name)| name.clone()).collect();
        for (name, value) in self.machine.global_names() {
            if let Some(region) = self.region(value)
                && name != "_"
                && !known.contains(&name)
            {
                named.push((region, name));
            }
        }
        let names = view::Names::new(named, &mut self.hues);
        // What the last look before this statement saw tells what it changed.
        let number = self.statement();
        if self.looked.0 != number {
            let (then, seen) = std::mem::replace(&mut self.looked, (number, view::Names::default()));
            self.seen_before = (then + 1 == number).then_some(seen);
        }
        self.looked.1.clone_from(&names);
        names
    }

    /// The names of a text that lead to views have appeared now, in its order; behind a list or an object its own does.
    pub(super) fn note_names(&mut self, text: &str) {
        let mut words: Vec<&str> = text[..text.floor_char_boundary(READ)].split(|c: char| !is_word(c)).collect();
        words.retain(|word| word.starts_with(|c: char| !c.is_ascii_digit()));
        for word in words {
            let Some(Value::Object(object)) = self.machine.peek_global(word) else { continue };
            if self.shows(object) && object != self.machine.realm.global {
                self.hues.note(word);
            }
        }
    }

    /// Whether it is a view, or a list or an object among whose first values is one.
    fn shows(&self, object: ObjectId) -> bool {
        let heap = &self.machine.heap;
        let elements = heap.dense(object).unwrap_or_default().iter().copied().take(WITHIN);
        let named = heap.named(object).map(|(_, property)| property.value).take(WITHIN);
        [Value::Object(object)].into_iter().chain(elements).chain(named).any(|value| self.region(value).is_some())
    }

    /// What a value shows, if it is a Buffer, another view or an `ArrayBuffer`.
    pub(super) fn region(&self, value: Value) -> Option<Region> {
        let Value::Object(object) = value else { return None };
        match self.machine.heap.kind(object) {
            Kind::ArrayBuffer { slab, .. } => Some(self.machine.heap.memory.whole(*slab)),
            kind => kind.view().map(|view| self.machine.heap.shown(view)),
        }
    }

    /// The slab, variable or path that an argument means, or what exists instead; `None` where something has to run to know.
    pub(super) fn known_target(&mut self, argument: &str) -> Option<Result<Target, Styled>> {
        if let Ok(number) = argument.trim_start_matches('#').parse::<u32>() {
            let slab = SlabId(number);
            if self.machine.heap.memory.size(slab).is_none() {
                return Some(Err(self.nothing_called(argument)));
            }
            return Some(Ok(Target::Slab(self.machine.heap.memory.whole(slab))));
        }
        let value = if argument == "_" { self.machine.peek_global("_") } else { self.peek_path(argument) };
        if let Some(value) = value
            && let Some(region) = self.region(value)
        {
            return Some(Ok(Target::Value(value, region)));
        }
        let is_path = argument.contains(|c: char| !c.is_alphanumeric() && c != '_' && c != '$') || argument == "_";
        (!is_path || argument.starts_with('#')).then(|| Err(self.nothing_called(argument)))
    }

    fn nothing_called(&mut self, argument: &str) -> Styled {
        let snapshot = self.machine.snapshot();
        let globals = self.machine.global_names();
        let known: Vec<&str> = globals
            .iter()
            .filter(|(name, value)| name != "_" && self.region(*value).is_some())
            .map(|(name, _)| name.as_str())
            .take(OFFERED)
            .collect();
        let slabs: Vec<String> =
            snapshot.slabs.iter().rev().take(OFFERED).map(|slab| format!("#{}", slab.id.0)).collect();
        let mut answer = Styled::new();
        answer.push(Role::Error, format!("no Buffer or slab is called {argument}"));
        let names = if known.is_empty() {
            "no variable holds a Buffer".to_owned()
        } else {
            format!("Buffers: {}", known.join(", "))
        };
        answer.plain(format!("; {names}; slabs: {}", slabs.join(" ")));
        answer
    }

    pub(super) fn slabs(&mut self, argument: &str, width: usize) -> Styled {
        let (snapshot, names) = (self.machine.snapshot(), self.names());
        view::slabs(&snapshot, &names, view::Order::parse(argument), width)
    }

    pub(super) fn map(&mut self, argument: &str, width: usize) -> Styled {
        match argument {
            "" => self.map_of(None, width),
            _ => self.looking(argument, |session, target| session.map_of(Some(target.region().slab), width)),
        }
    }

    fn map_of(&mut self, which: Option<SlabId>, width: usize) -> Styled {
        let (snapshot, names) = (self.machine.snapshot(), self.names());
        view::map(&snapshot, &names, which, &self.beside(), width)
    }

    /// The slabs as a part of a page that has the pictures' style.
    pub fn drawing(&mut self) -> String {
        self.picture_of(None, false)
    }

    /// The slabs, or the one that `argument` means, as an SVG picture of its own.
    pub fn picture(&mut self, argument: &str) -> Result<String, Styled> {
        if argument.is_empty() {
            return Ok(self.picture_of(None, true));
        }
        let mut picture = None;
        let answer = self.looking(argument, |session, target| {
            picture = Some(session.picture_of(Some(target.region().slab), true));
            Styled::new()
        });
        picture.ok_or(answer)
    }

    fn picture_of(&mut self, which: Option<SlabId>, alone: bool) -> String {
        let (snapshot, names) = (self.machine.snapshot(), self.names());
        view::svg(&snapshot, &names, which, &self.beside(), alone)
    }

    /// What is known beside the snapshot.
    fn beside(&self) -> view::Told<'_> {
        view::Told::of(&self.machine.heap.memory, self.seen_before.as_ref())
    }

    pub(super) fn hex(&mut self, argument: &str, width: usize) -> Styled {
        self.looking(argument, |session, target| session.hex_of(target.region(), width))
    }

    fn hex_of(&mut self, region: Region, width: usize) -> Styled {
        let (names, snapshot) = (self.names(), self.machine.snapshot());
        let memory = &self.machine.heap.memory;
        let (start, length) = (region.offset, region.length);
        let dump = memory.dump(region.slab, start, length, view::HEX_BYTES);
        let owners: Vec<view::Owner> = names
            .of_slab(region.slab)
            .iter()
            .filter(|(known, _)| known.length > 0)
            .map(|(known, name)| {
                let start = known.offset;
                view::Owner { start, end: start + known.length, hue: names.ink(name).hue }
            })
            .collect();
        let slab = snapshot.slab(region.slab);
        let asker = |at: u64| slab.map_or(0, |slab| asker(slab, at));
        let ledger = memory.ledger();
        view::hex(&dump, length, &owners, &|number| ledger.statement(number), &asker, width)
    }

    /// How wide drawings are from now on, in columns.
    pub fn set_width(&mut self, columns: u16) {
        self.options.width = columns;
    }

    pub(super) fn who(&mut self, argument: &str, width: usize) -> Styled {
        match argument {
            "" => self.who_of(None, width),
            _ => self.looking(argument, |session, target| session.who_of(Some(target.region().slab), width)),
        }
    }

    fn who_of(&mut self, which: Option<SlabId>, width: usize) -> Styled {
        let snapshot = self.machine.snapshot();
        let walk = self.machine.retainers();
        let mut keepers = self.keepers(&walk, which);
        match which.and_then(|slab| snapshot.slab(slab)) {
            Some(slab) => {
                let count = walk.holders.iter().filter(|holder| holder.region.slab == slab.id).count();
                keepers.sort_by_key(|keeper| keeper.region);
                let let_go =
                    if view::is_pinned(slab) { self.let_go(&walk, &[slab.id]) } else { view::LetGo::default() };
                view::who(slab, &keepers, count, &let_go, width)
            }
            None => view::who_all(&snapshot, &|slab| shortest(&keepers, slab), width),
        }
    }

    pub(super) fn gc(&mut self, width: usize) -> Styled {
        // What is collected decides what is recycled, so running the session again must collect here, too.
        self.statements.keep(".gc");
        let swept = self.machine.collect_garbage();
        let snapshot = self.machine.snapshot();
        let walk = self.machine.retainers();
        let keepers = self.keepers(&walk, None);
        view::swept(&swept, &snapshot, &|slab| shortest(&keepers, slab), width)
    }

    pub(super) fn timeline(&mut self, width: usize) -> Styled {
        let memory = &self.machine.heap.memory;
        view::timeline(&memory.lives(), memory.ledger().current(), memory.ledger().totals(), width)
    }

    pub(super) fn advise(&mut self, width: usize) -> Styled {
        let snapshot = self.machine.snapshot();
        let walk = self.machine.retainers();
        let keepers = self.keepers(&walk, None);
        let strays = self.strays(&walk, &snapshot);
        let memory = &self.machine.heap.memory;
        let decisions: Vec<Decision> = memory.ledger().recent().filter_map(|event| memory.why(event.region)).collect();
        // Runs are in order and meet where nothing is left out.
        let overwritten = |slab: &SlabView| {
            let runs = memory.writes(slab.id);
            let whole = runs.iter().try_fold(0, |end, run| (run.start == end).then_some(run.end)) == Some(slab.size);
            if whole { runs.iter().map(|run| run.statement).max() } else { None }
        };
        let grounds = view::Grounds {
            path: &|slab| shortest(&keepers, slab),
            let_go: &|slabs| self.let_go(&walk, &slabs.iter().map(|slab| slab.id).collect::<Vec<_>>()),
            overwritten: &overwritten,
            decisions: &decisions,
            strays,
            larger: self.larger_pool(),
        };
        view::advise(&snapshot, &grounds, width)
    }
}

/// Who asked for the byte at `at`.
fn asker(slab: &SlabView, at: u64) -> u32 {
    let index = slab.regions.partition_point(|region| u64::from(region.offset) <= at);
    index.checked_sub(1).map_or(slab.statement, |index| slab.regions[index].statement)
}

fn shortest(keepers: &[view::Keeper], slab: &SlabView) -> Option<String> {
    let known = keepers.iter().find(|keeper| keeper.region.slab == slab.id && !keeper.buffer);
    known.or_else(|| keepers.iter().find(|keeper| keeper.region.slab == slab.id)).map(|keeper| keeper.path.clone())
}
