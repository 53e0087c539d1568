async
a => b