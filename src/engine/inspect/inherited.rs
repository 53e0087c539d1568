//! Properties of prototypes, which `showHidden` adds to an instance's own (Node's `addPrototypeProperties`). Not methods:
//! those are never among them.

use rustc_hash::FxHashSet;

use super::inspector::{Inspector, Thrown};
use super::piece::Piece;
use crate::heap::{ObjectId, PropertyKey};

/// Prototypes looked at, at most.
const PROTOTYPES: usize = 3;

/// Constructors of the language (Node's `builtInObjects`): their prototypes tell nothing new, and `%s` inspects their
/// instances.
pub(super) const BUILT_IN: &[&str] = &[
    "Object",
    "Function",
    "Array",
    "Number",
    "Boolean",
    "String",
    "Symbol",
    "Date",
    "Promise",
    "RegExp",
    "Error",
    "AggregateError",
    "EvalError",
    "RangeError",
    "ReferenceError",
    "SyntaxError",
    "TypeError",
    "URIError",
    "ArrayBuffer",
    "Uint8Array",
    "Int8Array",
    "Uint16Array",
    "Int16Array",
    "Uint32Array",
    "Int32Array",
    "Float16Array",
    "Float32Array",
    "Float64Array",
    "Uint8ClampedArray",
    "BigUint64Array",
    "BigInt64Array",
    "DataView",
    "Map",
    "BigInt",
    "Set",
    "WeakMap",
    "WeakSet",
    "WeakRef",
    "Proxy",
    "FinalizationRegistry",
    "SharedArrayBuffer",
    "Iterator",
];

impl Inspector<'_> {
    /// What an object of a class of the program's own inherits, as far as it is no method and not covered.
    pub(super) fn inherited(&mut self, object: ObjectId, recursion: i32) -> Thrown<Vec<Piece>> {
        let mut shown = Vec::new();
        let Some(found) = self.first_named_constructor(object)? else { return Ok(shown) };
        let first = self.heap().seen_proto(object);
        if first == Some(found) && self.is_built_in(found) {
            return Ok(shown);
        }
        let mut at = first.unwrap_or(object);
        let mut covered: FxHashSet<PropertyKey> = FxHashSet::default();
        for level in 0..PROTOTYPES {
            if level > 0 || at == object {
                let Some(proto) = self.heap().seen_proto(at) else { break };
                at = proto;
                if self.is_built_in(at) {
                    break;
                }
            }
            let keys = self.heap().own_keys(at);
            let constructor = self.heap().key("constructor");
            self.seen.push(object);
            for &key in &keys {
                let hidden = key == constructor || covered.contains(&key) || self.heap().own(object, key).is_some();
                let Some(own) = self.heap().own(at, key).filter(|_| !hidden) else { continue };
                if !own.attributes.accessor() && self.heap().is_function(own.value) {
                    continue;
                }
                shown.push(self.property_for(at, object, key, recursion, false)?);
            }
            self.seen.pop();
            covered.extend(keys);
        }
        Ok(shown)
    }

    fn is_built_in(&mut self, prototype: ObjectId) -> bool {
        let heap = self.heap();
        let (constructor, name) = (heap.key("constructor"), heap.key("name"));
        let own = heap.own(prototype, constructor).filter(|own| !own.attributes.accessor());
        let name = own
            .and_then(|own| own.value.as_object())
            .filter(|&function| heap.is_callable(function))
            .and_then(|function| heap.own(function, name));
        name.and_then(|name| self.text_of(name.value)).is_some_and(|name| BUILT_IN.contains(&name.as_str()))
    }
}
