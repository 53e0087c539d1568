//! Loads the program's own modules, each once, what it imports first; finds what they export (ECMAScript 16.2.1). Not the built-in ones.

use std::rc::Rc;

use super::loadable::Loadable;
use super::{Completion, Machine, Thrown, message};
use crate::code::{self, Source};
use crate::heap::{Attributes, Kind, ObjectId, PropertyKey, ScopeId, Value, flag};

/// Where an export is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exporting {
    At(ScopeId, u16),
    Missing,
    Ambiguous,
}

impl Machine {
    /// Whether a specifier is one of the program's own modules.
    pub(super) fn loads(&self, specifier: &str) -> bool {
        self.loader.0.is_some() && (specifier.starts_with(['.', '/']) || specifier.starts_with("file:"))
    }

    /// The module that runs, and its full name.
    pub(super) fn importing(&self) -> (Option<usize>, String) {
        let Some(frame) = self.frames.last() else { return (None, String::new()) };
        let source = &frame.loaded.code.source;
        let is = |module: &Loadable| module.code.as_ref().is_some_and(|code| Rc::ptr_eq(&code.source, source));
        (self.loaded_modules.iter().rposition(is), source.name.clone())
    }

    /// A module begins: its variables are where they stay.
    pub(super) fn module_ready(&mut self) {
        let (known, url) = self.importing();
        let Some(frame) = self.frames.last() else { return };
        let (scope, code) = (frame.scope, Rc::clone(&frame.loaded.code));
        match known {
            Some(at) => self.loaded_modules[at].scope = scope,
            None => self.loaded_modules.push(Loadable { url, code: Some(code), scope, ..Loadable::default() }),
        }
    }

    /// A module of the program's own, run unless it has been; `None` where it is none.
    pub fn load_module(&mut self, here: Option<usize>, referrer: &str, specifier: &str) -> Completion<Option<usize>> {
        if !self.loads(specifier) {
            return Ok(None);
        }
        let found = self.loader.0.clone().and_then(|find| find(referrer, specifier));
        let Some((url, text)) = found else { return Ok(None) };
        let known = self.loaded_modules.iter().position(|module| module.url == url);
        let at = known.unwrap_or(self.loaded_modules.len());
        if let Some(here) = here {
            self.loaded_modules[here].waits_for = Some(at);
        }
        if known.is_none() {
            self.run_module(url, text)?;
        }
        match self.loaded_modules[at].failed {
            Some(error) => Err(Thrown::Value(error)),
            None => Ok(Some(at)),
        }
    }

    fn run_module(&mut self, url: String, text: String) -> Completion<()> {
        let at = self.loaded_modules.len();
        self.loaded_modules.push(Loadable { url: url.clone(), ..Loadable::default() });
        let parsed = self.parse_module(&text)?;
        let done = match parsed {
            Err(error) => self.misparsed(&error),
            Ok(script) => match code::compile(&script, Rc::new(Source::new(url, text))) {
                Err(refusal) => self.fail(message::OUTSIDE_ONE, [&refusal.message]),
                Ok(code) => {
                    self.loaded_modules[at].code = Some(Rc::clone(&code));
                    self.descend()?;
                    let completion = self.completion;
                    let ran = self.run_script(&code, Value::Undefined);
                    self.completion = completion;
                    self.ascend();
                    match ran {
                        Ok(promise) if script.awaits => {
                            self.loaded_modules[at].promise = promise.as_object();
                            self.outcome(promise).unwrap_or(Ok(Value::Undefined))
                        }
                        ran => ran,
                    }
                }
            },
        };
        match done {
            Err(Thrown::Value(error)) => {
                self.loaded_modules[at].failed = Some(error);
                Ok(())
            }
            done => done.map(|_| ()),
        }
    }

    /// A module's imports are there: what it exports of others must be, too.
    pub(super) fn module_linked(&mut self) -> Completion<()> {
        let (Some(module), _) = self.importing() else { return Ok(()) };
        let Some(code) = self.loaded_modules[module].code.clone() else { return Ok(()) };
        for export in &code.exports {
            let (Some(name), Err((from, Some(there)))) = (&export.exported, &export.what) else { continue };
            let parts = [from.to_string(), there.to_string()];
            let parts = [parts[0].as_str(), parts[1].as_str()];
            match self.find_export(module, &name.to_string(), &mut Vec::new())? {
                Exporting::At(..) => {}
                Exporting::Missing => return self.fail(message::UNRESOLVABLE_EXPORT, parts),
                Exporting::Ambiguous => return self.fail(message::AMBIGUOUS_EXPORT, parts),
            }
        }
        Ok(())
    }

    /// What the running module waits for before the other one's exports are there: nothing where that one waits for this.
    pub(super) fn import_wait(&mut self, module: Value) -> Value {
        let Value::Number(number) = module else { return Value::Empty };
        let (here, _) = self.importing();
        let Some(promise) = self.loaded_modules.get(number as usize).and_then(|module| module.promise) else {
            return Value::Empty;
        };
        if self.outcome(Value::Object(promise)).is_some() {
            return Value::Empty;
        }
        let mut at = Some(number as usize);
        for _ in 0..=self.loaded_modules.len() {
            if at.is_none() || at == here {
                break;
            }
            at = at.and_then(|at| self.loaded_modules[at].waits_for);
        }
        if at.is_some() && at == here { Value::Empty } else { Value::Object(promise) }
    }

