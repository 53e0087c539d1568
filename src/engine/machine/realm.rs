//! Other realms: a second set of the language's objects over the same heap and memory (ECMAScript 9.3); what is Node's is shared.
//! Not what fills one: that is the library's.

use super::left::{Left, Lexical};
use super::{Completion, Machine, Realm, Row};
use crate::heap::{Kind, Loaded, ObjectId, ScopeId, StringId};

impl Machine {
    /// Does something in a realm of its own, which `install` fills.
    pub fn in_another_realm(
        &mut self,
        install: fn(&mut Self),
        inside: impl FnOnce(&mut Self) -> Completion,
    ) -> Completion {
        let completion = self.completion;
        let object = self.heap.object(None, Kind::Ordinary);
        let scope = self.heap.scope(None, 0);
        let left = Left {
            realm: std::mem::replace(&mut self.realm, Realm::filled_with(object)),
            lexicals: std::mem::take(&mut self.lexicals),
            lexical_scope: std::mem::replace(&mut self.lexical_scope, scope),
        };
        self.left.push(left);
        // Every realm has the same built-ins: their rows are shared.
        self.next_row = Some(0);
        self.filled_by(install);
        self.next_row = None;
        self.heap.new_epoch();
        let result = inside(self);
        if let Some(left) = self.left.pop() {
            self.realm = left.realm;
            self.lexicals = left.lexicals;
            self.lexical_scope = left.lexical_scope;
        }
        self.heap.new_epoch();
        self.completion = completion;
        result
    }

    /// Fills the realm with objects that have no likeness.
    pub fn filled_by(&mut self, install: fn(&mut Self)) {
        self.heap.shapes.fill();
        install(self);
        self.heap.shapes.settle();
    }

    /// The place of a built-in's row: its first one, where another realm has it already.
    pub(super) fn row(&mut self, row: Row, name: StringId) -> u32 {
        if let Some(next) = &mut self.next_row {
            let at = *next;
            let same = self
                .rows
                .get(at)
                .is_some_and(|known| known.name == row.name && std::ptr::fn_addr_eq(known.native, row.native));
            if same {
                *next += 1;
                return at as u32;
            }
        }
        self.rows.push(row);
        self.heap.add_native(name, row.length);
        self.rows.len() as u32 - 1
    }

    /// The realm that what runs was written in, if that was left.
    pub(super) fn own_realm(&self) -> Option<&Left> {
        self.left.get(self.frames.last()?.loaded.realm)
    }

    /// The global object of the code's realm.
    pub(super) fn global_of(&self, loaded: &Loaded) -> ObjectId {
        self.left.get(loaded.realm).map_or(self.realm.global, |left| left.realm.global)
    }

    /// The global object of what runs.
    pub(super) fn own_global(&self) -> ObjectId {
        self.own_realm().map_or(self.realm.global, |left| left.realm.global)
    }

    /// A global lexical name of what runs.
    pub(super) fn own_lexical(&self, name: StringId) -> Option<(&Lexical, ScopeId)> {
        let (lexicals, scope) = match self.own_realm() {
            Some(left) => (&left.lexicals, left.lexical_scope),
            None => (&self.lexicals, self.lexical_scope),
        };
        lexicals.get(&name).map(|lexical| (lexical, scope))
    }
}
