// ends: any
const a = Array(3e6).fill([1, 2]); for (;;) JSON.stringify(a);
