// ends: any
const s = 'x'.repeat(2 ** 28); `${s}${s}${s}`;
