a | b ^ c & d == e != f === g !== h;
a < b > c <= d >= e in f instanceof g;
a << b >> c >>> d + e - f * g / h % i ** j;
a ?? b; a || b && c;
a = b += c -= d *= e /= f %= g **= h <<= i >>= j >>>= k &= l |= m ^= n &&= o ||= p ??= q;
-a + +b - !c * ~d, typeof e, void f, delete g.h;
++a, --b, c++, d--
a ? b : c, true, false, null, this
