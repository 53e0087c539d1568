//! Realms: other sets of the language's objects over the same heap and memory (ECMAScript 9.3); what is Node's is shared. A function
//! runs in its own. Not what fills one: that is the library's.

use super::left::{Left, Lexical};
use super::{Completion, Machine, Realm, Row, message};
use crate::heap::{Kind, ObjectId, PropertyKey, ROW_BITS, ScopeId, StringId, Value};

/// How many realms there can be.
const REALMS: usize = 1 << (32 - ROW_BITS);

impl Machine {
    /// Does something in a realm of its own, which `install` fills.
    pub fn in_another_realm(
        &mut self,
        install: fn(&mut Self),
        inside: impl FnOnce(&mut Self) -> Completion,
    ) -> Completion {
        let completion = self.completion;
        let realm = self.new_realm(install)?;
        let result = self.in_realm(realm, inside);
        self.completion = completion;
        result
    }

    /// A new realm, which `install` fills.
    pub fn new_realm(&mut self, install: fn(&mut Self)) -> Completion<usize> {
        if self.realms.is_empty() {
            self.realms.push(None);
        }
        let free = (1..self.realms.len())
            .find(|&at| self.realms[at].is_none() && !self.entered.contains(&at) && at != self.here);
        let number = free.unwrap_or(self.realms.len());
        if number >= REALMS {
            return self.fail(message::OUTSIDE, ["so many realms"]);
        }
        let object = self.heap.object(None, Kind::Ordinary);
        let scope = self.heap.scope(None, 0);
        let left = Left {
            realm: Realm::filled_with(object),
            lexicals: rustc_hash::FxHashMap::default(),
            lexical_scope: scope,
        };
        if number == self.realms.len() {
            self.realms.push(Some(left));
        } else {
            self.realms[number] = Some(left);
        }
        self.in_realm(number, |machine| {
            // Every realm has the same built-ins: their rows are shared.
            machine.next_row = Some(0);
            machine.filled_by(install);
            machine.next_row = None;
            Ok(number)
        })
    }

    /// Does something in a realm.
    pub fn in_realm<T>(&mut self, realm: usize, inside: impl FnOnce(&mut Self) -> Completion<T>) -> Completion<T> {
        let before = self.here;
        self.entered.push(before);
        self.go_to(realm);
        let result = inside(self);
        self.go_to(before);
        self.entered.pop();
        result
    }

    fn go_to(&mut self, realm: usize) {
        let Some(there) = self.realms.get_mut(realm).and_then(Option::take) else { return };
        let here = Left {
            realm: std::mem::replace(&mut self.realm, there.realm),
            lexicals: std::mem::replace(&mut self.lexicals, there.lexicals),
            lexical_scope: std::mem::replace(&mut self.lexical_scope, there.lexical_scope),
        };
        self.realms[self.here] = Some(here);
        self.here = realm;
        self.heap.new_epoch();
    }

    /// The realms that stay whatever becomes of their objects: those that something is done in, and the first.
    pub(super) fn stays(&self, realm: usize) -> bool {
        realm == 0 || self.entered.contains(&realm)
    }

    /// Fills the realm with objects that have no likeness.
    pub fn filled_by(&mut self, install: fn(&mut Self)) {
        self.heap.shapes.fill();
        install(self);
        self.heap.shapes.settle();
    }

    /// The number of a built-in: its row is its first one, where another realm has it already.
    pub(super) fn row(&mut self, row: Row, name: StringId) -> u32 {
        let realm = (self.here as u32) << ROW_BITS;
        if let Some(next) = &mut self.next_row {
            let at = *next;
            let same = self
                .rows
                .get(at)
                .is_some_and(|known| known.name == row.name && std::ptr::fn_addr_eq(known.native, row.native));
            if same {
                *next += 1;
                return at as u32 | realm;
            }
        }
        self.rows.push(row);
        self.heap.add_native(name, row.length);
        (self.rows.len() as u32 - 1) | realm
    }

    /// The realm of a function that can be called, if it is another one than what runs.
    pub(super) fn foreign(&self, function: ObjectId) -> Option<usize> {
        let realm = match *self.heap.kind(function) {
            Kind::Function { code, .. } => self.heap.code(code)?.realm,
            Kind::Native(number) => (number >> ROW_BITS) as usize,
            _ => return None,
        };
        (realm != self.here).then_some(realm)
    }

    /// `GetFunctionRealm`, `None` where it is the one that runs.
    fn function_realm(&mut self, function: ObjectId) -> Completion<Option<usize>> {
        match self.heap.kind(function) {
            Kind::Bound(bound) => {
                let target = bound.target;
                self.function_realm(target)
            }
            &Kind::Proxy { target, handler } => {
                if handler.is_none() {
                    return self.fail(message::PROXY_REVOKED, ["construct"]);
                }
                self.function_realm(target)
            }
            _ => Ok(self.foreign(function)),
        }
    }

    /// The prototype a constructor's new object gets: its own, or `default` as its realm has it (ECMAScript
    /// `GetPrototypeFromConstructor`).
    pub fn prototype_from(&mut self, constructor: ObjectId, default: ObjectId) -> Completion<ObjectId> {
        let found = self.get(Value::Object(constructor), self.keys.prototype)?;
        if let Value::Object(found) = found {
            return Ok(found);
        }
        let Some(other) = self.function_realm(constructor)? else { return Ok(default) };
        Ok(self.likeness(default, other).unwrap_or(default))
    }

    /// What an object of this realm is in another one.
    fn likeness(&self, object: ObjectId, realm: usize) -> Option<ObjectId> {
        let mut here = Vec::new();
        self.realm.each(&mut |_, value| here.push(value));
        let place = here.iter().position(|value| *value == Value::Object(object))?;
        let mut there = Vec::new();
        self.realms.get(realm)?.as_ref()?.realm.each(&mut |_, value| there.push(value));
        there.get(place)?.as_object()
    }

    /// Whether a constructor is the one of arrays in another realm.
    pub fn is_foreign_array(&mut self, constructor: ObjectId) -> Completion<bool> {
        let Some(realm) = self.function_realm(constructor)? else { return Ok(false) };
        let array = self.realms.get(realm).and_then(|left| left.as_ref()).map(|left| left.realm.array_prototype);
        let own = array.and_then(|array| self.heap.own(array, self.keys.constructor));
        Ok(own.is_some_and(|own| own.value == Value::Object(constructor)))
    }

    /// A global lexical name.
    pub(super) fn own_lexical(&self, name: StringId) -> Option<(&Lexical, ScopeId)> {
        self.lexicals.get(&name).map(|lexical| (lexical, self.lexical_scope))
    }

    /// Why a global name cannot be declared: the global object takes no more properties.
    pub(super) fn refuse_global<T>(&mut self, key: PropertyKey) -> Completion<T> {
        let shown = self.key_text(key);
        self.fail(message::OBJECT_NOT_EXTENSIBLE, [&shown])
    }
}
