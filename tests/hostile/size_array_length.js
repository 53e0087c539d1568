// ends: RangeError: Invalid array length
[].length = 2 ** 32;
