//! `.why`: the decision behind an allocation, or what a view shows that is no allocation of its own. Not how it is drawn.

use super::Session;
use super::changed::too_much;
use super::help::folded;
use super::look::Target;
use crate::heap::{Kind, ObjectId, Retainers, Value};
use pool::memory::snapshot::SlabView;
use pool::memory::{Region, Snapshot};
use pool::styled::{Role, Styled};
use pool::view::{self, Seen, What, Window};

/// Names proposed for a view that has none.
const PROPOSED: [&str; 5] = ["b", "buf", "bytes", "source", "original"];

/// Decisions of one statement that are explained.
const EXPLAINED: usize = 3;

impl Session {
    pub(super) fn why(&mut self, argument: &str, width: usize) -> Styled {
        if argument.is_empty() {
            return match self.machine.heap.memory.ledger().last() {
                Some(event) => self.decision(event.region, width),
                None => Styled::from("nothing has been allocated yet"),
            };
        }
        if argument.chars().all(|c| c.is_ascii_digit()) {
            return match self.number(argument) {
                Ok(number) => self.why_statement(number, width),
                Err(answer) => answer,
            };
        }
        self.looking(argument, |session, target| session.why_target(argument, target, width))
    }

    /// The decisions that a statement was the reason of.
    fn why_statement(&mut self, number: u32, width: usize) -> Styled {
        let ledger = self.machine.heap.memory.ledger();
        let known = ledger.has_all() || ledger.recent().next().is_none_or(|first| first.statement < number);
        let regions: Vec<Region> = if known {
            ledger.recent().filter(|event| event.statement == number).map(|event| event.region).collect()
        } else {
            self.machine.snapshot().slabs.iter().flat_map(|slab| slab.taken(number).collect::<Vec<_>>()).collect()
        };
        let explained = regions.iter().take(EXPLAINED).all(|region| self.machine.heap.memory.why(*region).is_some());
        // What is forgotten or freed is there once more behind that statement.
        if !(explained && (known || !regions.is_empty())) && number < self.statement() {
            return match self.at(number) {
                Some(mut then) => then.why_statement(number, width),
                None => too_much(number),
            };
        }
        let ledger = self.machine.heap.memory.ledger();
        let mut out = Styled::new();
        if regions.is_empty() {
            let said = ledger.statement(number).unwrap_or_default();
            out.push(Role::Strong, format!("statement {number}")).plain(" asked for no memory: ");
            out.plain(said.lines().next().unwrap_or_default()).plain("\n");
        }
        for (at, region) in regions.iter().take(EXPLAINED).enumerate() {
            out.append(self.told(*region, at == 0, width));
        }
        let more = regions.len().saturating_sub(EXPLAINED);
        if more > 0 {
            let memory = &self.machine.heap.memory;
            let pooled = regions[EXPLAINED..].iter().filter(|region| memory.is_pool(region.slab)).count();
            let line = format!(
                "and {more} more of this statement: {pooled} from the pool, {} with a slab of their own; .diff {number} tells of their slabs",
                more - pooled
            );
            out.push(Role::Dim, folded(&line, width)).plain("\n");
        }
        out
    }

    fn why_target(&mut self, argument: &str, target: Target, width: usize) -> Styled {
        let (value, region) = match target {
            Target::Slab(region) => (None, region),
            Target::Value(value, region) => (Some(value), region),
        };
        let snapshot = self.machine.snapshot();
        let slab = snapshot.slab(region.slab);
        let object = value.and_then(Value::as_object);
        let view = object.and_then(|object| self.machine.heap.kind(object).view());
        let memory = &self.machine.heap.memory;
        if memory.is_detached(region.slab) {
            return view::nothing(argument, region, slab, width);
        }
        let Some(slab) = slab else { return Styled::from(format!("#{} is freed", region.slab.0)) };
        let inside = view.is_none_or(|view| self.machine.heap.view_bounds(view).is_some());
        if view.is_some() && region.length == 0 && (slab.size > 0 || !inside) {
            let made = view.map_or(region, |view| view.region());
            return view::nothing(argument, if inside { region } else { made }, Some(slab), width);
        }
        let stray = object.and_then(|object| self.machine.heap.stray(object));
        if stray.is_none() && (!memory.is_pool(region.slab) || (view.is_some() && memory.why(region).is_some())) {
            return self.part(argument, object, region, width);
        }
        let walk = self.machine.retainers();
        let names = self.names();
        let what = match (view, value) {
            (Some(_), _) => What::View,
            (None, Some(_)) => What::ArrayBuffer,
            (None, None) => What::Slab,
        };
        let seen = self.seen(argument.to_owned(), value, region);
        let window = if let Some(stray) = stray {
            self.strayed(&walk, seen, stray.meant, stray.statement)
        } else {
            let meant = self.one_of(&walk, slab);
            Window { what, seen, named: meant.is_some(), meant, made: None }
        };
        window.explain(slab, &names, width)
    }

    /// The decision behind an allocation, and which part of it this is.
    fn part(&mut self, name: &str, object: Option<ObjectId>, region: Region, width: usize) -> Styled {
        let whole = self.machine.heap.memory.why(region).map(|decision| decision.region);
        let mut answer = self.decision(region, width);
        if let Some(whole) = whole.filter(|whole| *whole != region) {
            answer.append(view::part(name, region, whole, width));
            if self.machine.odd_search == Some(region) {
                answer.append(view::odd(name, region, width));
            }
        }
        answer.append(view::shared(name, &self.also_in(object, region), width));
        answer
    }

