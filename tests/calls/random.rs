//! Random calls of the Buffer API, made from a seed: receiver, method, arguments, encoding, sensible and odd. And the
//! smaller calls one shrinks to. Not a test by itself.

pub use super::chance::Chance;
use super::moving;

/// What an argument is meant to be.
#[derive(Clone, Copy)]
enum Want {
    Text,
    Encoding,
    Offset,
    Size,
    Byte,
    Number,
    Big,
    Width,
    Bytes,
    Source,
    List,
    Callback,
    Any,
    Flag,
    Buffer,
    Options,
}

use Want::{
    Any, Big, Buffer, Byte, Bytes, Callback, Encoding, Flag, List, Number, Offset, Options, Size, Source, Text, Width,
};

/// How the answer shows what a call did.
#[derive(Clone, Copy, PartialEq)]
pub enum Shown {
    /// Its result.
    Result,
    /// Its result and its receiver.
    Receiver,
    /// The length of its result: its bytes are nobody's.
    Length,
    /// The result spread into an array.
    Spread,
    /// All that memory moving in its middle may change (see `moving`).
    Moved,
}

use Shown::{Length, Receiver, Result, Spread};

/// One call: `of` is what stands before the arguments, with `@` for the receiver.
#[derive(Clone)]
pub struct Call {
    pub receiver: Option<String>,
    pub of: String,
    pub arguments: Vec<String>,
    pub shown: Shown,
    pub simpler: &'static [&'static str],
}

const BUFFERS: &[&str] = &[
    "Buffer.alloc(4)",
    "Buffer.from('abc')",
    "Buffer.from('abcdefgh')",
    "Buffer.from([1,2,3,4,5,6,7,8,9])",
    "Buffer.alloc(0)",
    "Buffer.alloc(1)",
    "Buffer.from('h\\u00e9llo w\\u00f6rld \\u20ac \\ud83d\\ude00')",
    "Buffer.from('fffefdfc80818283','hex')",
    "Buffer.from('f09f9880e282acc3a9ff','hex')",
    "Buffer.from('aabbaabb')",
    "Buffer.from('abcabcabc','utf16le')",
    "Buffer.from([0,1,127,128,255,0,0,240,63])",
    "Buffer.from('7ff8000000000001fff0000000000000','hex')",
    "Buffer.from('abcdefgh').subarray(1,6)",
    "Buffer.from(new ArrayBuffer(8),2,5).fill(7)",
    "Buffer.from('YWJjZA==')",
    "Buffer.from('616263zz')",
    "Buffer.alloc(12,'ab')",
    "Buffer.alloc(16,'\\u00ff','latin1')",
    "Buffer.alloc(60,1)",
    "Buffer.concat([Buffer.from('ab'),Buffer.from('cd')])",
    "Object.assign(Buffer.from('abcd'),{x:1})",
];

const OTHERS: &[&str] = &[
    "new Uint8Array([1,2,3,4])",
    "new Uint8Array([97,98,99,100,101,102,103,104])",
    "new Uint8ClampedArray([1,200,255])",
    "new Int8Array([-1,0,1,127])",
    "new Uint16Array([1,258,65535])",
    "new Int16Array([-1,2,-32768])",
    "new Uint32Array([1,4294967295])",
    "new Int32Array([-5,7])",
    "new Float32Array([1.5,-0,NaN])",
    "new Float64Array([0.1,-1,Infinity])",
    "new BigInt64Array([1n,-2n,3n])",
    "new BigUint64Array([1n,2n])",
    "new DataView(new ArrayBuffer(8))",
    "new ArrayBuffer(8)",
    "new SharedArrayBuffer(4)",
    "new Uint8Array(0)",
    "new Uint8Array(new ArrayBuffer(8),2,4)",
];

const ODD_RECEIVERS: &[&str] = &[
    "undefined",
    "null",
    "{}",
    "[]",
    "[1,2,3]",
    "'abc'",
    "5",
    "true",
    "1n",
    "Symbol('s')",
    "({length:4})",
    "(()=>{})",
    "new Map()",
    "Buffer.prototype",
    "Object.create(Buffer.prototype)",
    "({length:4,0:1,1:2,2:3,3:4})",
    "new String('ab')",
];

