// ends: any
[].shift.call({ length: 2 ** 53 - 1 });
