//! One property: its name and its value, getter or setter (Node's `formatProperty`). Not which properties are shown.

use super::inspector::{Inspector, Thrown};
use super::options::Getters;
use super::piece::Piece;
use super::primitive::quote_string;
use super::primitive::{escape, is_plain_key, symbol_text};
use crate::heap::{ObjectId, PropertyKey, Value};
use pool::memory::Fact;
use pool::styled::Role;

impl Inspector<'_> {
    /// `name: value`, or the value alone for an `element` of an array.
    pub(super) fn property(
        &mut self,
        object: ObjectId,
        key: PropertyKey,
        recursion: i32,
        element: bool,
    ) -> Thrown<Piece> {
        self.property_for(object, object, key, recursion, element)
    }

    /// A property of `object` as `receiver` sees it.
    pub(super) fn property_for(
        &mut self,
        object: ObjectId,
        receiver: ObjectId,
        key: PropertyKey,
        recursion: i32,
        element: bool,
    ) -> Thrown<Piece> {
        let Some(own) = self.heap().own(object, key) else {
            return Ok(Piece::of(Role::Undefined, "undefined"));
        };
        let mut between = String::from(": ");
        let piece = if own.attributes.accessor() {
            let (get, set) = self.heap().accessor(own.value);
            self.accessor(receiver, get, set, recursion)?
        } else {
            let step = if element { 2 } else { self.step() };
            self.indentation += step;
            let piece = self.value(own.value, recursion, false);
            if step == 3 && piece.as_ref().is_ok_and(|piece| self.options.break_length < piece.width()) {
                between = format!(":\n{}", " ".repeat(self.indentation));
            }
            self.indentation -= step;
            piece?
        };
        if element {
            return Ok(piece);
        }
        let mut named = self.key_name(key, own.attributes.enumerable());
        named.push(Role::Plain, between).append(piece);
        Ok(named)
    }

    fn accessor(
        &mut self,
        object: ObjectId,
        get: Option<ObjectId>,
        set: Option<ObjectId>,
        recursion: i32,
    ) -> Thrown<Piece> {
        let (getter, label) = match (get, set) {
            (Some(getter), None) => (getter, "Getter"),
            (Some(getter), Some(_)) => (getter, "Getter/Setter"),
            (None, Some(_)) => return Ok(Piece::special("[Setter]")),
            (None, None) => return Ok(Piece::of(Role::Undefined, "undefined")),
        };
        let called = match self.options.getters {
            Getters::None => false,
            Getters::All => true,
            Getters::WithoutSetter => set.is_none(),
            Getters::WithSetter => set.is_some(),
        };
        if !called {
            return Ok(Piece::special(format!("[{label}]")));
        }
        let later = self.knows(Fact::GetterShown);
        let answer = self.host.call(getter, Value::Object(object), &[]);
        self.indentation += 2;
        let mut piece = Piece::special(format!("[{label}:"));
        piece.push(Role::Plain, " ");
        match answer {
            Ok(Value::Object(id)) if later || !self.heap().is_callable(id) => {
                piece = Piece::special(format!("[{label}]"));
                piece.push(Role::Plain, " ").append(self.value(Value::Object(id), recursion, false)?);
                self.indentation -= 2;
                return Ok(piece);
            }
            Ok(value @ Value::Object(_)) => {
                piece.append(self.value(value, recursion, false)?);
            }
            Ok(value) => {
                piece.append(self.primitive(value)?);
            }
            Err(thrown) => {
                piece.push(Role::Plain, "<Inspection threw (");
                if later {
                    piece.append(self.value(thrown, recursion, false)?);
                } else {
                    let message = match thrown {
                        Value::Object(error) => self.get_named(error, "message")?,
                        _ => Value::Undefined,
                    };
                    piece.push(Role::Plain, self.host.text(message)?);
                }
                piece.push(Role::Plain, ")>");
            }
        }
        self.indentation -= 2;
        piece.push(Role::Special, "]");
        Ok(piece)
    }

    fn key_name(&mut self, key: PropertyKey, enumerable: bool) -> Piece {
        let later = self.knows(Fact::KeysQuoted);
        let (name, bracketed) = match key {
            PropertyKey::Symbol(symbol) => {
                let text = symbol_text(self.heap(), symbol);
                let text = escape(crate::text::Text::from(text).view());
                (Piece::of(Role::Symbol, text), !later || !enumerable)
            }
            PropertyKey::Index(index) => {
                let quoted = enumerable || later;
                let text = if quoted { format!("'{index}'") } else { index.to_string() };
                (Piece::of(if quoted { Role::String } else { Role::Plain }, text), !enumerable)
            }
            PropertyKey::String(string) => {
                let text = self.heap().text(string).clone();
                let units = text.view();
                if units == *"__proto__" {
                    (Piece::plain("['__proto__']"), later && !enumerable)
                } else if !enumerable && !later {
                    (Piece::plain(escape(units)), true)
                } else if is_plain_key(units) {
                    (Piece::of(Role::Name, text.to_string()), !enumerable)
                } else {
                    (Piece::of(Role::String, quote_string(units)), !enumerable)
                }
            }
        };
        if !bracketed {
            return name;
        }
        let mut piece = Piece::plain("[");
        piece.append(name).push(Role::Plain, "]");
        piece
    }

    /// `[byteLength]: 3`, or as an ordinary property where the release has them so.
    pub(super) fn extra_of(&mut self, object: ObjectId, name: &str, recursion: i32, typed: bool) -> Thrown<Piece> {
        let key = self.heap().key(name);
        if !typed && !self.knows(Fact::ExtrasBracketed) && self.heap().own(object, key).is_some() {
            return self.property(object, key, recursion, false);
        }
        let value = self.get(object, key)?;
        let mut piece = if self.knows(Fact::ExtrasBracketed) {
            Piece::of(Role::String, format!("[{name}]"))
        } else if typed {
            Piece::plain(format!("[{name}]"))
        } else {
            Piece::of(Role::Name, name)
        };
        self.indentation += 2;
        let shown = self.value(value, recursion, typed);
        self.indentation -= 2;
        piece.push(Role::Plain, ": ").append(shown?);
        Ok(piece)
    }
}