const ENCODINGS: &[&str] = &[
    "'utf8'",
    "'utf-8'",
    "'UTF8'",
    "'Utf-8'",
    "'hex'",
    "'HEX'",
    "'base64'",
    "'BASE64'",
    "'base64url'",
    "'Base64Url'",
    "'latin1'",
    "'LATIN1'",
    "'binary'",
    "'Binary'",
    "'ascii'",
    "'ASCII'",
    "'ucs2'",
    "'ucs-2'",
    "'UCS-2'",
    "'utf16le'",
    "'utf-16le'",
    "'UTF16LE'",
    "'utf-16LE'",
];

const ODD_ENCODINGS: &[&str] = &[
    "'bogus'",
    "''",
    "'utf 8'",
    "'utf-16be'",
    "'buffer'",
    "'latin-1'",
    "'hexx'",
    "'\\u0130'",
    "new String('hex')",
    "({toString(){return 'hex'}})",
    "['hex']",
    "'utf8\\0'",
];

const TEXTS: &[&str] = &[
    "''",
    "'a'",
    "'abc'",
    "'abcdefgh'",
    "'ab'",
    "'616263'",
    "'61626'",
    "'6162zz'",
    "'zz'",
    "'YWJj'",
    "'YWI='",
    "'YQ=='",
    "'YW Jj'",
    "'YW-_'",
    "'YW+/'",
    "'===='",
    "'\\u00e9'",
    "'\\u20ac\\u00e9'",
    "'\\ud83d\\ude00'",
    "'\\ud800'",
    "'a\\udc00b'",
    "'\\ud83da'",
    "'\\u0000'",
    "'\\u0100\\u0161'",
    "'\\uffff'",
    "'\\ufeffa'",
    "'A'.repeat(20)",
    "'\\u20ac'.repeat(5)",
    "'ff00'",
    "'FFfe'",
    "' 61'",
    "'0x61'",
    "'1'",
    "'bca'",
    "'c'",
    "'a\\nb'",
    "\"it's\"",
    "'h\\u00e9llo'",
    "'\\ud83d\\ude00'.repeat(3)",
];

