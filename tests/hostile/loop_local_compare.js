// ends: any
const s = 'é'.repeat(1e6); for (;;) s.localeCompare(s + 'a');
