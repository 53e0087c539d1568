//! `util.inspect` on values built by hand, against what Node printed for the same (inspect.node.txt). Not the machine.

use engine::calendar::iso_text;
use engine::heap::object::{Collection, CollectionKey};
use engine::heap::{Attributes, BigIntId, Heap, Kind, ObjectId, Value};
use engine::inspect::{Host, Options, format, inspect, number_text, received};
use pool::memory::{Memory, Profile, Setup};

struct Realm {
    heap: Heap,
    object: ObjectId,
    array: ObjectId,
    function: ObjectId,
}

impl Host for Realm {
    fn heap(&mut self) -> &mut Heap {
        &mut self.heap
    }
    fn call(&mut self, _: ObjectId, this: Value, _: &[Value]) -> Result<Value, Value> {
        Ok(this)
    }
    fn text(&mut self, value: Value) -> Result<String, Value> {
        Ok(match value {
            Value::String(string) => self.heap.utf8(string),
            Value::Number(number) => number_text(number),
            _ => "?".to_owned(),
        })
    }
    fn digits(&mut self, big: BigIntId) -> Result<String, Value> {
        Ok(self.heap.big(big).to_string())
    }
    fn go_on(&mut self, _: usize) -> Result<(), Value> {
        Ok(())
    }
    fn number(&mut self, value: Value) -> Result<f64, Value> {
        Ok(if let Value::Number(number) = value { number } else { f64::NAN })
    }
}

impl Realm {
    fn new(node: &str) -> Self {
        let mut heap = Heap::new(Memory::new(Setup::new(Profile::parse(node).expect("a profile"))));
        let object = heap.object(None, Kind::Ordinary);
        let function = heap.object(Some(object), Kind::Native(0));
        let array = heap.object(Some(object), Kind::Array(0));
        let mut realm = Self { heap, object, array, function };
        realm.constructor("Object", object);
        realm.constructor("Array", array);
        realm.constructor("Function", function);
        realm
    }

    fn constructor(&mut self, name: &str, prototype: ObjectId) -> ObjectId {
        let heap = &mut self.heap;
        let function = heap.object(Some(self.function), Kind::Native(1));
        let text = heap.string_value(name);
        for (object, key, value) in [
            (function, "name", text),
            (function, "prototype", prototype.into()),
            (prototype, "constructor", function.into()),
        ] {
            let key = heap.key(key);
            heap.put_with(object, key, value, Attributes::HIDDEN);
        }
        function
    }

    fn class(&mut self, name: &str) -> ObjectId {
        let prototype = self.heap.object(Some(self.object), Kind::Ordinary);
        self.constructor(name, prototype);
        prototype
    }

    fn text_value(&mut self, text: &str) -> Value {
        self.heap.string_value(text)
    }

    fn object(&mut self, entries: &[(&str, Value)]) -> Value {
        let object = self.heap.object(Some(self.object), Kind::Ordinary);
        for &(key, value) in entries {
            let key = self.heap.key(key);
            self.heap.put(object, key, value);
        }
        object.into()
    }

    fn list(&mut self, items: impl IntoIterator<Item = Value>) -> Value {
        self.heap.array(self.array, items).into()
    }

    fn show(&mut self, value: Value, options: &Options) -> String {
        inspect(self, value, options).expect("nothing throws").to_string()
    }
}

fn collection(entries: &[(Value, Value)]) -> Collection {
    let mut made = Collection::default();
    for (at, (key, value)) in entries.iter().enumerate() {
        made.set(CollectionKey::Identity(0, at as u32), *key, *value);
    }
    made
}

fn build(realm: &mut Realm, name: &str) -> Value {
    let one = Value::Number(1.0);
    match name {
        "list" => realm.list((0..27).map(|n| Value::Number(f64::from(n * n)))),
        "holes" => realm.list([one, Value::Empty, Value::Empty, Value::Number(4.0)]),
        "nested" => (0..4).fold(realm.object(&[]), |inner, _| realm.object(&[("a", inner)])),
        "circular" => {
            let value = realm.object(&[]);
            let key = realm.heap.key("self");
            realm.heap.put(value.as_object().expect("an object"), key, value);
            value
        }
        "strings" => {
            let texts = ["a'b", "a'\"b", "x\n\u{1}\\"].map(|text| realm.text_value(text));
            realm.list(texts)
        }
        "minus" => realm.list([-0.0, 1.5, 1e21].map(Value::Number)),
        "long" => realm.list((0..101).map(|_| Value::Number(7.0))),
        "words" => {
            let words: Vec<Value> = (0..30).map(|n| realm.text_value(&format!("word{}", "x".repeat(n % 5)))).collect();
            realm.list(words)
        }
        "keys" => realm.object(&[("a-b", one), ("1", Value::Number(2.0)), ("ok", Value::Number(3.0))]),
        "map" => {
            let prototype = realm.class("Map");
            let (a, c) = (realm.text_value("a"), realm.text_value("c"));
            let entries = [(a, realm.object(&[("b", one)])), (c, realm.list([one]))];
            realm.heap.object(Some(prototype), Kind::Map(Box::new(collection(&entries)))).into()
        }
        "set" => {
            let prototype = realm.class("Set");
            let entries = [(one, Value::Undefined), (realm.text_value("x"), Value::Undefined)];
            realm.heap.object(Some(prototype), Kind::Set(Box::new(collection(&entries)))).into()
        }
        "error" => {
            let prototype = realm.class("Error");
            let error = realm.heap.object(Some(prototype), Kind::Error);
            for (name, text, attributes) in [
                ("stack", "Error: m\n    at f (a.js:1:1)", Attributes::HIDDEN),
                ("message", "m", Attributes::HIDDEN),
                ("code", "X", Attributes::ALL),
            ] {
                let (key, value) = (realm.heap.key(name), realm.text_value(text));
                realm.heap.put_with(error, key, value, attributes);
            }
            let (key, name) = (realm.heap.key("name"), realm.text_value("Error"));
            realm.heap.put_with(prototype, key, name, Attributes::HIDDEN);
            error.into()
        }
        "boxed" => {
            let (number, string) = (realm.class("Number"), realm.class("String"));
            let text = realm.heap.string("s");
            let boxes = [
                realm.heap.object(Some(number), Kind::Number(3.0)).into(),
                realm.heap.object(Some(string), Kind::String(text)).into(),
            ];
            realm.list(boxes)
        }
        "date" => {
            let prototype = realm.class("Date");
            realm.heap.object(Some(prototype), Kind::Date(86_400_000.0 * 400.5)).into()
        }
        "text" => {
            let text = realm.text_value(&format!("line one of it\n{}", "y".repeat(80)));
            realm.object(&[("t", text)])
        }
        "foo" => {
            let prototype = realm.class("Foo");
            realm.heap.object(Some(prototype), Kind::Ordinary).into()
        }
        "bare" => realm.heap.object(None, Kind::Ordinary).into(),
        _ => panic!("no value {name}"),
    }
}

