// ends: any
for (;;);