const OFFSETS: &[&str] = &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "12", "-1", "-2", "-4", "-9"];
const ODD_NUMBERS: &[&str] = &[
    "-0",
    "0.5",
    "1.5",
    "2.9",
    "-0.5",
    "-1.5",
    "NaN",
    "Infinity",
    "-Infinity",
    "255",
    "256",
    "65535",
    "65536",
    "2**31",
    "2**31-1",
    "-(2**31)",
    "2**32",
    "2**32+1",
    "-(2**32)",
    "2**53",
    "2**53-1",
    "-(2**53)",
    "1e21",
    "-1e21",
    "1e100",
    "5e-324",
    "0.1",
    "123456789",
    "1234567890123",
    "-123456789",
    "3.14159",
    "127",
    "128",
    "-128",
    "-129",
    "32767",
    "32768",
    "2**40",
    "2**47",
    "2**48",
    "-(2**47)-1",
    "1000",
    "999999.5",
];
const SIZES: &[&str] = &["0", "1", "2", "3", "5", "8", "16", "100", "4095", "4096", "10", "7"];
const ODD_SIZES: &[&str] = &[
    "-1",
    "-0",
    "1.5",
    "2.9",
    "NaN",
    "Infinity",
    "-Infinity",
    "2**53",
    "1e21",
    "-0.5",
    "2**53-1",
    "1e100",
    "-(2**31)",
    "0.1",
];
const BIGS: &[&str] = &[
    "0n",
    "1n",
    "-1n",
    "255n",
    "256n",
    "2n**63n",
    "2n**63n-1n",
    "-(2n**63n)",
    "-(2n**63n)-1n",
    "2n**64n",
    "2n**64n-1n",
    "2n**100n",
    "123456789012345678901n",
    "-5n",
    "0x0102030405060708n",
];
const ARRAYS: &[&str] = &[
    "[]",
    "[1]",
    "[1,2,3]",
    "[256,-1,1.5]",
    "['1','x']",
    "[,1]",
    "[1n]",
    "[null,undefined]",
    "[97,98]",
    "[[1],[2]]",
    "[NaN,Infinity,-0]",
    "Array(3)",
    "['61','0x10']",
];
const OBJECTS: &[&str] = &[
    "{}",
    "({a:1})",
    "({valueOf(){return 2}})",
    "({toString(){return 'hex'}})",
    "({length:2,0:1,1:2})",
    "({length:'3'})",
    "({type:'Buffer',data:[1,2]})",
    "({type:'Buffer',data:'x'})",
    "({[Symbol.toPrimitive](){return 3}})",
    "({[Symbol.toPrimitive](){return 'utf8'}})",
    "({valueOf(){throw new Error('v')}})",
    "({valueOf(){return 'abc'}})",
    "({valueOf(){return null}})",
    "({length:-1})",
    "({length:NaN})",
    "({length:1n})",
    "({valueOf(){return this}})",
    "({valueOf:5})",
    "({valueOf(){return Buffer.from('v')}})",
    "({constructor:null})",
    "({get length(){return 2}})",
    "({length:2.7,0:9})",
    "({buffer:new ArrayBuffer(4)})",
    "({data:[1,2]})",
    "({type:'Buffer',data:[]})",
    "({a:{b:{c:{d:1}}}})",
];
const VIEWS: &[&str] = &[
    "new Uint8Array([1,2,3])",
    "new Uint8Array(0)",
    "new Uint16Array([97,98])",
    "new Float64Array([1.5])",
    "new Int8Array([-1])",
    "new BigInt64Array([1n])",
    "new DataView(new ArrayBuffer(4))",
    "new ArrayBuffer(4)",
    "new SharedArrayBuffer(4)",
    "new Uint8ClampedArray([300])",
    "new Uint32Array([258,3])",
    "Buffer.from('b')",
    "Buffer.from('bc')",
    "Buffer.alloc(0)",
    "Buffer.from('6162','hex')",
    "Buffer.from('abcdefgh')",
    "Buffer.alloc(3)",
    "Buffer.from('c','utf16le')",
];
const ODDITIES: &[&str] = &[
    "undefined",
    "null",
    "true",
    "false",
    "Symbol('s')",
    "Symbol()",
    "Symbol.iterator",
    "()=>{}",
    "function f(){}",
    "new Map()",
    "new Set([1])",
    "new Date(0)",
    "/x/",
    "(e=>{e.stack='Error: e';return e})(new Error('e'))",
    "new String('ab')",
    "new Number(1)",
    "new Boolean(false)",
    "Object(1n)",
    "Object(Symbol('t'))",
    "class A{}",
    "new (class B{})()",
    "Object.create(null)",
    "Math",
    "JSON",
    "(function(){return arguments})(1,2)",
    "[1,2,3].values()",
    "new WeakMap()",
    "globalThis.undefined",
    "Buffer",
    "Uint8Array",
    "parseInt",
    "structuredClone(new ArrayBuffer(2))",
];
const LISTS: &[&str] = &[
    "[Buffer.from('a'),Buffer.from('bc')]",
    "[]",
    "[Buffer.from('abc')]",
    "[new Uint8Array([1,2]),Buffer.alloc(2)]",
    "[Buffer.from('a'),'b']",
    "[1]",
    "[undefined]",
    "[[1]]",
    "[Buffer.alloc(0),Buffer.from('z')]",
    "[new Uint16Array([1,2])]",
    "[new ArrayBuffer(2)]",
    "[{length:2}]",
    "[Buffer.from('a'),null]",
    "[new DataView(new ArrayBuffer(2))]",
    "[,Buffer.from('a')]",
];
const CALLBACKS: &[&str] = &[
    "x=>x",
    "x=>x+1",
    "x=>x>97",
    "(x,i)=>i",
    "()=>true",
    "()=>false",
    "()=>{throw new Error('c')}",
    "(x,i,a)=>a.length",
    "(a,b)=>b-a",
    "(a,b)=>a+b",
    "x=>String(x)",
    "x=>-x",
    "()=>1.5",
    "x=>x*2",
    "()=>NaN",
];
const OPTIONS: &[&str] = &[
    "{}",
    "{depth:0}",
    "{compact:false}",
    "{maxArrayLength:2}",
    "{maxArrayLength:0}",
    "{breakLength:40}",
    "{showHidden:true}",
    "{sorted:true}",
    "{colors:true}",
    "{compact:true}",
    "{maxStringLength:3}",
    "{breakLength:Infinity}",
    "{numericSeparator:true}",
    "{getters:true}",
    "{customInspect:false}",
    "{depth:null}",
    "{maxArrayLength:null}",
    "{compact:1}",
];
const FLAGS: &[&str] = &["true", "false", "undefined", "1", "0", "''"];

