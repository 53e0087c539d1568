// ends: any
const o = { toString() { for (;;); } }; `${o}`;
