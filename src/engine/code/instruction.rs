//! The instruction set: eight bytes each, operands are registers of the active call. Not how they are carried out.

/// A register of an activation: parameters first, then variables, then intermediate values.
pub type Register = u16;

/// What a class definition adds to an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Definition {
    /// A private field.
    Field,
    /// A method.
    Method,
    /// A getter.
    Getter,
    /// A setter.
    Setter,
}

/// An instruction. `to` is always written; every other register is only read.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "operands are named by their role: to, from, object, index, key, target")]
pub enum Op {
    /// Copies.
    Move { to: Register, from: Register },
    /// A constant of the table.
    Constant { to: Register, index: u32 },
    /// A small integer.
    Integer { to: Register, value: i32 },
    /// `undefined`
    Undefined { to: Register },
    /// `null`
    Null { to: Register },
    /// `true` or `false`
    Boolean { to: Register, value: bool },
    /// The marker of a binding without value yet.
    Empty { to: Register },
    /// `this`
    This { to: Register },
    /// The function itself.
    Callee { to: Register },
    /// `new.target`
    NewTarget { to: Register },
    /// The running function's `[[HomeObject]]`
    Home { to: Register },
    /// Throws a `ReferenceError` while the binding named by the key is without value.
    CheckInitialized { from: Register, key: u32 },
    /// Throws `Assignment to constant variable.`
    ThrowConstant,
    /// Throws `Assignment to using variable.`
    ThrowUsing,
    /// A list of what is disposed of when a block is left.
    Disposables { to: Register },
    /// Adds what a declaration gives to it, and whether that is waited for.
    Use { list: Register, from: Register, waits: bool },
    /// Disposes of it until something is to be waited for, which `to` gets, or the empty marker at the end. `value` was thrown where
    /// `kind` is 1, before and behind it.
    Dispose { to: Register, list: Register, kind: Register, value: Register },
    /// What was waited for failed: `value` becomes the error of both where something was thrown before.
    Suppress { from: Register, kind: Register, value: Register },
    /// Opens a scope of captured variables.
    PushScope { size: u16 },
    /// Closes it.
    PopScope,
    /// Replaces it by a copy: the next round of a loop.
    RenewScope,
    /// A captured variable.
    GetSlot { to: Register, depth: u16, slot: u16 },
    /// Sets one.
    SetSlot { from: Register, depth: u16, slot: u16 },
    /// A global name; a `ReferenceError` if there is none.
    GetGlobal { to: Register, key: u32 },
    /// A global name, `undefined` if there is none: `typeof x`.
    FindGlobal { to: Register, key: u32 },
    /// Assigns a global name.
    SetGlobal { from: Register, key: u32 },
    /// `delete x` of a global name
    DeleteGlobal { to: Register, key: u32 },
    /// Gives a global lexical name its first value.
    InitGlobal { from: Register, key: u32 },
    /// Whether an object, if it is one, has a name (ECMAScript 9.1.1.2.1).
    HasBinding { to: Register, object: Register, key: u16 },
    /// What an object has under a name.
    GetBinding { to: Register, object: Register, key: u16 },
    /// Assigns it.
    SetBinding { object: Register, key: u16, from: Register },
    /// An object for a value: that of a `with`.
    ToObject { to: Register, from: Register },
    /// The call of `base` that follows is one of `eval` by its name, if that is what is called.
    CallsEval { base: Register, site: u16 },
    /// Makes a function.
    Closure { to: Register, function: u32 },
    /// Calls `base` with `this` at `base + 1` and `count` arguments after it.
    Call { to: Register, base: Register, count: u16 },
    /// The same with the arguments in the array at `base + 2`.
    CallSpread { to: Register, base: Register },
    /// `new base(...)` with `count` arguments from `base + 2`.
    New { to: Register, base: Register, count: u16 },
    /// The same with an array at `base + 2`.
    NewSpread { to: Register, base: Register },
    /// Leaves the function.
    Return { from: Register },
    /// An `async` function begins: from here on its caller gets a promise.
    Async,
    /// A generator's body begins: the caller gets the generator, whose registers hold nothing from `live` on.
    Generator { live: Register },
    /// Leaves one of those.
    Finish { from: Register },
    /// Waits for what `from` promises.
    Await { to: Register, from: Register, live: Register },
    /// Gives a value, as an iterator's `whole` result or to be put into one; what comes back goes there, how behind it.
    Yield { at: Register, live: Register, whole: bool },
    /// Throws what was thrown into a generator, goes on elsewhere unless it is to return.
    Received { at: Register, target: u32 },
    /// Goes on elsewhere unless it is to return.
    JumpUnlessReturned { how: Register, target: u32 },
    /// Hands what was received to the iterator at `base`; so many instructions ahead where it has no `return`.
    Delegate { base: Register, to: Register, target: u16 },
    /// Whether the delegate is done with that result: then so many instructions ahead.
    Delegated { base: Register, result: Register, target: u16 },
    /// The `value` of an iterator's result.
    ResultValue { to: Register, from: Register },
    /// The asynchronous iterator of `from` at `to`, its `next` at `to + 1`.
    IterateAsync { to: Register, from: Register },
    /// What an iterator's `next` answers.
    CallNext { to: Register, iterator: Register },
    /// What its `return` answers, or the empty marker if it has none.
    CallReturn { to: Register, iterator: Register },
    /// Throws unless it is an object.
    RequireResult { from: Register },
    /// The value of an iterator's result, or the marker that it is over.
    Unpack { to: Register, from: Register },
    /// Throws.
    Throw { from: Register },
    /// `object.key`
    GetMember { to: Register, object: Register, key: u16 },
    /// `object.key = from`
    SetMember { object: Register, key: u16, from: Register },
    /// `object[index]`
    GetIndex { to: Register, object: Register, index: Register },
    /// `object[index] = from`
    SetIndex { object: Register, index: Register, from: Register },
    /// `delete object[index]`
    Delete { to: Register, object: Register, index: Register },
    /// `/pattern/flags`, from a constant
    RegExp { to: Register, index: u32 },
    /// `{}`
    Object { to: Register },
    /// `[]`
    Array { to: Register },
    /// Appends to an array literal.
    Push { array: Register, from: Register },
    /// Appends a hole.
    PushHole { array: Register },
    /// Appends all values of an iterable.
    PushAll { array: Register, from: Register },
    /// Defines an own property of a literal.
    DefineMember { object: Register, key: u16, from: Register },
    /// Defines an own property with a computed name.
    DefineIndex { object: Register, index: Register, from: Register },
    /// Defines a getter.
    DefineGetter { object: Register, index: Register, from: Register },
    /// Defines a setter.
    DefineSetter { object: Register, index: Register, from: Register },
    /// `{ __proto__: from }`
    SetPrototype { object: Register, from: Register },
    /// `{ ...from }`
    CopyProperties { object: Register, from: Register },
    /// Copies the own properties whose names are not in the array.
    CopyRest { to: Register, from: Register, names: Register },
    /// Names an anonymous function after a computed key.
    NameFunction { function: Register, index: Register },
    /// `a + b`
    Add { to: Register, a: Register, b: Register },
    /// `a - b`
    Subtract { to: Register, a: Register, b: Register },
    /// `a * b`
    Multiply { to: Register, a: Register, b: Register },
    /// `a / b`
    Divide { to: Register, a: Register, b: Register },
    /// `a % b`
    Remainder { to: Register, a: Register, b: Register },
    /// `a ** b`
    Power { to: Register, a: Register, b: Register },
    /// `a << b`
    ShiftLeft { to: Register, a: Register, b: Register },
    /// `a >> b`
    ShiftRight { to: Register, a: Register, b: Register },
    /// `a >>> b`
    ShiftRightUnsigned { to: Register, a: Register, b: Register },
    /// `a & b`
    BitAnd { to: Register, a: Register, b: Register },
    /// `a | b`
    BitOr { to: Register, a: Register, b: Register },
    /// `a ^ b`
    BitXor { to: Register, a: Register, b: Register },
    /// `a == b`
    Equal { to: Register, a: Register, b: Register },
    /// `a != b`
    NotEqual { to: Register, a: Register, b: Register },
    /// `a === b`
    StrictEqual { to: Register, a: Register, b: Register },
    /// `a !== b`
    StrictNotEqual { to: Register, a: Register, b: Register },
    /// `a < b`
    Less { to: Register, a: Register, b: Register },
    /// `a <= b`
    LessEqual { to: Register, a: Register, b: Register },
    /// `a > b`
    Greater { to: Register, a: Register, b: Register },
    /// `a >= b`
    GreaterEqual { to: Register, a: Register, b: Register },
    /// `a + value`
    AddInteger { to: Register, a: Register, value: i16 },
    /// `a - value`
    SubtractInteger { to: Register, a: Register, value: i16 },
    /// `a * value`
    MultiplyInteger { to: Register, a: Register, value: i16 },
    /// `a % value`
    RemainderInteger { to: Register, a: Register, value: i16 },
    /// `a << value`
    ShiftLeftInteger { to: Register, a: Register, value: i16 },
    /// `a >> value`
    ShiftRightInteger { to: Register, a: Register, value: i16 },
    /// `a >>> value`
    ShiftRightUnsignedInteger { to: Register, a: Register, value: i16 },
    /// `a & value`
    BitAndInteger { to: Register, a: Register, value: i16 },
    /// `a | value`
    BitOrInteger { to: Register, a: Register, value: i16 },
    /// `a === value`
    StrictEqualInteger { to: Register, a: Register, value: i16 },
    /// `a !== value`
    StrictNotEqualInteger { to: Register, a: Register, value: i16 },
    /// `a < value`
    LessInteger { to: Register, a: Register, value: i16 },
    /// `a <= value`
    LessEqualInteger { to: Register, a: Register, value: i16 },
    /// `a > value`
    GreaterInteger { to: Register, a: Register, value: i16 },
    /// `a >= value`
    GreaterEqualInteger { to: Register, a: Register, value: i16 },
    /// `a in b`
    In { to: Register, a: Register, b: Register },
    /// `a instanceof b`
    InstanceOf { to: Register, a: Register, b: Register },
    /// `-a`
    Negate { to: Register, from: Register },
    /// `+a`
    ToNumber { to: Register, from: Register },
    /// A number or BigInt: what `a++` answers.
    ToNumeric { to: Register, from: Register },
    /// `a + 1`
    Increment { to: Register, from: Register },
    /// `a - 1`
    Decrement { to: Register, from: Register },
    /// `!a`
    Not { to: Register, from: Register },
    /// `~a`
    BitNot { to: Register, from: Register },
    /// `typeof a`
    Typeof { to: Register, from: Register },
    /// A primitive value that can be joined: a template's substitution.
    ToPart { to: Register, from: Register },
    /// The string of so many of them.
    Join { to: Register, base: Register, count: u16 },
    /// A property key: a computed name, evaluated once.
    ToKey { to: Register, from: Register },
    /// Makes the elements of `arguments` the parameters themselves.
    MapArguments { from: Register },
    /// Goes on elsewhere.
    Jump { target: u32 },
    /// Goes on elsewhere if the value is truthy.
    JumpIfTrue { from: Register, target: u32 },
    /// If it is falsy.
    JumpIfFalse { from: Register, target: u32 },
    /// If it is `null` or `undefined`.
    JumpIfNullish { from: Register, target: u32 },
    /// If it is neither.
    JumpUnlessNullish { from: Register, target: u32 },
    /// If it is not `undefined`: no default is needed.
    JumpUnlessUndefined { from: Register, target: u32 },
    /// If it is the marker that an iteration is over.
    JumpIfEmpty { from: Register, target: u32 },
    /// A round of a loop begins; registers from `live` on hold nothing.
    Round { live: Register },
    /// The iterator of `from` at `to`, its `next` at `to + 1`.
    Iterate { to: Register, from: Register },
    /// An iterator over the keys `for-in` visits, the object behind it.
    IterateKeys { to: Register, from: Register },
    /// The next key that the object still has, or the marker that it is over.
    NextKey { to: Register, iterator: Register },
    /// The next value, or the marker that it is over.
    Next { to: Register, iterator: Register },
    /// Tells an iterator that nobody wants more.
    Close { iterator: Register },
    /// The same after a throw: its own errors are dropped.
    CloseQuietly { iterator: Register },
    /// Throws unless `from` can be destructured; the key names the first property, or is `u32::MAX`.
    RequireObject { from: Register, key: u32 },
    /// Makes a class: the heritage at `base`, or the empty marker, becomes the constructor; its prototype goes behind it.
    Class { base: Register, function: u32 },
    /// Gives a function its `[[HomeObject]]`.
    SetHome { function: Register, home: Register },
    /// Defines a method or accessor of a class, and names it.
    DefineMethod { object: Register, index: Register, from: Register, kind: Definition },
    /// `CreateDataPropertyOrThrow`: a field.
    DefineField { object: Register, index: Register, from: Register },
    /// Gives a class the function that defines its instances' fields.
    SetFields { class: Register, from: Register },
    /// Lets a constructor's fields function define those of `this`.
    RunFields { this: Register, class: Register },
    /// A new private name; the second key is what V8 says of objects without it, or `u16::MAX`.
    PrivateName { to: Register, key: u16, brand: u16 },
    /// `object.#name`
    GetPrivate { to: Register, object: Register, name: Register },
    /// `object.#name = from`
    SetPrivate { object: Register, name: Register, from: Register },
    /// `#name in object`
    HasPrivate { to: Register, object: Register, name: Register },
    /// Adds a private field, method or accessor.
    DefinePrivate { object: Register, name: Register, from: Register, kind: Definition },
    /// The object `super.x` is looked up on.
    SuperBase { to: Register, home: Register },
    /// `super[base + 2]`, with that object at `base` and `this` behind it.
    GetSuper { to: Register, base: Register },
    /// `super[base + 2] = from`
    SetSuper { base: Register, from: Register },
    /// What `super()` constructs.
    SuperConstructor { to: Register, class: Register },
    /// `super(...)`: constructs `base` for `new.target` at `base + 1` with `count` arguments after it.
    SuperCall { base: Register, count: u16, class: Register },
    /// The same with an array at `base + 2`.
    SuperCallSpread { base: Register, class: Register },
    /// Throws a `ReferenceError` unless `super()` has given `this` a value.
    CheckThis { from: Register },
    /// Throws a `ReferenceError` if it has already.
    CheckNoThis { from: Register },
    /// Leaves a derived constructor.
    ReturnDerived { from: Register, this: Register },
    /// Throws a `ReferenceError` with a constant as its message.
    ThrowReference { message: u32 },
    /// The module a key names.
    Import { to: Register, name: u16 },
    /// Says where the variables of a module are, before it imports anything.
    ModuleReady,
    /// Checks what a module exports of others, once they are there.
    ModuleLinked,
    /// What is waited for before a module's imports are there, or the empty marker.
    ImportWait { to: Register, module: Register },
    /// What an import stands for: it is followed to where it is.
    Follow { to: Register, key: u32 },
    /// `import(from)` with the options behind it: a promise.
    ImportCall { to: Register, from: Register },
    /// What a module exports under a key; a `SyntaxError` if it is not there.
    ImportMember { to: Register, module: Register, key: u16, name: u16 },
    /// `import * as`
    ImportNamespace { to: Register, module: Register },
    /// `import.meta`
    ImportMeta { to: Register },
    /// The value of a statement, for the prompt.
    Complete { from: Register },
    /// `undefined` as that.
    CompleteNothing,
}

