// ends: any
new ArrayBuffer(2 ** 40);
