// ends: any
for (const k of Array(4e9).keys());
