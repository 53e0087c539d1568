// ends: RangeError: Maximum BigInt size exceeded
let b = 2n; for (;;) b *= b;
