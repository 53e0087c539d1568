//! What differs between Node releases beside the pool: one table, in which each difference has a name and the releases that have
//! it. Not what follows from it: whoever asks knows that.

use super::releases::Release;

/// Which releases have something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Releases {
    /// Every line has it from this one on.
    first: u16,
    /// The lines before that have it from a minor release on.
    early: &'static [(u16, u16)],
    /// The first line that has it no more.
    end: u16,
}

/// Every release from that line on.
pub const fn since(first: u16) -> Releases {
    Releases { first, early: &[], end: u16::MAX }
}

/// Every release before that line.
pub const fn until(end: u16) -> Releases {
    Releases { end, ..since(0) }
}

impl Releases {
    /// These, and earlier lines from a minor release on.
    #[must_use]
    pub const fn and(self, early: &'static [(u16, u16)]) -> Self {
        Self { early, ..self }
    }

    /// Those of them before that line.
    #[must_use]
    pub const fn until(self, end: u16) -> Self {
        Self { end, ..self }
    }

    /// Whether a release is one of them.
    pub fn have(self, (major, minor, _): Release) -> bool {
        let early = self.early.iter().any(|&(line, first)| line == major && first <= minor);
        (early || self.first <= major) && major < self.end
    }
}

impl Fact {
    /// Whether a release has it.
    pub fn of(self, release: Release) -> bool {
        Releases::from(self).have(release)
    }
}

