'a\
b\c'
