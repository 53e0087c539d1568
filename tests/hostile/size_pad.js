// ends: RangeError: Invalid string length
'x'.padStart(2 ** 30);
