// ends: RangeError: Maximum BigInt size exceeded
2n ** 10000000000n;
