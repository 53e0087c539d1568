// ends: RangeError: Invalid count value: Infinity
'x'.repeat(Infinity);