    /// A module's promise while it is not settled.
    pub fn module_promise(&mut self, module: usize) -> Option<ObjectId> {
        let promise = self.loaded_modules.get(module)?.promise?;
        if self.outcome(Value::Object(promise)).is_some() { None } else { Some(promise) }
    }

    /// `ResolveExport`
    pub(super) fn find_export(
        &mut self,
        module: usize,
        name: &str,
        seen: &mut Vec<(usize, String)>,
    ) -> Completion<Exporting> {
        if seen.iter().any(|(at, known)| *at == module && known == name) {
            return Ok(Exporting::Missing);
        }
        seen.push((module, name.to_owned()));
        let Loadable { code: Some(code), scope, url, .. } = self.loaded_modules[module].clone() else {
            return Ok(Exporting::Missing);
        };
        let own =
            code.exports.iter().find(|export| export.exported.as_ref().is_some_and(|text| text.to_string() == name));
        match own.map(|own| &own.what) {
            Some(Ok(slot)) => return Ok(scope.map_or(Exporting::Missing, |scope| Exporting::At(scope, *slot))),
            Some(Err((from, there))) => {
                let (from, there) = (from.to_string(), there.as_ref().map(ToString::to_string));
                return self.export_of(&url, &from, there.as_deref(), seen);
            }
            None if name == "default" => return Ok(Exporting::Missing),
            None => {}
        }
        let mut found = Exporting::Missing;
        for export in code.exports.iter().filter(|export| export.exported.is_none()) {
            let Err((from, _)) = &export.what else { continue };
            match (self.export_of(&url, &from.to_string(), Some(name), seen)?, found) {
                (Exporting::Ambiguous, _) => return Ok(Exporting::Ambiguous),
                (Exporting::Missing, _) => {}
                (other, Exporting::Missing) => found = other,
                (other, before) if other != before => return Ok(Exporting::Ambiguous),
                _ => {}
            }
        }
        Ok(found)
    }

    /// What a module exports of another one: a name, or its namespace.
    fn export_of(
        &mut self,
        url: &str,
        from: &str,
        name: Option<&str>,
        seen: &mut Vec<(usize, String)>,
    ) -> Completion<Exporting> {
        let value = match (self.load_module(None, url, from)?, name) {
            (Some(module), Some(name)) => return self.find_export(module, name, seen),
            (Some(module), None) => Value::Object(self.module_namespace(module)?),
            (None, name) => {
                let specifier = self.heap.string_value(from);
                let module = self.call(Value::Object(self.node.require), Value::Undefined, &[specifier])?;
                match name {
                    None => self.import_namespace(module)?,
                    Some("default") => module,
                    Some(name) => {
                        let key = self.heap.key(name);
                        if !self.still_has(module, key)? {
                            return Ok(Exporting::Missing);
                        }
                        self.get(module, key)?
                    }
                }
            }
        };
        let scope = self.heap.scope(None, 1);
        *self.heap.scope_slot_mut(scope, 0) = value;
        let cell = self.heap.object(None, Kind::Binding { scope, slot: 0 });
        self.heap.hold(Value::Object(cell));
        Ok(Exporting::At(scope, 0))
    }

    fn export_names(&mut self, module: usize, seen: &mut Vec<usize>, names: &mut Vec<String>) -> Completion<()> {
        if seen.contains(&module) {
            return Ok(());
        }
        seen.push(module);
        let first = seen.len() == 1;
        let Loadable { code: Some(code), url, .. } = self.loaded_modules[module].clone() else { return Ok(()) };
        for export in &code.exports {
            match (&export.exported, &export.what) {
                (Some(name), _) => {
                    let name = name.to_string();
                    if (first || name != "default") && !names.contains(&name) {
                        names.push(name);
                    }
                }
                (None, Err((from, _))) => {
                    if let Some(other) = self.load_module(None, &url, &from.to_string())? {
                        self.export_names(other, seen, names)?;
                    }
                }
                (None, Ok(_)) => {}
            }
        }
        Ok(())
    }

    /// `GetModuleNamespace`
    pub fn module_namespace(&mut self, module: usize) -> Completion<ObjectId> {
        if let Some(known) = self.loaded_modules[module].namespace {
            return Ok(known);
        }
        let namespace = self.heap.object(None, Kind::Namespace(Box::default()));
        self.loaded_modules[module].namespace = Some(namespace);
        let mut names = Vec::new();
        self.export_names(module, &mut Vec::new(), &mut names)?;
        names.sort_by_cached_key(|name| name.encode_utf16().collect::<Vec<u16>>());
        let mut places: Vec<(PropertyKey, ScopeId, u16)> = Vec::new();
        for name in names {
            if let Exporting::At(scope, slot) = self.find_export(module, &name, &mut Vec::new())? {
                let key = self.heap.key(&name);
                places.push((key, scope, slot));
            }
        }
        self.heap.get_mut(namespace).kind = Kind::Namespace(Box::new(places));
        let tag = self.heap.string_value("Module");
        self.heap.put_with(namespace, PropertyKey::Symbol(self.symbols.to_string_tag), tag, Attributes::NONE);
        self.heap.get_mut(namespace).flags |= flag::FIXED;
        Ok(namespace)
    }
}
