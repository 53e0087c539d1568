async a => b
(c)