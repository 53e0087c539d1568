//! Calls of every method of every built-in that slabscope itself lists, with whatever arguments. Not Buffer's whole API with
//! arguments that make sense (see `random`).

use super::answer::Slabscope;
use super::random::{self, Call, Chance, Shown};

/// A built-in, and what its methods are called on.
const ON: &[(&str, &[&str])] = &[
    ("Object", &["{a:1,b:{c:2}}", "Object.create(null)", "[1,,3]", "Object.freeze({a:1})"]),
    ("Function", &["(function f(x,y){return [this?.a,x,y]})", "(x=>x)", "(class A{static a=1})", "Math.max.bind(1,2)"]),
    ("Array", &["[3,1,2]", "[1,,'x',undefined]", "[]", "[[1,[2,[3]]],4]", "({length:2,0:'p',1:'q'})"]),
    ("String", &["'abcabc'", "''", "'h\\u00e9 \\ud83d\\ude00'", "'\\ud83d'", "' A,b '", "'a-b-c'"]),
    ("Number", &["1.5", "255", "-0", "NaN", "1e21", "123.456", "0.000001234"]),
    ("Boolean", &["true", "Object(false)"]),
    ("BigInt", &["255n", "-1n", "2n**70n"]),
    ("Symbol", &["Symbol('s')", "Symbol.iterator", "Symbol.for('k')"]),
    ("Map", &["new Map([[1,'a'],['k',{}]])", "new Map()"]),
    ("Set", &["new Set([1,'a',NaN])", "new Set()"]),
    ("WeakMap", &["new WeakMap([[Math,1]])"]),
    ("WeakSet", &["new WeakSet([Math])"]),
    ("WeakRef", &["new WeakRef(Math)"]),
    ("RegExp", &["/a(b)?/g", "/(?<n>.)/du", "/^$/m", "/[x-z]+/iy"]),
    ("Date", &["new Date(0)", "new Date(NaN)", "new Date(2020,1,29,12)", "new Date(8.64e15)"]),
    ("Error", &["(e=>{delete e.stack;return e})(new Error('m',{cause:1}))"]),
    ("AggregateError", &["1"]),
    ("Math", &[]),
    ("JSON", &[]),
    ("Reflect", &[]),
    ("ArrayBuffer", &["new ArrayBuffer(4)", "new ArrayBuffer(4,{maxByteLength:8})"]),
    ("SharedArrayBuffer", &["new SharedArrayBuffer(4)"]),
    ("DataView", &["new DataView(new ArrayBuffer(8))", "new DataView(new ArrayBuffer(9),1,4)"]),
    ("Uint8Array", &["new Uint8Array([3,1,2])", "new Uint8Array(0)"]),
    ("Float32Array", &["new Float32Array([1.5,-0,NaN])"]),
    ("BigInt64Array", &["new BigInt64Array([3n,-1n])"]),
    (
        "Object.getPrototypeOf(Uint8Array)",
        &["new Int16Array([3,-1,2])", "new Uint8ClampedArray([1,2,300])", "Buffer.from('cab')"],
    ),
    ("Iterator", &["[1,2,3].values()", "new Map([[1,2]]).entries()", "'ab'[Symbol.iterator]()"]),
    ("TextEncoder", &["new TextEncoder()"]),
    ("TextDecoder", &["new TextDecoder()", "new TextDecoder('utf-16le',{fatal:true})"]),
    ("require('util')", &[]),
    ("require('util').types", &[]),
    ("require('string_decoder').StringDecoder", &["new (require('string_decoder').StringDecoder)('utf8')"]),
    ("require('path')", &[]),
    ("globalThis", &[]),
    ("Buffer", &["Buffer.from('abc')"]),
    ("require('buffer')", &[]),
];

/// What has no answer that stays the same, ends the process, or comes later.
const LEFT: &[&str] = &[
    "random",
    "now",
    "gc",
    "abort",
    "exit",
    "setTimeout",
    "setInterval",
    "setImmediate",
    "queueMicrotask",
    "fetch",
    "require",
    "captureStackTrace",
    "prepareStackTrace",
    "allocUnsafe",
    "allocUnsafeSlow",
    "SlowBuffer",
    "INSPECT_MAX_BYTES",
    "structuredClone",
    "inspect",
    "debuglog",
    "debug",
    "deprecate",
    "promisify",
    "callbackify",
    "parseArgs",
    "log",
    "Date",
    "eval",
    "Proxy",
    "toLocaleString",
    "toLocaleDateString",
    "toLocaleTimeString",
    "getCallSite",
    "getCallSites",
    "getSystemErrorMap",
    "aborted",
    "transferableAbortController",
    "transferableAbortSignal",
    "createObjectURL",
    "trace",
    "setTraceSigInt",
    "diff",
    "_extend",
];

/// The methods of one release: what stands before the arguments, and what each is called on.
pub struct BuiltIns(Vec<(String, &'static [&'static str])>);

impl BuiltIns {
    pub fn of(release: &str) -> Self {
        let mut slabscope = Slabscope::new(release);
        let mut found = Vec::new();
        for (name, on) in ON {
            let mut functions = |of: &str| {
                let listed = slabscope.answer(&format!(
                    "(o=>Reflect.ownKeys(o).filter(k=>{{try{{return typeof o[k]==='function'&&k!=='constructor'}}catch{{}}}})\
                     .map(k=>typeof k==='symbol'?`[${{k.description}}]`:'.'+k).join(' '))(Object({of}))"
                ));
                let names = listed.trim_matches('\'').split(' ').map(str::to_owned);
                names.filter(|name| name.starts_with(['.', '[']) && !LEFT.contains(&&name[1..])).collect::<Vec<_>>()
            };
            if !slabscope_has(&mut functions, name) {
                continue;
            }
            found.extend(functions(name).into_iter().map(|method| (format!("{name}{method}"), &[][..])));
            if !on.is_empty() {
                found.push((format!("new ({name})"), &[]));
                let methods = functions(&format!("{name}.prototype"));
                found.extend(methods.into_iter().map(|method| (format!("@{method}"), *on)));
            }
        }
        assert!(found.len() > 500, "only {} methods were found", found.len());
        Self(found)
    }

    pub fn call(&self, chance: &mut Chance) -> Call {
        let (of, on) = &self.0[chance.below(self.0.len())];
        let least = usize::from(of == "new (Date)");
        let arguments: Vec<String> = (0..chance.below(4).max(least)).map(|_| random::any(chance)).collect();
        if on.is_empty() {
            return Call { receiver: None, of: of.clone(), arguments, shown: Shown::Result, simpler: &[] };
        }
        let on = if chance.below(8) == 0 { random::any(chance) } else { chance.pick(on).to_owned() };
        Call {
            receiver: Some(on),
            of: of.clone(),
            arguments,
            shown: Shown::Receiver,
            simpler: &["1", "'a'", "{}", "[]", "null"],
        }
    }
}

fn slabscope_has(functions: &mut impl FnMut(&str) -> Vec<String>, name: &str) -> bool {
    !functions(&format!("typeof {}==='undefined'?{{}}:{name}", name.split('(').next().unwrap_or(name))).is_empty()
}
