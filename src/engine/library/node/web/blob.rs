//! `Blob`, `File` and `resolveObjectURL`. Not as streams: those are refused by name.

use crate::library::node::coded;
use std::rc::Rc;

use crate::buffer::Fault;
use crate::encoding::{self, Encoding};
use crate::heap::{Attributes, Derived, Element, Kind, ObjectId, PropertyKey, Value, View};
use crate::library::binary::array_buffer::{object_of, refused as refused_memory};
use crate::library::binary::typed_array::create::prototype_of;
use crate::library::node::arguments::{fail, inspected_text, received_text};
use crate::library::node::interface::assign;
use crate::library::table;
use crate::library::table::Dated;
use crate::machine::{Call, Completion, Machine, Row, message};
use crate::text::{Text, show};
use pool::memory::{Fact, Request, SlabKind, since};

/// What a Blob holds.
#[derive(Clone)]
struct Contents {
    bytes: Rc<[u8]>,
    kind: Text,
    /// Of a `File`.
    file: Option<(Text, f64)>,
}

const READERS: [Dated; 5] = [
    ("arrayBuffer", 0, array_buffer, since(18)),
    ("text", 0, text, since(18)),
    ("bytes", 0, bytes, since(20)),
    ("stream", 0, |machine, _| refused(machine, "stream"), since(18)),
    ("textStream", 0, |machine, _| refused(machine, "textStream"), since(24)),
];

fn refused(machine: &mut Machine, name: &str) -> Completion {
    machine.fail(message::OUTSIDE_NODE, [&format!("Blob's {name}()"), ": it answers with a stream"])
}

/// A promise that is settled already.
fn settled(machine: &mut Machine, result: Completion) -> Completion {
    let promise = machine.new_promise();
    machine.settle_derived(Derived::Promise(promise), result)?;
    Ok(Value::Object(promise))
}

fn receiver(machine: &mut Machine, call: &Call) -> Completion<Rc<Contents>> {
    match contents(machine, call.this) {
        Some(contents) => Ok(contents),
        None => machine.fail(coded::INVALID_THIS, ["Blob"]),
    }
}

/// `blob.arrayBuffer()`
fn array_buffer(machine: &mut Machine, call: &Call) -> Completion {
    let result = receiver(machine, call).and_then(|contents| copied(machine, &contents, false));
    settled(machine, result)
}

/// `blob.bytes()`
fn bytes(machine: &mut Machine, call: &Call) -> Completion {
    let result = receiver(machine, call).and_then(|contents| copied(machine, &contents, true));
    settled(machine, result)
}

/// `blob.text()`: Node decodes what `arrayBuffer` has answered.
fn text(machine: &mut Machine, call: &Call) -> Completion {
    let result = receiver(machine, call).and_then(|contents| {
        machine.admit(contents.bytes.len() * 2)?;
        let bytes = contents.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&contents.bytes);
        Ok(machine.heap.string_value(encoding::decode(bytes, Encoding::Utf8)))
    });
    let first = settled(machine, result)?;
    let promise = machine.new_promise();
    if let Value::Object(first) = first {
        machine.perform_then(first, Value::Undefined, Value::Undefined, Derived::Promise(promise));
    }
    Ok(Value::Object(promise))
}

/// The bytes in memory of their own.
fn copied(machine: &mut Machine, contents: &Contents, view: bool) -> Completion {
    machine.admit(contents.bytes.len())?;
    match machine.heap.memory.adopt(contents.bytes.to_vec(), SlabKind::Own, Request::ArrayBuffer) {
        Ok(slab) if view => {
            let prototype = prototype_of(machine, Element::Uint8);
            let view = View::of(machine.heap.memory.whole(slab));
            Ok(Value::Object(machine.heap.object(Some(prototype), Kind::View(view))))
        }
        Ok(slab) => Ok(Value::Object(object_of(machine, slab))),
        Err(refusal) => refused_memory(machine, refusal),
    }
}

