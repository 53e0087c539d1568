// ends: any
new Uint8Array(10).set({ length: 2 ** 40 });