/// Anything.
pub fn any(chance: &mut Chance) -> String {
    let pool = [
        ODDITIES,
        ODDITIES,
        ODDITIES,
        OBJECTS,
        OBJECTS,
        ARRAYS,
        VIEWS,
        BIGS,
        TEXTS,
        ODD_NUMBERS,
        OFFSETS,
        ENCODINGS,
        ODD_ENCODINGS,
    ][chance.below(13)];
    match chance.below(40) {
        0 => "(a=>(structuredClone(a,{transfer:[a.buffer]}),a))(new Uint8Array(4))".to_owned(),
        1 => "((a,v)=>(a.resize?.(2),v))(...(a=>[a,new Uint8Array(a,3)])(new ArrayBuffer(4,{maxByteLength:8})))"
            .to_owned(),
        2 => format!("'{}'.repeat({})", ["ab", "\\u00e9", "y", "61"][chance.below(4)], chance.below(40)),
        _ => chance.pick(pool).to_owned(),
    }
}

fn argument(chance: &mut Chance, want: Want) -> String {
    if chance.below(6) == 0 {
        return any(chance);
    }
    let odd = chance.below(3) == 0;
    let pool = match want {
        Text => TEXTS,
        Encoding if chance.below(6) == 0 => ODD_ENCODINGS,
        Encoding => ENCODINGS,
        Offset | Number | Byte if odd => ODD_NUMBERS,
        Offset => OFFSETS,
        Size if odd => ODD_SIZES,
        Size => SIZES,
        Byte => &["0", "97", "98", "99", "255", "1", "'a'", "'c'"],
        Number => &["0", "1", "5", "100", "200", "-1", "-5", "127", "255", "1000", "70000", "-40000", "2**24", "2**33"],
        Big => BIGS,
        Width => &["1", "2", "3", "4", "5", "6", "6", "0", "7", "8", "-1", "1.5"],
        Bytes => VIEWS,
        Source => [TEXTS, ARRAYS, OBJECTS, VIEWS, BUFFERS, OTHERS][chance.below(6)],
        List => LISTS,
        Callback => CALLBACKS,
        Any => return any(chance),
        Flag => FLAGS,
        Buffer => BUFFERS,
        Options => OPTIONS,
    };
    chance.pick(pool).to_owned()
}

type Row = (&'static str, &'static [Want], Shown);

