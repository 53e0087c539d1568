// ends: any
const o = { get length() { for (;;); } }; Array.from(o);
