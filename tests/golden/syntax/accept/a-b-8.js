a
(b)