impl Op {
    /// The one register it writes, as its last deed; `None` where that is not so.
    pub fn result(&mut self) -> Option<&mut Register> {
        match self {
            Self::Move { to, .. }
            | Self::Constant { to, .. }
            | Self::Integer { to, .. }
            | Self::Undefined { to, .. }
            | Self::Null { to, .. }
            | Self::Boolean { to, .. }
            | Self::Empty { to, .. }
            | Self::This { to, .. }
            | Self::Callee { to, .. }
            | Self::NewTarget { to, .. }
            | Self::GetSlot { to, .. }
            | Self::GetGlobal { to, .. }
            | Self::FindGlobal { to, .. }
            | Self::DeleteGlobal { to, .. }
            | Self::Closure { to, .. }
            | Self::Call { to, .. }
            | Self::CallSpread { to, .. }
            | Self::New { to, .. }
            | Self::NewSpread { to, .. }
            | Self::GetMember { to, .. }
            | Self::GetIndex { to, .. }
            | Self::Delete { to, .. }
            | Self::Add { to, .. }
            | Self::Subtract { to, .. }
            | Self::Multiply { to, .. }
            | Self::Divide { to, .. }
            | Self::Remainder { to, .. }
            | Self::Power { to, .. }
            | Self::ShiftLeft { to, .. }
            | Self::ShiftRight { to, .. }
            | Self::ShiftRightUnsigned { to, .. }
            | Self::BitAnd { to, .. }
            | Self::BitOr { to, .. }
            | Self::BitXor { to, .. }
            | Self::Equal { to, .. }
            | Self::NotEqual { to, .. }
            | Self::StrictEqual { to, .. }
            | Self::StrictNotEqual { to, .. }
            | Self::Less { to, .. }
            | Self::LessEqual { to, .. }
            | Self::Greater { to, .. }
            | Self::GreaterEqual { to, .. }
            | Self::AddInteger { to, .. }
            | Self::SubtractInteger { to, .. }
            | Self::MultiplyInteger { to, .. }
            | Self::RemainderInteger { to, .. }
            | Self::ShiftLeftInteger { to, .. }
            | Self::ShiftRightInteger { to, .. }
            | Self::ShiftRightUnsignedInteger { to, .. }
            | Self::BitAndInteger { to, .. }
            | Self::BitOrInteger { to, .. }
            | Self::StrictEqualInteger { to, .. }
            | Self::StrictNotEqualInteger { to, .. }
            | Self::LessInteger { to, .. }
            | Self::LessEqualInteger { to, .. }
            | Self::GreaterInteger { to, .. }
            | Self::GreaterEqualInteger { to, .. }
            | Self::In { to, .. }
            | Self::InstanceOf { to, .. }
            | Self::Negate { to, .. }
            | Self::ToNumber { to, .. }
            | Self::ToNumeric { to, .. }
            | Self::Increment { to, .. }
            | Self::Decrement { to, .. }
            | Self::Not { to, .. }
            | Self::BitNot { to, .. }
            | Self::Typeof { to, .. }
            | Self::ToPart { to, .. }
            | Self::Join { to, .. }
            | Self::ToKey { to, .. } => Some(to),
            _ => None,
        }
    }
}
