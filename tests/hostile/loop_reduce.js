// ends: any
[].reduceRight.call({ length: 2 ** 53 - 1 }, () => 1, 1);
