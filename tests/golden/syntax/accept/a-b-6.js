a
++b