/// Makes the classes.
pub(crate) fn install(machine: &mut Machine) {
    let prototype = table::plain(machine);
    let blob = table::constructor(machine, ("Blob", 0, construct), prototype);
    table::shown_as_class(machine, blob);
    machine.node.blob = blob;
    for (name, native) in [("type", kind as crate::machine::Native), ("size", size)] {
        visible_getter(machine, prototype, name, native);
    }
    assign(machine, prototype, &[("slice", 2, slice)]);
    for (name, length, native, releases) in READERS {
        if machine.knows(releases) {
            assign(machine, prototype, &[(name, length, native)]);
        }
    }
    let custom = PropertyKey::Symbol(machine.symbols.inspect_custom);
    table::method_at(machine, prototype, custom, ("[nodejs.util.inspect.custom]", 2, shown));
    table::tag(machine, prototype, "Blob");
    table::global(machine, "Blob", blob);

    let file_prototype = table::under(machine, prototype);
    let file = table::constructor(machine, ("File", 2, construct_file), file_prototype);
    machine.heap.set_proto(file, Some(blob));
    table::shown_as_class(machine, file);
    machine.node.file = file;
    for (name, native) in [("name", name as crate::machine::Native), ("lastModified", last_modified)] {
        visible_getter(machine, file_prototype, name, native);
    }
    table::tag(machine, file_prototype, "File");
    if machine.knows(Fact::FileIsGlobal) {
        table::global(machine, "File", file);
    }
}

/// Puts the names on the exports of `node:buffer`.
pub(crate) fn export(machine: &mut Machine, module: ObjectId) {
    let resolve = Row { name: "resolveObjectURL", length: 1, constructs: false, native: resolve_object_url };
    let resolve = machine.native(resolve);
    table::export(machine, module, "Blob", machine.node.blob);
    table::export(machine, module, "resolveObjectURL", resolve);
    table::export(machine, module, "File", machine.node.file);
}

fn visible_getter(machine: &mut Machine, object: ObjectId, name: &'static str, native: crate::machine::Native) {
    let key = machine.heap.key(name);
    let get = table::named(machine, Row { name, length: 0, constructs: false, native }, "get");
    let visible = Attributes::CONFIGURABLE_ONLY.with(Attributes::ENUMERABLE, true);
    machine.heap.put_accessor(object, key, Some(get), None, visible);
}

/// `resolveObjectURL(id)`: nothing is registered here.
fn resolve_object_url(machine: &mut Machine, call: &Call) -> Completion {
    machine.to_string(machine.argument(call, 0))?;
    Ok(Value::Undefined)
}

fn contents(machine: &Machine, value: Value) -> Option<Rc<Contents>> {
    match machine.heap.kind(value.as_object()?) {
        Kind::Host(data) => Rc::clone(&data.data).downcast().ok(),
        _ => None,
    }
}

/// A Blob or File with the same bytes, for `structuredClone`.
pub(super) fn share(machine: &mut Machine, object: ObjectId) -> Option<ObjectId> {
    let contents = contents(machine, Value::Object(object))?;
    if contents.file.is_none() || machine.knows(Fact::FilesCloned) {
        let prototype = machine.heap.proto(object);
        // The bytes are kept once, and the first counts them.
        let shared = Kind::host(Contents::clone(&contents), 0);
        return Some(machine.heap.object(prototype, shared));
    }
    let prototype = machine.heap.own(machine.node.blob, machine.keys.prototype);
    let blob = Contents { bytes: Rc::clone(&contents.bytes), kind: contents.kind.clone(), file: None };
    Some(machine.heap.object(prototype.and_then(|own| own.value.as_object()), Kind::host(blob, 0)))
}

fn this(machine: &mut Machine, call: &Call, class: &'static str) -> Completion<Rc<Contents>> {
    let found = contents(machine, call.this).filter(|contents| class == "Blob" || contents.file.is_some());
    if let Some(contents) = found {
        return Ok(contents);
    }
    machine.fail(coded::INVALID_THIS, [class])
}

fn made(machine: &mut Machine, contents: Contents, constructor: ObjectId) -> Completion {
    let prototype = machine.get(Value::Object(constructor), machine.keys.prototype)?;
    let bytes = contents.bytes.len() + contents.kind.bytes();
    Ok(machine.heap.object(prototype.as_object(), Kind::host(contents, bytes)).into())
}