#[test]
fn prints_what_node_printed() {
    let recorded = include_str!("inspect.node.txt");
    for case in recorded.split("=== ").skip(1) {
        let (name, expected) = case.split_once('\n').expect("a name line");
        let mut realm = Realm::new("20");
        let value = build(&mut realm, name);
        assert_eq!(realm.show(value, &Options::default()), expected.trim_end_matches('\n'), "{name}");
    }
}

#[test]
fn bottomless_objects_end() {
    let mut realm = Realm::new("22");
    let deep = (0..5000).fold(realm.object(&[]), |inner, _| realm.object(&[("a", inner)]));
    let text = realm.show(deep, &Options { depth: None, ..Options::default() });
    assert!(text.contains("[Object: Inspection interrupted prematurely. Maximum call stack size exceeded.]"));
}

#[test]
fn format_fills_placeholders() {
    let mut realm = Realm::new("22");
    let first = realm.text_value("%d%% %s|%i|%x");
    let rest = realm.object(&[("a", Value::Number(1.0))]);
    let (five, word, float) = (Value::Number(5.0), realm.text_value("w"), Value::Number(42.9));
    let text = format(&mut realm, &[first, five, word, float, rest], &Options::default()).expect("nothing throws");
    assert_eq!(text.to_string(), "5% w|42|%x { a: 1 }");
}

#[test]
fn received_is_worded_by_version() {
    for (node, expected) in
        [("18", "type string ('xxxxxxxxxxxxxxxxxxxxxxxx...)"), ("20", "type string ('xxxxxxxxxxxxxxxxxxxxxxxxx...')")]
    {
        let mut realm = Realm::new(node);
        let value = realm.text_value(&"x".repeat(40));
        assert_eq!(received(&mut realm, value), expected);
    }
    let mut realm = Realm::new("26");
    let foo = build(&mut realm, "foo");
    assert_eq!(received(&mut realm, foo), "an instance of Foo");
    assert_eq!(iso_text(f64::NAN), None);
}

#[test]
fn buffers_show_their_bytes() {
    // Printed by Node 20.20.2: `Object.assign(Buffer.from('abc'), { x: 1 })` and the buffer of three bytes behind it.
    use engine::heap::{Element, View};
    use pool::memory::{Request, SlabKind};
    let mut realm = Realm::new("20");
    let (buffer, array_buffer) = (realm.class("Buffer"), realm.class("ArrayBuffer"));
    let slab = realm.heap.memory.adopt(b"abc".to_vec(), SlabKind::Own, Request::FromArray).expect("room");
    let view = View::new(Element::Uint8, false, slab, 0, 3);
    let object = realm.heap.object(Some(buffer), Kind::View(view));
    let options = Options { buffer_proto: Some(buffer), ..Options::default() };
    assert_eq!(realm.show(object.into(), &options), "<Buffer 61 62 63>");
    let key = realm.heap.key("x");
    realm.heap.put(object, key, Value::Number(1.0));
    assert_eq!(realm.show(object.into(), &options), "<Buffer 61 62 63, x: 1>");
    let short = Options { inspect_max_bytes: 2, ..options };
    assert_eq!(realm.show(object.into(), &short), "<Buffer 61 62 ... 1 more byte, x: 1>");
    let behind = realm.heap.array_buffer(slab, array_buffer, false);
    let key = realm.heap.key("byteLength");
    realm.heap.put_with(array_buffer, key, Value::Number(3.0), Attributes::HIDDEN);
    assert_eq!(realm.show(behind.into(), &short), "ArrayBuffer { [Uint8Contents]: <61 62 63>, byteLength: 3 }");
}
