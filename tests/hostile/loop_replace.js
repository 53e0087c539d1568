// ends: any
for (;;) 'x'.repeat(1e6).replaceAll('x', 'yy');