/// The methods of Buffers besides the numeric and raw ones.
const METHODS: &[Row] = &[
    ("write", &[Text, Offset, Offset, Encoding], Receiver),
    ("write", &[Text, Encoding], Receiver),
    ("write", &[Text, Offset, Encoding], Receiver),
    ("toString", &[Encoding, Offset, Offset], Result),
    ("toString", &[Encoding], Result),
    ("toLocaleString", &[Encoding, Offset, Offset], Result),
    ("fill", &[Byte, Offset, Offset], Receiver),
    ("fill", &[Text, Offset, Offset, Encoding], Receiver),
    ("fill", &[Text, Encoding], Receiver),
    ("fill", &[Bytes, Offset, Offset], Receiver),
    ("indexOf", &[Text, Offset, Encoding], Result),
    ("indexOf", &[Bytes, Offset, Encoding], Result),
    ("indexOf", &[Byte, Offset], Result),
    ("lastIndexOf", &[Text, Offset, Encoding], Result),
    ("lastIndexOf", &[Bytes, Offset, Encoding], Result),
    ("lastIndexOf", &[Byte, Offset], Result),
    ("includes", &[Text, Offset, Encoding], Result),
    ("includes", &[Bytes, Offset, Encoding], Result),
    ("includes", &[Byte, Offset], Result),
    ("indexOf", &[Text, Offset, Offset, Encoding], Result),
    ("lastIndexOf", &[Byte, Offset, Offset], Result),
    ("equals", &[Buffer], Result),
    ("equals", &[Bytes], Result),
    ("compare", &[Buffer, Offset, Offset, Offset, Offset], Result),
    ("compare", &[Bytes], Result),
    ("copy", &[Buffer, Offset, Offset, Offset], Result),
    ("copy", &[Bytes, Offset, Offset, Offset], Result),
    ("slice", &[Offset, Offset], Result),
    ("subarray", &[Offset, Offset], Result),
    ("swap16", &[], Receiver),
    ("swap32", &[], Receiver),
    ("swap64", &[], Receiver),
    ("toJSON", &[], Result),
    ("inspect", &[Any, Options], Result),
    ("copyBytesFrom", &[Any], Result),
    ("equals", &[Any], Result),
    ("compare", &[Any, Any, Any, Any, Any], Result),
    ("write", &[Any, Any, Any, Any], Receiver),
    ("fill", &[Any, Any, Any, Any], Receiver),
    ("indexOf", &[Any, Any, Any, Any], Result),
    ("copy", &[Any, Any, Any, Any], Result),
    ("toString", &[Any, Any, Any], Result),
    ("subarray", &[Any, Any], Result),
];

const RAW: &[&str] = &["ascii", "latin1", "utf8", "ucs2", "hex", "base64", "base64url"];

const FIXED: &[&str] = &[
    "UInt8", "Uint8", "Int8", "UInt16LE", "UInt16BE", "Uint16LE", "Uint16BE", "UInt32LE", "UInt32BE", "Uint32LE",
    "Uint32BE", "Int16LE", "Int16BE", "Int32LE", "Int32BE", "FloatLE", "FloatBE", "DoubleLE", "DoubleBE",
];
const FIXED_BIG: &[&str] = &["BigUInt64LE", "BigUInt64BE", "BigUint64LE", "BigUint64BE", "BigInt64LE", "BigInt64BE"];
const VARIABLE: &[&str] = &["UIntLE", "UIntBE", "UintLE", "UintBE", "IntLE", "IntBE"];

/// `%TypedArray%.prototype`, on Buffers and others.
const TYPED: &[Row] = &[
    ("at", &[Offset], Result),
    ("copyWithin", &[Offset, Offset, Offset], Receiver),
    ("entries", &[], Spread),
    ("keys", &[], Spread),
    ("values", &[], Spread),
    ("every", &[Callback, Any], Result),
    ("some", &[Callback], Result),
    ("fill", &[Byte, Offset, Offset], Receiver),
    ("filter", &[Callback], Result),
    ("find", &[Callback], Result),
    ("findIndex", &[Callback], Result),
    ("findLast", &[Callback], Result),
    ("findLastIndex", &[Callback], Result),
    ("forEach", &[Callback], Result),
    ("includes", &[Byte, Offset], Result),
    ("indexOf", &[Byte, Offset], Result),
    ("lastIndexOf", &[Byte, Offset], Result),
    ("join", &[Text], Result),
    ("map", &[Callback], Result),
    ("reduce", &[Callback, Any], Result),
    ("reduce", &[Callback], Result),
    ("reduceRight", &[Callback, Number], Result),
    ("reverse", &[], Receiver),
    ("set", &[Source, Offset], Receiver),
    ("slice", &[Offset, Offset], Result),
    ("sort", &[Callback], Receiver),
    ("sort", &[], Receiver),
    ("subarray", &[Offset, Offset], Result),
    ("toReversed", &[], Result),
    ("toSorted", &[Callback], Result),
    ("with", &[Offset, Number], Result),
    ("toString", &[], Result),
    ("toLocaleString", &[], Result),
    ("toHex", &[], Result),
    ("toBase64", &[Options], Result),
    ("setFromHex", &[Text], Receiver),
    ("setFromBase64", &[Text], Receiver),
];

