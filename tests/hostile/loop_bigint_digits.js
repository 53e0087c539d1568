// ends: any
for (;;) (7n ** 300000n).toString();
