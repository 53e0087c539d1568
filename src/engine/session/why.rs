//! `.why`: the decision behind an allocation, or what a view shows that is no allocation of its own. Not how it is drawn.

use super::Session;
use super::look::Target;
use crate::heap::{Kind, Retainers, Value};
use pool::memory::snapshot::SlabView;
use pool::memory::{Region, Snapshot};
use pool::styled::Styled;
use pool::view::{self, Seen, What, Window};

/// Names proposed for a view that has none.
const PROPOSED: [&str; 5] = ["b", "buf", "bytes", "source", "original"];

impl Session {
    pub(super) fn why(&mut self, argument: &str, width: usize) -> Styled {
        if argument.is_empty() {
            return match self.machine.heap.memory.ledger().last() {
                Some(event) => self.decision(event.region, width),
                None => Styled::from("nothing has been allocated yet"),
            };
        }
        // An expression may make a view and ask another one for its `ArrayBuffer`, which is no statement's doing.
        let (asked, strayed) = (self.machine.heap.last_asked(), self.machine.heap.strayed());
        let answer = match self.target(argument) {
            Ok(target) => self.why_target(argument, target, strayed, width),
            Err(answer) => answer,
        };
        self.machine.heap.restore_asked(asked);
        answer
    }

    fn why_target(&mut self, argument: &str, target: Target, strayed: u32, width: usize) -> Styled {
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
            return self.part(argument, region, width);
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
            let statement = if stray.number < strayed { stray.statement } else { 0 };
            self.strayed(&walk, seen, stray.meant, statement)
        } else {
            let meant = self.one_of(&walk, slab);
            Window { what, seen, named: meant.is_some(), meant, made: None }
        };
        window.explain(slab, &names, width)
    }

    /// The decision behind an allocation, and which part of it this is.
    fn part(&mut self, name: &str, region: Region, width: usize) -> Styled {
        let whole = self.machine.heap.memory.why(region).map(|decision| decision.region);
        let mut answer = self.decision(region, width);
        if let Some(whole) = whole.filter(|whole| *whole != region) {
            answer.append(view::part(name, region, whole, width));
            if self.machine.odd_search == Some(region) {
                answer.append(view::odd(name, region, width));
            }
        }
        answer
    }

    /// The decision behind a region that is one allocation, or a part of one.
    fn decision(&mut self, region: Region, width: usize) -> Styled {
        let snapshot = self.machine.snapshot();
        let memory = &self.machine.heap.memory;
        let Some(decision) = memory.why(region) else {
            return format!("#{} is freed, and its decisions with it", region.slab.0).into();
        };
        let said = memory.ledger().statement(decision.statement).unwrap_or_default().to_owned();
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
        (sentences, found.len())
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