macro_rules! facts {
    ($($(#[doc = $about:literal])* $name:ident: $releases:expr,)*) => {
        /// A difference between releases.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Fact { $($(#[doc = $about])* $name,)* }

        impl From<Fact> for Releases {
            fn from(fact: Fact) -> Self {
                match fact { $(Fact::$name => $releases,)* }
            }
        }
    };
}

facts! {
    // The language.

    /// Functions outside strict code have no `arguments` and `caller` of their own.
    BareFunctions: since(26),
    /// Constant strings that are added are one string in messages.
    FoldedStrings: since(24),
    /// An element that is left out in an array has no words in messages.
    HolesUnworded: since(26),
    /// A negative power of a BigInt is blamed on `undefined`.
    UnnamedExponent: since(20).until(26),
    /// A pattern on `null` or `undefined` is blamed by what it reads.
    PartsNamedAnew: since(20),
    /// What cannot be called is named by its source text.
    CalleeBySource: since(22),
    /// ... in static fields and blocks of a class, too.
    StaticSitesFound: since(22),
    /// `stack` is an accessor that keeps to its error; before it became an ordinary property.
    StackIsAccessor: since(22),
    /// `Object.prototype` is called so where its prototype is to change.
    ObjectPrototypeNamed: since(20),
    /// Stack lines call a getter by its name alone, without `[as name]`.
    AccessorsTellMethod: since(22),
    /// Stack lines call what a function was called on by that function's name; before only a class's.
    FunctionsNameCalls: since(24),
    /// The prompt cuts the last of the calls where none is a script's.
    LastCallCut: since(20),
    /// A script without a name is called `<anonymous_script>`; before `undefined`.
    NamelessScripts: since(20),
    /// Stack lines call the methods of `DataView` and a few others by their full names.
    BuiltinsQualified: since(22),
    /// Stack lines point at a pattern inside a pattern and at each part of a sequence; before at each property a pattern fills.
    PlacesRevised: since(20),
    /// Stack lines point in each round of a `for-of` at what it fills as soon as it has a value.
    EachPointsAnew: since(26),
    /// Stack lines give a function whose `name` was deleted none.
    DeletedNamesGone: since(26),
    /// Sealing a typed array that has elements is refused.
    SealRefused: since(24),
    /// A view whose length may change cannot be made not extensible.
    ChangingViewsStayOpen: since(24),
    /// `Buffer.from(arrayLike)` reads its `length` once for all it does with it.
    LengthReadOnce: since(24),
    /// The clone of a File is a File, not a Blob.
    FilesCloned: since(24),
    /// Setters of `DataView` name themselves, not the getters, where the view is out of bounds.
    SettersNamed: since(26),
    /// Symbols that are not registered may be keys of weak collections.
    WeakSymbols: since(20),
    /// `Object.prototype.toString` is named where it is used with a proxy that was revoked.
    RevokedTagNamed: since(20),
    /// `import.source()` asks for what a module is made of.
    ImportPhases: since(24),
    /// There are `DisposableStack`, `SuppressedError` and `using`.
    Disposal: since(24),
    /// Timers say what is wrong with a duration, and forget more when they are cleared.
    TimersTold: since(24),
    /// A wrong number of listeners is told with its bounds.
    BoundsOfListeners: since(20),
    /// `setTimeout` and kin name no arguments of the function they call.
    TimersTakeTheRest: since(22),
    /// Timers note the context they are set in.
    TimersInContext: since(22),
    /// A prompt words a rejection with what is no error, as scripts do.
    RejectionsWordedAtPrompts: since(26),
    /// Iterators have `map`, `filter` and kin, and there is a global `Iterator`.
    IteratorHelpers: since(22),
    /// An asynchronous iterator over a synchronous one closes that where what it gave is rejected, or has no `throw`.
    SyncIteratorsClosed: since(24),
    /// A helper given a wrong argument closes its iterator, and shows the argument.
    HelpersClose: since(24),
    /// Setters of dates look at the date after they converted the first number.
    DateReadLate: until(26),
    /// Setters of dates convert no further numbers where the date is invalid.
    InvalidDatesUnasked: until(24),
    /// Regular expressions know the flag `v`.
    UnicodeSets: since(20),
    /// Patterns know `(?i:a)`.
    PatternModifiers: since(24),
    /// Groups of a pattern may share a name if only one of them can take part.
    SharedGroupNames: since(24),
    /// A number behind a `\` is blamed in classes of a pattern as elsewhere.
    ClassDecimalsBlamed: since(24),
    /// The name of a group is known to what stands in it, and which groups are apart is told exactly.
    NamesKnownInside: since(26),
    /// `toFixed` and kin of locales take up to 100 digits.
    ManyFractionDigits: since(20),
    /// `JSON.parse` quotes the text it cannot read.
    JsonQuotes: since(20),
    /// ... and says the line and the column.
    JsonPlaces: since(22),
    /// A reviver gets the source text of a value.
    ReviverContext: since(22),
    /// Of two mistakes in a program the one that stands first is told; before the one V8 finds first.
    FirstMistakeTold: since(20),
    /// A sort looks for no run in less than eight elements.
    RunsUncounted: since(26),
    /// `Set.prototype.difference` asks `has` of the other set without having copied its own values.
    DifferenceUncopied: since(24),

    // Bytes.

    /// There are 16-bit floating-point numbers.
    Float16: since(24),
    /// `Math.f16round` stands among the other functions; before behind the constants.
    HalvesSorted: since(26),
    /// Array buffers may be resized.
    Resizable: since(20),
    /// Slabs of the pool cannot be detached.
    PoolStaysAttached: since(25).and(&[(24, 15)]),
    /// Array buffers and typed arrays may be longer than 32 bits say.
    LargeArrays: since(22),
    /// Typed arrays have `toSorted` and kin, and `at` and `findLast` where V8's order has them.
    TypedArrayCopies: since(20),
    /// `fill` of typed arrays looks at the end without a start.
    FillLooksAtEnd: since(24),
    /// ... and at the length before it converts the value.
    LengthBeforeValue: since(24),
    /// `includes` finds `undefined` behind a typed array that shrank only from the start it was given.
    SearchFromStart: since(24),
    /// A typed array looks whether it has an element when the value is converted; before it looked before that.
    ElementLookedUpLate: since(24),
    /// A typed array that follows a buffer needs no whole number of elements.
    PartElements: since(22),
    /// `map` of what stands on a resizable buffer takes what follows one for detached.
    FollowersUnmapped: since(20).until(22),
    /// `with` of typed arrays converts the index before the value.
    IndexBeforeValue: since(24),
    /// `subarray` and every `DataView` show the `this` they refuse.
    ReceiverShown: since(22),
    /// Getters of `DataView` are named as properties are.
    DataViewGettersNamed: since(22),

    // Buffer.

    /// Methods work on the bytes of any view; before some called methods and read the length of whatever `this` is.
    MethodsOnViews: since(24),
    /// Numeric methods are unnamed functions around others.
    NumbersWrapped: since(24),
    /// `utf8Write` and kin are unnamed functions.
    RawUnnamed: since(24),
    /// `utf8Write` and kin check their bounds in JavaScript.
    WritesChecked: since(23).and(&[(22, 7)]),
    /// ... and more strictly.
    WritesStrict: since(23),
    /// `write` on what is no view says `this` of `utf8Write` and `asciiWrite`, and no longer `buf`.
    WritesOnThis: since(20),
    /// `fill` takes one ASCII unit for a number where the encoding is `ascii`.
    AsciiFillsBytes: since(24),
    /// `utf8Slice` and kin give an empty string for an end before the start, as soon as both are read.
    EmptySliceFirst: since(27).and(&[(24, 18), (26, 3)]),
    /// `indexOf` and kin know an end.
    SearchEnd: since(27).and(&[(24, 20), (26, 1)]),
    /// `copy` takes any view.
    CopyOfViews: since(23).and(&[(22, 7)]),
    /// `copy` takes a number beyond the safe integers as it is; before, and if it was converted, it counts as none.
    UnsafeNumbersKept: since(20),
    /// `indexOf` fails on a text with a lone surrogate.
    LoneSurrogateFails: since(24).until(25),
    /// `Buffer.from(arrayBuffer)` passes the length on where it was not given one.
    LengthPassedOn: since(20).until(21),
    /// `concat` checks the elements before it takes memory for them.
    ConcatChecksFirst: since(26).and(&[(24, 15), (25, 8)]),
    /// `equals` asks for the length as a typed array's.
    EqualsNeedsView: since(21).and(&[(20, 11)]),
    /// Before Node says what it received, it asks whether the constructor has a name, with `in`.
    ReceivedAsksName: since(20).until(26),
    /// `INSPECT_MAX_BYTES` is checked.
    InspectBytesChecked: since(20),
    /// `buffer.SlowBuffer`
    SlowBuffer: until(25),
    /// ... warns.
    SlowBufferWarns: since(24),
    /// `isUtf8` asks for any buffer.
    Utf8OfBuffers: since(23).and(&[(20, 13), (22, 2)]),
    /// `isUtf8` and `isAscii` take a detached buffer for an empty one.
    DetachedIsEmpty: since(26),
    /// `atob` and `btoa` do without a Buffer.
    FormsWithoutBuffer: since(20),

    /// Deep equality compares views by new ones on the same memory, which what is detached does not allow.
    ViewsComparedAnew: since(18).until(24),
    /// A length beyond `maxByteLength` is told before one that is too long for any.
    MaxLengthFirst: since(26),
    /// An empty text comes before any other, also before one of control characters, which weigh nothing.
    EmptyTextFirst: since(18).until(20),
    /// `toString` no longer wraps its numbers at 32 bits.
    UnwrappedSlices: since(23).and(&[(20, 19), (22, 10)]),
    /// `copy` takes integers beyond 2 ** 53; before they counted as zero.
    HugeCopies: since(23).and(&[(20, 18), (22, 7)]),
    /// `Buffer.from(arrayBuffer, offset)` keeps the last byte behind an offset that is a fraction.
    FractionKeepsRest: since(24).and(&[(22, 12), (23, 11)]),
    /// A lone surrogate is searched for as U+FFFD; before as the three bytes of its own value.
    SurrogateSearch: since(24),
    /// A utf16le needle is not found at the last byte of a Buffer of odd length.
    OddEndSearch: since(27).and(&[(24, 20), (26, 1)]),
    /// A failed allocation has a code of its own.
    AllocationCode: since(26).and(&[(24, 14), (25, 6)]),
    /// A size that cannot be is out of range; before it was an invalid value.
    SizeOutOfRange: since(20),
    /// `atob` finds errors in the order of simdutf.
    AtobBySimdutf: since(22).and(&[(20, 13)]),
    /// `transcode` reads ascii as latin1 for utf16le, and refuses a single byte of utf16le.
    TranscodeAnew: since(23).and(&[(20, 18), (22, 8)]),

    // Node's web interfaces.

    /// `File` is a global name.
    FileIsGlobal: since(20),
    /// Blob converts its arguments by Web IDL.
    BlobByWebIdl: since(24),
    /// `structuredClone` checks its options.
    CloneChecks: since(20),
    /// ... and refuses what it cannot transfer with a `DataCloneError`.
    CloneRefuses: since(22),
    /// `TextDecoder` checks its arguments before anything else.
    DecoderChecks: since(24),
    /// `TextDecoder` reads windows-1252 by a way of its own.
    Latin1Decoder: since(20).until(24),
    /// `TextDecoder` knows x-user-defined and ISO-8859-16.
    AllEncodings: since(24),
    /// ... and the labels of UTF-16 that the standard took in later.
    LaterLabels: since(20),
    /// ... takes windows-1252 for ISO-8859-1.
    NarrowWindows1252: since(20).until(21),
    /// ... and refuses the replacement encoding by its name.
    ReplacementNamed: since(20),
    /// `TextEncoder` says of what class `this` must be.
    EncoderSaysClass: since(26),

    // What is shown.

    /// An iterable is what has a `[Symbol.iterator]`, whatever its value.
    IterableByPresence: since(22),
    /// Keys that are no names are quoted wherever they stand, and those that cannot be enumerated in brackets of one kind.
    KeysQuoted: since(24),
    /// What a getter gave or threw is shown as any value is.
    GetterShown: since(24),
    /// A proxy is called one.
    ProxyNamed: since(26),
    /// `%s` asks for a `[Symbol.toPrimitive]` as for a `toString`.
    FormatAsksPrimitive: since(20),
    /// `maxArrayLength` cuts maps and sets too.
    CollectionsCut: since(20),
    /// An infinite `breakLength` keeps on one line what has no line breaks.
    EndlessLines: since(24),
    /// What can be called is shown as a function before it is shown as an object whose constructor is `Object`.
    FunctionsFirst: since(20),
    /// A `stack` that is no string is shown under the error's name and message.
    OddStackShown: since(22),
    /// Separators leave alone what has an exponent.
    ExponentUnseparated: since(24),
    /// ... find the fraction by its point.
    FractionByPoint: since(20),
    /// ... leave -0 its sign.
    SeparatedMinusZero: since(24),
    /// `Buffer.concat` copies with `TypedArray.prototype.set`, which refuses what is detached.
    ConcatSets: since(24).and(&[(18, 0), (19, 0), (20, 0), (21, 0)]),
    /// A search for utf16le backwards from an odd address compares units, not what stands where it found something.
    OddSearchByUnits: until(20),
    /// ... forwards finds what begins before the Buffer, and answers -2.
    SearchBeforeStart: until(24),
    /// A text in utf8 of 2 GiB and more is made of its length in 32 bits.
    Utf8LengthWraps: until(24),
    /// Properties of a Buffer stand on lines of their own where one has several.
    BufferExtrasInLines: since(24),
    /// A `Symbol.toStringTag` that throws counts as none.
    ThrowingTagIsNone: since(24),
    /// A tag whose last part is the class's name stands for both.
    TagForClass: since(26),
    /// `byteLength` and its like stand in brackets.
    ExtrasBracketed: since(26).and(&[(22, 23), (24, 12), (25, 1)]),
    /// "Received" tells the type of every primitive; before it inspected and cut.
    ReceivedByType: since(21).and(&[(20, 10)]),
    /// ... and inspects what a class without a name made.
    ReceivedNameless: since(26),
    /// The prompt asks for the name of a file that is not there.
    PromptAsksName: since(20),
    /// ... continues a line behind a bar; before behind dots.
    PromptBar: since(24),

    // Node's modules.

    /// Errors of Node's own are of classes of their own.
    NodeErrorClasses: since(20),
    /// `import.meta.dirname` and `filename`
    ImportMetaPaths: since(20),
    /// `import.meta.main`
    ImportMetaMain: since(22),
    /// `process.exit` and `process.exitCode` check the code.
    ExitCodeChecked: since(20),
    /// `process.stdout.write` takes any view, and words what it refuses.
    WritesViews: since(20),
    /// `console.table` begins its cells at the left.
    TableAtLeft: since(20),
    /// `util.types.isFloat16Array`
    AsksFloat16Array: since(22),
    /// `util.isDeepStrictEqual` can leave prototypes out.
    SkipsPrototypes: since(24),
    /// What `util.deprecate` makes has the length of what it wraps.
    DeprecatedKeepsLength: since(22),
    /// Deep equality asks classes, causes and cycles as `partialDeepStrictEqual` came with them.
    EqualityAnew: since(22),
    /// Deep equality asks `cause` and `errors` of errors.
    EqualityOfCauses: since(20),
    /// Deep equality takes invalid dates for equal.
    InvalidDatesEqual: since(24),
    /// `assert` shows its differences as Myers finds them, and has `Assert` and `partialDeepStrictEqual`.
    AssertAnew: since(22),
    /// A message of one's own stands above the difference.
    MessageAboveDiff: since(20),
    /// `assert` without `CallTracker`, `assert.fail` with a message only, messages with `%s`.
    AssertFormats: since(26),
    /// `assert` quotes the line of the call; before it read the file again.
    AssertQuotesLine: since(22),
    /// `assert` reads the file of an ES module.
    AssertReadsModules: since(20),
}