    /// The names of other things that show some of these bytes, those first that show least.
    fn also_in(&mut self, object: Option<ObjectId>, region: Region) -> Vec<String> {
        let walk = self.machine.retainers();
        let mut others: Vec<(u64, String)> = Vec::new();
        for holder in walk.holders.iter().filter(|holder| !walk.only_behind_a_view(holder)) {
            let there = holder.region;
            let overlaps = there.slab == region.slab && there.offset < region.end() && region.offset < there.end();
            if overlaps
                && Some(holder.object) != object
                && let Some(path) = self.machine.heap.typed_path(&walk, holder)
            {
                others.push((there.length, path));
            }
        }
        others.sort();
        others.into_iter().map(|(_, path)| path).collect()
    }

    /// The decision behind a region that is one allocation, or a part of one.
    fn decision(&mut self, region: Region, width: usize) -> Styled {
        self.told(region, true, width)
    }

    /// The same under the statement's text, or under the name of the call.
    fn told(&mut self, region: Region, text: bool, width: usize) -> Styled {
        let snapshot = self.machine.snapshot();
        let memory = &self.machine.heap.memory;
        let Some(decision) = memory.why(region) else {
            return format!("#{} is freed, and its decisions with it", region.slab.0).into();
        };
        let said = memory.ledger().statement(decision.statement).filter(|_| text).unwrap_or_default().to_owned();
        view::why(&decision, &snapshot, &said, width)
    }

    /// The decision behind the last statement's last allocation, if it made one.
    pub fn why_last(&mut self) -> Option<Styled> {
        let ledger = self.machine.heap.memory.ledger();
        let statement = ledger.current();
        ledger.last().filter(|event| event.statement == statement)?;
        Some(self.why("", usize::from(self.options.width)))
    }

    /// A view on another one's `.buffer` that does not show that one's bytes.
    pub(super) fn strayed(&mut self, walk: &Retainers, seen: Seen, meant: Region, statement: u32) -> Window {
        let found = self.named(walk, |region| region == meant);
        let named = found.is_some();
        let meant = found.unwrap_or_else(|| {
            let taken = self.machine.global_names();
            let free = PROPOSED.iter().find(|name| !taken.iter().any(|(known, _)| known == *name));
            Seen { name: (*free.unwrap_or(&PROPOSED[0])).to_owned(), class: "Buffer", element: 1, region: meant }
        });
        Window { what: What::View, seen, meant: Some(meant), named, made: Some(statement) }
    }

    /// What is to be said of the views that show other bytes than the one they were made on: the first sentences, and how
    /// many there are.
    pub(super) fn strays(&mut self, walk: &Retainers, snapshot: &Snapshot) -> (Vec<String>, usize) {
        let heap = &self.machine.heap;
        let mut found: Vec<_> =
            walk.holders.iter().filter_map(|holder| Some((holder, heap.stray(holder.object)?))).collect();
        found.sort_by_key(|(_, stray)| stray.number);
        let mut sentences = Vec::new();
        for (holder, stray) in found.iter().take(view::ADVICE) {
            let path = self.machine.heap.path(walk, holder);
            let seen = self.seen(path, Some(Value::Object(holder.object)), holder.region);
            let window = self.strayed(walk, seen, stray.meant, stray.statement);
            sentences.extend(snapshot.slab(holder.region.slab).and_then(|slab| window.advice(slab)));
        }
        let buffers = walk.holders.iter().filter(|holder| {
            holder.buffer && !walk.only_behind_a_view(holder) && self.machine.heap.memory.is_pool(holder.region.slab)
        });
        let mut count = found.len();
        for holder in buffers {
            let Some(path) = self.machine.heap.typed_path(walk, holder) else { continue };
            let Some(slab) = snapshot.slab(holder.region.slab) else { continue };
            let seen = self.seen(path, Some(Value::Object(holder.object)), holder.region);
            let meant = self.one_of(walk, slab);
            let window = Window { what: What::ArrayBuffer, seen, named: meant.is_some(), meant, made: None };
            let advice = window.advice(slab);
            count += usize::from(advice.is_some());
            sentences.extend(advice.filter(|_| sentences.len() < view::ADVICE));
        }
        (sentences, count)
    }

    /// A view that is an allocation of this slab: the one whose `.buffer` was asked for last, or the first with a name.
    fn one_of(&self, walk: &Retainers, slab: &SlabView) -> Option<Seen> {
        let memory = &self.machine.heap.memory;
        let asked = self.machine.heap.asked_on(slab.id).filter(|asked| memory.why(*asked).is_some());
        let asked = asked.and_then(|asked| self.named(walk, |region| region == asked));
        asked.or_else(|| self.named(walk, |region| region.slab == slab.id && memory.why(region).is_some()))
    }

    /// The first view that passes and that code can name; a Buffer, if there is one.
    fn named(&self, walk: &Retainers, passes: impl Fn(Region) -> bool) -> Option<Seen> {
        let views = walk.holders.iter().filter(|holder| !holder.buffer && holder.region.length > 0);
        let mut found = None;
        for holder in views.filter(|holder| passes(holder.region)) {
            let value = Value::Object(holder.object);
            let is_buffer = self.kind_of(value) == "Buffer";
            if found.is_some() && !is_buffer {
                continue;
            }
            if let Some(name) = self.machine.heap.typed_path(walk, holder) {
                let seen = self.seen(name, Some(value), holder.region);
                if is_buffer {
                    return Some(seen);
                }
                found = Some(seen);
            }
        }
        found
    }

    /// A value as it is called, with what it shows.
    pub(super) fn seen(&self, name: String, value: Option<Value>, region: Region) -> Seen {
        let element = match value.and_then(Value::as_object).map(|object| self.machine.heap.kind(object)) {
            Some(Kind::View(view)) => view.element.width() as u32,
            _ => 1,
        };
        Seen { name, class: value.map_or("", |value| self.kind_of(value)), element, region }
    }
}
