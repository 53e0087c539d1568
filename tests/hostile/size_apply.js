// ends: any
String.fromCharCode.apply(null, { length: 2 ** 32 });
