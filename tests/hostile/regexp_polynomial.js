// ends: any
/a*a*a*a*a*b/.test('a'.repeat(20000));
