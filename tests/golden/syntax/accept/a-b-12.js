a
[b]