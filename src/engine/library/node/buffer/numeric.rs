//! The `read` and `write` methods of Buffer: arguments in, numbers out, for every row of `buffer::numeric`. Not what the
//! bytes mean.

use num_bigint::Sign;

use super::elsewhere;
use crate::buffer::numeric::{self, FAMILIES, Family, Meaning, Numeric};
use crate::buffer::{Fault, validate};
use crate::heap::{ObjectId, Value, View};
use crate::library::node::arguments::{check, number, uint8, wrong_type};
use crate::machine::{Call, Completion, Machine, Native, Row, message};
use pool::memory::Fact;

/// A family's two functions under their first names.
struct Pair {
    read: (&'static str, Native),
    write: (&'static str, Native),
}

macro_rules! pairs {
    ($($index:literal $suffix:literal),* $(,)?) => {
        [$(Pair {
            read: (concat!("read", $suffix), read::<$index>),
            write: (concat!("write", $suffix), write::<$index>),
        }),*]
    };
}

/// In the order of `FAMILIES`, under the names the functions have in lib/internal/buffer.js.
const PAIRS: [Pair; FAMILIES.len()] = pairs! {
    0 "UInt8", 1 "UInt16LE", 2 "UInt16BE", 3 "UInt32LE", 4 "UInt32BE", 5 "UIntLE", 6 "UIntBE",
    7 "Int8", 8 "Int16LE", 9 "Int16BE", 10 "Int32LE", 11 "Int32BE", 12 "IntLE", 13 "IntBE",
    14 "BigUInt64LE", 15 "BigUInt64BE", 16 "BigInt64LE", 17 "BigInt64BE",
    18 "FloatForwards", 19 "FloatBackwards", 20 "DoubleForwards", 21 "DoubleBackwards",
};

/// Families in the order lib/internal/buffer.js assigns them: those with an alias, then those without.
const GROUPS: [(&[usize], &[usize]); 3] =
    [(&[14, 15], &[16, 17]), (&[5, 3, 1, 0, 6, 4, 2], &[12, 10, 8, 7, 13, 11, 9]), (&[18, 19, 20, 21], &[])];

/// Puts the methods on `Buffer.prototype`.
pub(crate) fn install(machine: &mut Machine, prototype: ObjectId) {
    for (first, second) in GROUPS {
        for reading in [true, false] {
            let made: Vec<(usize, ObjectId)> =
                first.iter().map(|&index| (index, add(machine, prototype, index, reading))).collect();
            let verb = if reading { "read" } else { "write" };
            for (index, function) in made {
                if let Some(alias) = FAMILIES[index].alias {
                    let key = machine.heap.key(&format!("{verb}{alias}"));
                    machine.heap.put(prototype, key, Value::Object(function));
                }
            }
            for &index in second {
                add(machine, prototype, index, reading);
            }
        }
    }
}

fn add(machine: &mut Machine, prototype: ObjectId, index: usize, reading: bool) -> ObjectId {
    let (family, pair) = (&FAMILIES[index], &PAIRS[index]);
    let plain = matches!(family.kind, Meaning::Unsigned | Meaning::Signed);
    // Since Node 24 these are unnamed functions around others that take the Buffer as an argument.
    let wrapped = machine.knows(Fact::NumbersWrapped) && plain && family.width.is_some() && reading;
    let (verb, (name, native)) = if reading { ("read", pair.read) } else { ("write", pair.write) };
    let length = match (reading, family.width) {
        (true, Some(_)) => u8::from(wrapped),
        (true, None) => 2,
        (false, Some(_)) => 1,
        (false, None) => 3,
    };
    let name = if wrapped { "" } else { name };
    let function = machine.native(Row { name, length, constructs: false, native });
    let key = machine.heap.key(&format!("{verb}{}", family.suffix));
    machine.heap.put(prototype, key, Value::Object(function));
    function
}

/// `undefined` is 0 where the parameter has a default.
fn offset_argument(machine: &mut Machine, value: Value, defaulted: bool) -> Completion<f64> {
    if defaulted && value.is_undefined() { Ok(0.0) } else { number(machine, value, "offset") }
}

/// The width that an argument gives `readUIntLE` and its kin.
fn width_argument(machine: &mut Machine, value: Value) -> Completion<usize> {
    if !matches!(value, Value::Number(_)) {
        // `boundsError` takes its floor before it looks at its type.
        machine.to_number(value)?;
    }
    let width = number(machine, value, "byteLength")?;
    check(machine, validate::byte_length(width))
}

fn read<const INDEX: usize>(machine: &mut Machine, call: &Call) -> Completion {
    let family = &FAMILIES[INDEX];
    let first = machine.argument(call, 0);
    let (offset, width) = if let Some(width) = family.width {
        (offset_argument(machine, first, true)?, width)
    } else {
        if first.is_undefined() {
            return wrong_type(machine, "offset", &["number"], first);
        }
        let width = width_argument(machine, machine.argument(call, 1))?;
        if !super::receiver::is_instance(machine, call.this) {
            handed_over(machine, call.this, family, width)?;
        }
        (offset_argument(machine, first, true)?, width)
    };
    let Some(view) = bytes_of(machine, call.this) else {
        return elsewhere::read(machine, call.this, family, offset, width);
    };
    let bytes = machine.heap.view_bytes(view);
    let numeric = match validate::offset(offset, width, bytes.len()) {
        Ok(at) => numeric::read(family.kind, family.order, &bytes[at..at + width]),
        Err(fault) => return crate::library::node::arguments::fail(machine, &fault),
    };
    Ok(match numeric {
        Numeric::Number(number) => Value::Number(number),
        Numeric::Signed(big) => machine.heap.bigint_value(big),
        Numeric::Unsigned(big) => machine.heap.bigint_value(big),
    })
}

/// The view that is read as bytes; other typed arrays are read as their elements.
#[inline]
fn bytes_of(machine: &Machine, this: Value) -> Option<View> {
    uint8(machine, this)
}

/// The method that a variable-width read hands over to, which only Buffers have: `this.readUInt16LE` before Node 24.
fn handed_over(machine: &mut Machine, this: Value, family: &Family, width: usize) -> Completion<()> {
    if !matches!(width, 1 | 2 | 4) || machine.knows(Fact::NumbersWrapped) {
        return Ok(());
    }
    let kind = if family.kind == Meaning::Signed { "Int" } else { "UInt" };
    let order = match (width, family.order) {
        (1, _) => "",
        (_, numeric::Order::Little) => "LE",
        (_, numeric::Order::Big) => "BE",
    };
    let name = format!("read{kind}{}{order}", width * 8);
    let method = machine.get_named(this, &name)?;
    if machine.heap.is_function(method) {
        Ok(())
    } else {
        machine.fail(message::CALLED_NON_CALLABLE, [&format!("this.{name}")])
    }
}

fn write<const INDEX: usize>(machine: &mut Machine, call: &Call) -> Completion {
    let family = &FAMILIES[INDEX];
    let (value, offset) = (machine.argument(call, 0), machine.argument(call, 1));
    let width = match family.width {
        Some(width) => width,
        None => width_argument(machine, machine.argument(call, 2))?,
    };
    let defaulted = family.width.is_some();
    if matches!(family.kind, Meaning::BigUnsigned | Meaning::BigSigned) {
        return write_big(machine, call.this, family, value, offset);
    }
    let value = machine.to_number(value)?;
    if width == 1 {
        // writeU_Int8 alone looks at the offset's type before it looks at the value.
        offset_argument(machine, offset, defaulted)?;
    }
    let bits = check(machine, numeric::number_bits(family.kind, width, value))?;
    let offset = offset_argument(machine, offset, defaulted)?;
    put(machine, call.this, family, (value, bits), offset, width)
}

/// `writeBigU_Int64LE` and its kin: the value is compared as it comes, and must then be a BigInt.
fn write_big(machine: &mut Machine, this: Value, family: &Family, value: Value, offset: Value) -> Completion {
    let given = value;
    let (mut bits, over) = big_bits(machine, family, given)?;
    if matches!(given, Value::Object(_)) && !over {
        // `value > max || value < min`
        (bits, _) = big_bits(machine, family, given)?;
    }
    let mixed = matches!(bits, Err(Fault::MixedBigInt));
    let bits = match bits {
        Ok(bits) => bits,
        Err(_) if mixed => 0,
        // What was given is shown as it was given.
        Err(Fault::OutOfRange { name, bounds, .. }) if !matches!(given, Value::Number(_) | Value::BigInt(_)) => {
            let received = crate::library::node::arguments::inspected_text(machine, given).to_string();
            return crate::library::node::arguments::fail(machine, &Fault::OutOfRange { name, bounds, received });
        }
        Err(fault) => return crate::library::node::arguments::fail(machine, &fault),
    };
    let offset = offset_argument(machine, offset, true)?;
    if let Value::Object(_) = given {
        return write_halves(machine, this, family, given, offset);
    }
    if mixed {
        locate(machine, this, offset, 8)?;
        return crate::library::node::arguments::fail(machine, &Fault::MixedBigInt);
    }
    put(machine, this, family, (0.0, bits), offset, 8)
}

/// What a value is as 64 bits, and whether it is more than fit.
fn big_bits(machine: &mut Machine, family: &Family, given: Value) -> Completion<(Result<u64, Fault>, bool)> {
    let (bits, negative) = match machine.to_primitive(given, crate::machine::convert::Hint::Number)? {
        // Of many digits none fits, and they take their time.
        Value::BigInt(big) if machine.heap.big(big).bits() > 1 << 10 => {
            let digits = machine.big_text(big, 10)?;
            (Err(numeric::big_outside(family.kind, &digits)), digits.starts_with('-'))
        }
        Value::BigInt(big) => {
            let big = machine.heap.big(big);
            (numeric::big_bits(family.kind, big), big.sign() == Sign::Minus)
        }
        other => {
            let number = machine.to_number(other)?;
            (numeric::number_bits(family.kind, 8, number), number < 0.0)
        }
    };
    let over = !negative && matches!(bits, Err(Fault::OutOfRange { .. }));
    Ok((bits, over))
}

/// An object is converted again for either half (`value & 0xffffffffn`, `value >> 32n`); what is out of bounds by then is ignored.
fn write_halves(machine: &mut Machine, this: Value, family: &Family, given: Value, offset: f64) -> Completion {
    let found = locate(machine, this, offset, 8)?;
    let mut bits = 0;
    for half in [0xFFFF_FFFF_u64, !0xFFFF_FFFF_u64] {
        let value = machine.to_primitive(given, crate::machine::convert::Hint::Number)?;
        let Value::BigInt(big) = value else {
            machine.to_number(value)?;
            return crate::library::node::arguments::fail(machine, &Fault::MixedBigInt);
        };
        bits |= crate::heap::low_64(machine.heap.big(big)) & half;
    }
    let Some((view, _)) = found else {
        elsewhere::write(machine, this, family, (0.0, bits), offset, 8)?;
        return Ok(Value::Number(offset + 8.0));
    };
    let mut bytes = [0; 8];
    numeric::write(family.order, bits, &mut bytes);
    for (index, byte) in bytes.into_iter().enumerate() {
        machine.heap.set_element(view, offset as usize + index, u32::from(byte).into());
    }
    Ok(Value::Number(offset + 8.0))
}

/// Where the bytes are in a Buffer, or `None` for what is not one; its bounds are checked either way.
fn locate(machine: &mut Machine, this: Value, offset: f64, width: usize) -> Completion<Option<(View, usize)>> {
    let Some(view) = bytes_of(machine, this) else {
        elsewhere::bounds(machine, this, offset, width)?;
        return Ok(None);
    };
    let length = machine.heap.view_length(view);
    let at = check(machine, validate::offset(offset, width, length))?;
    Ok(Some((view, view.offset() + at)))
}

fn put(
    machine: &mut Machine,
    this: Value,
    family: &Family,
    (value, bits): (f64, u64),
    offset: f64,
    width: usize,
) -> Completion {
    if let Some((view, at)) = locate(machine, this, offset, width)? {
        numeric::write(family.order, bits, &mut machine.heap.memory.bytes_mut(view.slab)[at..at + width]);
        machine.heap.memory.wrote(view.slab, at, width);
    } else {
        elsewhere::write(machine, this, family, (value, bits), offset, width)?;
    }
    Ok(Value::Number(offset + width as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_stand_in_the_order_of_the_families() {
        for (family, pair) in FAMILIES.iter().zip(&PAIRS) {
            let suffix = match family.suffix {
                "FloatLE" => "FloatForwards",
                "FloatBE" => "FloatBackwards",
                "DoubleLE" => "DoubleForwards",
                "DoubleBE" => "DoubleBackwards",
                plain => plain,
            };
            assert_eq!((pair.read.0, pair.write.0), (&*format!("read{suffix}"), &*format!("write{suffix}")));
        }
        let mut all: Vec<usize> = GROUPS.iter().flat_map(|(a, b)| a.iter().chain(*b)).copied().collect();
        all.sort_unstable();
        assert_eq!(all, (0..FAMILIES.len()).collect::<Vec<_>>());
    }
}
