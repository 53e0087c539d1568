//! Random calls in whose middle memory moves: an argument that, while it is converted, detaches, shrinks or grows the memory
//! under the call, or takes from the pool. Each answer holds the order of the conversions, too. Not a test by itself.

use super::random::{Call, Chance, Shown};

/// What an argument is converted to, and what else it may be.
type Given = &'static [&'static str];

const OFFSET: Given = &["0", "1", "2", "3", "4", "6", "8", "-1", "-3", "1.5", "9", "NaN"];
const LENGTH: Given = &["0", "1", "2", "3", "4", "6"];
const BYTE: Given = &["65", "97", "0", "300", "-1", "1.5"];
const BIG: Given = &["65n", "-1n"];
const TEXT: Given = &["'ab'", "'c'", "''", "'6162'", "'YWI='"];
const ENCODING: Given = &["'latin1'", "'hex'", "'utf16le'", "'utf8'", "'base64'", "'bogus'", "undefined"];
const FLAG: Given = &["true", "false"];
const WIDTH: Given = &["1", "3", "6"];
/// Arguments that move memory in their own ways; `@` is what they do.
const CALLBACK: Given = &["!(x,i)=>{L.push(i);if(i==1)@();return 5-i}", "!(x,i)=>{L.push(i);if(i==0)@();return 1}"];
const LIST: Given = &[
    "!{length:3,0:66,get 1(){L.push('g');@();return 67},2:68}",
    "!{get length(){L.push('l');@();return 2},0:66,1:67}",
    "![66,{valueOf(){L.push('v');@();return 67}},68]",
    "!u",
    "!{length:2,0:66,1:{valueOf(){L.push('v');@();return 67}}}",
];
const OPTIONS: Given =
    &["!{get alphabet(){L.push('a');@();return 'base64'}}", "!{get omitPadding(){L.push('o');@();return true}}"];
const SELF: Given = &["!u", "!new Uint8Array(r)", "!Buffer.from('bcd')"];

/// What a call is on: each line of receivers may stand for `u`.
const BUFFERS: Given =
    &["Buffer.from(r)", "Buffer.from(r,2,4)", "Buffer.from('abcdefgh')", "new Uint8Array(r)", "new Uint16Array(r)"];
const ARRAYS: Given = &[
    "new Uint8Array(r)",
    "new Uint8Array(r,2,4)",
    "new Uint16Array(r)",
    "new Uint16Array(r,2,2)",
    "new Float64Array(r)",
    "new Int8Array(r,1)",
    "Buffer.from(r)",
];
const BIGS: Given = &["new BigInt64Array(r)", "new BigUint64Array(r,0,1)"];
const VIEWS: Given = &["new DataView(r)", "new DataView(r,1)", "new DataView(r,2,4)"];
const MEMORY: Given = &["r"];
const STRINGS: Given = &["'abcabc'"];
const LISTS: Given = &["[1,2,3,4]", "[]", "[1,,3]"];
const NONE: Given = &["Buffer.from(r)"];

type Row = (Given, &'static str, &'static [Given]);

