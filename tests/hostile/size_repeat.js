// ends: RangeError: Invalid string length
'x'.repeat(2 ** 30);
