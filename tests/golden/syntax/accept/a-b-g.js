a
/b/g