// ends: RangeError: Maximum BigInt size exceeded
1n << 10000000000n;