fn construct(machine: &mut Machine, call: &Call) -> Completion {
    if call.new_target.is_none() {
        return machine.fail(message::CONSTRUCTOR_NON_CALLABLE, ["Blob"]);
    }
    let contents = parts(machine, call, machine.argument(call, 1))?;
    made(machine, contents, machine.node.blob)
}

fn construct_file(machine: &mut Machine, call: &Call) -> Completion {
    if call.new_target.is_none() {
        return machine.fail(message::CONSTRUCTOR_NON_CALLABLE, ["File"]);
    }
    if machine.argument_count(call) < 2 {
        return fail(machine, &Fault::MissingArguments(&["fileBits", "fileName"]));
    }
    let options = machine.argument(call, 2);
    let mut contents = parts(machine, call, options)?;
    let modified = if options.is_nullish() { Value::Undefined } else { machine.get_named(options, "lastModified")? };
    // A `USVString` of the web: lone surrogates become U+FFFD.
    let mut name = machine.to_text(machine.argument(call, 1))?.to_string();
    show(&mut name);
    let modified = if modified.is_undefined() { machine.clock.now().floor() } else { machine.to_number(modified)? };
    let modified = if modified.is_nan() { 0.0 } else { modified };
    contents.file = Some((Text::from(name), modified));
    made(machine, contents, machine.node.file)
}

/// The bytes of the sources and the options' type.
fn parts(machine: &mut Machine, call: &Call, options: Value) -> Completion<Contents> {
    let recent = machine.knows(Fact::BlobByWebIdl);
    let sources = machine.argument(call, 0);
    let mut bytes = Vec::new();
    let mut endings = false;
    let mut kind = Text::empty();
    let iterator = PropertyKey::Symbol(machine.symbols.iterator);
    let sequence = match sources {
        Value::Undefined => false,
        Value::Object(_) => {
            let method = machine.get(sources, iterator)?;
            machine.heap.is_function(method) || not_a_sequence(machine, sources, recent)?
        }
        _ => not_a_sequence(machine, sources, recent)?,
    };
    if !matches!(options, Value::Object(_)) && !options.is_nullish() {
        let received = received_text(machine, options);
        return machine.fail(coded::NOT_A_DICTIONARY, [&received.to_string()]);
    }
    if options.as_object().is_some() {
        let given = machine.get_named(options, "type")?;
        if !given.is_undefined() {
            kind = machine.to_text(given)?;
        }
        let given = machine.get_named(options, "endings")?;
        if !given.is_undefined() {
            let text = machine.to_string(given)?;
            match &*machine.heap.utf8(text) {
                "transparent" => {}
                "native" => endings = true,
                _ => {
                    let received = inspected_text(machine, Value::String(text));
                    return machine.fail(coded::INVALID_ENDINGS, [&received.to_string()]);
                }
            }
        }
    }
    if sequence {
        let mut index = 0;
        machine.iterate(sources, &mut |machine, part| {
            push_part(machine, part, endings, index, &mut bytes)?;
            index += 1;
            Ok(true)
        })?;
    }
    Ok(Contents { bytes: bytes.into(), kind: normal_type(&kind), file: None })
}

fn not_a_sequence(machine: &mut Machine, value: Value, recent: bool) -> Completion<bool> {
    if recent {
        return machine.fail(coded::VALUE_NOT_SEQUENCE, []);
    }
    let received = received_text(machine, value);
    machine.fail(coded::BLOB_NOT_SEQUENCE, [&received.to_string()])
}

/// Whether so many bytes more have room among the others of a Blob, which are copied once all of them are there.
fn room(machine: &Machine, bytes: &[u8], more: usize) -> Completion<()> {
    machine.admit((bytes.len() + more) * 2)
}

