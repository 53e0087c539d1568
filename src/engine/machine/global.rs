//! Global names: lexical ones of earlier scripts, then the global object's properties (ECMAScript 9.1.1.4, 16.1.7).

use std::rc::Rc;

use super::message::ErrorClass;
use super::{Completion, Lexical, Machine, message};
use crate::code::{Code, GlobalKind, Source};
use crate::heap::{Attributes, Found, GlobalCache, GlobalPlace, PropertyKey, StringId, Value};

/// What of Node's globals is left out, by what it belongs to.
const OUTSIDE: [(&str, &[&str]); 6] = [
    (
        "the network is",
        &[
            "fetch",
            "Request",
            "Response",
            "Headers",
            "FormData",
            "WebSocket",
            "EventSource",
            "CloseEvent",
            "URLPattern",
        ],
    ),
    ("URLs are", &["URL", "URLSearchParams"]),
    ("threads are", &["Worker", "SharedWorker"]),
    ("events are", &["ErrorEvent"]),
    (
        "files and streams are",
        &[
            "Blob",
            "File",
            "ReadableStream",
            "WritableStream",
            "TransformStream",
            "TextEncoderStream",
            "TextDecoderStream",
            "CompressionStream",
            "DecompressionStream",
        ],
    ),
    (
        "it is",
        &[
            "Intl",
            "Temporal",
            "WebAssembly",
            "crypto",
            "Crypto",
            "navigator",
            "localStorage",
            "sessionStorage",
            "Storage",
        ],
    ),
];

impl Machine {
    /// Throws the `ReferenceError` for a name that is not there. A name that real Node has says why it is missing;
    /// `typeof` still answers `undefined`, so programs that look before they use one go on.
    pub(super) fn not_defined<T>(&mut self, key: PropertyKey) -> Completion<T> {
        let shown = self.key_text(key);
        match OUTSIDE.iter().find(|(_, names)| names.contains(&shown.as_str())) {
            Some((what, _)) => self.fail(message::NOT_DEFINED_OUTSIDE, [&shown, what]),
            None => self.fail(message::NOT_DEFINED, [&shown]),
        }
    }

