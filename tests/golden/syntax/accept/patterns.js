let [a, , [b], ...c] = d, { e, f = 1, g: h, i: [j] = k, [l]: m, ...n } = o;
[a, b.c, (d), e[f], ...g.h] = [{ i, j = 1, k: l.m, ...o.p }] = {} = q;
({ a, b = 1, ...c[d] } = e);
for ({ a, b: c.d } of e);
for ([a] in b);
function p(...[g]) {}
const { q, r } = j, s = 1;
