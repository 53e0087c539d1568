// ends: any
(3n ** 2000000n).toString();
