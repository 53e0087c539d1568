// ends: any
'x'.repeat(2 ** 20).replaceAll('x', 'y'.repeat(2 ** 10));
