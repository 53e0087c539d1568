//! Who asks for memory, and under which setting. Not what is decided: that is `pool`.

/// The call that asked for bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Request {
    /// `Buffer.allocUnsafe(size)`.
    AllocUnsafe,
    /// `Buffer.allocUnsafeSlow(size)`.
    AllocUnsafeSlow,
    /// `Buffer.alloc(size)`.
    Alloc,
    /// `Buffer.alloc(size, fill)`, which zeroes nothing.
    AllocFilled,
    /// `Buffer.from(string)`.
    FromString,
    /// `Buffer.from(array)`, array-likes included.
    FromArray,
    /// `Buffer.from(buffer)` or of any other view.
    FromView,
    /// `Buffer.concat(list)`.
    Concat,
    /// `Buffer.copyBytesFrom(view)`.
    CopyBytesFrom,
    /// `Buffer.of(...)`.
    Of,
    /// `new ArrayBuffer(length)`.
    ArrayBuffer,
    /// `new SharedArrayBuffer(length)`.
    SharedArrayBuffer,
    /// A typed array with memory of its own: constructors, `map`, `filter`, `slice`.
    TypedArray,
    /// A string to search for that had to become bytes first, as in `buf.indexOf('6162', 'hex')`.
    Needle,
    /// `ArrayBuffer.prototype.transfer` and transfer lists.
    Transfer,
    /// `structuredClone(value)`.
    Clone,
    /// `buffer.transcode(source, from, to)`.
    Transcode,
    /// `new TextEncoder().encode(string)`.
    TextEncoder,
    /// A line written to a file, which Node turns into bytes on the way.
    Output,
    /// What the prompt's completion evaluated while a line was typed.
    Preview,
    /// Node itself, before the first statement.
    Startup,
}

impl Request {
    /// How many kinds there are.
    pub const COUNT: usize = Self::Startup as usize + 1;

    /// The call, as a person would name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::AllocUnsafe => "Buffer.allocUnsafe",
            Self::AllocUnsafeSlow => "Buffer.allocUnsafeSlow",
            Self::Alloc | Self::AllocFilled => "Buffer.alloc",
            Self::FromString => "Buffer.from(string)",
            Self::FromArray => "Buffer.from(array)",
            Self::FromView => "Buffer.from(view)",
            Self::Concat => "Buffer.concat",
            Self::CopyBytesFrom => "Buffer.copyBytesFrom",
            Self::Of => "Buffer.of",
            Self::ArrayBuffer => "new ArrayBuffer",
            Self::SharedArrayBuffer => "new SharedArrayBuffer",
            Self::TypedArray => "a typed array",
            Self::Needle => "a search string",
            Self::Transfer => "a transfer",
            Self::Clone => "structuredClone",
            Self::Transcode => "buffer.transcode",
            Self::TextEncoder => "TextEncoder",
            Self::Output => "printing",
            Self::Preview => "the prompt's preview",
            Self::Startup => "Node's startup",
        }
    }

    /// Whether Node makes an own allocation for this call zeroed and then overwrites all of it
    /// (`new FastBuffer(obj)` in `fromArrayLike` of lib/buffer.js).
    pub(super) fn fills(self) -> bool {
        matches!(self, Self::FromArray | Self::FromView | Self::CopyBytesFrom)
    }
}

/// What `Buffer.poolSize` said at this very call. Node never validates it, and reads it anew each time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PoolSetting {
    /// `Buffer.poolSize >>> 1`: sizes below it come from the pool.
    pub threshold: u32,
    /// `Number(Buffer.poolSize)`: the size of a pool made now, in bytes.
    pub size: f64,
}

impl PoolSetting {
    /// The setting of an untouched `Buffer.poolSize`.
    pub fn of(pool_size: u32) -> Self {
        Self { threshold: pool_size >> 1, size: f64::from(pool_size) }
    }
}

/// Why a request got nothing. The texts are written elsewhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Refusal {
    /// More than Node itself would get.
    OutOfMemory,
    /// The session's limit of bytes, or the machine's.
    Full,
    /// The pool cannot be made in this size: `Invalid typed array length: -1`.
    InvalidLength(f64),
    /// The pool's `ArrayBuffer` was transferred away (possible on Node 22 and 23).
    DetachedPool,
    /// A resize beyond the maximum length, or of a buffer that cannot be resized.
    NotResizable,
}