const ROWS: &[Row] = &[
    (BUFFERS, "u.fill", &[BYTE, OFFSET, OFFSET]),
    (BUFFERS, "u.fill", &[TEXT, OFFSET, OFFSET, ENCODING]),
    (BUFFERS, "u.write", &[TEXT, OFFSET, LENGTH, ENCODING]),
    (BUFFERS, "u.copy", &[SELF, OFFSET, OFFSET, OFFSET]),
    (BUFFERS, "u.toString", &[ENCODING, OFFSET, OFFSET]),
    (BUFFERS, "u.latin1Slice", &[OFFSET, OFFSET]),
    (BUFFERS, "u.hexWrite", &[TEXT, OFFSET, LENGTH]),
    (BUFFERS, "u.utf8Write", &[TEXT, OFFSET, LENGTH]),
    (BUFFERS, "u.subarray", &[OFFSET, OFFSET]),
    (BUFFERS, "u.slice", &[OFFSET, OFFSET]),
    (BUFFERS, "u.compare", &[SELF, OFFSET, OFFSET, OFFSET, OFFSET]),
    (BUFFERS, "u.indexOf", &[BYTE, OFFSET, ENCODING]),
    (BUFFERS, "u.indexOf", &[TEXT, OFFSET, ENCODING]),
    (BUFFERS, "u.lastIndexOf", &[TEXT, OFFSET, ENCODING]),
    (BUFFERS, "u.includes", &[SELF, OFFSET, ENCODING]),
    (BUFFERS, "u.readUInt16LE", &[OFFSET]),
    (BUFFERS, "u.readIntBE", &[OFFSET, WIDTH]),
    (BUFFERS, "u.writeUInt8", &[BYTE, OFFSET]),
    (BUFFERS, "u.writeUInt32BE", &[BYTE, OFFSET]),
    (BUFFERS, "u.writeDoubleLE", &[BYTE, OFFSET]),
    (BUFFERS, "u.writeUIntLE", &[BYTE, OFFSET, WIDTH]),
    (BUFFERS, "u.writeBigInt64LE", &[BIG, OFFSET]),
    (ARRAYS, "u.at", &[OFFSET]),
    (ARRAYS, "u.with", &[OFFSET, BYTE]),
    (BIGS, "u.with", &[OFFSET, BIG]),
    (ARRAYS, "u.fill", &[BYTE, OFFSET, OFFSET]),
    (BIGS, "u.fill", &[BIG, OFFSET, OFFSET]),
    (ARRAYS, "Uint8Array.prototype.slice.call", &[&["!u"], OFFSET, OFFSET]),
    (ARRAYS, "Uint8Array.prototype.subarray.call", &[&["!u"], OFFSET, OFFSET]),
    (ARRAYS, "Uint8Array.prototype.fill.call", &[&["!u"], BYTE, OFFSET, OFFSET]),
    (ARRAYS, "u.copyWithin", &[OFFSET, OFFSET, OFFSET]),
    (ARRAYS, "u.set", &[LIST, OFFSET]),
    (ARRAYS, "u.join", &[TEXT]),
    (ARRAYS, "Uint8Array.prototype.includes.call", &[&["!u"], BYTE, OFFSET]),
    (ARRAYS, "Uint8Array.prototype.includes.call", &[&["!u"], &["!undefined"], OFFSET]),
    (ARRAYS, "Uint8Array.prototype.indexOf.call", &[&["!u"], &["!97", "!undefined", "!104"], OFFSET]),
    (ARRAYS, "Uint8Array.prototype.lastIndexOf.call", &[&["!u"], &["!97", "!undefined", "!104"], OFFSET]),
    (ARRAYS, "u.map", &[CALLBACK]),
    (ARRAYS, "u.filter", &[CALLBACK]),
    (ARRAYS, "u.find", &[CALLBACK]),
    (ARRAYS, "u.findLast", &[CALLBACK]),
    (ARRAYS, "u.findLastIndex", &[CALLBACK]),
    (ARRAYS, "u.forEach", &[CALLBACK]),
    (ARRAYS, "u.every", &[CALLBACK]),
    (ARRAYS, "u.reduceRight", &[&["!(p,x,i)=>{L.push(i);if(i==1)@();return p+x}"], OFFSET]),
    (ARRAYS, "u.reduce", &[&["!(p,x,i)=>{L.push(i);if(i==1)@();return p+x}"], OFFSET]),
    (ARRAYS, "u.sort", &[&["!(p,q)=>{if(!L.length){L.push('s');@()}return q-p}"]]),
    (ARRAYS, "u.toSorted", &[&["!(p,q)=>{if(!L.length){L.push('s');@()}return q-p}"]]),
    (ARRAYS, "((i,x)=>u[i]=x)", &[&["!1", "!5", "!-1"], BYTE]),
    (ARRAYS, "Array.prototype.fill.call", &[&["!u"], BYTE, OFFSET, OFFSET]),
    (ARRAYS, "Array.prototype.slice.call", &[&["!u"], OFFSET, OFFSET]),
    (ARRAYS, "Array.prototype.includes.call", &[&["!u"], &["!undefined", "!97"], OFFSET]),
    (ARRAYS, "Array.prototype.copyWithin.call", &[&["!u"], OFFSET, OFFSET, OFFSET]),
    (ARRAYS, "Array.from", &[&["!u"], CALLBACK]),
    (ARRAYS, "Uint16Array.from", &[&["!u"], CALLBACK]),
    (
        ARRAYS,
        "Object.defineProperty",
        &[&["!u"], &["!0", "!'1'", "!7"], &["!{value:{valueOf(){L.push('v');@();return 70}}}"]],
    ),
    (ARRAYS, "Reflect.set", &[&["!u"], &["!0", "!'1'", "!7"], BYTE]),
    (ARRAYS, "((...x)=>[...x])", &[&["!...(function(){@();return u})()"]]),
    (ARRAYS, "((f)=>{let k=[];for(const x of u){k.push(x);if(k.length==2)f()}return k})", &[&["!()=>@()"]]),
    (ARRAYS, "u.toHex", &[]),
    (ARRAYS, "u.toBase64", &[OPTIONS]),
    (ARRAYS, "u.setFromBase64", &[&["!'YWI='"], OPTIONS]),
    (ARRAYS, "u.setFromHex", &[TEXT]),
    (VIEWS, "u.getUint8", &[OFFSET, FLAG]),
    (VIEWS, "u.getInt16", &[OFFSET, FLAG]),
    (VIEWS, "u.getFloat64", &[OFFSET, FLAG]),
    (VIEWS, "u.setUint8", &[OFFSET, BYTE]),
    (VIEWS, "u.setUint16", &[OFFSET, BYTE, FLAG]),
    (VIEWS, "u.setFloat64", &[OFFSET, BYTE, FLAG]),
    (VIEWS, "u.setBigInt64", &[OFFSET, BIG, FLAG]),
    (MEMORY, "u.slice", &[OFFSET, OFFSET]),
    (MEMORY, "u.resize", &[OFFSET]),
    (MEMORY, "u.transfer", &[OFFSET]),
    (MEMORY, "u.transferToFixedLength", &[OFFSET]),
    (STRINGS, "u.padStart", &[OFFSET, TEXT]),
    (STRINGS, "u.lastIndexOf", &[TEXT, OFFSET]),
    (STRINGS, "u.substr", &[OFFSET, OFFSET]),
    (STRINGS, "u.split", &[TEXT, OFFSET]),
    (STRINGS, "u.replace", &[TEXT, TEXT]),
    (STRINGS, "u.replaceAll", &[TEXT, TEXT]),
    (STRINGS, "u.localeCompare", &[TEXT, &["!undefined"]]),
    (STRINGS, "u.normalize", &[&["'NFC'"]]),
    (STRINGS, "u.repeat", &[LENGTH]),
    (LISTS, "u.includes", &[OFFSET, OFFSET]),
    (LISTS, "u.indexOf", &[OFFSET, OFFSET]),
    (LISTS, "u.lastIndexOf", &[OFFSET, OFFSET]),
    (LISTS, "u.fill", &[OFFSET, OFFSET, OFFSET]),
    (LISTS, "u.copyWithin", &[OFFSET, OFFSET, OFFSET]),
    (LISTS, "u.splice", &[OFFSET, LENGTH, OFFSET]),
    (LISTS, "u.toSpliced", &[OFFSET, LENGTH, OFFSET]),
    (LISTS, "u.with", &[OFFSET, OFFSET]),
    (LISTS, "u.flat", &[OFFSET]),
    (LISTS, "u.at", &[OFFSET]),
    (LISTS, "u.slice", &[OFFSET, OFFSET]),
    (LISTS, "u.join", &[TEXT]),
    (NONE, "Buffer.from", &[&["!r"], OFFSET, LENGTH]),
    (NONE, "Buffer.from", &[LIST]),
    (NONE, "Buffer.from", &[TEXT, ENCODING]),
    (
        NONE,
        "Buffer.from",
        &[&["!u", "!{buffer:r,length:2}", "!{type:'Buffer',get data(){L.push('d');@();return [66,67]}}"], OFFSET],
    ),
    (NONE, "Buffer.alloc", &[&["!4"], BYTE, ENCODING]),
    (NONE, "Buffer.alloc", &[&["!4"], TEXT, ENCODING]),
    (NONE, "Buffer.concat", &[&["![u,u]", "![u,Buffer.from(r,2,4)]"], LENGTH]),
    (NONE, "Buffer.copyBytesFrom", &[&["!u", "!new Uint16Array(r)"], OFFSET, LENGTH]),
    (NONE, "Buffer.byteLength", &[TEXT, ENCODING]),
    (NONE, "Buffer.of", &[BYTE, BYTE]),
    (NONE, "new Uint8Array", &[&["!r"], OFFSET, LENGTH]),
    (NONE, "new Uint16Array", &[&["!r"], OFFSET, LENGTH]),
    (NONE, "new Float64Array", &[&["!r"], OFFSET, LENGTH]),
    (NONE, "new Uint8Array", &[LIST]),
    (NONE, "new Uint16Array", &[LIST]),
    (NONE, "new DataView", &[&["!r"], OFFSET, LENGTH]),
    (NONE, "new ArrayBuffer", &[LENGTH, &["!{get maxByteLength(){L.push('m');return 8}}"]]),
    (NONE, "Uint8Array.from", &[LIST, CALLBACK]),
    (NONE, "Uint8Array.of", &[BYTE, BYTE]),
    (NONE, "BigInt64Array.of", &[BIG, BYTE]),
    (
        NONE,
        "((C,n)=>new (class extends Uint8Array{static get [Symbol.species](){L.push('S');return C}})(r).slice(0,n))",
        &[&["!function(n){L.push('C'+n);@();return new Uint8Array(4)}"], OFFSET],
    ),
    (
        NONE,
        "((C)=>new (class extends Uint8Array{static get [Symbol.species](){return C}})(r).map(x=>x))",
        &[&[
            "!function(n){L.push('C'+n);@();return new Uint8Array(8)}",
            "!function(n){L.push('C'+n);const w=new Uint8Array(r);@();return w}",
        ]],
    ),
];

