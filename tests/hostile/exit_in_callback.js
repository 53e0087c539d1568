// ends: exit
[1].map(() => process.exit(3));