const STATICS: &[Row] = &[
    ("Buffer.alloc", &[Size, Byte], Result),
    ("Buffer.alloc", &[Size, Text, Encoding], Result),
    ("Buffer.alloc", &[Size, Bytes], Result),
    ("Buffer.alloc", &[Size], Result),
    ("Buffer.allocUnsafe", &[Size], Length),
    ("Buffer.allocUnsafeSlow", &[Size], Length),
    ("Buffer.from", &[Text, Encoding], Result),
    ("Buffer.from", &[Source], Result),
    ("Buffer.from", &[Source, Offset, Offset], Result),
    ("Buffer.from", &[Source, Encoding], Result),
    ("Buffer.from", &[Bytes, Offset, Offset], Result),
    ("Buffer.concat", &[List, Size], Result),
    ("Buffer.concat", &[List], Result),
    ("Buffer.compare", &[Buffer, Buffer], Result),
    ("Buffer.compare", &[Bytes, Bytes], Result),
    ("Buffer.byteLength", &[Text, Encoding], Result),
    ("Buffer.byteLength", &[Bytes, Encoding], Result),
    ("Buffer.isEncoding", &[Encoding], Result),
    ("Buffer.isBuffer", &[Source], Result),
    ("Buffer.copyBytesFrom", &[Bytes, Offset, Offset], Result),
    ("Buffer.of", &[Number, Number, Any], Result),
    ("Buffer", &[Text, Encoding], Result),
    ("new Buffer", &[Source, Encoding], Result),
    ("require('buffer').isUtf8", &[Buffer], Result),
    ("require('buffer').isAscii", &[Buffer], Result),
    ("require('buffer').isUtf8", &[Bytes], Result),
    ("require('buffer').transcode", &[Buffer, Encoding, Encoding], Result),
    ("atob", &[Text], Result),
    ("btoa", &[Text], Result),
    ("new Uint8Array", &[Source, Offset, Offset], Result),
    ("new Uint8Array", &[Source], Result),
    ("new Uint16Array", &[Bytes, Offset, Offset], Result),
    ("new Float32Array", &[Source], Result),
    ("new Float64Array", &[Source], Result),
    ("new BigInt64Array", &[Source], Result),
    ("new Int32Array", &[Bytes, Offset], Result),
    ("new Uint8ClampedArray", &[Source], Result),
    ("Uint8Array.from", &[Source, Callback], Result),
    ("Uint8Array.of", &[Number, Number], Result),
    ("Uint8Array.fromHex", &[Text], Result),
    ("Uint8Array.fromBase64", &[Text, Options], Result),
    ("new ArrayBuffer", &[Size], Result),
    ("new SharedArrayBuffer", &[Size], Result),
    ("ArrayBuffer.isView", &[Bytes], Result),
    ("new DataView", &[Bytes, Offset, Offset], Result),
    ("require('util').inspect", &[Source, Options], Result),
    ("require('util').inspect", &[Any, Options], Result),
    ("require('util').format", &[Text, Any, Any], Result),
    ("JSON.stringify", &[Source], Result),
    ("new (require('buffer').Blob)", &[List], Result),
    ("Object.keys", &[Buffer], Result),
    ("Array.from", &[Buffer, Callback], Result),
    ("String", &[Source], Result),
    ("((...a)=>(f=>[f.size,f.type,f.name])(new (require('buffer').File)(...a)))", &[List, Text], Result),
    ("require('buffer').resolveObjectURL", &[Text], Result),
    ("require('buffer').atob", &[Text], Result),
    ("require('buffer').btoa", &[Any], Result),
    ("new Int8Array", &[Source, Offset], Result),
    ("new Uint32Array", &[Source], Result),
    ("new BigUint64Array", &[Bytes, Offset, Offset], Result),
    ("new Int16Array", &[Source], Result),
    ("BigInt64Array.from", &[Source], Result),
    ("Buffer.allocUnsafe", &[Any], Length),
    ("Buffer.alloc", &[Any, Any, Any], Result),
    ("Buffer.from", &[Any, Any, Any], Result),
    ("Buffer.concat", &[Any, Any], Result),
    ("Buffer.byteLength", &[Any, Any], Result),
    ("Object.entries", &[Buffer], Result),
    ("Object.getOwnPropertyNames", &[Bytes], Result),
    ("Buffer.prototype.hasOwnProperty", &[Text], Result),
    ("(a=>[...a].length)", &[Bytes], Result),
    ("(a=>class C extends Uint8Array{}.from(a))", &[Bytes], Result),
    ("(a=>Reflect.ownKeys(a))", &[Bytes], Result),
    ("(a=>a.buffer.constructor.name+a.byteOffset%8)", &[Bytes], Result),
    ("((a,i)=>a[i])", &[Bytes, Offset], Result),
    ("((a,i)=>i in a)", &[Bytes, Offset], Result),
    ("(a=>typeof a.buffer)", &[Any], Result),
];

