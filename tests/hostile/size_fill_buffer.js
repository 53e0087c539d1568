// ends: fine
Buffer.alloc(1 << 28, 'abc');
