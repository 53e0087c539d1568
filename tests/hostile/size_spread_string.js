// ends: any
[...'x'.repeat(2 ** 28)];