const ARRAY_BUFFERS: &[&str] = &[
    "new Uint8Array([1,2,3,4,5,6,7,8]).buffer",
    "new ArrayBuffer(4)",
    "new ArrayBuffer(0)",
    "new ArrayBuffer(4,{maxByteLength:8})",
];
const ARRAY_BUFFER_METHODS: &[Row] = &[
    ("slice", &[Offset, Offset], Result),
    ("resize", &[Offset], Receiver),
    ("transfer", &[Offset], Receiver),
    ("transferToFixedLength", &[Offset], Receiver),
];

const VIEW_METHODS: &[&str] =
    &["Int8", "Uint8", "Int16", "Uint16", "Int32", "Uint32", "Float16", "Float32", "Float64", "BigInt64", "BigUint64"];

const PROPERTIES: &[&str] = &[
    "length",
    "byteLength",
    "BYTES_PER_ELEMENT",
    "constructor.name",
    "0",
    "1",
    "9",
    "[-1]",
    "['1.5']",
    "x",
    "[Symbol.toStringTag]",
];

fn receiver(chance: &mut Chance) -> String {
    match chance.below(12) {
        0 => chance.pick(OTHERS).to_owned(),
        _ => chance.pick(BUFFERS).to_owned(),
    }
}

fn arguments(chance: &mut Chance, wants: &[Want]) -> Vec<String> {
    let mut count = wants.len();
    while count > 0 && chance.below(5) == 0 {
        count -= 1;
    }
    let mut given: Vec<String> = wants[..count].iter().map(|want| argument(chance, *want)).collect();
    if chance.below(40) == 0 {
        given.push(any(chance));
    }
    given
}

