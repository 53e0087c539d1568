// ends: any
/^(.+)\1+$/.test('1'.repeat(2003));
