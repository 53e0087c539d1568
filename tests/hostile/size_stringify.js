// ends: any
const s = '\u0000'.repeat(2 ** 27); JSON.stringify([s, s]);
