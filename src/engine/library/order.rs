//! In which order V8 and Node name the properties of their built-ins, where the tables have another one: what V8 writes in C++ is
//! made in one order, what it writes in Torque in another, and what a release made ready last comes last. Not the properties.

use super::table::global_value;
use crate::heap::{ObjectId, PropertyKey};
use crate::machine::Machine;

/// Whose properties: a global name and perhaps its `prototype`, or a module.
type Order = (&'static str, &'static [(u16, &'static str)]);

/// What is named comes behind what is not, in this order from this major version of Node on; newest first.
const ORDERS: [Order; 18] = [
    (
        "Object",
        &[
            (
                20,
                "assign getOwnPropertyDescriptor getOwnPropertyDescriptors getOwnPropertyNames getOwnPropertySymbols hasOwn is \
                 preventExtensions seal create defineProperties defineProperty freeze getPrototypeOf setPrototypeOf isExtensible \
                 isFrozen isSealed keys entries fromEntries values groupBy",
            ),
            (
                18,
                "assign getOwnPropertyDescriptor getOwnPropertyDescriptors getOwnPropertyNames getOwnPropertySymbols is \
                 preventExtensions seal create defineProperties defineProperty freeze getPrototypeOf setPrototypeOf isExtensible \
                 isFrozen isSealed keys entries fromEntries values hasOwn",
            ),
        ],
    ),
    (
        "Object.prototype",
        &[(
            18,
            "__defineGetter__ __defineSetter__ hasOwnProperty __lookupGetter__ __lookupSetter__ isPrototypeOf \
             propertyIsEnumerable toString valueOf __proto__ toLocaleString",
        )],
    ),
    (
        "Function.prototype",
        &[
            (26, "constructor apply bind call toString arguments caller"),
            (18, "arguments caller constructor apply bind call toString"),
        ],
    ),
    ("unscopables", &[(22, ""), (20, "toReversed toSorted toSpliced"), (18, "at findLast findLastIndex")]),
    ("Array", &[(24, "isArray from fromAsync of"), (18, "isArray from of fromAsync")]),
    (
        "Array.prototype",
        &[
            (
                22,
                "at concat copyWithin fill find findIndex findLast findLastIndex lastIndexOf pop push reverse shift unshift slice \
                 sort splice includes indexOf join keys entries values forEach filter flat flatMap map every some reduce \
                 reduceRight toReversed toSorted toSpliced with toLocaleString toString",
            ),
            (
                20,
                "at concat copyWithin fill find findIndex findLast findLastIndex lastIndexOf pop push reverse shift unshift slice \
                 sort splice includes indexOf join keys entries values forEach filter flat flatMap map every some reduce \
                 reduceRight toLocaleString toString toReversed toSorted toSpliced with",
            ),
            (
                18,
                "concat copyWithin fill find findIndex lastIndexOf pop push reverse shift unshift slice sort splice includes \
                 indexOf join keys entries values forEach filter flat flatMap map every some reduce reduceRight toLocaleString \
                 toString at findLast findLastIndex",
            ),
        ],
    ),
    (
        "String.prototype",
        &[
            (
                20,
                "anchor at big blink bold charAt charCodeAt codePointAt concat endsWith fontcolor fontsize fixed includes indexOf \
                 isWellFormed italics lastIndexOf link localeCompare match matchAll normalize padEnd padStart repeat replace \
                 replaceAll search slice small split strike sub substr substring sup startsWith toString toWellFormed trim \
                 trimStart trimLeft trimEnd trimRight toLocaleLowerCase toLocaleUpperCase toLowerCase toUpperCase valueOf",
            ),
            (
                18,
                "anchor big blink bold charAt charCodeAt codePointAt concat endsWith fontcolor fontsize fixed includes indexOf \
                 italics lastIndexOf link localeCompare match matchAll normalize padEnd padStart repeat replace replaceAll search \
                 slice small split strike sub substr substring sup startsWith toString trim trimStart trimLeft trimEnd trimRight \
                 toLocaleLowerCase toLocaleUpperCase toLowerCase toUpperCase valueOf at",
            ),
        ],
    ),
    (
        "Symbol",
        &[(
            18,
            "for keyFor asyncIterator hasInstance isConcatSpreadable iterator match matchAll replace search species split \
             toPrimitive toStringTag unscopables dispose asyncDispose",
        )],
    ),
    (
        "RegExp.prototype",
        &[
            (
                24,
                "exec dotAll flags global hasIndices ignoreCase multiline source sticky unicode unicodeSets compile toString test",
            ),
            (
                18,
                "exec dotAll flags global hasIndices ignoreCase multiline source sticky unicode compile toString test unicodeSets",
            ),
        ],
    ),
    (
        "Map.prototype",
        &[(18, "get set has delete clear entries forEach keys size values getOrInsert getOrInsertComputed")],
    ),
    (
        "Set.prototype",
        &[
            (
                24,
                "has add delete difference clear entries forEach intersection isSubsetOf isSupersetOf isDisjointFrom size \
                 symmetricDifference union values keys",
            ),
            (
                18,
                "has add delete clear entries forEach size values keys union intersection difference symmetricDifference \
                 isSubsetOf isSupersetOf isDisjointFrom",
            ),
        ],
    ),
    (
        "TypedArray.prototype",
        &[
            (
                22,
                "entries keys values at copyWithin every fill filter find findIndex findLast findLastIndex forEach includes indexOf \
                 join lastIndexOf map reverse reduce reduceRight set slice some sort subarray toReversed toSorted with \
                 toLocaleString toString",
            ),
            (
                20,
                "entries keys values at copyWithin every fill filter find findIndex findLast findLastIndex forEach includes indexOf \
                 join lastIndexOf map reverse reduce reduceRight set slice some sort subarray toLocaleString toString toReversed \
                 toSorted with",
            ),
            (
                18,
                "entries keys values copyWithin every fill filter find findIndex forEach includes indexOf join lastIndexOf map \
                 reverse reduce reduceRight set slice some sort subarray toLocaleString toString at findLast findLastIndex",
            ),
        ],
    ),
    (
        "DataView.prototype",
        &[
            (
                26,
                "getFloat16 setFloat16 getFloat32 setFloat32 getFloat64 setFloat64 getBigInt64 setBigInt64 getBigUint64 \
                 setBigUint64",
            ),
            (18, ""),
        ],
    ),
    (
        "console",
        &[
            (
                22,
                "log info debug warn error dir time timeEnd timeLog trace assert clear count countReset group groupEnd table \
                 dirxml groupCollapsed profile profileEnd timeStamp",
            ),
            (
                18,
                "log warn dir time timeEnd timeLog trace assert clear count countReset group groupEnd table debug info dirxml \
                 error groupCollapsed profile profileEnd timeStamp",
            ),
        ],
    ),
    (
        "Assert.prototype",
        &[(
            18,
            "fail ok equal notEqual deepEqual notDeepEqual deepStrictEqual notDeepStrictEqual strictEqual notStrictEqual \
             partialDeepStrictEqual throws rejects doesNotThrow doesNotReject ifError match doesNotMatch",
        )],
    ),
    ("worker_threads", &[(18, "isMainThread MessageChannel threadId Worker parentPort workerData")]),
    (
        "util",
        &[(
            18,
            "_errnoException _exceptionWithHostPort _extend callbackify convertProcessSignalToExitCode debug debuglog deprecate \
             format styleText formatWithOptions getCallSites getSystemErrorMap getSystemErrorName getSystemErrorMessage inherits \
             inspect isArray isBoolean isBuffer isDeepStrictEqual markPromiseAsHandled isNull isNullOrUndefined isNumber isString \
             isSymbol isUndefined isRegExp isObject isDate isError isFunction isPrimitive log promisify stripVTControlCharacters \
             toUSVString transferableAbortSignal transferableAbortController aborted types parseEnv parseArgs TextDecoder \
             TextEncoder MIMEType MIMEParams diff debounce throttle setTraceSigInt",
        )],
    ),
    (
        "util/types",
        &[
            (
                24,
                "isDataView isTypedArray isUint8Array isUint8ClampedArray isUint16Array isUint32Array isInt8Array isInt16Array \
                 isInt32Array isFloat16Array isFloat32Array isFloat64Array isBigInt64Array isBigUint64Array isKeyObject isCryptoKey",
            ),
            (22, ""),
            (
                18,
                "isExternal isDate isArgumentsObject isBigIntObject isBooleanObject isNumberObject isStringObject isSymbolObject \
                 isNativeError isRegExp isAsyncFunction isGeneratorFunction isGeneratorObject isPromise isMap isSet isMapIterator \
                 isSetIterator isWeakMap isWeakSet isArrayBuffer isDataView isSharedArrayBuffer isProxy isModuleNamespaceObject \
                 isAnyArrayBuffer isBoxedPrimitive isArrayBufferView isTypedArray isUint8Array isUint8ClampedArray isUint16Array \
                 isUint32Array isInt8Array isInt16Array isInt32Array isFloat32Array isFloat64Array isBigInt64Array \
                 isBigUint64Array isKeyObject isCryptoKey",
            ),
        ],
    ),
];

/// Brings the properties of what the language has into V8's order.
pub(crate) fn of_language(machine: &mut Machine) {
    for (name, _) in ORDERS {
        let object = match name.split_once('.') {
            Some(("TypedArray", _)) => Some(machine.realm.typed_array_prototype),
            Some((class, _)) => {
                let prototype = machine.keys.prototype;
                let class = global_value(machine, class).as_object();
                class.and_then(|class| machine.heap.own(class, prototype)).and_then(|own| own.value.as_object())
            }
            None => global_value(machine, name).as_object(),
        };
        if let Some(object) = object {
            arrange(machine, object, name);
        }
    }
}

/// Brings an object's properties into the order that `ORDERS` has under this name, if any.
pub(crate) fn arrange(machine: &mut Machine, object: ObjectId, name: &str) {
    let major = machine.release().0;
    let orders = ORDERS.iter().find(|(known, _)| *known == name).map_or(&[][..], |(_, orders)| orders);
    if let Some((_, names)) = orders.iter().find(|(since, _)| major >= *since) {
        let keys: Vec<PropertyKey> = names.split_whitespace().map(|name| machine.heap.key(name)).collect();
        machine.heap.arrange(object, &keys);
    }
}
