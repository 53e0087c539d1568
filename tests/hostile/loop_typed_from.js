// ends: any
Uint8Array.from({ length: 2 ** 31 });