    /// Declares what a script declares globally, or throws before anything is changed. What code that `eval` got declares can be
    /// deleted (ECMAScript `GlobalDeclarationInstantiation`, `EvalDeclarationInstantiation`).
    pub(super) fn declare_globals(&mut self, code: &Code, evaluated: bool) -> Completion<()> {
        let names: Vec<_> = code.globals.iter().map(|(name, kind)| (self.heap.intern(name.clone()), *kind)).collect();
        self.may_declare(&names, evaluated)?;
        if !names.is_empty() {
            self.heap.new_epoch();
        }
        let attributes = if evaluated { Attributes::ALL } else { Attributes(3) };
        for (name, kind) in names {
            let key = PropertyKey::String(name);
            match kind {
                GlobalKind::Let | GlobalKind::Const => {
                    let slot = self.heap.grow_scope(self.lexical_scope, Value::Empty);
                    let awaited = Some(Rc::clone(&code.source));
                    self.lexicals.insert(name, Lexical { slot, constant: kind == GlobalKind::Const, awaited });
                }
                GlobalKind::Var | GlobalKind::Function => {
                    let own = self.heap.own(self.realm.global, key);
                    let renewed = kind == GlobalKind::Function && own.is_some_and(|own| own.attributes.configurable());
                    if own.is_none() || renewed {
                        self.heap.put_with(self.realm.global, key, Value::Undefined, attributes);
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether a script may declare these names globally.
    pub(super) fn may_declare(&mut self, names: &[(StringId, GlobalKind)], evaluated: bool) -> Completion<()> {
        for &(name, kind) in names {
            let lexical = matches!(kind, GlobalKind::Let | GlobalKind::Const);
            let var = self.heap.own(self.realm.global, PropertyKey::String(name));
            let fixed = var.is_some_and(|property| !property.attributes.configurable());
            if !lexical && var.is_none() && !self.heap.is_extensible(self.realm.global) {
                return self.refuse_global(PropertyKey::String(name));
            }
            // A function may take the place of what can be written and seen.
            let free = |own: crate::heap::Property| own.attributes == Attributes(3);
            let taken = kind == GlobalKind::Function && fixed && !var.is_some_and(free);
            if self.lexicals.contains_key(&name) || (lexical && fixed) || taken {
                let shown = self.heap.utf8(name);
                let said = message::VAR_REDECLARATION;
                let said = if taken && evaluated { said.of(ErrorClass::TypeError) } else { said };
                return self.fail(said, [&shown]);
            }
        }
        Ok(())
    }

    /// The value of a global name that was found before.
    #[inline]
    pub(super) fn known_global(&self, cache: GlobalCache) -> Option<&Value> {
        if cache.epoch != self.heap.epoch() {
            return None;
        }
        match cache.place {
            GlobalPlace::Unknown => None,
            GlobalPlace::Lexical(slot) => {
                let value = self.heap.scope_slot(self.lexical_scope, slot as usize);
                (!matches!(value, Value::Empty)).then_some(value)
            }
            GlobalPlace::Property(slot) => self.heap.get(self.realm.global).slots().get(slot as usize),
        }
    }

    /// Assigns a global name that was found before: whether that was possible.
    #[inline]
    pub(super) fn set_known_global(&mut self, cache: GlobalCache, value: Value) -> bool {
        if cache.epoch != self.heap.epoch() || !cache.writable {
            return false;
        }
        let place = match cache.place {
            GlobalPlace::Unknown => return false,
            GlobalPlace::Lexical(slot) => self.heap.scope_slot_mut(self.lexical_scope, slot as usize),
            GlobalPlace::Property(slot) => self.heap.get_mut(self.realm.global).slot_mut(slot),
        };
        if matches!(place, Value::Empty) {
            return false;
        }
        *place = value;
        true
    }

    /// Where a global name is, for the next time.
    pub(super) fn global_place(&self, key: PropertyKey) -> GlobalCache {
        let epoch = self.heap.epoch();
        let lexical = match key {
            PropertyKey::String(name) => self.lexicals.get(&name),
            _ => None,
        };
        if let Some(&Lexical { slot, constant, .. }) = lexical {
            return GlobalCache { place: GlobalPlace::Lexical(slot as u32), writable: !constant, epoch };
        }
        let shape = self.heap.get(self.realm.global).shape;
        match shape.and_then(|shape| self.heap.shapes.find(shape, key)) {
            Some((slot, attributes)) if !attributes.accessor() => {
                GlobalCache { place: GlobalPlace::Property(slot), writable: attributes.writable(), epoch }
            }
            _ => GlobalCache::default(),
        }
    }

    /// A global name's value, `None` if there is no such name.
    pub(super) fn find_global(&mut self, key: PropertyKey) -> Completion<Option<Value>> {
        if let PropertyKey::String(name) = key
            && let Some((lexical, scope)) = self.own_lexical(name)
        {
            if let Some(declared) = &lexical.awaited {
                let own = self.runs_part_of(declared);
                let shown = self.heap.utf8(name);
                if own {
                    return self.too_early(&shown);
                }
                return self.fail(message::NOT_DEFINED, [&shown]);
            }
            return Ok(Some(*self.heap.scope_slot(scope, lexical.slot)));
        }
        let global = self.realm.global;
        match self.look_up(global, key) {
            Ok(Found::Value(value)) => Ok(Some(value)),
            Ok(Found::Getter(None)) => Ok(Some(Value::Undefined)),
            Ok(Found::Getter(Some(getter))) => self.call(Value::Object(getter), Value::Object(global), &[]).map(Some),
            Err(Some(proxy)) if self.has(proxy, key)? => self.get(Value::Object(global), key).map(Some),
            Err(_) => Ok(None),
        }
    }

    /// Assigns a global name.
    pub(super) fn set_global(&mut self, key: PropertyKey, value: Value, strict: bool) -> Completion<()> {
        if let PropertyKey::String(name) = key
            && let Some((&Lexical { slot, constant, ref awaited }, scope)) = self.own_lexical(name)
        {
            // Where the script that declares a constant assigns it too early, V8 says that, other scripts that it is one.
            if constant && !awaited.as_ref().is_some_and(|declared| self.runs_part_of(declared)) {
                return self.fail(message::CONST_ASSIGN, []);
            }
            if awaited.is_some() {
                let shown = self.heap.utf8(name);
                return self.too_early(&shown);
            }
            *self.heap.scope_slot_mut(scope, slot) = value;
            return Ok(());
        }
        let global = self.realm.global;
        if strict && !self.has(global, key)? {
            let shown = self.key_text(key);
            return self.fail(message::NOT_DEFINED, [&shown]);
        }
        self.set(Value::Object(global), key, value, strict)
    }

    /// Gives a global lexical name its first value.
    pub(super) fn init_global(&mut self, key: PropertyKey, value: Value) {
        if let PropertyKey::String(name) = key
            && let Some(lexical) = self.lexicals.get_mut(&name)
        {
            lexical.awaited = None;
            *self.heap.scope_slot_mut(self.lexical_scope, lexical.slot) = value;
        }
    }

    /// Deletes a global name, if that can be done: a lexical one cannot.
    pub(super) fn delete_global(&mut self, key: PropertyKey) -> bool {
        let lexical = matches!(key, PropertyKey::String(name) if self.lexicals.contains_key(&name));
        !lexical && self.heap.delete(self.realm.global, key)
    }

    /// Whether what runs is written in this source.
    fn runs_part_of(&self, source: &Rc<Source>) -> bool {
        self.frames.last().is_some_and(|frame| Rc::ptr_eq(&frame.loaded.code.source, source))
    }

    /// Throws what is said of a name that has no value yet.
    pub(super) fn too_early<T>(&mut self, shown: &str) -> Completion<T> {
        self.fail(message::ACCESSED_UNINITIALIZED_VARIABLE, [shown])
    }

    /// Every global lexical name with its value, for completion and for naming what keeps memory alive.
    pub fn global_names(&mut self) -> Vec<(String, Value)> {
        let mut names: Vec<(String, Value)> = self
            .lexicals
            .iter()
            .map(|(name, lexical)| (self.heap.utf8(*name), *self.heap.scope_slot(self.lexical_scope, lexical.slot)))
            .collect();
        for key in self.heap.own_keys(self.realm.global) {
            if let PropertyKey::String(name) = key
                && let Some(property) = self.heap.own(self.realm.global, key)
                && !property.attributes.accessor()
                && property.attributes.enumerable()
            {
                names.push((self.heap.utf8(name), property.value));
            }
        }
        names.sort_by(|a, b| a.0.cmp(&b.0));
        names
    }
}
