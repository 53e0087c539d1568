class A extends B {
  ;
  constructor(a) { super(a); super.b(); super['c']; super.d = 1; new super.e; new super.e(); new new f; }
  static #g = 1;
  #h() { return #g in this && 1 == #h in this, this.#g }
  get 'i'() { return super.j }
  set 1(k) {}
  static { this.l = super.m; }
  [n] = o
  static p
}
new a.b.c, new new d()(), new (e())
