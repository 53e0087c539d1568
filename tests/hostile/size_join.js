// ends: RangeError: Invalid string length
Array(2 ** 20).join('x'.repeat(1000));