/// A call, mostly of something that exists.
pub fn call(chance: &mut Chance) -> Call {
    let (name, wants, shown, on): (String, Vec<Want>, Shown, String) = match chance.below(100) {
        0..30 => {
            let (name, wants, shown) = METHODS[chance.below(METHODS.len())];
            (name.to_owned(), wants.to_vec(), shown, receiver(chance))
        }
        30..36 => {
            let part = chance.pick(RAW);
            let on = receiver(chance);
            if chance.below(2) == 0 {
                (format!("{part}Write"), vec![Text, Offset, Offset], Receiver, on)
            } else {
                (format!("{part}Slice"), vec![Offset, Offset], Result, on)
            }
        }
        36..54 => {
            let on = receiver(chance);
            let (names, value, width): (_, _, &[Want]) = match chance.below(8) {
                0..4 => (FIXED, Number, &[]),
                4..6 => (FIXED_BIG, Big, &[]),
                _ => (VARIABLE, Number, &[Width]),
            };
            let name = chance.pick(names);
            if chance.below(2) == 0 {
                (format!("read{name}"), [&[Offset], width].concat(), Result, on)
            } else {
                (format!("write{name}"), [&[value, Offset], width].concat(), Receiver, on)
            }
        }
        54..70 => {
            let (name, wants, shown) = TYPED[chance.below(TYPED.len())];
            let on = if chance.below(2) == 0 { BUFFERS } else { OTHERS };
            (name.to_owned(), wants.to_vec(), shown, chance.pick(on).to_owned())
        }
        70..72 => {
            let (name, wants, shown) = ARRAY_BUFFER_METHODS[chance.below(ARRAY_BUFFER_METHODS.len())];
            (name.to_owned(), wants.to_vec(), shown, chance.pick(ARRAY_BUFFERS).to_owned())
        }
        72..76 => {
            let name = chance.pick(VIEW_METHODS);
            let on = "new DataView(new Uint8Array([1,2,3,127,128,255,0,63,240]).buffer)".to_owned();
            let value = if name.starts_with("Big") { Big } else { Number };
            if chance.below(2) == 0 {
                (format!("get{name}"), vec![Offset, Flag], Result, on)
            } else {
                (format!("set{name}"), vec![Offset, value, Flag], Receiver, on)
            }
        }
        76..78 => {
            let name = chance.pick(PROPERTIES);
            let on = if chance.below(2) == 0 { BUFFERS } else { OTHERS };
            let access = if name.starts_with('[') {
                format!("@{name}")
            } else if name.starts_with(|c: char| c.is_ascii_digit()) {
                format!("@[{name}]")
            } else {
                format!("@.{name}")
            };
            let receiver = Some(chance.pick(on).to_owned());
            return Call { receiver, of: access, arguments: Vec::new(), shown: Spread, simpler: &[] }.property();
        }
        _ => {
            let (name, wants, shown) = STATICS[chance.below(STATICS.len())];
            let arguments = arguments(chance, wants);
            return Call { receiver: None, of: name.to_owned(), arguments, shown, simpler: &[] };
        }
    };
    let arguments = arguments(chance, &wants);
    if chance.below(25) == 0 {
        let on = chance.pick(ODD_RECEIVERS).to_owned();
        return Call {
            receiver: Some(on),
            of: format!("Buffer.prototype.{name}.call"),
            arguments,
            shown: Result,
            simpler: ODD_RECEIVERS,
        };
    }
    Call { receiver: Some(on), of: format!("@.{name}"), arguments, shown, simpler: BUFFERS }
}

impl Call {
    fn property(mut self) -> Self {
        self.of.push('!');
        self
    }

    /// What the call is of, for telling calls apart.
    pub fn name(&self) -> &str {
        self.of.trim_start_matches("@.")
    }

    /// The call as an expression.
    pub fn expression(&self) -> String {
        let mut arguments = self.arguments.join(",");
        let Some(receiver) = &self.receiver else {
            let call = format!("{}({arguments})", self.of);
            return if self.shown == Length { format!("{call}.length") } else { call };
        };
        if self.shown == Shown::Moved {
            return moving::expression(receiver, &self.of, &arguments);
        }
        if let Some(access) = self.of.strip_suffix('!') {
            return access.replacen('@', receiver, 1);
        }
        if !self.of.starts_with('@') {
            if !arguments.is_empty() {
                arguments.insert(0, ',');
            }
            return format!("{}({receiver}{arguments})", self.of);
        }
        match self.shown {
            Receiver => format!("(b=>[{}({arguments}),b])({receiver})", self.of.replacen('@', "b", 1)),
            Spread => format!("[...{}({arguments})]", self.of.replacen('@', receiver, 1)),
            _ => format!("{}({arguments})", self.of.replacen('@', receiver, 1)),
        }
    }

    /// Smaller calls to try instead, smallest first.
    pub fn smaller(&self) -> Vec<Self> {
        let mut found = Vec::new();
        let weight = self.expression().len();
        if !self.arguments.is_empty() {
            let mut fewer = self.clone();
            fewer.arguments.pop();
            found.push(fewer);
        }
        for at in 0..self.arguments.len() {
            for value in [
                "0",
                "1",
                "-1",
                "''",
                "'a'",
                "null",
                "{}",
                "[]",
                "1n",
                "undefined",
                "'hex'",
                "NaN",
                "1.5",
                "Buffer.alloc(1)",
            ] {
                let mut simpler = self.clone();
                value.clone_into(&mut simpler.arguments[at]);
                found.push(simpler);
            }
        }
        if self.receiver.is_some() {
            for value in self.simpler {
                let mut simpler = self.clone();
                simpler.receiver = Some((*value).to_owned());
                found.push(simpler);
            }
        }
        found.retain(|call| call.expression().len() < weight);
        found.sort_by_key(|call| call.expression().len());
        found
    }
}
