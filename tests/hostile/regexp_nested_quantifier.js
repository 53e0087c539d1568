// ends: any
/(a+)+$/.test('a'.repeat(50) + '!');
