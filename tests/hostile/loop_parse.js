// ends: any
const t = '[' + '1,'.repeat(3e6) + '1]'; for (;;) JSON.parse(t);
