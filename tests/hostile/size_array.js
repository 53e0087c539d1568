// ends: RangeError: Invalid array length
new Array(-1);
