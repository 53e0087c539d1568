a
--
b