fn push_part(machine: &mut Machine, part: Value, endings: bool, index: usize, bytes: &mut Vec<u8>) -> Completion<()> {
    if let Some(object) = part.as_object() {
        if let Some(contents) = contents(machine, part) {
            room(machine, bytes, contents.bytes.len())?;
            bytes.extend_from_slice(&contents.bytes);
            return Ok(());
        }
        if let Some(view) = machine.heap.kind(object).view() {
            room(machine, bytes, machine.heap.view_bytes(view).len())?;
            bytes.extend_from_slice(machine.heap.view_bytes(view));
            return Ok(());
        }
        if let Kind::ArrayBuffer { slab, .. } = *machine.heap.kind(object) {
            room(machine, bytes, machine.heap.memory.bytes(slab).len())?;
            bytes.extend_from_slice(machine.heap.memory.bytes(slab));
            return Ok(());
        }
    }
    if let Value::Symbol(_) = part
        && machine.knows(Fact::BlobByWebIdl)
    {
        return machine.fail(coded::PART_IS_SYMBOL, [&index.to_string()]);
    }
    let mut text = machine.to_text(part)?;
    // A unit is three bytes at most, which are there twice for a moment.
    room(machine, bytes, text.len() * 6)?;
    if endings {
        text = Text::from(text.to_string().replace("\r\n", "\n").replace('\r', "\n"));
    }
    bytes.extend(encoding::encode(text.view(), Encoding::Utf8));
    Ok(())
}

/// A type of other than printable ASCII is none; letters are small.
fn normal_type(kind: &Text) -> Text {
    let text = kind.to_string();
    let printable = text.chars().all(|c| (' '..='~').contains(&c));
    Text::from(if printable { text.to_ascii_lowercase() } else { String::new() })
}

fn size(machine: &mut Machine, call: &Call) -> Completion {
    Ok(this(machine, call, "Blob")?.bytes.len().into())
}

fn kind(machine: &mut Machine, call: &Call) -> Completion {
    let contents = this(machine, call, "Blob")?;
    Ok(machine.heap.string_value(contents.kind.clone()))
}

fn name(machine: &mut Machine, call: &Call) -> Completion {
    let contents = this(machine, call, "File")?;
    let name = contents.file.as_ref().map_or_else(Text::empty, |(name, _)| name.clone());
    Ok(machine.heap.string_value(name))
}

fn last_modified(machine: &mut Machine, call: &Call) -> Completion {
    let contents = this(machine, call, "File")?;
    Ok(Value::Number(contents.file.as_ref().map_or(0.0, |(_, modified)| *modified)))
}

/// `blob.slice(start, end, type)`
fn slice(machine: &mut Machine, call: &Call) -> Completion {
    let contents = this(machine, call, "Blob")?;
    let length = contents.bytes.len() as f64;
    let mut ends = [0.0, length];
    for (index, end) in ends.iter_mut().enumerate() {
        let value = machine.argument(call, index);
        if value.is_undefined() {
            continue;
        }
        let number = machine.to_number(value)?;
        // Web IDL's [Clamp] rounds since Node 24.
        let number = if machine.knows(Fact::BlobByWebIdl) { number.round_ties_even() } else { number.trunc() };
        let number = if number.is_nan() { 0.0 } else { number };
        *end = if number < 0.0 { (length + number).max(0.0) } else { number.min(length) };
    }
    let given = machine.argument(call, 2);
    let kind = if given.is_undefined() { Text::empty() } else { machine.to_text(given)? };
    let [start, end] = ends;
    machine.admit((end - start).max(0.0) as usize)?;
    let bytes = contents.bytes[start as usize..end.max(start) as usize].into();
    made(machine, Contents { bytes, kind: normal_type(&kind), file: None }, machine.node.blob)
}

/// How `util.inspect` shows it.
fn shown(machine: &mut Machine, call: &Call) -> Completion {
    let Some(contents) = contents(machine, call.this) else { return Ok(call.this) };
    let fields = machine.object();
    let kind = machine.heap.string_value(contents.kind.clone());
    table::export(machine, fields, "size", contents.bytes.len());
    table::export(machine, fields, "type", kind);
    if let Some((name, modified)) = &contents.file {
        let name = machine.heap.string_value(name.clone());
        table::export(machine, fields, "name", name);
        table::export(machine, fields, "lastModified", Value::Number(*modified));
    }
    let class = if contents.file.is_some() { "File" } else { "Blob" };
    let text = inspected_text(machine, fields.into());
    Ok(machine.heap.string_value(format!("{class} {text}")))
}