/// What an argument may convert to as well.
const ODD: Given =
    &["1n", "-1n", "20n", "'2'", "''", "null", "undefined", "true", "Symbol('s')", "2**53", "-Infinity", "{}"];

/// What moves, and how.
const MOVES: Given = &["D", "S(4)", "S(3)", "S(0)", "S(12)", "P", "S(8)"];

/// One argument: what it converts to, as it is, or behind a conversion that moves memory.
fn argument(chance: &mut Chance, at: usize, given: Given) -> String {
    let value = chance.pick(given);
    let moves = chance.pick(MOVES);
    if let Some(own) = value.strip_prefix('!') {
        return own.replace('@', moves);
    }
    let value = if chance.below(8) == 0 { chance.pick(ODD) } else { value };
    match chance.below(5) {
        0 => value.to_owned(),
        1 => format!("a({at},{value})"),
        _ => format!("a({at},{value},{moves})"),
    }
}

/// A call of something that converts its arguments.
pub fn call(chance: &mut Chance) -> Call {
    let (on, of, wants) = ROWS[chance.below(ROWS.len())];
    let mut count = wants.len();
    while count > 1 && chance.below(6) == 0 {
        count -= 1;
    }
    let arguments = wants[..count].iter().enumerate().map(|(at, given)| argument(chance, at, given)).collect();
    Call { receiver: Some(chance.pick(on).to_owned()), of: of.to_owned(), arguments, shown: Shown::Moved, simpler: &[] }
}

/// The call in the midst of what its arguments name: `r` the memory, `u` what it is on, `a` an argument that is converted, `D`, `S`
/// and `P` what detaches, resizes, takes from the pool. The answer: the result, the conversions in their order, `u` and `r` after it.
pub fn expression(receiver: &str, of: &str, arguments: &str) -> String {
    format!(
        "((L,r)=>{{const a=(n,x,f)=>({{[Symbol.toPrimitive](h){{L.push(n+h[0]);f&&f();return x}}}}),\
         D=()=>structuredClone(r,{{transfer:[r]}}),S=n=>()=>r.resize(n),P=()=>{{Buffer.from('zz')}};\
         new Uint8Array(r).set([97,98,99,100,101,102,103,104]);let u={receiver},z;\
         try{{z={of}({arguments})}}catch(e){{z=`${{e.name}} ${{e.code}}: ${{e.message}}`}}\
         return[z,L.join(),u,r]}})([],new ArrayBuffer(8,{{maxByteLength:16}}))"
    )
}
