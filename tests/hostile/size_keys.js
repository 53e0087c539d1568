// ends: any
Object.keys('x'.repeat(2 ** 28));
