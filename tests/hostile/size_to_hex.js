// ends: any
Buffer.alloc(2 ** 29).toString('hex');
