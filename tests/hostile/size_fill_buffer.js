// ends: fine
Buffer.alloc(1 << 26, 'abc');
